"""Contacts between inspections: what was shared and said, the record, and what became of advice."""

from django.db import models

from ..rules import CONTACT_NAMES, TAKEN_NAMES, ContactKind, Side, Taken
from .inspecting import Inspection
from .required import AreaForImprovement, PriorityAction, Weakness


class AboutRequired(models.Model):
    """Words about one thing inspectors required, in the shape of its regime; about all if none."""

    weakness = models.ForeignKey(Weakness, on_delete=models.PROTECT, null=True, related_name="+")
    priority_action = models.ForeignKey(
        PriorityAction, on_delete=models.PROTECT, null=True, related_name="+"
    )
    improvement = models.ForeignKey(
        AreaForImprovement, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def required(self) -> Weakness | PriorityAction | AreaForImprovement | None:
        """Return what the words are about, None when about all."""
        return self.weakness or self.priority_action or self.improvement


class Contact(models.Model):
    """A visit, meeting or review between inspections, and the formal record of it."""

    area = models.ForeignKey("areas.LocalArea", on_delete=models.PROTECT, related_name="contacts")
    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, null=True, related_name="contacts"
    )
    kind = models.CharField(
        max_length=20, choices=[(k.value, CONTACT_NAMES[k]) for k in ContactKind]
    )
    on = models.DateField()
    title = models.CharField(max_length=300)
    by_whom = models.CharField(max_length=300, blank=True)
    record_words = models.TextField(blank=True)
    record_on = models.DateField(null=True)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, related_name="contacts"
    )

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return self.title


class Shared(models.Model):
    """Something the area shared with those who came: words, a document or both."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="shared")
    words = models.TextField(blank=True)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, related_name="shared_at"
    )

    class Meta:
        ordering = ("id",)


class MonitoringNote(AboutRequired):
    """What was said at a contact of one thing required, or of all; a finding of a review too."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="notes")
    side = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in Side], default=Side.FINDING.value
    )
    text = models.TextField()

    class Meta:
        ordering = ("contact__on", "id")


class Advice(AboutRequired):
    """A piece of advice given at a contact; its answers say what was done with it."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="advice")
    on = models.DateField()
    words = models.TextField()

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return self.words[:80]


class AdviceAnswer(models.Model):
    """What was done with a piece of advice, as a role said on a day; never altered."""

    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, related_name="answers")
    state = models.CharField(max_length=10, choices=[(t.value, TAKEN_NAMES[t]) for t in Taken])
    words = models.TextField()
    role = models.CharField(max_length=200)
    on = models.DateField()

    class Meta:
        ordering = ("on", "id")


class RepeatFinding(models.Model):
    """A later finding says again what an earlier one said: proposed by likeness, until decided.

    Each side names the noun, as citations do, and the key of its row; `words` pairs the later's
    word with the earlier's, the most telling first. `on` is the day of the later finding.
    """

    area = models.ForeignKey(
        "areas.LocalArea", on_delete=models.PROTECT, related_name="repeat_findings"
    )
    later = models.CharField(max_length=40)
    later_ref = models.PositiveBigIntegerField()
    earlier = models.CharField(max_length=40)
    earlier_ref = models.PositiveBigIntegerField()
    on = models.DateField()
    share = models.FloatField()
    words = models.JSONField(default=list)
    state = models.CharField(max_length=10, default="proposed")
    decided_by = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True)

    class Meta:
        ordering = ("-on", "-share", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("later", "later_ref", "earlier", "earlier_ref"), name="repeat_once"
            ),
        )
