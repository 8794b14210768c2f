"""What difference an action made: verdicts, and the days on which they are due."""

from django.db import models

from ..rules import Difference
from .action import Action
from .update import Evidence


class DifferenceVerdict(models.Model):
    """What difference an action made in a window, proposed by one person, agreed by another."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="verdicts")
    verdict = models.CharField(max_length=20, choices=[(d.value, d.value) for d in Difference])
    window_from = models.DateField()
    window_to = models.DateField()
    words = models.TextField(blank=True)
    evidence = models.ManyToManyField(Evidence, related_name="verdicts")
    proposed_by = models.CharField(max_length=200)
    proposed_by_ref = models.CharField(max_length=100)
    on = models.DateField()
    agreed_by = models.CharField(max_length=200, blank=True)
    agreed_by_ref = models.CharField(max_length=100, blank=True)
    agreed_on = models.DateField(null=True)
    declined_by = models.CharField(max_length=200, blank=True)
    declined_by_ref = models.CharField(max_length=100, blank=True)
    declined_on = models.DateField(null=True)
    declined_why = models.TextField(blank=True)
    reopened_on = models.DateField(null=True)
    reopened_why = models.TextField(blank=True)

    class Meta:
        ordering = ("on", "id")
        constraints = (
            models.CheckConstraint(
                name="window_in_order", condition=models.Q(window_to__gte=models.F("window_from"))
            ),
            models.CheckConstraint(
                name="agreed_by_another",
                condition=models.Q(agreed_by_ref="")
                | ~models.Q(agreed_by_ref=models.F("proposed_by_ref")),
            ),
        )
        indexes = (models.Index(fields=("action", "on")),)


class DifferenceDue(models.Model):
    """A day on which the difference an action made will be judged, set on a day."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="judged_on")
    judge_on = models.DateField()
    set_by = models.CharField(max_length=200)
    on = models.DateField()

    class Meta:
        ordering = ("on", "id")
