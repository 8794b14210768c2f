"""The room's entry in Django's list of apps."""

from django.apps import AppConfig


class ThreadConfig(AppConfig):
    """The golden thread itself: everything below laid end to end, home, search and the check."""

    name = "goldenthread.thread"
    default_auto_field = "django.db.models.BigAutoField"
