"""The room's entry in Django's list of apps."""

from django.apps import AppConfig


class DatasetConfig(AppConfig):
    """The SEND data set: agreements, loads, who is who, and the rights of the people in it."""

    name = "goldenthread.dataset"
    default_auto_field = "django.db.models.BigAutoField"
