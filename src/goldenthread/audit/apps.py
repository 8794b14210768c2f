"""The room's entry in Django's list of apps."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The append-only, hash-chained trail of every change, and the outbox it writes."""

    name = "goldenthread.audit"
    default_auto_field = "django.db.models.BigAutoField"
