"""The room's entry in Django's list of apps."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """What families see without signing in."""

    name = "goldenthread.public"
    default_auto_field = "django.db.models.BigAutoField"
