"""What is due to move up the lines of report, what has moved, and the policy."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import Body, LocalArea
from goldenthread.core.errors import UserError

from ..changes import (
    end_escalation_rule,
    escalate,
    raise_disagreement,
    record_outcome,
    set_escalation_rule,
    settle_disagreement,
)
from ..forms.boards import (
    DisagreementForm,
    EndRuleForm,
    EscalateForm,
    OutcomeForm,
    RuleForm,
    SettleForm,
)
from ..models import Disagreement, Escalation, EscalationRule
from ..queries.agenda import subject_words
from ..queries.escalations import DueUp, disagreements_of, due_to_escalate, escalations_of
from ..queries.people import may_run
from ..rules.states import ESCALATION_NAMES, EscalationKind
from .calendar import bodies_given
from .challenges import shown_at
from .deeds import Deed, Deeds, check_runs, drawn, page_forms

FEW = 6


def escalations(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is due to move up, what has moved and came of it, and the rules that say so."""
    area = area_for(request.user, slug, Permission.SEE)
    on = request.as_at
    here = reverse("governance:escalations", args=[slug])
    sent = page_forms(request, _deeds(request, area), here)
    if sent.done:
        return sent.done
    due = due_to_escalate(area, on)
    rules = EscalationRule.objects.filter(area=area, starts__lte=on).exclude(ends__lt=on)
    context = {
        "area": area,
        "here": "meetings",
        "tab": "escalations",
        "due": by_body(due),
        "due_open": len(due) <= FEW,
        "moved": [(row, subject_words(row)) for row in escalations_of(area, on)],
        "disagreements": disagreements_of(area, on),
        "rules": list(rules.select_related("body")),
        "kinds": {kind.value: words for kind, words in ESCALATION_NAMES.items()},
        "on": on,
        "true_at": on,
    }
    return drawn(request, "escalations", sent, context)


def by_body(due: list[DueUp]) -> list[tuple[Body, list[DueUp]]]:
    """Return what is due by the body that has it, the body with the longest due first."""
    found: dict[int, list[DueUp]] = {}
    for each in due:
        found.setdefault(each.body.pk, []).append(each)
    return [(rows[0].body, rows) for rows in found.values()]


def _deeds(request: HttpRequest, area: LocalArea) -> Deeds:
    today = timezone.localdate()
    runs = may_run(request.user, area, None, today)
    return {**_moves(request, area, runs), **_policy(request, area, runs)}


def _moves(request: HttpRequest, area: LocalArea, runs: bool) -> Deeds:
    by, today = request.user.actor, timezone.localdate()
    given = bodies_given(area, today, "to")

    def move(said: dict[str, Any]) -> str:
        kind, _, key = said["thing"].partition("-")
        if kind not in set(EscalationKind) or not key.isdecimal():
            raise UserError("That is not something that moves up. Nothing was moved.")
        row = escalate(
            by=by,
            area=area,
            kind=EscalationKind(kind),
            key=int(key),
            to=said["to"],
            on=today,
            why=said["why"],
            shown_at=shown_at(request, area),
            moved_at=request.build_absolute_uri(
                reverse("governance:escalations", args=[area.slug])
            ),
        )
        day = row.due_on
        return f"Moved up to {row.to_body.name}; an outcome is due {day.day} {day:%B %Y}."

    def outcome(said: dict[str, Any]) -> str:
        row = get_object_or_404(Escalation, area=area, pk=said["escalation"])
        check_runs(request.user, area, row.to_body, today)
        record_outcome(by=by, escalation=row, words=said["words"], on=today)
        return "The outcome is kept."

    return {
        "move": Deed(lambda *a, **k: EscalateForm(*a, given=given, **k), runs, move),
        "outcome": Deed(lambda d, f, **k: OutcomeForm(d, **k), runs, outcome),
    }


def _policy(request: HttpRequest, area: LocalArea, runs: bool) -> Deeds:
    by, today = request.user.actor, timezone.localdate()
    given = bodies_given(area, today, "body")

    def rule(said: dict[str, Any]) -> str:
        kind = EscalationKind(said.pop("kind"))
        set_escalation_rule(by=by, area=area, kind=kind, starts=today, **said)
        return "The policy is changed from today on. The rule before it stays on record."

    def end_rule(said: dict[str, Any]) -> str:
        row = get_object_or_404(EscalationRule, area=area, pk=said["rule"], ends=None)
        end_escalation_rule(by=by, rule=row, last_day=today)
        return "The rule ends today. What it moved stays moved."

    def disagree(said: dict[str, Any]) -> str:
        raise_disagreement(by=by, area=area, on=today, **said)
        return "Kept. It moves up by the policy until it is settled."

    def settle(said: dict[str, Any]) -> str:
        row = get_object_or_404(Disagreement, area=area, pk=said["disagreement"])
        settle_disagreement(by=by, disagreement=row, words=said["words"], on=today)
        return "Settled."

    keeps = Permission.REPAIR in area.permitted
    raises = runs or Permission.CHALLENGE in area.permitted
    return {
        "rule": Deed(lambda *a, **k: RuleForm(*a, given=given, **k), keeps, rule),
        "disagree": Deed(lambda *a, **k: DisagreementForm(*a, given=given, **k), raises, disagree),
        "end_rule": Deed(lambda d, f, **k: EndRuleForm(d, **k), keeps, end_rule),
        "settle": Deed(lambda d, f, **k: SettleForm(d, **k), runs, settle),
    }
