"""The room's entry in Django's list of apps."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The door for programs: what may be read and changed with a token."""

    name = "goldenthread.api"
    default_auto_field = "django.db.models.BigAutoField"
