"""Settling what the plan check found."""

from django.db import transaction
from django.utils import timezone

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.improvement.models import ImprovementPlan

from .models import FindingSettled, RuleSwitchedOff
from .rules.registry import Switch, check_switch


@transaction.atomic
def settle_finding(
    *,
    by: Actor,
    improvement_plan: ImprovementPlan,
    rule: str,
    subject: str,
    answer: str,
    words: str,
) -> FindingSettled:
    """Accept a mended wording, or say why a finding is not for this plan; once until undone."""
    if not words.strip():
        raise UserError(
            "Nothing was kept: give the wording you accept, or say why it is not for this plan."
        )
    known = FindingSettled.objects.filter(
        improvement_plan=improvement_plan, rule=rule, subject=subject, undone_at=None
    ).first()
    if known is not None:
        raise UserError(
            f"{known.by} has answered this finding already: “{known.words}”. "
            "Theirs was kept; undo it first if it should change."
        )
    settled = FindingSettled.objects.create(
        improvement_plan=improvement_plan,
        rule=rule,
        subject=subject,
        answer=answer,
        words=words.strip(),
        by=by.name,
        at=timezone.now(),
    )
    record(
        by=by,
        verb="settle_finding",
        subject="improvement_plan",
        ref=improvement_plan.pk,
        after={"rule": rule, "subject": subject, "answer": answer, "words": words.strip()},
    )
    return settled


@transaction.atomic
def reopen_finding(*, by: Actor, settled: FindingSettled) -> None:
    """Undo an answer to a finding; that it was given stays on record."""
    settled.undone_at = timezone.now()
    settled.save(update_fields=["undone_at"])
    record(
        by=by,
        verb="reopen_finding",
        subject="improvement_plan",
        ref=settled.improvement_plan_id,
        before={"answer": settled.answer},
        after={"rule": settled.rule, "subject": settled.subject},
    )


@transaction.atomic
def switch_rule_off(
    *, by: Actor, improvement_plan: ImprovementPlan, rule: str, reason: str
) -> RuleSwitchedOff:
    """Switch a rule off for a plan, with the reason; refused without one."""
    check_switch(Switch(rule, reason, by.name))
    row, created = RuleSwitchedOff.objects.get_or_create(
        improvement_plan=improvement_plan,
        rule=rule,
        ended_at=None,
        defaults={"reason": reason.strip(), "by": by.name, "at": timezone.now()},
    )
    if created:
        record(
            by=by,
            verb="switch_rule_off",
            subject="improvement_plan",
            ref=improvement_plan.pk,
            after={"rule": rule, "reason": reason.strip()},
        )
    return row


@transaction.atomic
def switch_rule_on(*, by: Actor, improvement_plan: ImprovementPlan, rule: str) -> None:
    """Let a rule apply to a plan again."""
    RuleSwitchedOff.objects.filter(
        improvement_plan=improvement_plan, rule=rule, ended_at=None
    ).update(ended_at=timezone.now())
    record(
        by=by,
        verb="switch_rule_on",
        subject="improvement_plan",
        ref=improvement_plan.pk,
        after={"rule": rule},
    )
