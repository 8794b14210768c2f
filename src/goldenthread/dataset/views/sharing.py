"""The register of sharing agreements: what may be loaded, for what, on what basis, until when."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError

from ..changes.sharing import (
    add_agreement,
    approve_agreement,
    change_agreement,
    every_field,
    parties_of,
    terms_of,
    withdraw_agreement,
)
from ..forms.sharing import (
    ARTICLE_6,
    ARTICLE_9,
    AgreementForm,
    ApprovalForm,
    FieldsForm,
    WithdrawForm,
    said_by,
)
from ..models import Agreement, AgreementParty
from ..queries.agreements import (
    covered,
    covers_of,
    fields_of,
    in_force,
    last_day,
    needs_of,
    purposes,
    register,
    waits_for,
)
from ..rules.cover import missing
from ..sources import all_sources

CHANGED_ANEW = (
    "Kept. It covers more than before, so every party must approve it anew: until then nothing is "
    "loaded under it."
)


def register_page(request: HttpRequest, slug: str) -> HttpResponse:
    """List the agreements with their state, and the extracts that none of them covers."""
    area = area_for(request.user, slug, Permission.SEE_DATASET)
    today = timezone.localdate()
    covers = covers_of(area)
    sources = [
        (source, missing(needs_of(source), covers, source.purpose, today))
        for source in all_sources().values()
    ]
    context = {
        "agreements": [_standing(row) for row in register(area)],
        "lacking": [(source, lacks) for source, lacks in sources if lacks],
        "covered_whole": [source for source, lacks in sources if not lacks],
        "may_change": Permission.MANAGE_SHARING in area.permitted,
    }
    return _drawn(request, "sharing", area, context)


def _standing(row: Agreement) -> dict[str, Any]:
    """Return an agreement with how it stands today: its tone and words."""
    today, ends, waits = timezone.localdate(), last_day(row), waits_for(row)
    if in_force(row, today):
        state = ("good", "In force")
    elif row.withdrawn_on and row.withdrawn_on <= today:
        state = ("bad", "Withdrawn")
    elif ends and ends < today:
        state = ("bad", "Ended")
    elif waits:
        state = ("waiting", f"Waits for {waits}")
    else:
        state = ("waiting", "Not begun")
    return {
        "row": row,
        "state": state,
        "ends": ends,
        "covered": covered(row),
        "article_6": dict(ARTICLE_6).get(row.article_6, row.article_6),
        "article_9": dict(ARTICLE_9).get(row.article_9, row.article_9) if row.article_9 else "",
    }


def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add an agreement: parties, purpose, basis in law, days, and which extracts it covers."""
    area = area_for(request.user, slug, Permission.MANAGE_SHARING)
    given = {"purposes": purposes(area)}
    wanted = request.GET.get("source", "")
    if request.method != "POST":
        form = AgreementForm(initial=_first_words(wanted), **given)
        return _drawn(request, "sharing_form", area, {"form": form})
    form = AgreementForm(request.POST, **given)
    if form.is_valid():
        fields = {
            key: names
            for code in form.cleaned_data["sources"]
            for key, names in every_field(code).items()
        }
        try:
            made = add_agreement(
                by=request.user.actor,
                area=area,
                terms=form.terms(),
                purposes=form.all_purposes(),
                fields=fields,
                parties=form.parties(),
            )
        except UserError as wrong:
            _blame(form, wrong)
        else:
            messages.success(request, "The agreement is kept. Now say who approved it.")
            return redirect("dataset:agreement", slug, made.pk)
    return _drawn(request, "sharing_form", area, {"form": form}, status=400)


def _first_words(code: str) -> dict[str, Any]:
    """Return what a form about one source begins with."""
    source = all_sources().get(code)
    if source is None:
        return {}
    return {"sources": [code], "purposes": [source.purpose], "title": source.words[:200]}


def _row(area: LocalArea, pk: int) -> Agreement:
    return get_object_or_404(register(area), pk=pk)


def agreement(request: HttpRequest, slug: str, agreement: int) -> HttpResponse:
    """Show one agreement with what it covers; approve it, withdraw it."""
    sent = request.method == "POST"
    needs = Permission.MANAGE_SHARING if sent else Permission.SEE_DATASET
    area = area_for(request.user, slug, needs)
    row = _row(area, agreement)
    may = Permission.MANAGE_SHARING in area.permitted
    forms = _forms(row) if may and not row.withdrawn_on else {}
    wrong = None
    if sent:
        wrong = _sent(request, row, forms)
        if wrong is None:
            return redirect("dataset:agreement", slug, row.pk)
    context = _standing(row) | {
        "forms": forms,
        "wrong": wrong,
        "may_change": may and not row.withdrawn_on,
        "sources": sorted({(each.source, each.source_words) for each in covered(row)}),
    }
    return _drawn(request, "sharing_one", area, context, status=400 if wrong else 200)


def _forms(row: Agreement) -> dict[str, Form]:
    parties = [p.name for p in row.parties.all() if p.part != AgreementParty.PROCESSES]
    return {
        "approve": ApprovalForm(owing=parties, auto_id="approve-%s"),
        "withdraw": WithdrawForm(auto_id="withdraw-%s"),
    }


def _sent(request: HttpRequest, row: Agreement, forms: dict[str, Form]) -> Form | None:
    """Do what was sent; return the form with what is wrong with it, or None."""
    do, by = request.POST.get("do", ""), request.user.actor
    if do not in forms:
        raise UserError("This form is not one of this page. Nothing was changed.")
    blank = forms[do]
    if isinstance(blank, ApprovalForm):
        owing = [value for value, _ in blank.fields["party"].choices if value]
        form: Form = ApprovalForm(request.POST, owing=owing, auto_id="approve-%s")
    else:
        form = WithdrawForm(request.POST, auto_id="withdraw-%s")
    forms[do] = form
    if not form.is_valid():
        return form
    try:
        if isinstance(form, ApprovalForm):
            approve_agreement(by=by, agreement=row, approval=form.approval())
            messages.success(request, "The approval is kept.")
        else:
            withdraw_agreement(by=by, agreement=row, **form.cleaned_data)
            messages.success(request, "The agreement is withdrawn from that day.")
    except UserError as wrong:
        _blame(form, wrong)
        return form
    return None


def change(request: HttpRequest, slug: str, agreement: int) -> HttpResponse:
    """Change what an agreement says; what widens it must be approved anew."""
    area = area_for(request.user, slug, Permission.MANAGE_SHARING)
    row = _row(area, agreement)
    said = said_by(row)
    given = {"purposes": sorted({*purposes(area), *said["purposes"]})}
    if request.method != "POST":
        form = AgreementForm(initial=said, **given)
        return _drawn(request, "sharing_form", area, {"form": form, "row": row})
    form = AgreementForm(request.POST, **given)
    if form.is_valid():
        wider = {"terms": form.terms(), "purposes": form.all_purposes(), "parties": form.parties()}
        done = _changed(request, row, form, fields=_fields_kept(row, form), **wider)
        if done:
            return done
    return _drawn(request, "sharing_form", area, {"form": form, "row": row}, status=400)


def _fields_kept(row: Agreement, form: AgreementForm) -> dict[tuple[str, str], list[str]]:
    """Return the fields of the extracts chosen: as they were, or all of one newly chosen."""
    had = fields_of(row)
    before = {code for code, _ in had}
    return {
        key: had.get(key, []) if code in before else list(names)
        for code in form.cleaned_data["sources"]
        for key, names in every_field(code).items()
    }


def _changed(request: HttpRequest, row: Agreement, form: Form, **said: Any) -> HttpResponse | None:
    """Make a change and go to the agreement, or blame the form and return None."""
    try:
        anew = change_agreement(by=request.user.actor, agreement=row, **said)
    except UserError as wrong:
        _blame(form, wrong)
        return None
    messages.success(request, CHANGED_ANEW if anew else "Kept.")
    return redirect("dataset:agreement", row.area.slug, row.pk)


def fields(request: HttpRequest, slug: str, agreement: int, source: str) -> HttpResponse:
    """Choose which fields of one extract an agreement covers: all, none or some of each table."""
    area = area_for(request.user, slug, Permission.MANAGE_SHARING)
    row = _row(area, agreement)
    if source not in all_sources():
        raise Http404("There is no such extract.")
    shape, had = all_sources()[source], fields_of(row)
    covers = {table: set(names) for (code, table), names in had.items() if code == source}
    given = {"source": shape, "covered": covers}
    sent = request.method == "POST"
    form = FieldsForm(request.POST, **given) if sent else FieldsForm(**given)
    if sent and form.is_valid():
        same = {
            "terms": terms_of(row),
            "parties": parties_of(row),
            "purposes": said_by(row)["purposes"],
        }
        done = _changed(request, row, form, fields=had | form.chosen(), **same)
        if done:
            return done
    context = {"form": form, "row": row, "source": shape}
    return _drawn(request, "sharing_fields", area, context, status=400 if form.errors else 200)


def _blame(form: Form, wrong: UserError) -> None:
    """Put a refusal where it belongs on the form."""
    form.add_error(wrong.field if wrong.field in form.fields else None, wrong.message)


def _drawn(
    request: HttpRequest, name: str, area: LocalArea, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    told = {"area": area, "here": "dataset"} | context
    return render(request, f"dataset/{name}.html", told, status=status)
