"""The room's entry in Django's list of apps."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Upload, repair and accept: turns what was read into changes in the rooms below."""

    name = "goldenthread.intake"
    default_auto_field = "django.db.models.BigAutoField"
