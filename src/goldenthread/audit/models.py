"""The trail: one row a change, never altered, and what must follow from it."""

import secrets
from typing import Any

from django.db import models
from django.utils import timezone

from .rules import Work


def new_key() -> str:
    """Return 128 random bits in hex."""
    return secrets.token_hex(16)


class ChainHead(models.Model):
    """The one row that holds the last hash; locked while an event is added."""

    hash = models.CharField(max_length=64)


class Event(models.Model):
    """One change: who, when, what, before and after, chained to the event before it.

    The chain covers the keyed digest of who made it; the printed name stands beside it, and is all
    that can ever be taken away.
    """

    at = models.DateTimeField()
    actor_ref = models.CharField(max_length=100)
    actor_name = models.CharField(max_length=200)
    actor_digest = models.CharField(max_length=64)
    verb = models.CharField(max_length=100)
    subject = models.CharField(max_length=100)
    subject_ref = models.CharField(max_length=100)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    note = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("subject", "subject_ref")),)

    def payload(self) -> dict[str, Any]:
        """Return the fields that the hash covers."""
        return {
            "at": self.at.isoformat(),
            "actor_ref": self.actor_ref,
            "actor": self.actor_digest,
            "verb": self.verb,
            "subject": self.subject,
            "subject_ref": self.subject_ref,
            "before": self.before,
            "after": self.after,
            "note": self.note,
        }


class Outbox(models.Model):
    """Something that must follow a change once it has been committed, and who has claimed it.

    The queue only says that there is work; this row says whether it may be done. `key` is random,
    so that a mail's Message-ID is never given twice, even after a backup has been restored.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="outbox")
    kind = models.CharField(max_length=100)
    payload = models.JSONField(default=dict)
    key = models.CharField(max_length=32, unique=True, default=new_key)
    state = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Work], default=Work.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    forgiven = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    queued_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)
    progress_done = models.PositiveIntegerField(null=True)
    progress_of = models.PositiveIntegerField(null=True)
    progress_words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("state", "not_before")),)


class RunningWorker(models.Model):
    """A worker and when it was last heard of; `name` is its machine and process."""

    name = models.CharField(max_length=200, unique=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()


class WebhookSubscription(models.Model):
    """An address that is told of events; `kinds` are patterns such as `action.*`.

    An `area` is a local area's slug, empty for the whole installation. What the words to it are
    signed with is made from `key` and the installation's own secret, and is stored nowhere.
    """

    url = models.URLField(max_length=500)
    key = models.CharField(max_length=32, unique=True, default=new_key)
    kinds = models.JSONField(default=list)
    area = models.CharField(max_length=100, blank=True)
    active = models.BooleanField(default=True)
    made_by = models.CharField(max_length=200)
    made_by_ref = models.CharField(max_length=100)
    made_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
