"""What can be done from a page: each deed has a form, who may do it, and the change it makes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from goldenthread.areas.models import Body, LocalArea
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import receive_document
from goldenthread.documents.models import Document
from goldenthread.improvement.changes import ChangedMeanwhile

from ..models import AgendaItem, ChallengeStep, Disagreement, Escalation, Meeting
from ..queries.people import may_run
from ..rules.states import STATE_NAMES, STEP_NAMES, MeetingState, StepKind

NOT_ALLOWED = (
    "You cannot do this here. The improvement lead, or who chairs or clerks this body, can. "
    "Nothing was changed."
)

STANDS = (
    "Somebody else was first: what they recorded stands, and yours is not kept. Read theirs; if "
    "something is missing, raise it again."
)


@dataclass(frozen=True, slots=True)
class Deed:
    """A form by name, whether this person may send it, and what sending it does.

    `make` builds the form from what was sent (or nothing); `do` takes what it says, makes the
    change and returns a sentence. `refusal` is said to whoever may not. A deed whose time is past
    is not `offered`, but what was sent of it meanwhile is answered with the reason.
    """

    make: Callable[..., Form]
    allowed: bool
    do: Callable[[dict[str, Any]], str]
    refusal: str = NOT_ALLOWED
    offered: bool = True


Deeds = Mapping[str, Deed]


@dataclass(slots=True)
class PageForms:
    """The forms of a page: those this person may send, the one with a fault, who was first."""

    forms: dict[str, Form] = field(default_factory=dict)
    wrong: Form | None = None
    theirs: str = ""
    done: HttpResponse | None = None

    @property
    def status(self) -> int:
        """Return 409 where somebody else was first, 400 for a fault, else 200."""
        return 409 if self.theirs else 400 if self.wrong else 200


def blank_forms(deeds: Deeds) -> dict[str, Form]:
    """Return an empty form for each deed that this person may do."""
    return {
        name: deed.make(None, None, auto_id=f"{name}-%s")
        for name, deed in deeds.items()
        if deed.allowed and deed.offered
    }


def posted(request: HttpRequest, deeds: Deeds, to: str) -> PageForms:
    """Do what was sent and go to `to`, or return the form with what is wrong with it."""
    name = request.POST.get("do", "")
    deed = deeds.get(name)
    if deed is None:
        raise UserError("This form is not one of this page. Nothing was changed.")
    if not deed.allowed:
        raise PermissionDenied(deed.refusal)
    form = deed.make(request.POST, request.FILES, auto_id=f"{name}-%s")
    theirs = ""
    if form.is_valid():
        try:
            said = deed.do(form.cleaned_data)
        except ChangedMeanwhile as met:
            theirs = told_of(met.theirs)
            again = request.POST.copy()
            again.update(marks_of(met.theirs))
            form = deed.make(again, request.FILES, auto_id=f"{name}-%s")
            form.is_valid()
            stands = isinstance(met.theirs, Escalation | Disagreement)
            form.add_error(None, STANDS if stands else met.message)
        except UserError as wrong:
            form.add_error(None, wrong.message)
        else:
            messages.success(request, said)
            return PageForms(done=redirect(to))
    return PageForms({name: form}, form, theirs)


def marks_of(theirs: Model) -> dict[str, str]:
    """Return what a form sends to say that it has seen what somebody else left."""
    if isinstance(theirs, ChallengeStep):
        return {"seen": str(theirs.challenge.steps.count())}
    return {"version": str(getattr(theirs, "version", ""))}


def told_of(theirs: Model) -> str:
    """Return in a sentence or two what somebody else left."""
    if isinstance(theirs, ChallengeStep):
        return f"{theirs.by}, {STEP_NAMES[StepKind(theirs.kind)].lower()}: {theirs.words}"
    if isinstance(theirs, AgendaItem):
        return f"It is now called “{theirs.title}”. {theirs.words}".strip()
    if isinstance(theirs, Escalation):
        return f"{theirs.outcome_by}, outcome: {theirs.outcome}"
    if isinstance(theirs, Disagreement):
        return f"{theirs.settled_by}, settled: {theirs.settled_words}"
    if isinstance(theirs, Meeting):
        at = timezone.localtime(theirs.starts_at)
        where = f", {theirs.place}" if theirs.place else ""
        state = STATE_NAMES[MeetingState(theirs.state)].lower()
        return f"It is now on {at.day} {at:%B %Y} at {at:%H:%M}{where}: {state}."
    return str(theirs)


def page_forms(request: HttpRequest, deeds: Deeds, to: str) -> PageForms:
    """Return the page's forms, or the answer where one of them was sent and done."""
    if request.method != "POST":
        return PageForms({} if request.past else blank_forms(deeds))
    sent = posted(request, deeds, to)
    if sent.done is None:
        sent.forms = blank_forms(deeds) | sent.forms
    return sent


def drawn(
    request: HttpRequest, name: str, sent: PageForms, context: dict[str, Any]
) -> HttpResponse:
    """Draw a page of boards with its forms and what is wrong with them."""
    told = {"forms": sent.forms, "wrong": sent.wrong, "theirs": sent.theirs}
    return render(request, f"governance/{name}.html", context | told, status=sent.status)


def document_of(request: HttpRequest, area: LocalArea, file: UploadedFile, dated: date) -> Document:
    """Keep a file that was sent as a document of the area, and return it."""
    data = file.read()
    return receive_document(
        by=request.user.actor,
        area=area,
        name=(file.name or "document")[:300],
        title=(file.name or "Document")[:300],
        kind="paper",
        sha256=sha256(data).hexdigest(),
        data=data,
        dated=dated,
    )


def check_runs(user: Any, area: LocalArea, body: Body, on: date) -> None:
    """Raise UserError for somebody who keeps only the meetings of other bodies."""
    if not may_run(user, area, body, on):
        raise UserError(f"You do not keep the meetings of {body.name}. Nothing was changed.")
