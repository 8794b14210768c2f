"""The design room as a Django application."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Carries templates and static files."""

    name = "goldenthread.design"
    label = "design"
