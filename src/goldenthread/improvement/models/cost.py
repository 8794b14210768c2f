"""What actions cost and who pays."""

from django.db import models

from .action import Action


class Cost(models.Model):
    """A cost of an action and its funding, with the source; an unknown amount is null, not 0.

    `year` is a financial year such as 2019-20. One that was wrong is withdrawn, never deleted.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="costs")
    amount_pence = models.BigIntegerField(null=True)
    words = models.TextField(blank=True)
    year = models.CharField(max_length=9, blank=True)
    funding_source = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=500)
    on = models.DateField()
    entered_by = models.CharField(max_length=200)
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ("on", "id")
