"""Settling what the plan check found; saying that easy-read words were reviewed."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.improvement.models import ImprovementPlan

from .models import EasyReadReview, FindingSettled, RuleSwitchedOff
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
    settled, created = FindingSettled.objects.get_or_create(
        improvement_plan=improvement_plan,
        rule=rule,
        subject=subject,
        undone_at=None,
        defaults={
            "answer": answer,
            "words": words.strip(),
            "by": by.name,
            "at": timezone.now(),
        },
    )
    if not created:
        raise UserError(
            f"{settled.by} has answered this finding already: “{settled.words}”. "
            "Theirs was kept; undo it first if it should change."
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
    settled = FindingSettled.objects.select_for_update(no_key=True).get(pk=settled.pk)
    if settled.undone_at is not None:
        raise UserError("This answer has been undone already. Nothing was changed.")
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
    """Switch a rule off for a plan, with the reason; refused without one, or when it is off."""
    check_switch(Switch(rule, reason, by.name))
    row, created = RuleSwitchedOff.objects.get_or_create(
        improvement_plan=improvement_plan,
        rule=rule,
        ended_at=None,
        defaults={"reason": reason.strip(), "by": by.name, "at": timezone.now()},
    )
    if not created:
        raise UserError(
            f"{row.by} has switched this rule off already: “{row.reason}”. Theirs was kept."
        )
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
    """Let a rule apply to a plan again; refused where it is not off."""
    rows = RuleSwitchedOff.objects.filter(
        improvement_plan=improvement_plan, rule=rule, ended_at=None
    )
    if not rows.update(ended_at=timezone.now()):
        raise UserError("This rule is not off for this plan. Nothing was changed.")
    record(
        by=by,
        verb="switch_rule_on",
        subject="improvement_plan",
        ref=improvement_plan.pk,
        after={"rule": rule},
    )


@transaction.atomic
def review_easy_read(
    *, by: Actor, improvement_plan: ImprovementPlan, stamp: str, role: str, on: date
) -> EasyReadReview:
    """Say that a person has read a plan's easy-read words as families would, and in which role.

    `stamp` is of the words they read; once the words differ, the review counts no more.
    """
    if not role.strip():
        raise UserError("Say in which role you reviewed these words. Nothing was kept.")
    row = EasyReadReview.objects.create(
        improvement_plan=improvement_plan,
        stamp=stamp,
        role=role.strip(),
        by=by.name,
        by_ref=by.ref,
        on=on,
    )
    record(
        by=by,
        verb="review_easy_read",
        subject="improvement_plan",
        ref=improvement_plan.pk,
        after={"stamp": stamp, "role": row.role, "on": str(on)},
    )
    return row
