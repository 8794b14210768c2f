"""From decided facts of a letter or report to an inspection ready to be recorded."""

from collections.abc import Iterator
from datetime import date

from goldenthread.core.errors import UserError
from goldenthread.inspections.rules import (
    DraftFinding,
    DraftInspection,
    DraftJudgement,
    DraftNumbered,
    Event,
    InspectionKind,
    Judged,
    Regime,
    Side,
)

from .drafting import Facts

_SIDES = {
    "strengths": Side.STRENGTH,
    "areas_for_development": Side.DEVELOP,
    "findings": Side.FINDING,
}


def draft_inspection(
    facts: Facts, *, kind: str, framework: str, title: str, document_id: int
) -> DraftInspection:
    """Return the inspection that the accepted facts of a letter or report tell of."""
    revisit = kind == "revisit_letter"
    required = (
        "priority_action_plan_required" if kind == "area_report" else ("written_statement_required")
    )
    return DraftInspection(
        regime=Regime(framework or ("2023" if kind == "area_report" else "2016")),
        kind=InspectionKind.REVISIT if revisit else InspectionKind.FULL,
        title=title,
        inspected_from=_day(facts, "inspected_from"),
        inspected_to=_day(facts, "inspected_to"),
        letter_dated=_day(facts, "letter_dated"),
        published=_day(facts, "published"),
        outcome=facts.get("", "", "outcome"),
        plan_required=facts.get("", "", required),
        monitoring_within_months=facts.get("", "", "monitoring_within_months"),
        next_inspection_within_years=facts.get("", "", "next_inspection_within_years"),
        responsible=tuple(facts.get("", "", "responsible") or ()),
        findings=tuple(_findings(facts)),
        weaknesses=() if revisit else tuple(_numbered(facts, "weaknesses")),
        priority_actions=tuple(_numbered(facts, "priority_actions")),
        improvements=tuple(_numbered(facts, "improvements")),
        document_id=document_id,
        cites=tuple((f, w) for f, w in facts.cites("", "") if f in _OWN),
    )


_OWN = frozenset(
    "inspected_from inspected_to letter_dated published outcome responsible "
    "written_statement_required priority_action_plan_required "
    "monitoring_within_months next_inspection_within_years".split()
)


def _day(facts: Facts, field: str) -> date | None:
    value = facts.get("", "", field)
    return date.fromisoformat(value) if value else None


def _findings(facts: Facts) -> Iterator[DraftFinding]:
    for fact in facts.under("findings"):
        if fact.value:
            cite = fact.cites[0] if fact.cites else None
            yield DraftFinding(fact.key[:100], _SIDES[fact.field], fact.value, cite)


def _numbered(facts: Facts, noun: str) -> Iterator[DraftNumbered]:
    numbers: set[int] = set()
    for fact in facts.under(noun):
        if fact.field != "text" or not fact.value:
            continue
        number = number_in(fact.key) or len(numbers) + 1
        while number in numbers:
            number += 1
        numbers.add(number)
        responsible = tuple(facts.get(noun, fact.key, "responsible") or ())
        cite = fact.cites[0] if fact.cites else None
        yield DraftNumbered(number, fact.value, responsible=responsible, cite=cite)


def number_in(key: str) -> int | None:
    """Return the number that a key begins with, None where it begins with none."""
    digits = key.partition("~")[0].strip().rstrip(".")
    return int(digits) if digits.isdecimal() and len(digits) < 5 else None


def draft_judgements(facts: Facts, known: set[int]) -> list[DraftJudgement]:
    """Return what a revisit judged of each weakness; UserError for one that is not known."""
    drafts = []
    for fact in facts.under("weaknesses"):
        if fact.field != "judgement" or not fact.value:
            continue
        number = number_in(fact.key)
        if number is None or number not in known:
            raise UserError(
                f"The letter judges weakness {fact.key}, but the inspection that it follows has "
                "no weakness of that number here. Nothing has entered the record; your decisions "
                "are kept. Bring in the first letter before this one."
            )
        drafts.append(
            DraftJudgement(
                weakness=number,
                judged=Judged(fact.value),
                strengths=_said(facts, fact.key, "strengths"),
                caveats=_said(facts, fact.key, "caveats"),
                cite=fact.cites[0] if fact.cites else None,
            )
        )
    return drafts


def _said(facts: Facts, key: str, field: str) -> tuple[str, ...]:
    return tuple(f.value for f in facts.under("weaknesses", key) if f.field == field and f.value)


def dated_events(facts: Facts) -> list[tuple[Event, date]]:
    """Return what a revisit letter says happened to the inspection that it follows, and when."""
    told = (
        ("original_letter_published", Event.LETTER_PUBLISHED),
        ("statement_fit_for_purpose_on", Event.FIT_FOR_PURPOSE),
    )
    return [(event, day) for field, event in told if (day := _day(facts, field))]
