"""Running a meeting: one page for the clerk, by keyboard, without scripts."""

from dataclasses import dataclass
from textwrap import shorten
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from goldenthread.areas.models import Body
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import ChangedMeanwhile

from ..changes import keep_sheet
from ..changes.minutes import Seat
from ..models import Meeting
from ..queries.bodies import bodies_on
from ..queries.decisions import TrackedDecision
from ..queries.minutes import ItemShown
from ..queries.running import SeatShown, arising, seats_of
from ..rules.running import BESIDES, Places, Sheet, mark_of, sheet_of, told
from ..rules.states import ATTENDANCE_NAMES, DecisionVerb, ItemKind, MeetingState
from .deeds import NOT_ALLOWED
from .meeting import opened

OPEN = (MeetingState.PLANNED, MeetingState.NOTICED, MeetingState.DRAFT)
SEATS, DECLARED, ARISING, NONE = "seats", "declarations", "arising", "none"
# The fields of a sheet that belong to no item, and the fold in which each stands.
ELSEWHERE = {
    f"kind-{BESIDES}": (SEATS, "Who is here"),
    "who": (DECLARED, "Declarations"),
    "interest": (DECLARED, "Declarations"),
}


@dataclass(frozen=True, slots=True)
class Fold:
    """One item of the agenda as it is folded away, with the earlier decisions it hears of."""

    shown: ItemShown
    arising: list[TrackedDecision]

    @property
    def name(self) -> str:
        """Return its place on the page."""
        return f"item-{self.shown.item.pk}"

    @property
    def written(self) -> bool:
        """Say whether anything of it is written down."""
        back = any(each.decision.back_on for each in self.arising)
        return bool(self.shown.minute or self.shown.decisions or back)


def run(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the whole meeting on one page to write down, and keep what was written."""
    area, meeting, context = opened(request, slug, pk)
    if not context["runs"]:
        raise PermissionDenied(NOT_ALLOWED)
    today = timezone.localdate()
    seats, bodies = seats_of(meeting), bodies_on(area, today)
    folds, apart = folds_of(context["record"].standing, arising(meeting, today))
    sheet, status = Sheet(), 200
    if request.method == "POST":
        sheet = sheet_of(request.POST.dict(), _places(meeting, seats, bodies, folds, apart))
        status = 400 if sheet.faults else _keep(request, meeting, sheet, seats)
        if status == 200:
            return redirect(_where_next(request, meeting, sheet, folds))
        if status == 409:
            folds, apart = folds_of(context["record"].standing, arising(meeting, today))
    wrong = [(at, words, *_place_of(at, folds, apart)) for at, words in sheet.faults]
    context |= {
        "tab": "run",
        "seats": seats,
        "folds": folds,
        "apart": apart,
        "bodies": [body for body in bodies if body.pk != meeting.body_id],
        "kinds": ATTENDANCE_NAMES,
        "verbs": list(DecisionVerb),
        "faults": wrong,
        "opened": _opened(request, folds, {place for _, _, place, _ in wrong}),
        "said": request.POST if sheet.faults else {},
        "mark_of": mark_of,
        "new_key": lambda: str(uuid4()),
        "can_write": context["state"] in OPEN and meeting.held_on <= today,
    }
    return render(request, "governance/run.html", context, status=status)


def folds_of(
    standing: list[ItemShown], earlier: list[TrackedDecision]
) -> tuple[list[Fold], list[TrackedDecision]]:
    """Lay earlier decisions under their own items, the rest under matters arising.

    What is left where the agenda has no such item is returned apart.
    """
    own = {each.decision.pk: each for each in earlier}
    under = {
        shown.item.pk: [own.pop(shown.item.decision_id)]
        for shown in standing
        if shown.item.decision_id in own
    }
    rest = list(own.values())
    for shown in standing:
        if shown.item.kind == ItemKind.MATTERS_ARISING.value and rest:
            under[shown.item.pk], rest = rest, []
    return [Fold(shown, under.get(shown.item.pk, [])) for shown in standing], rest


def _places(
    meeting: Meeting,
    seats: list[SeatShown],
    bodies: list[Body],
    folds: list[Fold],
    apart: list[TrackedDecision],
) -> Places:
    earlier = [each for fold in folds for each in fold.arising] + apart
    return Places(
        tuple(seat.name for seat in seats),
        tuple(fold.shown.item.pk for fold in folds),
        frozenset(body.pk for body in bodies),
        meeting.held_on,
        tuple(each.decision.pk for each in earlier),
    )


def _place_of(at: str, folds: list[Fold], apart: list[TrackedDecision]) -> tuple[str, str]:
    """Return in which fold a field stands, and how a clerk knows that fold."""
    if at in ELSEWHERE:
        return ELSEWHERE[at]
    kind, _, key = at.rpartition("-")
    for fold in folds:
        own = str(fold.shown.item.pk) == key and kind not in ("back", "later", "why")
        earlier = any(str(each.decision.pk) == key for each in fold.arising)
        if own or (earlier and kind in ("back", "later", "why")):
            return (
                fold.name,
                f"Item {fold.shown.number}, {shorten(fold.shown.title, 60, placeholder=' …')}",
            )
    if any(str(each.decision.pk) == key for each in apart):
        return ARISING, "Matters arising"
    return (NONE, "Besides the agenda") if key == NONE else ("", "")


def _opened(request: HttpRequest, folds: list[Fold], wrong: set[str]) -> set[str]:
    """Return which folds stand open: where the clerk was, what is wrong, what is not kept yet.

    Otherwise the first item of which nothing is written.
    """
    found = set(wrong)
    if request.method == "POST":
        found |= {fold.name for fold in folds if _typed_in(request, fold)}
        return found | {SEATS, DECLARED, ARISING, NONE}
    found.add(request.GET.get("open", ""))
    if found - {""}:
        return found
    first = next((fold.name for fold in folds if not fold.written), "")
    begins = not folds or first == folds[0].name
    return {first, SEATS} if begins else {first}


def _typed_in(request: HttpRequest, fold: Fold) -> bool:
    """Say whether a clerk wrote in a fold what is not kept yet."""
    said, key = request.POST, fold.shown.item.pk
    words = told(said.get(f"minute-{key}", ""))
    if mark_of(words) != said.get(f"minute-was-{key}", mark_of("")):
        return True
    names = [f"{part}-{key}" for part in ("verb", "words", "owner", "due", "confirm")]
    names += [
        f"{part}-{each.decision.pk}" for each in fold.arising for part in ("back", "later", "why")
    ]
    return any(said.get(name) for name in names)


def _where_next(request: HttpRequest, meeting: Meeting, sheet: Sheet, folds: list[Fold]) -> str:
    """Return the address that leads back to where the clerk was: the last thing they wrote."""
    touched = {said.item for said in sheet.minutes} | {said.item for said in sheet.decisions}
    came = {said.decision for said in sheet.returns} | {said.decision for said in sheet.redatings}
    last = ""
    for fold in folds:
        if fold.shown.item.pk in touched or came & {e.decision.pk for e in fold.arising}:
            last = fold.name
    at = request.POST.get("at", "") or last or (NONE if None in touched else SEATS)
    address = reverse("governance:run", args=[meeting.body.area.slug, meeting.pk])
    return f"{address}?open={at}#{at}" if at.replace("-", "").isalnum() else address


def _keep(request: HttpRequest, meeting: Meeting, sheet: Sheet, seats: list[SeatShown]) -> int:
    """Keep a sheet and return 200, or the status of its refusal, with the fault on the sheet."""
    held: dict[str, Any] = {
        seat.name: Seat(seat.organisation, seat.organisation_words, seat.role) for seat in seats
    }
    held[BESIDES] = Seat(None, told(request.POST.get(BESIDES, ""))[:300], "")
    today = timezone.localdate()
    try:
        beside = keep_sheet(
            by=request.user.actor, meeting=meeting, sheet=sheet, seats=held, on=today
        )
    except ChangedMeanwhile as met:
        sheet.faults.append((f"back-{met.theirs.pk}", met.message))
        return 409
    except UserError as wrong:
        sheet.faults.append(("keep", wrong.message))
        return 400
    if beside:
        titles = "; ".join(item.title for item in beside)
        messages.warning(
            request,
            f"Somebody else minuted this while you wrote: {titles}. Theirs stands and yours is "
            "kept beside it: put the two together.",
        )
    else:
        messages.success(request, "Kept.")
    return 200
