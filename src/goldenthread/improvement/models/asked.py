"""Whom a round of updates asked by mail, and the links that were sent."""

from django.db import models

from .update import UpdateCycle


class UpdateLink(models.Model):
    """A link by which one person updates the actions they lead, without signing in, for days.

    The key itself stands only in the letter; here is its digest. That it was opened says nothing
    more: programs that look through mail open links too.
    """

    cycle = models.ForeignKey(UpdateCycle, on_delete=models.PROTECT, related_name="links")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="update_links")
    digest = models.CharField(max_length=64, unique=True)
    reminder = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("sent_at", "id")
        indexes = (models.Index(fields=("cycle", "user")),)
