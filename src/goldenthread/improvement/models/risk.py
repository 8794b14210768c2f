"""What may stop or has stopped the work: risks, issues, and groups that wait for others."""

from django.db import models

from ..rules import RiskKind
from .action import Action
from .plan import ImprovementPlan, WorkingGroup


class Risk(models.Model):
    """A risk or an issue of a plan, open from a day until it is closed with a reason."""

    improvement_plan = models.ForeignKey(
        ImprovementPlan, on_delete=models.PROTECT, related_name="risks"
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in RiskKind])
    words = models.TextField()
    opened_on = models.DateField()
    opened_by = models.CharField(max_length=200)
    closed_on = models.DateField(null=True)
    closed_by = models.CharField(max_length=200, blank=True)
    closed_why = models.TextField(blank=True)

    class Meta:
        ordering = ("improvement_plan", "number")
        constraints = (
            models.UniqueConstraint(fields=("improvement_plan", "number"), name="risk_number"),
        )


class RiskScore(models.Model):
    """How likely and how grave a risk was held to be on a day, who owned it and what was done."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="scores")
    on = models.DateField()
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    owner_role = models.CharField(max_length=300)
    mitigation = models.TextField(blank=True)
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ("on", "id")
        constraints = (
            models.CheckConstraint(
                name="score_one_to_five",
                condition=models.Q(likelihood__range=(1, 5), impact__range=(1, 5)),
            ),
        )


class RiskAction(models.Model):
    """A risk bears on an action, from a day until a day or still."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="actions")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="risks")
    on = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        ordering = ("on", "id")


class GroupDependency(models.Model):
    """A group waits for another: for what, by when, and how it was settled.

    `action` is the one of the waiting group that is held up, where it is one.
    """

    waits = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="waits_for")
    on_group = models.ForeignKey(
        WorkingGroup, on_delete=models.PROTECT, related_name="is_waited_for"
    )
    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, null=True, related_name="held_up_by"
    )
    words = models.TextField()
    needed_by = models.DateField(null=True)
    on = models.DateField()
    by = models.CharField(max_length=200)
    settled_on = models.DateField(null=True)
    settled_by = models.CharField(max_length=200, blank=True)
    settled_words = models.TextField(blank=True)

    class Meta:
        ordering = ("on", "id")
        verbose_name_plural = "group dependencies"
        constraints = (
            models.CheckConstraint(
                name="waits_for_another", condition=~models.Q(waits=models.F("on_group"))
            ),
        )
