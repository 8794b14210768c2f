"""Contacts with those who watch over the area, the advice they gave, and findings that repeat."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError
from goldenthread.documents.queries import citations_of

from ..changes import (
    add_note,
    add_shared,
    answer_advice,
    decide_repeat,
    give_advice,
    keep_record,
    propose_repeats,
    record_contact,
)
from ..forms import AdviceForm, AnswerForm, ContactForm, NoteForm, RecordForm, SharedForm
from ..models import Advice, Contact, RepeatFinding
from ..queries import (
    NOUNS,
    advice_at,
    advice_of,
    latest_full_inspection,
    record_known,
    repeat_findings,
)
from ..rules import ContactKind, DraftContact, DraftNote, DraftShared, Side, Taken
from .deeds import Deed, area_of, forms_of


def new_contact(request: HttpRequest, slug: str) -> HttpResponse:
    """Record a visit, meeting or review."""
    area = area_of(request, slug)
    made: dict[str, Contact] = {}

    def do(said: dict[str, Any]) -> str:
        document = said.pop("document")
        kind, inspection = ContactKind(said.pop("kind")), said.pop("inspection")
        draft = DraftContact(kind=kind, document_id=document.pk if document else None, **said)
        made["contact"] = record_contact(
            by=request.user.actor, area=area, inspection=inspection, draft=draft
        )
        return "Recorded. Add what was shared, what was said and what was advised."

    before = {"inspection": latest_full_inspection(area.pk)}
    deeds = {"contact": Deed(partial(ContactForm, area_id=area.pk, initial=before), do)}
    sent = forms_of(request, area, deeds, reverse("inspections:inspections", args=[slug]))
    if sent.done:
        return redirect("inspections:contact", slug=slug, pk=made["contact"].pk)
    context = {
        "area": area,
        "here": "inspections",
        "forms": sent.forms,
        "wrong": sent.wrong,
        "true_at": request.as_at,
    }
    return render(request, "inspections/new_contact.html", context, status=_status(sent.wrong))


def _status(wrong: object) -> int:
    return 400 if wrong else 200


def _deeds_of(request: HttpRequest, area: LocalArea, row: Contact) -> dict[str, Deed]:
    by = request.user.actor
    given = {"area_id": area.pk, "inspection": row.inspection}

    def key(said: dict[str, Any]) -> int | None:
        return said["document"].pk if said["document"] else None

    def shared(said: dict[str, Any]) -> str:
        add_shared(by=by, contact=row, draft=DraftShared(said["words"], key(said)))
        return "Kept among what was shared."

    def note(said: dict[str, Any]) -> str:
        draft = DraftNote(said["text"], said["about"], Side(said["side"]))
        add_note(by=by, contact=row, draft=draft)
        return "Kept among what was said."

    def advice(said: dict[str, Any]) -> str:
        draft = DraftNote(said["text"], said["about"])
        give_advice(by=by, contact=row, draft=draft, on=said["on"])
        return "Kept as advice. Nobody has said yet what was done with it."

    def keep(said: dict[str, Any]) -> str:
        changed = keep_record(by=by, contact=row, **said)
        return "The record is kept." if changed else "Nothing was different."

    held = {"words": row.record_words, "on": row.record_on, "document": row.document_id}
    return {
        "shared": Deed(partial(SharedForm, **given), shared),
        "note": Deed(partial(NoteForm, **given), note),
        "advice": Deed(partial(AdviceForm, **given, initial={"on": row.on}), advice),
        "record": Deed(partial(RecordForm, **given, initial=held), keep),
    }


def contact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one contact: what was shared, the record, what was said and advised; add to it."""
    area = area_of(request, slug)
    rows = Contact.objects.filter(area=area).select_related("inspection", "document")
    row = get_object_or_404(rows, pk=pk)
    ahead = row.on > request.as_at
    if ahead and request.past:
        raise Http404("That contact had not happened on this day.")
    here = reverse("inspections:contact", args=[slug, pk])
    sent = forms_of(request, area, _deeds_of(request, area, row), here)
    if sent.done:
        return sent.done
    notes = list(row.notes.select_related("weakness", "priority_action", "improvement"))
    context = {
        "area": area,
        "here": "inspections",
        "contact": row,
        "ahead": ahead,
        "shared": [] if ahead else list(row.shared.select_related("document")),
        "notes": [] if ahead else notes,
        "record_known": record_known(row, request.as_at),
        "advice": advice_at(row, request.as_at),
        "cites": citations_of("contact", [row.pk]).get(row.pk, []),
        "note_cites": citations_of("monitoring_note", [n.pk for n in notes]),
        "repeats": _repeats_at(area, row, request),
        "forms": sent.forms,
        "wrong": sent.wrong,
        "true_at": request.as_at,
    }
    return render(request, "inspections/contact.html", context, status=_status(sent.wrong))


def _repeats_at(area: LocalArea, row: Contact, request: HttpRequest) -> list[Any]:
    found = repeat_findings(area, request.as_at)
    return [r for r in found if r.later.contact == row and r.state != "rejected"]


def all_advice(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all advice given to an area and what became of it: what waits first."""
    area = area_of(request, slug)
    every = advice_of(area, request.as_at)
    context = {
        "area": area,
        "here": "inspections",
        "open": [each for each in every if each.open],
        "taken": [each for each in every if not each.open],
        "true_at": request.as_at,
    }
    return render(request, "inspections/advice.html", context)


def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one piece of advice with every answer, and say what was done with it."""
    area = area_of(request, slug)
    rows = Advice.objects.filter(contact__area=area, on__lte=request.as_at)
    row = get_object_or_404(rows.select_related("contact"), pk=pk)

    def do(said: dict[str, Any]) -> str:
        state = Taken(said.pop("state"))
        answer_advice(by=request.user.actor, advice=row, state=state, **said)
        return "Kept. Earlier answers stay beside it."

    to = reverse("inspections:advice", args=[slug])
    sent = forms_of(request, area, {"answer": Deed(AnswerForm, do)}, to)
    if sent.done:
        return sent.done
    standing = next(s for s in advice_at(row.contact, request.as_at) if s.advice.pk == row.pk)
    context = {
        "area": area,
        "here": "inspections",
        "standing": standing,
        "forms": sent.forms,
        "wrong": sent.wrong,
        "true_at": request.as_at,
    }
    return render(request, "inspections/answer.html", context, status=_status(sent.wrong))


def repeats(request: HttpRequest, slug: str) -> HttpResponse:
    """Show which findings may say again what was said before; look again, or decide one."""
    area = area_of(request, slug)
    if request.method == "POST":
        return _decide(request, area)
    every = repeat_findings(area, request.as_at)
    context = {
        "area": area,
        "here": "inspections",
        "nouns": NOUNS,
        "by_state": [
            (words, [r for r in every if r.state == state])
            for state, words in (
                ("confirmed", "Said again"),
                ("proposed", "Read alike: waiting for a person to decide"),
                ("rejected", "Turned down: not the same"),
            )
        ],
        "true_at": request.as_at,
    }
    return render(request, "inspections/repeats.html", context)


def _decide(request: HttpRequest, area: LocalArea) -> HttpResponse:
    by, decision = request.user.actor, request.POST.get("state", "")
    back = redirect("inspections:repeats", slug=area.slug)
    if request.POST.get("do") == "look":
        added = propose_repeats(by=by, area=area)
        messages.success(request, f"Looked again: {added} new to decide.")
        return back
    if decision not in ("confirmed", "rejected", "proposed"):
        raise UserError("This form is not one of this page. Nothing was changed.")
    key = request.POST.get("repeat", "")
    if not key.isdecimal() or len(key) > 18:
        raise UserError("There is no such pair of findings. Nothing was changed.")
    row = get_object_or_404(RepeatFinding, area=area, pk=int(key))
    decide_repeat(by=by, repeat=row, state=decision)
    words = {"confirmed": "Confirmed: said again.", "rejected": "Turned down: not the same."}
    messages.success(request, words.get(decision, "Undone: it waits for a decision again."))
    return back
