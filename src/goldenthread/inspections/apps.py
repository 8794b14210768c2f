"""The room's entry in Django's list of apps."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Inspections, findings, weaknesses, judgements and the clocks of each regime."""

    name = "goldenthread.inspections"
    default_auto_field = "django.db.models.BigAutoField"
