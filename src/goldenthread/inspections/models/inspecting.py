"""Inspections, what happened to what they asked for, and the limits of each regime."""

from django.db import models

from ..rules import OUTCOMES, Event, InspectionKind, Regime


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
    outcome = models.PositiveSmallIntegerField(null=True)


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
