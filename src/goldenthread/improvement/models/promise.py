"""What families were told would happen, in their words."""

import hashlib
import json

from django.db import models

from ..rules import Standing
from .action import Action
from .plan import ImprovementPlan, SuccessMeasure

# All that a person can change of a promise.
CHANGEABLE = (
    "plain",
    "plain_checked",
    "due_words",
    "due_to",
    "standing",
    "what_changed",
    "no_because",
    "evidence_promised",
    "evidence_by",
    "evidence_came_on",
    "withheld_by",
    "withheld_since",
)


class Promise(models.Model):
    """A promise of a plan as families would read it, and where it stands.

    `due_words` keeps the author's words; `evidence_promised` is what was to show it was kept.
    A withheld promise shows that it is withheld, by which role and since when. `plain_checked` is
    False while its words are still the plan's own, which nobody has put in plain words.
    """

    improvement_plan = models.ForeignKey(
        ImprovementPlan, on_delete=models.PROTECT, related_name="promises"
    )
    action = models.ForeignKey(Action, on_delete=models.PROTECT, null=True, related_name="promises")
    measure = models.ForeignKey(
        SuccessMeasure, on_delete=models.PROTECT, null=True, related_name="promises"
    )
    position = models.PositiveIntegerField()
    plain = models.TextField()
    plain_checked = models.BooleanField(default=True)
    due_words = models.CharField(max_length=500, blank=True)
    due_to = models.DateField(null=True)
    standing = models.CharField(
        max_length=20,
        choices=[(s.value, s.value) for s in Standing],
        default=Standing.UNKNOWN.value,
    )
    what_changed = models.TextField(blank=True)
    changed_on = models.DateField(null=True)
    no_because = models.TextField(blank=True)
    evidence_promised = models.TextField(blank=True)
    evidence_by = models.DateField(null=True)
    evidence_came_on = models.DateField(null=True)
    withheld_by = models.CharField(max_length=200, blank=True)
    withheld_since = models.DateField(null=True)

    class Meta:
        ordering = ("improvement_plan", "position")

    @property
    def stamp(self) -> str:
        """Return a short digest that differs as soon as anything changeable has changed."""
        held = json.dumps([str(getattr(self, name)) for name in CHANGEABLE])
        return hashlib.sha256(held.encode()).hexdigest()[:24]

    @property
    def source_words(self) -> str:
        """Return the plan's own words that the promise comes from, or nothing."""
        if self.action:
            return self.action.text
        return self.measure.text if self.measure else ""


class PromiseRevision(models.Model):
    """Something of a promise changed on a day: what stood there before and after, as text.

    `field` is a field of the promise; a date stands as 2019-12-01, and nothing as no text.
    """

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="revisions")
    field = models.CharField(max_length=40)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    on = models.DateField()
    by = models.CharField(max_length=200)
    by_ref = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("on", "id")
        indexes = (models.Index(fields=("promise", "on")),)
