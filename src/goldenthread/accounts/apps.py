"""The room's entry in Django's list of apps."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in, the roles they hold, where and when, and what each role may do."""

    name = "goldenthread.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the trail hear of what people do about their sign-in."""
        from .changes.signing_in import listen

        listen()
