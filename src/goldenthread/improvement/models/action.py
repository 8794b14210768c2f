"""Actions, who leads them, and when they fall due."""

import hashlib
import json

from django.db import models

from goldenthread.core.calendar import Precision

from .plan import ImprovementPlan, Theme, WorkingGroup

# The words of an action that a person can rewrite.
WORDS = (
    "text",
    "intended_impact",
    "success_measure",
    "resources",
    "baseline",
    "target",
    "evidence",
)


class Action(models.Model):
    """One action of an improvement plan, numbered as printed.

    `also_printed` is [{"label", "text"}]: what its source prints besides, such as a first status.
    """

    improvement_plan = models.ForeignKey(
        ImprovementPlan, on_delete=models.PROTECT, related_name="actions"
    )
    group = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="actions")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="actions")
    number = models.CharField(max_length=20)
    position = models.PositiveIntegerField()
    text = models.TextField()
    intended_impact = models.TextField(blank=True)
    success_measure = models.TextField(blank=True)
    rag = models.CharField(max_length=20, blank=True)
    resources = models.TextField(blank=True)
    baseline = models.TextField(blank=True)
    target = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    also_printed = models.JSONField(default=list)
    left_unknown = models.JSONField(default=dict)
    lead_shared = models.BooleanField(default=False)
    due_from = models.DateField(null=True)
    due_to = models.DateField(null=True)

    class Meta:
        ordering = ("improvement_plan", "position")
        constraints = (
            models.UniqueConstraint(fields=("improvement_plan", "number"), name="action_number"),
        )
        indexes = (
            models.Index(fields=("improvement_plan", "position")),
            models.Index(fields=("improvement_plan", "due_to")),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.text[:60]}"

    @property
    def stamp(self) -> str:
        """Return a short digest that differs as soon as any of its words have changed."""
        held = json.dumps([getattr(self, name) for name in WORDS])
        return hashlib.sha256(held.encode()).hexdigest()[:24]


class Lead(models.Model):
    """A role that leads an action, as printed; of an organisation where that is known.

    `improvement_plan` is the action's own: the roles of a plan are read from one index.
    """

    improvement_plan = models.ForeignKey(
        ImprovementPlan, on_delete=models.PROTECT, related_name="leads", db_index=False
    )
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="leads")
    role = models.CharField(max_length=300)
    organisation = models.ForeignKey(
        "areas.Organisation", on_delete=models.PROTECT, null=True, related_name="leads"
    )

    class Meta:
        ordering = ("action", "id")
        indexes = (models.Index(fields=("improvement_plan", "role"), name="lead_of_plan"),)


class Milestone(models.Model):
    """A date of an action: the author's words and how exact they are."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="milestones")
    words = models.CharField(max_length=500)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    precision = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Precision])
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("action", "position")
