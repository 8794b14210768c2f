"""Runs of the linkage, what people said of pairs in doubt, joins made by hand, traces sent out.

Records and persons stand here by opaque references of 32 hex digits, never by an identifier.
"""

from django.db import models
from django.db.models import F, Q

from goldenthread.areas.models import LocalArea

from ..rules.review import Band, Verdict


class LinkageRun(models.Model):
    """One run of the linkage. Its spine counts only once the state is `complete`."""

    BEGUN, COMPLETE, FAILED = "begun", "complete", "failed"

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="+")
    folder = models.CharField(max_length=40, unique=True)
    state = models.CharField(
        max_length=10, default=BEGUN, choices=[(s, s) for s in (BEGUN, COMPLETE, FAILED)]
    )
    engine = models.CharField(max_length=60, default="duckdb")
    loads = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    words = models.TextField(blank=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    by_name = models.CharField(max_length=200, blank=True)


class ReviewPair(models.Model):
    """Two records of which people are asked whether they are of one person."""

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(LinkageRun, on_delete=models.PROTECT, related_name="pairs")
    left = models.CharField(max_length=32)
    right = models.CharField(max_length=32)
    band = models.CharField(max_length=10, choices=[(b.value, b.value) for b in Band])
    score = models.FloatField(null=True, blank=True)
    outcome = models.CharField(
        max_length=10, blank=True, choices=[(v.value, v.value) for v in Verdict]
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "left", "right"], name="dataset_pair_once"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="dataset_pair_in_order"),
        ]


class ReviewAnswer(models.Model):
    """What one reviewer said of a pair; the first two do not see each other's."""

    pair = models.ForeignKey(ReviewPair, on_delete=models.CASCADE, related_name="answers")
    who = models.CharField(max_length=100)
    by_name = models.CharField(max_length=200)
    verdict = models.CharField(max_length=10, choices=[(v.value, v.value) for v in Verdict])
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["pair", "who"], name="dataset_answer_once")]


class Joining(models.Model):
    """Two people made one, or one made two, by a person; undone by another row's date, not lost."""

    MERGE, SPLIT = "merge", "split"

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=[(MERGE, "Merge"), (SPLIT, "Split")])
    person = models.CharField(max_length=32)
    other = models.CharField(max_length=32, blank=True)
    records = models.JSONField(default=list)
    deed = models.CharField(max_length=32, blank=True)
    why = models.TextField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_why = models.TextField(blank=True)


class Coverage(models.Model):
    """How many people of a part of the set had an NHS number of each status after a run.

    `kind` is what the part is of: everybody, a source, a district, a need, a school.
    """

    run = models.ForeignKey(LinkageRun, on_delete=models.CASCADE, related_name="coverage")
    kind = models.CharField(max_length=10)
    part = models.CharField(max_length=100, blank=True)
    status = models.CharField(max_length=20)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "kind", "part", "status"], name="dataset_coverage_once"
            )
        ]


class TraceBatch(models.Model):
    """A file of people sent out for their NHS numbers to be traced; the file itself is not kept."""

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    by_name = models.CharField(max_length=200)
    people = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    held_back = models.PositiveIntegerField(default=0)
