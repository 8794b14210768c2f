"""What people decided on the findings of the plan check, and what they reviewed."""

from django.db import models


class RuleSwitchedOff(models.Model):
    """A rule of the plan check does not apply to an area's plan, and why."""

    improvement_plan = models.ForeignKey(
        "improvement.ImprovementPlan", on_delete=models.PROTECT, related_name="rules_off"
    )
    rule = models.CharField(max_length=100)
    reason = models.TextField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("improvement_plan", "rule"),
                condition=models.Q(ended_at=None),
                name="rule_off_once",
            ),
        )


class FindingSettled(models.Model):
    """A finding of the check was answered: its mended wording accepted, or not for us, because."""

    ACCEPTED, NOT_FOR_US = "accepted", "not_for_us"

    improvement_plan = models.ForeignKey(
        "improvement.ImprovementPlan", on_delete=models.PROTECT, related_name="findings_settled"
    )
    rule = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    answer = models.CharField(
        max_length=20, choices=[(ACCEPTED, "accepted"), (NOT_FOR_US, "not for us")]
    )
    words = models.TextField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("improvement_plan", "rule", "subject"),
                condition=models.Q(undone_at=None),
                name="finding_settled_once",
            ),
        )


class EasyReadReview(models.Model):
    """A person read a plan's easy-read words as families would, on a day, as they then stood.

    `stamp` is of those words: once one of them changes, the review counts no more.
    """

    improvement_plan = models.ForeignKey(
        "improvement.ImprovementPlan", on_delete=models.PROTECT, related_name="easy_read_reviews"
    )
    stamp = models.CharField(max_length=64)
    role = models.CharField(max_length=200)
    by = models.CharField(max_length=200)
    by_ref = models.CharField(max_length=100, blank=True)
    on = models.DateField()

    class Meta:
        ordering = ("on", "id")
