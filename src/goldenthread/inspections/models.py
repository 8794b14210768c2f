"""Inspections and what inspectors said, each regime in its own shape."""

from django.db import models

from .rules import OUTCOMES, Event, InspectionKind, Judged, Regime, Side


class RegimeClock(models.Model):
    """A limit that a regime sets, as dated data that an area can correct."""

    regime = models.CharField(max_length=10, choices=[(r.value, r.value) for r in Regime])
    code = models.SlugField()
    name = models.CharField(max_length=200)
    starts_with = models.CharField(max_length=40, choices=[(e.value, e.value) for e in Event])
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=20)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    confirmed = models.BooleanField()
    source = models.CharField(max_length=300)


class Inspection(models.Model):
    """One inspection of a local area and the letter or report it ended in."""

    area = models.ForeignKey(
        "areas.LocalArea", on_delete=models.PROTECT, related_name="inspections"
    )
    regime = models.CharField(max_length=10, choices=[(r.value, r.value) for r in Regime])
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in InspectionKind])
    title = models.CharField(max_length=300)
    inspected_from = models.DateField(null=True)
    inspected_to = models.DateField(null=True)
    letter_dated = models.DateField(null=True)
    published = models.DateField(null=True)
    outcome = models.PositiveSmallIntegerField(null=True)
    plan_required = models.BooleanField(null=True)
    monitoring_within_months = models.PositiveSmallIntegerField(null=True)
    next_inspection_within_years = models.PositiveSmallIntegerField(null=True)
    responsible = models.JSONField(default=list)
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="followed_by"
    )
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, related_name="inspections"
    )

    class Meta:
        ordering = ("inspected_from", "id")

    def __str__(self) -> str:
        return self.title

    @property
    def outcome_words(self) -> str:
        """Return the outcome of a 2023 report in words, empty where there is none."""
        return OUTCOMES.get(self.outcome or 0, "")


class InspectionEvent(models.Model):
    """Something that happened on a date and may start a clock."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="events")
    event = models.CharField(max_length=40, choices=[(e.value, e.value) for e in Event])
    on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.event.replace('_', ' ').capitalize()}, {self.on.isoformat()}"


class Weakness(models.Model):
    """An area of significant weakness (2016 regime), numbered in the letter's order."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="weaknesses")
    number = models.PositiveSmallIntegerField()
    short = models.CharField(max_length=100)
    text = models.TextField()

    class Meta:
        ordering = ("inspection", "number")
        verbose_name_plural = "weaknesses"
        constraints = (
            models.UniqueConstraint(fields=("inspection", "number"), name="weakness_number"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.short}"


class PriorityAction(models.Model):
    """An area for priority action (2023 regime) and the bodies responsible for it."""

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="priority_actions"
    )
    number = models.PositiveSmallIntegerField()
    short = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    responsible = models.JSONField(default=list)

    class Meta:
        ordering = ("inspection", "number")
        constraints = (
            models.UniqueConstraint(fields=("inspection", "number"), name="priority_action_number"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.text}"


class AreaForImprovement(models.Model):
    """An area for improvement (2023 regime)."""

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="improvements"
    )
    number = models.PositiveSmallIntegerField()
    short = models.CharField(max_length=100, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ("inspection", "number")
        constraints = (
            models.UniqueConstraint(fields=("inspection", "number"), name="improvement_number"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.text}"


class Finding(models.Model):
    """One thing inspectors found, under its section and side, in the letter's order."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    section = models.CharField(max_length=100)
    side = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Side])
    ordinal = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ("inspection", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("inspection", "section", "side", "ordinal"), name="finding_place"
            ),
        )


class FindingOfWeakness(models.Model):
    """A finding bears on a weakness; proposed until a person confirms it."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="bears_on")
    weakness = models.ForeignKey(Weakness, on_delete=models.PROTECT, related_name="answers")
    state = models.CharField(max_length=10, default="proposed")
    decided_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("finding", "weakness"), name="finding_weakness_once"),
        )


class Judgement(models.Model):
    """What inspectors concluded of a weakness at a revisit, and what they said of it."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="judgements")
    weakness = models.ForeignKey(Weakness, on_delete=models.PROTECT, related_name="judgements")
    judged = models.CharField(max_length=20, choices=[(j.value, j.value) for j in Judged])
    strengths = models.JSONField(default=list)
    caveats = models.JSONField(default=list)

    class Meta:
        ordering = ("weakness__number",)
        constraints = (
            models.UniqueConstraint(fields=("inspection", "weakness"), name="one_judgement"),
        )

    def __str__(self) -> str:
        return self.judged.replace("_", " ")


class MonitoringNote(models.Model):
    """What was said of a weakness, or of all, at a monitoring event."""

    event = models.ForeignKey(InspectionEvent, on_delete=models.PROTECT, related_name="notes")
    weakness = models.ForeignKey(
        Weakness, on_delete=models.PROTECT, null=True, related_name="monitoring"
    )
    text = models.TextField()
