"""People's rights over their data: requests, holds, shields, and what was erased.

A person stands here by the opaque reference of the spine, a record by that of the store. Beside a
person stand their records on that day, by which they are known again should the linkage part, join
or name people anew.
"""

from django.db import models
from django.db.models import F, Q

from goldenthread.areas.models import LocalArea

from ..rules.rights import ASKED_BY, RIGHTS, STATES, Stand
from ..rules.shielding import SHIELDS
from .loads import Load


class RightsRequest(models.Model):
    """A request by or for one person: their own data, or its erasure; with the law's clock.

    `person` is emptied when the person is erased; number, days and certificate stay.
    """

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    right = models.CharField(max_length=10, choices=[(r.value, w) for r, w in RIGHTS.items()])
    person = models.CharField(max_length=32, blank=True)
    records = models.JSONField(default=list)
    asked_by = models.CharField(max_length=20, choices=list(ASKED_BY.items()))
    received_on = models.DateField()
    identity_on = models.DateField(null=True, blank=True)
    extended = models.BooleanField(default=False)
    extended_why = models.TextField(blank=True)
    state = models.CharField(
        max_length=10,
        default=Stand.OPEN.value,
        choices=[(s.value, w) for s, w in STATES.items()],
    )
    entered_by = models.CharField(max_length=200)
    reviewed_by = models.CharField(max_length=200, blank=True)
    reviewed_by_ref = models.CharField(max_length=100, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    released_by = models.CharField(max_length=200, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["area", "number"], name="dataset_request_number_once")
        ]

    def __str__(self) -> str:
        return f"Request {self.number}"


class Redaction(models.Model):
    """What a reviewer decided of one value that may be about somebody else."""

    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="redactions")
    record = models.CharField(max_length=32)
    table = models.CharField(max_length=60)
    field = models.CharField(max_length=60)
    leave_out = models.BooleanField()
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "record", "table", "field"], name="dataset_redaction_once"
            )
        ]


class LegalHold(models.Model):
    """Data of one person that may not be removed while a claim or an inquiry needs it."""

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=32)
    records = models.JSONField(default=list)
    why = models.TextField()
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    entered_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="dataset_hold_ends_after_it_starts",
            )
        ]


class Shield(models.Model):
    """One person whose address, postcode and school are shown in no output while it lasts."""

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=32)
    records = models.JSONField(default=list)
    kind = models.CharField(max_length=20, choices=list(SHIELDS.items()))
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    entered_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="dataset_shield_ends_after_it_starts",
            )
        ]


class Certificate(models.Model):
    """What was removed, when, by what, in counts; it names nobody."""

    ERASURE, RETENTION = "erasure", "retention"

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=10, choices=[(ERASURE, "Erasure"), (RETENTION, "End of retention")]
    )
    request = models.ForeignKey(
        RightsRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="certificates"
    )
    counts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]


class RemovedRows(models.Model):
    """How many rows of a table of a load were removed since: the balance of its files."""

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="removed")
    table = models.CharField(max_length=60)
    accepted = models.PositiveBigIntegerField(default=0)
    quarantined = models.PositiveBigIntegerField(default=0)
    why = models.CharField(max_length=10)
    at = models.DateTimeField(auto_now_add=True)


class Suppressed(models.Model):
    """The keyed digest of a record that was erased, so that an old file does not bring it back."""

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "digest"], name="dataset_suppressed_once")
        ]
