"""The service: its keys, how it stands on a network, mail, work, and its trail."""

import smtplib
from collections.abc import Iterator
from datetime import timedelta

from . import Finding

SILENT = timedelta(minutes=1)
LATE = timedelta(minutes=15)
LEAST_KEY, LEAST_DIFFERENT = 40, 10
HERE = {"127.0.0.1", "localhost", "[::1]"}


def secrets() -> Iterator[Finding]:
    """Keys long enough that nobody guesses them."""
    from django.conf import settings

    for name in ("SECRET_KEY", "AUDIT_KEY"):
        key = getattr(settings, name)
        if len(key) < LEAST_KEY or len(set(key)) < LEAST_DIFFERENT:
            todo = f"Set {name} to at least {LEAST_KEY} random characters."
            yield Finding("keys", "wrong", f"{name} is short enough to be guessed.", todo)
        else:
            yield Finding("keys", "good", f"{name} is long.")


def on_a_network() -> Iterator[Finding]:
    """No debugging; and where others can reach it, HTTPS and names of its own."""
    from django.conf import settings

    if settings.DEBUG:
        todo = "Unset DEBUG: its pages of errors show what is inside."
        yield Finding("debug", "wrong", "DEBUG is on.", todo)
    else:
        yield Finding("debug", "good", "DEBUG is off.")
    hosts = set(settings.ALLOWED_HOSTS)
    if "*" in hosts:
        todo = "Set ALLOWED_HOSTS to the names it is reached by."
        yield Finding("hosts", "wrong", "It answers to any name.", todo)
    elif hosts <= HERE:
        yield Finding("hosts", "good", "It answers on this machine only.")
    else:
        yield Finding("hosts", "good", f"It answers to {', '.join(sorted(hosts - HERE))}.")
    if settings.BEHIND_HTTPS:
        yield Finding("HTTPS", "good", "Cookies are secure and plain HTTP is sent on.")
    elif hosts <= HERE:
        yield Finding("HTTPS", "good", "Not needed while it answers on this machine only.")
    else:
        todo = "Put a proxy with HTTPS in front and set BEHIND_HTTPS=1."
        yield Finding("HTTPS", "wrong", "Others reach it without HTTPS.", todo)


def mail() -> Iterator[Finding]:
    """A mail server that answers and takes our name and password."""
    from django.conf import settings
    from django.core.mail import get_connection

    if settings.MAIL_FOLDER:
        todo = "Set EMAIL_URL and EMAIL_FROM to send it (docs/reference/settings.md)."
        yield Finding(
            "mail", "look", f"None is sent: each is kept in {settings.MAIL_FOLDER}.", todo
        )
        return
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    in_secret = settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL
    todo = "Look at EMAIL_URL, and whether this machine may reach that server."
    try:
        with get_connection("django.core.mail.backends.smtp.EmailBackend", timeout=10) as opened:
            code, _ = opened.connection.noop()
    except (OSError, smtplib.SMTPException) as problem:
        yield Finding("mail", "wrong", f"{where} does not take mail ({problem}).", todo)
        return
    if code != 250:
        yield Finding("mail", "wrong", f"{where} answers {code}.", todo)
    elif not in_secret and settings.EMAIL_HOST not in HERE:
        words = f"{where} answers, but letters go there in the clear, and their links with them."
        yield Finding("mail", "look", words, "Write EMAIL_URL with smtp+tls:// or smtps://.")
    else:
        yield Finding("mail", "good", f"{where} answers.")


def worker() -> Iterator[Finding]:
    """Somebody who does the work."""
    from django.utils import timezone

    from goldenthread.audit.queries import work_counted

    now = timezone.now()
    beat = work_counted(now).last_beat
    todo = "Run goldenthread serve (which starts one) or goldenthread worker."
    if beat is None:
        yield Finding("worker", "wrong", "None is running: no mail or report will be done.", todo)
    elif now - beat > SILENT:
        minutes = int((now - beat).total_seconds() // 60)
        yield Finding("worker", "wrong", f"None was heard of for {minutes} minutes.", todo)
    else:
        yield Finding("worker", "good", "One is at work.")


def work() -> Iterator[Finding]:
    """Nothing late, nothing given up."""
    from django.utils import timezone

    from goldenthread.audit.queries import work_counted

    counted = work_counted(timezone.now() - LATE)
    if counted.exhausted:
        words = f"{counted.exhausted:,} pieces of work were given up after every attempt failed."
        todo = "Look at them: goldenthread work. Then: goldenthread work --again NUMBER"
        yield Finding("work", "wrong", words, todo)
    if counted.late:
        words = f"{counted.late:,} pieces of work have been due for a quarter of an hour."
        yield Finding("work", "wrong", words, "See that a worker runs; raise WORKER_PROCESSES.")
    if not counted.exhausted and not counted.late:
        yield Finding("work", "good", f"{counted.waiting:,} pieces of work wait; none is late.")


def trail() -> Iterator[Finding]:
    """Every event as it was written."""
    from goldenthread.audit.queries import events_held, first_broken_event

    broken = first_broken_event()
    if broken is None:
        yield Finding("trail", "good", f"It is whole: {events_held():,} events.")
        return
    words = f"It does not hold from event {broken.pk or 'the first'} on: somebody changed a row."
    todo = "Keep this database as it is for whoever looks into it; restore a backup beside it."
    yield Finding("trail", "wrong", words, todo)
