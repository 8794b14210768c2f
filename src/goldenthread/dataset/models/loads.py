"""Loads: one row for each extract that was brought in; the files themselves are in the store."""

from django.db import models
from django.db.models import F, Q

from goldenthread.areas.models import LocalArea


class Load(models.Model):
    """One extract of one source. Its files count only once the state is `complete`.

    A load begins, stages its files in a folder of its own and is committed by this row alone: a
    folder whose row is not complete is swept away by the next run.
    """

    BEGUN, COMPLETE, REFUSED, FAILED, TAKEN_BACK = (
        *("begun", "complete", "refused", "failed", "taken back"),
    )
    STATES = (BEGUN, COMPLETE, REFUSED, FAILED, TAKEN_BACK)

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=40)
    partner = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=60)
    extract_on = models.DateField()
    files = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    folder = models.CharField(max_length=40, unique=True)
    mapping = models.CharField(max_length=200, blank=True)
    engine = models.CharField(max_length=60, default="duckdb")
    made_up = models.BooleanField(default=False)
    state = models.CharField(max_length=12, default=BEGUN, choices=[(s, s) for s in STATES])
    words = models.TextField(blank=True)
    notes = models.JSONField(default=list)
    mends = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="mended_by"
    )
    begun_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "source", "digest"],
                condition=Q(state="complete"),
                name="dataset_load_of_the_same_files_once",
            )
        ]


class LoadTable(models.Model):
    """What became of the rows of one table: read = accepted + quarantined + repeated + left_out.

    `left_out` rows are of people who were erased before. `taken_up` counts the quarantined rows
    that came in again mended, in a load that mends this one.
    """

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="tables")
    table = models.CharField(max_length=60)
    read = models.PositiveBigIntegerField()
    accepted = models.PositiveBigIntegerField()
    quarantined = models.PositiveBigIntegerField()
    repeated = models.PositiveBigIntegerField(default=0)
    left_out = models.PositiveBigIntegerField(default=0)
    taken_up = models.PositiveBigIntegerField(default=0)
    filled = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["load", "table"], name="dataset_load_table_once"),
            models.CheckConstraint(
                condition=Q(read=F("accepted") + F("quarantined") + F("repeated") + F("left_out")),
                name="dataset_load_balances",
            ),
            models.CheckConstraint(
                condition=Q(taken_up__lte=F("quarantined")),
                name="dataset_load_takes_up_what_was_held_back",
            ),
        ]


class LoadFault(models.Model):
    """How often one rule was broken in one table of a load, and where first."""

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="faults")
    table = models.CharField(max_length=60)
    rule = models.CharField(max_length=60)
    severity = models.CharField(max_length=5, choices=[("error", "error"), ("query", "query")])
    message = models.TextField()
    fields = models.JSONField(default=list)
    count = models.PositiveBigIntegerField()
    rows = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["load", "table", "rule"], name="dataset_load_fault_once"
            )
        ]
