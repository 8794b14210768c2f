"""The room's entry in Django's list of apps."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports composed from one source at four depths, approved, frozen and printed."""

    name = "goldenthread.reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let reports be found by their titles and by whom they are for."""
        from goldenthread.thread.queries.search import also_search

        from .queries.kept import SEARCHED

        also_search(SEARCHED)
