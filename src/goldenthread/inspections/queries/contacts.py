"""Contacts of an area, and what became of the advice given there, as of a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from goldenthread.areas.models import LocalArea

from ..models import Advice, AdviceAnswer, Contact, MonitoringNote, Shared
from ..rules import Taken

_ABOUT = ("weakness", "priority_action", "improvement")


@dataclass(frozen=True, slots=True)
class AdviceStanding:
    """A piece of advice with every answer given by a day; the last says how it stands."""

    advice: Advice
    answers: tuple[AdviceAnswer, ...]

    @property
    def answer(self) -> AdviceAnswer | None:
        """Return the last answer, None when nobody has said what was done."""
        return self.answers[-1] if self.answers else None

    @property
    def open(self) -> bool:
        """Say whether it still waits: no answer yet, or the last says that it waits."""
        return self.answer is None or self.answer.state == Taken.WAITING.value


def _contacts(area: LocalArea) -> QuerySet[Contact]:
    rows = Contact.objects.filter(area=area).select_related("document", "inspection")
    notes = MonitoringNote.objects.select_related(*_ABOUT).order_by("pk")
    shared = Shared.objects.select_related("document")
    return rows.prefetch_related(
        Prefetch("notes", queryset=notes), Prefetch("shared", queryset=shared)
    )


def contacts_of(area: LocalArea, on: date) -> list[Contact]:
    """Return the contacts of an area up to a day in order, with notes and what was shared.

    A record kept after the day is to be left out: `record_known(contact, on)` says whether it is.
    """
    return list(_contacts(area).filter(on__lte=on).order_by("on", "pk"))


def contacts_ahead(area: LocalArea, on: date) -> list[Contact]:
    """Return the contacts of an area that are planned for after a day, the next first."""
    return list(_contacts(area).filter(on__gt=on).order_by("on", "pk"))


def record_known(contact: Contact, on: date) -> bool:
    """Say whether the formal record of a contact was there on a day."""
    return contact.record_on is not None and contact.record_on <= on


def _advice(rows: QuerySet[Advice], on: date) -> list[AdviceStanding]:
    answers = AdviceAnswer.objects.filter(on__lte=on).order_by("on", "pk")
    given = rows.filter(on__lte=on).select_related("contact", *_ABOUT)
    return [
        AdviceStanding(advice, tuple(advice.answers.all()))
        for advice in given.prefetch_related(Prefetch("answers", queryset=answers))
    ]


def advice_of(area: LocalArea, on: date) -> list[AdviceStanding]:
    """Return all advice given to an area by a day with what was done with it, in order."""
    return _advice(Advice.objects.filter(contact__area=area), on)


def advice_at(contact: Contact, on: date) -> list[AdviceStanding]:
    """Return the advice given at one contact with what was done with it by a day."""
    return _advice(Advice.objects.filter(contact=contact), on)


def notes_about(field: str, required_id: int, on: date) -> list[MonitoringNote]:
    """Return what was said by a day of one thing required, as field "weakness", and its key."""
    rows = MonitoringNote.objects.filter(**{f"{field}_id": required_id}, contact__on__lte=on)
    return list(rows.select_related("contact").order_by("contact__on", "pk"))
