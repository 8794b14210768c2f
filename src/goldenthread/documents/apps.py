"""The room's entry in Django's list of apps."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Stored source documents, their passages, and the citations that rest on them."""

    name = "goldenthread.documents"
    default_auto_field = "django.db.models.BigAutoField"
