"""The room's entry in Django's list of apps."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Bodies that meet: calendars, papers, minutes, decisions that come back, challenges."""

    name = "goldenthread.governance"
    default_auto_field = "django.db.models.BigAutoField"
