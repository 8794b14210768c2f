"""Who may come in, and for how long."""

from collections.abc import Iterator

from . import Finding

LONGEST_IDLE, LONGEST = 60 * 60, 24 * 60 * 60


def second_step() -> Iterator[Finding]:
    """Whoever manages people has more than a password; names nobody, for this may be logged."""
    from django.conf import settings
    from django.utils import timezone

    from goldenthread.accounts.queries import without_second_step

    if settings.SECOND_STEP == "nobody":
        todo = "Unset SECOND_STEP, or set it to everybody."
        yield Finding("second step", "look", "It is asked of nobody.", todo)
        return
    owing = len(without_second_step(timezone.localdate()))
    if owing:
        words = f"{owing:,} of those of whom one is asked have none, and can open no area yet."
        todo = "Have them sign in and add an authenticator app or a passkey, or end their roles."
        yield Finding("second step", "look", words, todo)
    else:
        yield Finding("second step", "good", f"Asked of {settings.SECOND_STEP}; all have one.")


def sessions() -> Iterator[Finding]:
    """A sign-in that is forgotten somewhere ends within the day."""
    from django.conf import settings

    idle, oldest = settings.SESSION_IDLE, settings.SESSION_COOKIE_AGE
    lasts = f"after {idle // 60:,} minutes without a page, or {oldest // 3600:,} hours"
    if idle > LONGEST_IDLE or oldest > LONGEST:
        todo = "Lower SESSION_IDLE_MINUTES to 60 or less and SESSION_HOURS to 24 or less."
        yield Finding("sign-ins", "look", f"They are long: they end {lasts}.", todo)
    else:
        yield Finding("sign-ins", "good", f"They end {lasts}.")
