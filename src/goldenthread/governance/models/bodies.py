"""What a body is made of: members by organisation, terms of reference, how often it meets."""

from django.db import models

from goldenthread.areas.models import Dated

from ..rules.cadence import EVERY_NAMES, MOVED_NAMES, Every, Moved
from ..rules.states import MEETS_UNDER_NAMES, MeetsUnder


class BodyMember(Dated):
    """An organisation has seats on a body, held by roles, between dates; no person is named."""

    body = models.ForeignKey("areas.Body", on_delete=models.PROTECT, related_name="members")
    organisation = models.ForeignKey(
        "areas.Organisation", on_delete=models.PROTECT, null=True, related_name="seats"
    )
    organisation_words = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True)
    seats = models.PositiveSmallIntegerField(default=1)
    votes = models.BooleanField(default=True)
    ends_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("body", "id")

    def __str__(self) -> str:
        return f"{self.called}, {self.role}" if self.role else self.called

    @property
    def called(self) -> str:
        """Return the organisation's name, recorded or as written."""
        return self.organisation.name if self.organisation else self.organisation_words


class TermsOfReference(models.Model):
    """A version of what a body is for, in force from the day it was agreed until the next."""

    body = models.ForeignKey("areas.Body", on_delete=models.PROTECT, related_name="terms")
    version = models.PositiveSmallIntegerField()
    agreed_on = models.DateField()
    words = models.TextField(blank=True)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, related_name="terms"
    )
    meets_under = models.CharField(
        max_length=20, choices=[(m.value, MEETS_UNDER_NAMES[m]) for m in MeetsUnder], blank=True
    )
    quorum = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ("body", "version")
        constraints = (
            models.UniqueConstraint(fields=("body", "version"), name="one_version_of_terms"),
        )


class Cadence(Dated):
    """How often a body meets from a first day on, at what hour, and where a closed day moves."""

    body = models.ForeignKey("areas.Body", on_delete=models.PROTECT, related_name="cadences")
    every = models.CharField(max_length=20, choices=[(e.value, EVERY_NAMES[e]) for e in Every])
    first_on = models.DateField()
    hour = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=120)
    place = models.CharField(max_length=300, blank=True)
    moved = models.CharField(max_length=20, choices=[(m.value, MOVED_NAMES[m]) for m in Moved])

    class Meta:
        ordering = ("body", "first_on", "id")


class StandingItem(Dated):
    """An item that is on every agenda of a body between dates."""

    body = models.ForeignKey("areas.Body", on_delete=models.PROTECT, related_name="standing_items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    owner_role = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("body", "position", "id")


class FeedAddress(models.Model):
    """A secret address at which a calendar program reads the meetings of an area or one body."""

    area = models.ForeignKey("areas.LocalArea", on_delete=models.PROTECT, related_name="feeds")
    body = models.ForeignKey(
        "areas.Body", on_delete=models.PROTECT, null=True, related_name="feeds"
    )
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=200)
    made_on = models.DateField()
    revoked_on = models.DateField(null=True)

    class Meta:
        ordering = ("id",)
