"""Who read what of whom: each read of an identifiable row, with its reason."""

from django.db import models

from goldenthread.areas.models import LocalArea

from ..rules.reasons import REASONS


class Reading(models.Model):
    """One act of reading: who, on which page or by which command, why, of how many people."""

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="+")
    by_ref = models.CharField(max_length=100)
    by_name = models.CharField(max_length=200)
    reason = models.CharField(max_length=20, choices=list(REASONS.items()))
    words = models.CharField(max_length=300, blank=True)
    page = models.CharField(max_length=100)
    people = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)


class ReadPerson(models.Model):
    """One person whose row was read, by reference; gone once the person is erased."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="persons")
    person = models.CharField(max_length=32, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "person"], name="dataset_read_person_once")
        ]
