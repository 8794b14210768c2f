"""What the parent carer forum says beside the partnership."""

from django.db import models

from ..rules import CoProductionLevel, Mark
from .action import Action
from .promise import Promise


class ForumMark(models.Model):
    """The forum's own mark on an action or a promise, with its comment, and the answer to it."""

    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, null=True, related_name="forum_marks"
    )
    promise = models.ForeignKey(
        Promise, on_delete=models.PROTECT, null=True, related_name="forum_marks"
    )
    mark = models.CharField(max_length=10, choices=[(m.value, m.value) for m in Mark])
    comment = models.TextField(blank=True)
    by = models.CharField(max_length=200)
    by_ref = models.CharField(max_length=100, blank=True)
    on = models.DateField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ("on", "id")
        constraints = (
            models.CheckConstraint(
                name="mark_on_one_thing",
                condition=models.Q(action=None, promise__isnull=False)
                | models.Q(action__isnull=False, promise=None),
            ),
        )


class CoProduction(models.Model):
    """How far an action was co-produced, in the forum's words and signed by it."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="co_production")
    level = models.CharField(max_length=20, choices=[(x.value, x.value) for x in CoProductionLevel])
    words = models.TextField(blank=True)
    signed_by = models.CharField(max_length=200)
    signed_by_ref = models.CharField(max_length=100, blank=True)
    on = models.DateField()

    class Meta:
        ordering = ("on", "id")
