"""Reports: what each is, what was said of it, what was frozen, and the files made of it."""

from django.db import models

from .rules import KINDS, STATE_NAMES, Depth, Form, Kind, State


class Report(models.Model):
    """A report of an area as it stood on a day; `frozen` holds it whole once it is published.

    `approved_stamp` is the digest of all that it said when it was approved.
    """

    area = models.ForeignKey("areas.LocalArea", on_delete=models.PROTECT, related_name="reports")
    improvement_plan = models.ForeignKey(
        "improvement.ImprovementPlan", on_delete=models.PROTECT, related_name="reports"
    )
    group = models.ForeignKey(
        "improvement.WorkingGroup", on_delete=models.PROTECT, null=True, related_name="reports"
    )
    body = models.ForeignKey(
        "areas.Body", on_delete=models.PROTECT, null=True, related_name="reports"
    )
    kind = models.CharField(max_length=30, choices=[(k.value, KINDS[k].name) for k in Kind])
    depth = models.CharField(max_length=20, choices=[(d.value, d.value) for d in Depth])
    title = models.CharField(max_length=300)
    as_at = models.DateField()
    since = models.DateField(null=True)
    state = models.CharField(
        max_length=20,
        choices=[(s.value, STATE_NAMES[s]) for s in State],
        default=State.DRAFT.value,
    )
    made_by = models.CharField(max_length=200)
    made_by_ref = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    approved_by = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True)
    approved_stamp = models.CharField(max_length=64, blank=True)
    reviewed_by = models.CharField(max_length=200, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True)
    frozen = models.JSONField(null=True)
    frozen_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-as_at", "-id")
        indexes = (models.Index(fields=("area", "state")),)

    def __str__(self) -> str:
        return self.title


class Commentary(models.Model):
    """The author's words at a place of a report, and the day at which they were true.

    A later row for the same place replaces the one before, which stays on record.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="commentary")
    place = models.CharField(max_length=100)
    words = models.TextField()
    as_at = models.DateField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("report", "id")


class Comment(models.Model):
    """What somebody asked of a report before it was approved, and how it was settled."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="comments")
    words = models.TextField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    settled_by = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_words = models.TextField(blank=True)

    class Meta:
        ordering = ("report", "id")


class Rendering(models.Model):
    """A file made of a published report; the same for ever."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="renderings")
    form = models.CharField(max_length=5, choices=[(f.value, f.value) for f in Form])
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("report", "form")
        constraints = (models.UniqueConstraint(fields=("report", "form"), name="report_form_once"),)


class DraftFile(models.Model):
    """A file of a draft as it stood when it was made; `stamp` is the digest of all it says.

    A later one takes its place: what is not published is not kept.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="draft_files")
    form = models.CharField(max_length=5, choices=[(f.value, f.value) for f in Form])
    stamp = models.CharField(max_length=64)
    data = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("report", "form")
        constraints = (models.UniqueConstraint(fields=("report", "form"), name="draft_form_once"),)
