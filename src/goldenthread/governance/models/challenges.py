"""Challenges, the forward plan, and what moves up the lines of report."""

from django.db import models

from ..rules.states import (
    ESCALATION_NAMES,
    STEP_NAMES,
    URGENCY_NAMES,
    EscalationKind,
    StepKind,
    Urgency,
)
from .meetings import Decision, Meeting


class Challenge(models.Model):
    """A question that somebody must answer; its steps say all that became of it, and when."""

    area = models.ForeignKey("areas.LocalArea", on_delete=models.PROTECT, related_name="challenges")
    number = models.PositiveIntegerField()
    words = models.TextField()
    raised_by_body = models.ForeignKey(
        "areas.Body", on_delete=models.PROTECT, null=True, related_name="challenges_raised"
    )
    raised_by = models.CharField(max_length=200)
    raised_by_ref = models.CharField(max_length=100)
    at_meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="challenges"
    )
    to_role = models.CharField(max_length=300, blank=True)
    to_body = models.ForeignKey(
        "areas.Body", on_delete=models.PROTECT, null=True, related_name="challenges_put"
    )
    action = models.ForeignKey(
        "improvement.Action", on_delete=models.PROTECT, null=True, related_name="challenges"
    )
    on = models.DateField()
    answer_by = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("area", "number")
        constraints = (models.UniqueConstraint(fields=("area", "number"), name="challenge_number"),)

    def __str__(self) -> str:
        return f"{self.number} {self.words[:80]}"


class ChallengeStep(models.Model):
    """One step of a challenge, from asked to closed; never altered."""

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=[(k.value, STEP_NAMES[k]) for k in StepKind])
    body = models.ForeignKey(
        "areas.Body", on_delete=models.PROTECT, null=True, related_name="challenge_steps"
    )
    to_role = models.CharField(max_length=300, blank=True)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="challenge_steps"
    )
    words = models.TextField(blank=True)
    by = models.CharField(max_length=200)
    by_ref = models.CharField(max_length=100)
    on = models.DateField()

    class Meta:
        ordering = ("challenge", "on", "id")


class ForwardItem(models.Model):
    """A decision a body means to take, as the forward plan gives notice of it.

    A key decision needs 28 clear days on the forward plan (SI 2012/2089, reg. 9).
    """

    area = models.ForeignKey(
        "areas.LocalArea", on_delete=models.PROTECT, related_name="forward_items"
    )
    body = models.ForeignKey("areas.Body", on_delete=models.PROTECT, related_name="forward_items")
    title = models.CharField(max_length=300)
    words = models.TextField(blank=True)
    key_decision = models.BooleanField(default=False)
    decide_on = models.DateField()
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="forward_items"
    )
    owner_role = models.CharField(max_length=200, blank=True)
    papers_words = models.TextField(blank=True)
    ask_at = models.CharField(max_length=300, blank=True)
    published_on = models.DateField()
    exempt_paragraph = models.PositiveSmallIntegerField(null=True)
    public_interest = models.TextField(blank=True)
    urgency = models.CharField(
        max_length=20, choices=[(u.value, URGENCY_NAMES[u]) for u in Urgency], blank=True
    )
    urgency_why = models.TextField(blank=True)
    urgency_agreed_by = models.CharField(max_length=200, blank=True)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, related_name="forward_items"
    )
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ("decide_on", "id")


class Disagreement(models.Model):
    """Two sides of a body do not agree: it moves up the lines of report until it is settled."""

    area = models.ForeignKey(
        "areas.LocalArea", on_delete=models.PROTECT, related_name="disagreements"
    )
    body = models.ForeignKey("areas.Body", on_delete=models.PROTECT, related_name="disagreements")
    action = models.ForeignKey(
        "improvement.Action", on_delete=models.PROTECT, null=True, related_name="disagreements"
    )
    words = models.TextField()
    raised_by = models.CharField(max_length=200)
    raised_by_ref = models.CharField(max_length=100)
    on = models.DateField()
    settled_on = models.DateField(null=True)
    settled_words = models.TextField(blank=True)
    settled_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("on", "id")


class EscalationRule(models.Model):
    """After so many days without an end, a thing of a kind moves to the body reported to."""

    area = models.ForeignKey(
        "areas.LocalArea", on_delete=models.PROTECT, related_name="escalation_rules"
    )
    kind = models.CharField(
        max_length=20, choices=[(k.value, ESCALATION_NAMES[k]) for k in EscalationKind]
    )
    body = models.ForeignKey(
        "areas.Body", on_delete=models.PROTECT, null=True, related_name="escalation_rules"
    )
    after_days = models.PositiveSmallIntegerField()
    answer_days = models.PositiveSmallIntegerField()
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        ordering = ("area", "kind", "starts", "id")


class Escalation(models.Model):
    """A thing moved from a body to the one it reports to, confirmed by a person."""

    area = models.ForeignKey(
        "areas.LocalArea", on_delete=models.PROTECT, related_name="escalations"
    )
    kind = models.CharField(
        max_length=20, choices=[(k.value, ESCALATION_NAMES[k]) for k in EscalationKind]
    )
    challenge = models.ForeignKey(
        Challenge, on_delete=models.PROTECT, null=True, related_name="escalations"
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, related_name="escalations"
    )
    action = models.ForeignKey(
        "improvement.Action", on_delete=models.PROTECT, null=True, related_name="escalations"
    )
    disagreement = models.ForeignKey(
        Disagreement, on_delete=models.PROTECT, null=True, related_name="escalations"
    )
    rule = models.ForeignKey(
        EscalationRule, on_delete=models.PROTECT, null=True, related_name="escalations"
    )
    from_body = models.ForeignKey(
        "areas.Body", on_delete=models.PROTECT, related_name="escalated_from"
    )
    to_body = models.ForeignKey("areas.Body", on_delete=models.PROTECT, related_name="escalated_to")
    why = models.TextField()
    on = models.DateField()
    due_on = models.DateField()
    by = models.CharField(max_length=200)
    by_ref = models.CharField(max_length=100)
    outcome = models.TextField(blank=True)
    outcome_on = models.DateField(null=True)
    outcome_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("on", "id")
        constraints = (
            models.CheckConstraint(
                name="escalation_of_one_thing",
                condition=(
                    models.Q(challenge__isnull=False, decision=None, action=None, disagreement=None)
                    | models.Q(challenge=None, decision__isnull=False, action=None)
                    & models.Q(disagreement=None)
                    | models.Q(challenge=None, decision=None, action__isnull=False)
                    & models.Q(disagreement=None)
                    | models.Q(challenge=None, decision=None, action=None)
                    & models.Q(disagreement__isnull=False)
                ),
            ),
        )
