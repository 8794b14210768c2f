"""The room's entry in Django's list of apps."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports composed from one source at four depths, approved, frozen and printed."""

    name = "goldenthread.reports"
    default_auto_field = "django.db.models.BigAutoField"
