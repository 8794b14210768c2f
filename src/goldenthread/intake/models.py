"""A document being brought in: its parts, the facts read from them and every decision on them."""

from django.db import models

from .rules.places import Form


class Intake(models.Model):
    """One document brought in; finished once what was accepted has entered the record."""

    document = models.OneToOneField(
        "documents.Document", on_delete=models.PROTECT, related_name="intake"
    )
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.CharField(max_length=200, blank=True)
    improvement_plan = models.ForeignKey(
        "improvement.ImprovementPlan", on_delete=models.PROTECT, null=True, related_name="intakes"
    )
    outcome = models.JSONField(default=dict)

    class Meta:
        ordering = ("-opened_at", "-id")


class ReadPart(models.Model):
    """One part of the document as read; `taken` says whether it is to enter the record.

    `skeleton` holds what ties a statement's facts together; `notes` are doubts about the whole.
    """

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="parts")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    line_from = models.PositiveIntegerField()
    line_to = models.PositiveIntegerField()
    area_named = models.CharField(max_length=200, blank=True)
    framework = models.CharField(max_length=10, blank=True)
    taken = models.BooleanField()
    notes = models.JSONField(default=list)
    skeleton = models.JSONField(default=dict)

    class Meta:
        ordering = ("intake", "position")


class Decided(models.TextChoices):
    """What a person has decided of a fact."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    LEFT_UNKNOWN = "left_unknown"


class ReadFact(models.Model):
    """One fact as read and as it now stands; `version` counts the changes made to it.

    `cause` is shared by facts unsure for one reason, `bundle` by those read alike from the very
    same words. `cites` are places in the source: lines, page, sheet, cell and words.
    """

    part = models.ForeignKey(ReadPart, on_delete=models.PROTECT, related_name="facts")
    position = models.PositiveIntegerField()
    noun = models.CharField(max_length=30, blank=True)
    key = models.CharField(max_length=200, blank=True)
    field = models.CharField(max_length=40)
    item = models.CharField(max_length=40, blank=True)
    form = models.CharField(max_length=20, choices=[(f.value, f.value) for f in Form])
    state = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    read = models.JSONField(null=True)
    value = models.JSONField(null=True)
    alternatives = models.JSONField(default=list)
    cites = models.JSONField(default=list)
    bundle = models.CharField(max_length=64, blank=True)
    cause = models.CharField(max_length=64, blank=True)
    words_key = models.CharField(max_length=64, db_index=True)
    remembered = models.BooleanField(default=False)
    decided = models.CharField(
        max_length=20, choices=Decided.choices, default=Decided.PENDING.value
    )
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    last_decision = models.ForeignKey(
        "Decision", on_delete=models.PROTECT, null=True, related_name="last_of"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("part", "position")
        indexes = (
            models.Index(fields=("part", "decided", "state")),
            models.Index(fields=("part", "noun", "key")),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("part", "noun", "key", "field", "item"), name="fact_place_once"
            ),
        )


class Decision(models.Model):
    """One decision of one person, on one fact or many, and what it changed so as to be undone."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="decisions")
    verb = models.CharField(max_length=40)
    by_ref = models.CharField(max_length=100)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    facts = models.PositiveIntegerField()
    label = models.CharField(max_length=300)
    before = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("intake", "by_ref", "undone_at")),)
