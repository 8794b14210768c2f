"""Builds of the linked tables: what was built of which loads and which spine, and what was found.

Records stand here by opaque references of 32 hex digits, never by an identifier.
"""

from django.db import models

from goldenthread.areas.models import LocalArea

from .linking import LinkageRun


class Build(models.Model):
    """One building of the linked tables. Its files count only once the state is `complete`."""

    BEGUN, COMPLETE, FAILED = "begun", "complete", "failed"

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(LinkageRun, on_delete=models.PROTECT, related_name="builds")
    folder = models.CharField(max_length=40, unique=True)
    state = models.CharField(
        max_length=10, default=BEGUN, choices=[(s, s) for s in (BEGUN, COMPLETE, FAILED)]
    )
    engine = models.CharField(max_length=60, default="duckdb")
    loads = models.JSONField(default=list)
    words = models.TextField(blank=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    by_name = models.CharField(max_length=200, blank=True)


class BuiltTable(models.Model):
    """How many rows a linked table has after a build, and of how many nobody is known."""

    build = models.ForeignKey(Build, on_delete=models.CASCADE, related_name="tables")
    table = models.CharField(max_length=60)
    rows = models.PositiveBigIntegerField()
    nobody = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["build", "table"], name="dataset_built_table_once")
        ]


class BuildFault(models.Model):
    """How often one rule across sources was broken in a build, and the first records."""

    build = models.ForeignKey(Build, on_delete=models.CASCADE, related_name="faults")
    source = models.CharField(max_length=40)
    table = models.CharField(max_length=60)
    rule = models.CharField(max_length=60)
    severity = models.CharField(max_length=5, choices=[("error", "error"), ("query", "query")])
    message = models.TextField()
    fields = models.JSONField(default=list)
    count = models.PositiveBigIntegerField()
    records = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["build", "source", "rule"], name="dataset_build_fault_once"
            )
        ]
