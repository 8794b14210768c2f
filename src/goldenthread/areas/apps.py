"""The room's entry in Django's list of apps."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """Local areas, localities, organisations and bodies, and who succeeded whom and when."""

    name = "goldenthread.areas"
    default_auto_field = "django.db.models.BigAutoField"
