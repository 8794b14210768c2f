"""Notice that inspectors will come, the timetable of their days, and what is expected after."""

from django.db import models

from ..rules import STEP_NAMES, InspectionKind, StepKind
from .inspecting import Inspection
from .required import Judgement


class VisitNotice(models.Model):
    """Notice that inspectors will come back on an inspection: a revisit or a monitoring visit."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in InspectionKind])
    given_on = models.DateField()
    starts = models.DateField()
    ends = models.DateField()
    words = models.TextField(blank=True)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, related_name="notices"
    )
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ("given_on", "id")


class ReturnDraft(models.Model):
    """What a person has written down so far of a return of inspectors, not yet in the record.

    `said` holds each field as typed; `version` counts how often it was kept. One is open at a time.
    """

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="return_drafts"
    )
    said = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=200)
    entered_as = models.OneToOneField(
        Inspection, on_delete=models.PROTECT, null=True, related_name="entered_from"
    )
    set_aside_on = models.DateField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("inspection",),
                condition=models.Q(entered_as=None, set_aside_on=None),
                name="one_open_return_draft",
            ),
        )


class TimetableSlot(models.Model):
    """One line of a visit's timetable: when, what, and who by role; struck out, never deleted."""

    notice = models.ForeignKey(VisitNotice, on_delete=models.PROTECT, related_name="slots")
    day = models.DateField()
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    activity = models.CharField(max_length=300)
    who = models.CharField(max_length=300)
    place = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField()
    struck_on = models.DateField(null=True)

    class Meta:
        ordering = ("day", "starts", "id")


class NextStep(models.Model):
    """What is expected after a judgement or report, by when if anybody said, and who says so."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="next_steps")
    judgement = models.ForeignKey(
        Judgement, on_delete=models.PROTECT, null=True, related_name="next_steps"
    )
    kind = models.CharField(max_length=20, choices=[(k.value, STEP_NAMES[k]) for k in StepKind])
    words = models.TextField()
    on = models.DateField()
    due_on = models.DateField(null=True)
    source = models.CharField(max_length=300)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, related_name="next_steps"
    )
    done_on = models.DateField(null=True)
    done_words = models.TextField(blank=True)

    class Meta:
        ordering = ("on", "id")
