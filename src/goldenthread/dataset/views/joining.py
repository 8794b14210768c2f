"""Why records are one person's, and joining or parting people by hand."""

from collections.abc import Mapping

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea

from ..changes.joining import join_people, part_people, undo_joining
from ..changes.reading import record_read
from ..forms.joining import JoinForm, PartForm, UndoForm
from ..models import Joining
from ..queries.links import joinings_about, records_linked
from ..queries.loads import made_up
from ..queries.spine import part_of_spine

NOBODY = (
    "Nobody is known under this reference now: the person was joined with another, or erased. "
    "Nothing was changed."
)


@never_cache
def records(request: HttpRequest, slug: str, person: str) -> HttpResponse:
    """Show each record of a person with why it is theirs; join, part, and take either back."""
    area = area_for(request.user, slug, Permission.REVIEW_PAIRS)
    own = [row["record"] for row in part_of_spine(area, "links", "person", {person})]
    if not own:
        messages.error(request, NOBODY)
        return redirect("dataset:review", slug)
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    forms: dict[str, Form] = {
        "join": JoinForm(request.POST if deed == "join" else None, auto_id="join-%s"),
        "part": PartForm(request.POST if deed == "part" else None, records=own, auto_id="part-%s"),
        "undo": UndoForm(request.POST if deed == "undo" else None, auto_id="undo-%s"),
    }
    form = forms.get(deed)
    if form is not None and form.is_valid():
        messages.success(request, _done(request, area, person, deed, form.cleaned_data))
        return redirect("dataset:records", slug, person)
    record_read(
        by=request.user.actor,
        area=area,
        persons=[person],
        reason="linkage",
        page="dataset:records",
    )
    context = {
        "area": area,
        "here": "dataset",
        "made_up": made_up(area),
        "person": person,
        "records": records_linked(area, person),
        "joinings": joinings_about(area, person),
        "forms": forms,
        "wrong": form,
    }
    return render(request, "dataset/records.html", context, status=400 if form else 200)


def _done(
    request: HttpRequest, area: LocalArea, person: str, deed: str, said: Mapping[str, object]
) -> str:
    """Do what was asked and return the sentence that says so."""
    by, why = request.user.actor, str(said["why"])
    if deed == "join":
        join_people(by=by, area=area, person=person, other=str(said["other"]), why=why)
        return "Joined: both are one person now. The tables follow when they are built anew."
    if deed == "part":
        part_people(by=by, area=area, person=person, records=list(said["records"]), why=why)  # type: ignore[call-overload]
        return "Parted: the records chosen are a person of their own now."
    joining = get_object_or_404(Joining, area=area, pk=said["joining"])
    undo_joining(by=by, joining=joining, why=why)
    return "Taken back: everybody is as before it."
