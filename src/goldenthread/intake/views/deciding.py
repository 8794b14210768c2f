"""Decisions sent from the repair page; every one is saved before the next page is drawn."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError

from .. import changes
from ..changes import Choice, Seen, Stale
from ..forms import DecisionForm
from ..models import Decided, Intake, ReadFact
from ..queries.counts import counts_of
from ..queries.meeting import touched_by
from ..queries.repair import fact_of
from ..queries.waiting import last_decision, to_look_at
from ..rules.places import SIDES, Form
from ..rules.values import cut, from_words, in_words
from .asking import area_to_repair, brought_in
from .repairing import repair_page

# What a fact is after a deed that can be sent once more.
AFTER = {
    "accept": Decided.ACCEPTED.value,
    "choose": Decided.CORRECTED.value,
    "correct": Decided.CORRECTED.value,
    "leave_unknown": Decided.LEFT_UNKNOWN.value,
}


@require_POST
def decide(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Apply one decision and go on to what is next; say what is wrong beside the fact."""
    area = area_to_repair(request, slug)
    intake = brought_in(area, pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return repair_page(request, area, intake, "", 400, problem=_unclear(form))
    seen = form.cleaned_data["seen"]
    after = _next_after(intake, seen)
    try:
        stays = _do(request, intake, form.cleaned_data)
    except Stale as stale:
        return _met(request, area, intake, form, stale)
    except UserError as error:
        typed = form.cleaned_data["text"]
        return repair_page(
            request, area, intake, str(seen[0].pk), 400, problem=error.message, typed=typed
        )
    together = form.cleaned_data["group"]
    if together:
        done = "accepted" if form.cleaned_data["do"] == "accept" else "left unknown"
        messages.success(
            request, f"{together} {done} as one decision. Undo takes all of them back at once."
        )
    return _onward(area, pk, seen[0].pk if stays else after, "" if together else "#progress")


def _unclear(form: DecisionForm) -> str:
    if "text" in form.errors:
        return "That is more than one fact can hold. Nothing was changed. Shorten it."
    return "The form did not say what to do, or with what. Nothing was changed. Try again."


def _next_after(intake: Intake, seen: list[Seen]) -> int | None:
    """Return what to look at after these facts, as things stand before they are decided."""
    items = to_look_at(intake)
    decided = {one.pk for one in seen}
    waiting = [item for item in items if not decided & {pk for pk, _ in item.seen}]
    at = next((n for n, item in enumerate(items) if decided & {p for p, _ in item.seen}), None)
    if at is None or not waiting:
        return waiting[0].pk if waiting else None
    later = [item for item in items[at:] if item in waiting]
    return (later or waiting)[0].pk


def _do(request: HttpRequest, intake: Intake, asked: dict[str, Any]) -> bool:
    """Do what was asked; return whether to stay with the fact because it is to be looked at."""
    by, seen, deed = request.user.actor, asked["seen"], asked["do"]
    one = {"by": by, "intake": intake, "seen": seen[0], "neighbour_version": asked["beside"]}
    if deed in ("move_next", "move_back"):
        changes.move_to_neighbour(**one, steps=1 if deed == "move_next" else -1)
        return True
    if deed == "cut":
        changes.cut_into_next(**one, pieces=cut(asked["text"]))
    elif deed == "merge":
        changes.merge_next(**one)
    elif deed in ("accept", "leave_unknown"):
        changes.decide(by=by, intake=intake, seen=seen, choice=Choice(deed))
    else:
        fact = _fact(intake, seen[0])
        value = _chosen(fact, asked) if deed == "choose" else _typed(fact, asked["text"])
        moves = fact.field in SIDES and isinstance(value, dict)
        choice = Choice.OTHER_SIDE if moves else Choice.CORRECT
        changes.decide(by=by, intake=intake, seen=seen, choice=choice, value=value)
    return False


def _fact(intake: Intake, seen: Seen) -> ReadFact:
    fact = fact_of(intake, seen.pk)
    if fact is None:
        raise UserError(
            "That fact is not part of this document. Nothing was changed. Choose it again from "
            "the list."
        )
    return fact


def _chosen(fact: ReadFact, asked: dict[str, Any]) -> Any:
    number = asked["choice"]
    if number is None or number >= len(fact.alternatives):
        raise UserError("There is no such choice for this fact. Nothing was changed.")
    return fact.alternatives[number]


def _typed(fact: ReadFact, text: str) -> Any:
    """Return what was typed; words left as they were keep the very value that was read."""
    form = Form(fact.form)
    if form is Form.KEEP:
        raise UserError("This can only be kept or left out. Nothing was changed.")
    if fact.value is not None and text.split() == in_words(form, fact.value).split():
        return fact.value
    return from_words(form, text)


def _onward(area: LocalArea, pk: int, fact: int | None, place: str = "#progress") -> HttpResponse:
    address = reverse("intake:repair", args=[area.slug, pk])
    return redirect(f"{address}?fact={fact}{place}" if fact else f"{address}{place}")


def _met(
    request: HttpRequest, area: LocalArea, intake: Intake, form: DecisionForm, stale: Stale
) -> HttpResponse:
    """Show what was decided since the page was drawn, and ask; nothing of it is overwritten.

    Somebody who went back to an older page is told what they decided themselves.
    """
    by_ref = request.user.actor.ref
    mine = touched_by(intake, stale.facts, by_ref)
    last = last_decision(intake, by_ref)
    theirs = stale.facts[0]
    asked = form.cleaned_data
    yours = asked["text"]
    if asked["do"] == "choose" and asked["choice"] is not None:
        others = theirs.alternatives[asked["choice"] : asked["choice"] + 1]
        yours = in_words(Form(theirs.form), others[0]) if others else ""
    pks = [one.pk for one in asked["seen"]]
    now = ReadFact.objects.filter(pk__in=pks, part__intake=intake).values_list("pk", "version")
    met = {
        "fact": theirs,
        "mine": mine,
        "undoable": mine and last is not None and theirs.last_decision_id == last.pk,
        "many": len(stale.facts),
        "label": changes.deciding.name_of(theirs),
        "words": in_words(Form(theirs.form), theirs.value),
        "yours": yours,
        "do": asked["do"],
        "choice": asked["choice"],
        "text": asked["text"],
        "seen": list(now),
        "again": asked["do"] in AFTER
        and (AFTER[asked["do"]] != theirs.decided or bool(yours) or len(pks) > len(stale.facts)),
    }
    first = str(asked["seen"][0].pk)
    return repair_page(request, area, intake, first, 409, met=met)


@require_POST
def accept_sure(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Accept all that reading was sure of, as one decision."""
    area = area_to_repair(request, slug)
    intake = brought_in(area, pk)
    before = counts_of(intake)
    if changes.accept_sure(by=request.user.actor, intake=intake):
        messages.success(
            request,
            f"{before.sure_waiting} facts accepted as sure; {before.absent_waiting} that the "
            "document does not give stay empty. Undo takes it back.",
        )
    else:
        messages.info(request, "Everything sure is accepted already.")
    return redirect("intake:repair", area.slug, pk)


@require_POST
def leave_rest(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Leave unknown, on purpose, all that is still to look at."""
    area = area_to_repair(request, slug)
    intake = brought_in(area, pk)
    count = changes.leave_rest_unknown(by=request.user.actor, intake=intake)
    messages.success(
        request, f"All that was still to look at, {count} facts, is left unknown on purpose."
    )
    return redirect("intake:compare", area.slug, pk)


@require_POST
def undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take back the person's own last decision and go to what it was about."""
    area = area_to_repair(request, slug)
    intake = brought_in(area, pk)
    try:
        decision = changes.undo(by=request.user.actor, intake=intake)
    except UserError as error:
        messages.error(request, error.message)
        return redirect("intake:repair", area.slug, pk)
    messages.success(request, f"Undone: {decision.label}.")
    first = next(iter(decision.before), None)
    return _onward(area, pk, int(first) if first else None, "")
