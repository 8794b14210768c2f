"""The plan check: what an inspector would say tomorrow, and what was answered."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.core.errors import UserError

from ..changes import reopen_finding, settle_finding, switch_rule_off, switch_rule_on
from ..forms import SettleForm, SwitchOffForm
from ..models import FindingSettled
from ..queries.check import check_page, stands
from ..queries.plan import asked_words
from ..queries.then import plan_on
from ..rules import RULES
from .places import area_at
from .plan import current_plan_or_404

REST_ON_A_PAGE = 20


def _problems(form: SettleForm | SwitchOffForm) -> str:
    return " ".join(error for errors in form.errors.values() for error in errors)


@require_safe
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the check finds in the plan of a day: ten findings first, the rest behind them."""
    area, on = area_at(request, slug), request.as_at
    improvement_plan = plan_on(area.pk, on)
    if improvement_plan is None:
        context = {"area": area, "here": "check", "true_at": on}
        return render(request, "thread/no_plan.html", context)
    found = check_page(improvement_plan, on)
    context = {
        "area": area,
        "here": "check",
        "true_at": on,
        "improvement_plan": improvement_plan,
        "found": found,
        "rest": Paginator(found.rest, REST_ON_A_PAGE).get_page(request.GET.get("page")),
        "rules": RULES,
    }
    return render(request, "thread/check.html", context)


@require_POST
def settle(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep an answer to a finding."""
    area = area_for(request.user, slug, Permission.CONFIRM)
    improvement_plan = current_plan_or_404(area)
    form = SettleForm(request.POST)
    if not form.is_valid():
        raise UserError(f"{_problems(form)}. Nothing was changed; go back and try again.")
    answer = form.cleaned_data
    if not stands(improvement_plan, answer["rule"], answer["subject"]):
        raise UserError(
            "The check no longer finds this, so there is nothing to answer. Nothing was changed; "
            "open the plan check again to see what stands."
        )
    settle_finding(
        by=request.user.actor,
        improvement_plan=improvement_plan,
        rule=answer["rule"],
        subject=answer["subject"],
        answer=answer["answer"],
        words=answer["words"],
    )
    messages.success(request, "Your answer is kept. You can undo it below.")
    return redirect("thread:check", slug=slug)


@require_POST
def reopen(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Undo an answer to a finding."""
    area = area_for(request.user, slug, Permission.CONFIRM)
    improvement_plan = current_plan_or_404(area)
    settled = get_object_or_404(FindingSettled, improvement_plan=improvement_plan, pk=pk)
    reopen_finding(by=request.user.actor, settled=settled)
    messages.success(request, "The finding stands again.")
    return redirect("thread:check", slug=slug)


@require_POST
def switch(request: HttpRequest, slug: str) -> HttpResponse:
    """Switch a rule off with a reason, or on again."""
    area = area_for(request.user, slug, Permission.CONFIRM)
    improvement_plan = current_plan_or_404(area)
    if "on" in request.POST:
        switch_rule_on(
            by=request.user.actor,
            improvement_plan=improvement_plan,
            rule=asked_words(request.POST.get("rule")),
        )
        messages.success(request, "The rule applies again.")
        return redirect("thread:check", slug=slug)
    form = SwitchOffForm(request.POST)
    if not form.is_valid():
        raise UserError(f"{_problems(form)}. Nothing was changed; go back and try again.")
    switch_rule_off(
        by=request.user.actor,
        improvement_plan=improvement_plan,
        rule=form.cleaned_data["rule"],
        reason=form.cleaned_data["reason"],
    )
    messages.success(request, "The rule is off for this plan; its reason shows below.")
    return redirect("thread:check", slug=slug)
