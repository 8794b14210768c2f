"""Meetings: agenda, papers, who was there, what they declared and what was decided."""

import uuid
from datetime import date

from django.db import models
from django.utils import timezone

from ..rules.states import (
    ATTENDANCE_NAMES,
    STATE_NAMES,
    AttendanceKind,
    DecisionVerb,
    ItemKind,
    MeetingState,
    state_on,
)
from .bodies import Cadence


class Meeting(models.Model):
    """A meeting of a body. `state` is today's; `state_at` says what it was on any day.

    `named_on` is the day its cadence named, before it was moved; `version` counts its changes.
    """

    body = models.ForeignKey("areas.Body", on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    minutes_long = models.PositiveSmallIntegerField(default=120)
    place = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=20,
        choices=[(s.value, STATE_NAMES[s]) for s in MeetingState],
        default=MeetingState.PLANNED.value,
    )
    cadence = models.ForeignKey(
        Cadence, on_delete=models.PROTECT, null=True, related_name="meetings"
    )
    named_on = models.DateField(null=True)
    moved_why = models.CharField(max_length=300, blank=True)
    called_on = models.DateField()
    noticed_on = models.DateField(null=True)
    late_notice_why = models.TextField(blank=True)
    drafted_on = models.DateField(null=True)
    confirmed_on = models.DateField(null=True)
    confirmed_at = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="confirms"
    )
    confirmed_words = models.TextField(blank=True)
    published_on = models.DateField(null=True)
    cancelled_on = models.DateField(null=True)
    cancelled_why = models.TextField(blank=True)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, related_name="meetings"
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("starts_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("body", "starts_at"), name="one_meeting_at_a_time"),
            models.UniqueConstraint(fields=("body", "named_on"), name="one_meeting_of_a_slot"),
        )
        indexes = (models.Index(fields=("body", "starts_at")),)

    def __str__(self) -> str:
        return f"{self.body.name}, {self.held_on.day} {self.held_on:%B %Y}"

    @property
    def held_on(self) -> date:
        """Return the day of the meeting, in local time."""
        return timezone.localtime(self.starts_at).date()

    def state_at(self, day: date) -> MeetingState:
        """Return the state in which this meeting stood on a day."""
        return state_on(
            day,
            noticed=self.noticed_on,
            drafted=self.drafted_on,
            confirmed=self.confirmed_on,
            published=self.published_on,
            cancelled=self.cancelled_on,
        )


class MeetingMoved(models.Model):
    """A meeting that had a time moved to another, with the reason."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="moves")
    old_starts_at = models.DateTimeField()
    new_starts_at = models.DateTimeField()
    old_place = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=300)
    by = models.CharField(max_length=200)
    on = models.DateField()

    class Meta:
        ordering = ("on", "id")


class AgendaItem(models.Model):
    """An item of an agenda and, once minuted, what was said of it.

    An exempt item names its paragraph of Schedule 12A to the Local Government Act 1972 and why the
    public interest is in keeping it from the public. Nothing is deleted: an item is withdrawn.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20, blank=True)
    kind = models.CharField(
        max_length=20,
        choices=[(k.value, k.value) for k in ItemKind],
        default=ItemKind.ORDINARY.value,
    )
    title = models.CharField(max_length=500)
    words = models.TextField(blank=True)
    owner_role = models.CharField(max_length=200, blank=True)
    decision = models.ForeignKey(
        "governance.Decision", on_delete=models.PROTECT, null=True, related_name="agenda_items"
    )
    challenge = models.ForeignKey(
        "governance.Challenge", on_delete=models.PROTECT, null=True, related_name="agenda_items"
    )
    escalation = models.ForeignKey(
        "governance.Escalation", on_delete=models.PROTECT, null=True, related_name="agenda_items"
    )
    forward_item = models.ForeignKey(
        "governance.ForwardItem", on_delete=models.PROTECT, null=True, related_name="agenda_items"
    )
    action = models.ForeignKey(
        "improvement.Action", on_delete=models.PROTECT, null=True, related_name="agenda_items"
    )
    previous = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="considered_in"
    )
    exempt_paragraph = models.PositiveSmallIntegerField(null=True)
    public_interest = models.TextField(blank=True)
    added_on = models.DateField()
    added_by = models.CharField(max_length=200)
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    minute = models.TextField(blank=True)
    minuted_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("meeting", "position", "id")

    @property
    def exempt(self) -> bool:
        """Say whether the public is kept out of this item."""
        return self.exempt_paragraph is not None


class Minuted(models.Model):
    """Words of a minute that another clerk's words replaced, or that came too late: kept."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="minuted")
    words = models.TextField()
    by = models.CharField(max_length=200)
    by_ref = models.CharField(max_length=100)
    at = models.DateTimeField()
    stands = models.BooleanField()

    class Meta:
        ordering = ("at", "id")


class Paper(models.Model):
    """A paper for an item: an open one is a document of the area, an exempt one is kept here."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(max_length=300)
    author_role = models.CharField(max_length=200, blank=True)
    circulated_on = models.DateField()
    late_why = models.TextField(blank=True)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, related_name="papers"
    )
    name = models.CharField(max_length=300)
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("item", "id")


class ExemptContent(models.Model):
    """The bytes of an exempt paper, apart from the documents that every role may open."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="exempt_content")
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)


class Attendance(models.Model):
    """How an organisation's seat stood to a meeting; imported minutes keep their words."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    organisation = models.ForeignKey(
        "areas.Organisation", on_delete=models.PROTECT, null=True, related_name="attended"
    )
    organisation_words = models.CharField(max_length=300, blank=True)
    role = models.CharField(max_length=200, blank=True)
    kind = models.CharField(
        max_length=20, choices=[(k.value, ATTENDANCE_NAMES[k]) for k in AttendanceKind]
    )
    people = models.PositiveSmallIntegerField(default=1)
    on = models.DateField()

    class Meta:
        ordering = ("meeting", "id")

    @property
    def called(self) -> str:
        """Return the organisation's name, recorded or as written."""
        return self.organisation.name if self.organisation else self.organisation_words


class Declaration(models.Model):
    """An interest declared at a meeting, by the role of an organisation."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="declarations")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, related_name="declarations"
    )
    who = models.CharField(max_length=300)
    interest = models.TextField()
    left_the_room = models.BooleanField(default=False)
    on = models.DateField()
    key = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        ordering = ("meeting", "id")


class Decision(models.Model):
    """What a meeting RESOLVED, AGREED, NOTED or REFERRED; tracked until it comes back.

    `key` is given by the form that made it, so that a form sent twice decides once.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    number = models.PositiveSmallIntegerField()
    verb = models.CharField(max_length=10, choices=[(v.value, v.value) for v in DecisionVerb])
    words = models.TextField()
    owner_role = models.CharField(max_length=200, blank=True)
    to_body = models.ForeignKey(
        "areas.Body", on_delete=models.PROTECT, null=True, related_name="referred"
    )
    due_on = models.DateField(null=True)
    on = models.DateField()
    back_on = models.DateField(null=True)
    back_at = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="came_back"
    )
    back_words = models.TextField(blank=True)
    by = models.CharField(max_length=200)
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("on", "meeting", "number")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "number"), name="decision_number"),
        )
        indexes = (models.Index(fields=("meeting", "back_on")),)

    def __str__(self) -> str:
        return f"{self.verb} {self.words[:80]}"


class DecisionRedated(models.Model):
    """A decision was given another date to come back by: the old one, why, and who agreed."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="redatings")
    old_due = models.DateField(null=True)
    new_due = models.DateField()
    why = models.TextField()
    agreed_by = models.CharField(max_length=200)
    on = models.DateField()

    class Meta:
        ordering = ("on", "id")
