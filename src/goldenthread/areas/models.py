"""Local areas and what they are made of, each with the dates between which it is true."""

from datetime import date
from typing import TypeVar

from django.db import models

from .rules import BodyKind, LocalityKind, OrganisationKind

M = TypeVar("M", bound=models.Model)


class DatedQuerySet(models.QuerySet[M]):
    """Rows with `starts` and `ends`, narrowed to a day."""

    def on(self, day: date) -> "DatedQuerySet[M]":
        """Return what is in force on a day."""
        started = models.Q(starts__isnull=True) | models.Q(starts__lte=day)
        not_ended = models.Q(ends__isnull=True) | models.Q(ends__gte=day)
        return self.filter(started & not_ended)


class Dated(models.Model):
    """Something true from a date (unknown when null) to a date (still true when null)."""

    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True


class LocalArea(Dated):
    """A local area as inspectors mean it: council, NHS, schools and families of one place.

    The contact is the role that families may ask, with ways to reach it; the advice address leads
    to the area's independent information, advice and support service.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=20, blank=True)
    exercise = models.BooleanField(default=False)
    contact_role = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=50, blank=True)
    advice_address = models.URLField(max_length=300, blank=True)

    permitted: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name


class Locality(Dated):
    """A part of a local area, of one kind; a locality area names the districts it is made of."""

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="localities")
    kind = models.CharField(max_length=40, choices=[(k.value, k.value) for k in LocalityKind])
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=20, blank=True)
    made_of = models.ManyToManyField("self", symmetrical=False, related_name="part_of")
    source = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name


class Organisation(Dated):
    """A council, health body or other organisation, with its official code."""

    kind = models.CharField(max_length=40, choices=[(k.value, k.value) for k in OrganisationKind])
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=20, blank=True)
    code_system = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name


class OrganisationInArea(Dated):
    """An organisation serves an area (or, with `locality`, a part of it) between dates."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="serves")
    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="served_by")
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, null=True, blank=True)


class Succession(models.Model):
    """One or many become one or many on a date; figures are never summed across it."""

    on = models.DateField()
    what = models.CharField(max_length=300)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ("on", "id")


class SuccessionParty(models.Model):
    """One body on one side of a succession."""

    FROM, TO = "from", "to"

    succession = models.ForeignKey(Succession, on_delete=models.PROTECT, related_name="parties")
    side = models.CharField(max_length=4, choices=[(FROM, "from"), (TO, "to")])
    area = models.ForeignKey(
        LocalArea, on_delete=models.PROTECT, null=True, related_name="successions"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="successions"
    )
    locality = models.ForeignKey(
        Locality, on_delete=models.PROTECT, null=True, related_name="successions"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="party_is_one_thing",
                condition=(
                    models.Q(area__isnull=False, organisation=None, locality=None)
                    | models.Q(area=None, organisation__isnull=False, locality=None)
                    | models.Q(area=None, organisation=None, locality__isnull=False)
                ),
            ),
        )


class Body(Dated):
    """A board or group of an area."""

    area = models.ForeignKey(LocalArea, on_delete=models.PROTECT, related_name="bodies")
    kind = models.CharField(max_length=40, choices=[(k.value, k.value) for k in BodyKind])
    name = models.CharField(max_length=200)
    also_called = models.JSONField(default=list)
    chair_role = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name


class FormerName(models.Model):
    """What a body was called up to and including a day."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=200)
    until = models.DateField()

    class Meta:
        ordering = ("until", "id")


class ReportLine(Dated):
    """A body reports to another between dates."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reports_to")
    to = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="hears_from")
