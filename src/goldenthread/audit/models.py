"""The trail: one row a change, never altered, and what must follow from it."""

from typing import Any

from django.db import models


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
    """Something that must follow a change once it has been committed."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT)
    kind = models.CharField(max_length=100)
    payload = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True)
