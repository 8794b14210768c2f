"""Information-sharing agreements: who may send what, for what, on what basis, until when."""

from django.db import models

from goldenthread.areas.models import LocalArea, Organisation


class Agreement(models.Model):
    """One agreement in the register, as approved; nothing loads without one in force."""

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    article_6 = models.CharField(max_length=200)
    article_9 = models.CharField(max_length=200, blank=True)
    schedule_1 = models.CharField(max_length=200, blank=True)
    section = models.CharField(max_length=200, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    retention_months = models.PositiveSmallIntegerField()
    security = models.TextField(blank=True)
    assessment_reference = models.CharField(max_length=100, blank=True)
    assessment_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "reference"], name="dataset_agreement_once"),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="dataset_agreement_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class AgreementParty(models.Model):
    """One party to an agreement, and whether it sends, receives or works for another."""

    SENDS, RECEIVES, PROCESSES = "sends", "receives", "processes"

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=200)
    part = models.CharField(
        max_length=10,
        choices=[(SENDS, "Sends"), (RECEIVES, "Receives"), (PROCESSES, "Works for another")],
    )


class AgreementField(models.Model):
    """One field of one source that an agreement covers for one purpose."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="fields")
    source = models.CharField(max_length=40)
    table = models.CharField(max_length=60)
    field = models.CharField(max_length=60)
    purpose = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "source", "table", "field", "purpose"],
                name="dataset_agreement_field_once",
            )
        ]


class AgreementApproval(models.Model):
    """The approval of an agreement by the holder of a post of one party."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="approvals")
    party = models.CharField(max_length=200)
    post = models.CharField(max_length=200)
    on = models.DateField()
