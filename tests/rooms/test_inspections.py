"""Regimes as dated data: clocks, each regime in its own shape, judgements at a revisit."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from goldenthread.audit.queries import first_broken_event
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import receive_document
from goldenthread.documents.queries import citations_of
from goldenthread.documents.rules import Cite
from goldenthread.improvement.changes import record_improvement_plan
from goldenthread.improvement.models import Priority
from goldenthread.improvement.rules import DraftGroup, DraftImprovementPlan, PlanType
from goldenthread.inspections.changes import (
    link_findings,
    record_event,
    record_inspection,
    record_judgements,
    set_clock,
)
from goldenthread.inspections.models import (
    Finding,
    FindingOfWeakness,
    Inspection,
    Judgement,
    RegimeClock,
)
from goldenthread.inspections.queries import (
    clocks_of,
    latest_full_inspection,
    revisit_due,
    revisit_of,
)
from goldenthread.inspections.rules import (
    ClockRule,
    DraftFinding,
    DraftInspection,
    DraftJudgement,
    DraftNumbered,
    Event,
    InspectionKind,
    Judged,
    Regime,
    Side,
    applies,
    due_on,
    short_name,
)

from .conftest import BY


def letter(area, **changes) -> Inspection:
    given = {
        "regime": Regime.LOCAL_AREA_2016,
        "kind": InspectionKind.FULL,
        "title": "A letter",
        "inspected_from": date(2019, 3, 18),
        "weaknesses": tuple(DraftNumbered(n, f"leaders do not know {n}.") for n in range(1, 13)),
        "findings": (
            DraftFinding("meeting needs", Side.STRENGTH, "Schools listen."),
            DraftFinding("meeting needs", Side.DEVELOP, "Plans come late."),
            DraftFinding("meeting needs", Side.DEVELOP, "Health is not asked."),
        ),
        **changes,
    }
    return record_inspection(by=BY, area=area, draft=DraftInspection(**given))


def report(area, **changes) -> Inspection:
    given = {
        "regime": Regime.AREA_SEND_2023,
        "weaknesses": (),
        "findings": (),
        "outcome": 3,
        "plan_required": True,
        "inspected_from": date(2023, 5, 1),
        "priority_actions": (
            DraftNumbered(1, "Leaders must act.", responsible=("Council", "Health board")),
            DraftNumbered(2, "Leaders must act again."),
        ),
        "improvements": (DraftNumbered(1, "Leaders should improve."),),
        **changes,
    }
    return letter(area, **given)


def rule(**changes) -> ClockRule:
    given = {
        "code": "revisit",
        "name": "Revisit due",
        "starts_with": Event.FIT_FOR_PURPOSE,
        "amount": 18,
        "unit": "months",
        "valid_from": date(2016, 5, 1),
        "valid_to": None,
        "confirmed": True,
        "source": "Guidance",
        **changes,
    }
    return ClockRule(**given)


@pytest.mark.parametrize(
    ("started", "amount", "unit", "due"),
    [
        (date(2019, 10, 18), 18, "months", date(2021, 4, 18)),
        (date(2019, 8, 31), 18, "months", date(2021, 2, 28)),
        (date(2018, 8, 31), 18, "months", date(2020, 2, 29)),
        (date(2019, 12, 31), 1, "months", date(2020, 1, 31)),
        # Good Friday 19 April and Easter Monday 22 April 2019 are not counted.
        (date(2019, 4, 18), 1, "working_days", date(2019, 4, 23)),
        # Fourteen weeks, and a day for the bank holiday of 27 May.
        (date(2019, 5, 10), 70, "working_days", date(2019, 8, 19)),
        (date(2019, 6, 1), 1, "working_days", date(2019, 6, 3)),
    ],
)
def test_when_a_clock_runs_out(started, amount, unit, due):
    assert due_on(rule(amount=amount, unit=unit), started) == due


def test_a_clock_cannot_count_in_anything_else():
    with pytest.raises(ValueError, match="fortnights"):
        due_on(rule(unit="fortnights"), date(2019, 1, 1))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2016, 4, 30), False),
        (date(2016, 5, 1), True),
        (date(2022, 12, 31), True),
        (date(2023, 1, 1), False),
    ],
)
def test_a_limit_applies_between_its_dates(day, expected):
    assert applies(rule(valid_to=date(2022, 12, 31)), day) is expected


def test_eighteen_months_from_acceptance(area):
    inspection = letter(area)
    assert clocks_of(inspection) == []
    assert revisit_due(inspection) is None
    record_event(by=BY, inspection=inspection, event=Event.FIT_FOR_PURPOSE, on=date(2019, 10, 18))
    [clock] = clocks_of(inspection)
    assert (clock.due, clock.confirmed) == (date(2021, 4, 18), True)
    assert revisit_due(inspection) == date(2021, 4, 18)


def test_a_limit_that_is_not_confirmed_says_so(area):
    inspection = letter(area)
    record_event(by=BY, inspection=inspection, event=Event.LETTER_RECEIVED, on=date(2019, 5, 10))
    [clock] = clocks_of(inspection)
    assert (clock.due, clock.confirmed) == (date(2019, 8, 19), False)
    assert "not confirmed" in clock.source


def test_no_limit_outside_its_regime(area):
    new = report(area)
    record_event(by=BY, inspection=new, event=Event.FIT_FOR_PURPOSE, on=date(2023, 10, 18))
    assert clocks_of(new) == []
    record_event(by=BY, inspection=new, event=Event.LETTER_RECEIVED, on=date(2023, 6, 1))
    assert {clock.confirmed for clock in clocks_of(new)} == {False}
    old = letter(area)
    record_event(by=BY, inspection=old, event=Event.FIT_FOR_PURPOSE, on=date(2023, 1, 1))
    assert clocks_of(old) == []


def test_nothing_unconfirmed_is_written_into_the_rules():
    """Every limit is a row that an area can correct; the rules hold none."""
    import inspect

    from goldenthread.inspections import rules

    source = inspect.getsource(rules)
    assert not {"18", "70", "35", "30"} & set(source.replace(",", " ").split())


def test_an_area_can_correct_a_limit_from_a_day_on(db, area):
    set_clock(by=BY, regime="2016", rule=rule(amount=20, valid_from=date(2020, 1, 1)))
    old = RegimeClock.objects.get(regime="2016", code="revisit", amount=18)
    inspection = letter(area)
    record_event(by=BY, inspection=inspection, event=Event.FIT_FOR_PURPOSE, on=date(2019, 12, 31))
    assert [c.due for c in clocks_of(inspection)] == [date(2021, 6, 30)]
    assert old.amount == 18


def test_a_later_limit_ends_the_open_one_before_it(area):
    set_clock(by=BY, regime="x", rule=rule())
    set_clock(by=BY, regime="x", rule=rule(amount=12, valid_from=date(2020, 1, 1)))
    rows = RegimeClock.objects.filter(regime="x").order_by("valid_from")
    assert [(row.amount, row.valid_to) for row in rows] == [(18, date(2019, 12, 31)), (12, None)]


def test_findings_keep_their_section_side_and_order(area):
    inspection = letter(area)
    rows = [(f.section, f.side, f.ordinal, f.text) for f in inspection.findings.all()]
    assert rows == [
        ("meeting needs", "strength", 1, "Schools listen."),
        ("meeting needs", "develop", 1, "Plans come late."),
        ("meeting needs", "develop", 2, "Health is not asked."),
    ]


def test_a_report_of_2023_keeps_its_own_shape(area):
    new = report(area)
    assert (new.outcome, new.plan_required, new.weaknesses.count()) == (3, True, 0)
    first, second = new.priority_actions.all()
    assert first.responsible == ["Council", "Health board"]
    assert second.responsible == []
    assert [i.text for i in new.improvements.all()] == ["Leaders should improve."]


def test_a_priority_is_for_one_thing_at_most(area):
    old, new = letter(area), report(area)
    plan = record_improvement_plan(
        by=BY,
        area=area,
        inspection=new,
        draft=DraftImprovementPlan(
            PlanType.PRIORITY_ACTION,
            "Priority action plan",
            groups=(
                DraftGroup(
                    "1",
                    "Group",
                    priorities=((1, "Act"), (7, "For nothing")),
                ),
            ),
        ),
    )
    first, other = plan.priorities.all()
    assert first.priority_action == new.priority_actions.first()
    assert (other.weakness, other.priority_action, other.improvement) == (None, None, None)
    things = {
        "weakness": old.weaknesses.first(),
        "priority_action": new.priority_actions.first(),
        "improvement": new.improvements.first(),
    }
    for number, (one, another) in enumerate(
        [("weakness", "priority_action"), ("weakness", "improvement"), (*list(things)[1:],)],
        start=20,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Priority.objects.create(
                improvement_plan=plan,
                number=number,
                text="Two",
                **{one: things[one], another: things[another]},
            )


@pytest.mark.parametrize("what", ["weaknesses", "priority_actions", "improvements"])
def test_a_number_twice_is_refused_and_nothing_kept(area, what):
    with pytest.raises(UserError, match=r"number 3\. Nothing was kept"):
        letter(area, **{what: (DraftNumbered(3, "One."), DraftNumbered(3, "Another."))})
    assert not Inspection.objects.filter(area=area).exists()


def test_what_a_revisit_judged(area):
    inspection = letter(area)
    revisit = record_inspection(
        by=BY,
        area=area,
        follows=inspection,
        draft=DraftInspection(
            Regime.LOCAL_AREA_2016,
            InspectionKind.REVISIT,
            "A revisit",
            inspected_from=date(2022, 12, 5),
        ),
    )
    record_judgements(
        by=BY,
        revisit=revisit,
        drafts=[
            DraftJudgement(n, Judged.NOT_SUFFICIENT if n == 6 else Judged.SUFFICIENT, ("Good",))
            for n in range(12, 0, -1)
        ],
    )
    judged = {j.weakness.number: j.judged for j in Judgement.objects.filter(inspection=revisit)}
    assert judged.pop(6) == "not_sufficient"
    assert judged == {n: "sufficient" for n in range(1, 13) if n != 6}
    assert revisit_of(inspection) == revisit
    assert latest_full_inspection(area.pk) == inspection
    assert first_broken_event() is None


def test_a_judgement_of_no_weakness_is_refused(area):
    revisit = letter(area, kind=InspectionKind.REVISIT, weaknesses=())
    draft = DraftJudgement(1, Judged.SUFFICIENT)
    with pytest.raises(UserError, match="no weakness 1"):
        record_judgements(by=BY, revisit=revisit, drafts=[draft])
    follows = record_inspection(
        by=BY,
        area=area,
        follows=letter(area),
        draft=DraftInspection(Regime.LOCAL_AREA_2016, InspectionKind.REVISIT, "Again"),
    )
    with pytest.raises(UserError, match="two of a judgement on weakness number 1"):
        record_judgements(by=BY, revisit=follows, drafts=[draft, draft])
    assert not Judgement.objects.filter(inspection__area=area).exists()


def test_findings_bear_on_weaknesses_once(area):
    inspection = letter(area)
    links = [(f, inspection.weaknesses.first()) for f in Finding.objects.all()]
    assert link_findings(by=BY, inspection=inspection, links=links, state="proposed") == 3
    assert link_findings(by=BY, inspection=inspection, links=links, state="confirmed") == 0
    assert {link.state for link in FindingOfWeakness.objects.all()} == {"proposed"}


def test_every_fact_leads_to_its_passage(area):
    document = receive_document(
        by=BY, area=area, name="l", title="A letter", kind="inspection_letter", sha256="1" * 64
    )
    where = Cite(document.pk, (3, 4), "leaders do not know.")
    inspection = letter(
        area,
        document_id=document.pk,
        weaknesses=(DraftNumbered(1, "leaders do not know.", cite=where),),
        findings=(DraftFinding("main findings", Side.FINDING, "They do not.", where),),
        cites=(("title", Cite(document.pk, (1, 1))),),
    )
    assert citations_of("weakness", [inspection.weaknesses.get().pk])
    assert citations_of("finding", [inspection.findings.get().pk])
    assert citations_of("inspection", [inspection.pk])


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("the lack of trust.", "The lack of trust"),
        ("a" * 59 + " bcd", "A" + "a" * 58 + "…"),
        ("", ""),
    ],
)
def test_short_names_are_cut_at_a_word(text, short):
    assert short_name(text) == short
