"""What has been said of actions since: updates, evidence, dates moved, words changed, cycles."""

from datetime import date

from django.db import models

from ..rules import Delivery, EvidenceKind, Grade, UpdateState
from .action import Action, Milestone
from .plan import ImprovementPlan, SuccessMeasure


class UpdateCycle(models.Model):
    """A round of updates: asked for on the day it opens, late after the day it is due."""

    improvement_plan = models.ForeignKey(
        ImprovementPlan, on_delete=models.PROTECT, related_name="cycles"
    )
    opens = models.DateField()
    due = models.DateField()
    set_by = models.CharField(max_length=200)

    class Meta:
        ordering = ("opens", "id")
        constraints = (
            models.UniqueConstraint(fields=("improvement_plan", "opens"), name="one_cycle_a_day"),
            models.CheckConstraint(
                name="cycle_due_after_opening", condition=models.Q(due__gte=models.F("opens"))
            ),
        )


class Update(models.Model):
    """What was said of an action on a day, by or on behalf of a role; never edited.

    One that was wrong is superseded by another. `agreed_by` and `agreed_why` say who agreed that
    an action is paused, replaced, stopped or merged, and why; `replaced_by` is the other action.
    A proposed date moves `milestone`, or the action's last date where that is null.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    on = models.DateField()
    at = models.DateTimeField(null=True)
    by_role = models.CharField(max_length=300)
    entered_by = models.CharField(max_length=200)
    entered_by_ref = models.CharField(max_length=100, blank=True)
    on_behalf = models.BooleanField(default=False)
    delivery = models.CharField(max_length=20, choices=[(d.value, d.value) for d in Delivery])
    words = models.TextField(blank=True)
    changed_for_families = models.TextField(blank=True)
    milestone = models.ForeignKey(
        Milestone, on_delete=models.PROTECT, null=True, related_name="proposals"
    )
    proposed_words = models.CharField(max_length=300, blank=True)
    proposed_from = models.DateField(null=True)
    proposed_to = models.DateField(null=True)
    proposed_reason = models.TextField(blank=True)
    agreed_by = models.CharField(max_length=200, blank=True)
    agreed_why = models.TextField(blank=True)
    replaced_by = models.ForeignKey(
        Action, on_delete=models.PROTECT, null=True, related_name="takes_over"
    )
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )
    state = models.CharField(
        max_length=10,
        choices=[(s.value, s.value) for s in UpdateState],
        default=UpdateState.ACCEPTED.value,
    )
    decided_by = models.CharField(max_length=200, blank=True)
    decided_by_ref = models.CharField(max_length=100, blank=True)
    decided_on = models.DateField(null=True)
    decided_words = models.TextField(blank=True)

    class Meta:
        ordering = ("on", "id")
        indexes = (models.Index(fields=("action", "on")),)


class Redating(models.Model):
    """A date of an action moved: the old one, the reason and who agreed, for ever.

    `milestone` is null where the action had no date before; `update` is the one that proposed it.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="redatings")
    milestone = models.ForeignKey(
        Milestone, on_delete=models.PROTECT, null=True, related_name="redatings"
    )
    update = models.OneToOneField(
        Update, on_delete=models.PROTECT, null=True, related_name="redating"
    )
    old_words = models.CharField(max_length=500)
    old_to = models.DateField(null=True)
    new_words = models.CharField(max_length=500)
    new_from = models.DateField(null=True)
    new_to = models.DateField(null=True)
    reason = models.TextField()
    agreed_by = models.CharField(max_length=200)
    agreed_by_ref = models.CharField(max_length=100, blank=True)
    on = models.DateField()

    class Meta:
        ordering = ("on", "id")


class Evidence(models.Model):
    """Something that shows what became of an action: a file, an address, a measure or a meeting.

    `dated` is the day of the thing itself; `on` is the day it was given. One that was wrong is
    withdrawn with the reason, never deleted; `replaces` is the withdrawn one it stands for.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence_given")
    update = models.ForeignKey(
        Update, on_delete=models.PROTECT, null=True, related_name="evidence_given"
    )
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in EvidenceKind])
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, related_name="evidence_for"
    )
    measure = models.ForeignKey(
        SuccessMeasure, on_delete=models.PROTECT, null=True, related_name="evidence_from"
    )
    address = models.CharField(max_length=500, blank=True)
    words = models.TextField(blank=True)
    grade = models.CharField(max_length=20, choices=[(g.value, g.value) for g in Grade])
    dated = models.DateField(null=True)
    on = models.DateField()
    entered_by = models.CharField(max_length=200)
    entered_by_ref = models.CharField(max_length=100, blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_by_ref = models.CharField(max_length=100, blank=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ("on", "id")
        verbose_name_plural = "evidence"

    def stood_on(self, day: date) -> bool:
        """Say whether it had been given by a day and not been withdrawn by then."""
        return self.on <= day and (self.withdrawn_on is None or self.withdrawn_on > day)


class Revision(models.Model):
    """Words of an action changed on a day: what stood there before, and after."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="revisions")
    field = models.CharField(max_length=40)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    on = models.DateField()
    by = models.CharField(max_length=200)
    by_ref = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("on", "id")
        indexes = (models.Index(fields=("action", "on")),)
