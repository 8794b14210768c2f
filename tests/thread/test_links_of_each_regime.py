"""What was required in 2023 has links of its own: proposed, decided, shown, checked and carried."""

from datetime import date
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.models import Event
from goldenthread.improvement.changes import add_link, carry_over, record_improvement_plan
from goldenthread.improvement.models import (
    MEASURE_OF,
    ImprovementPlan,
    MeasureOfImprovement,
    MeasureOfPriorityAction,
    MeasureOfWeakness,
)
from goldenthread.improvement.rules import (
    DraftAction,
    DraftGroup,
    DraftImprovementPlan,
    DraftMeasure,
    DraftTheme,
    PlanType,
)
from goldenthread.inspections.changes import link_findings, record_inspection
from goldenthread.inspections.models import (
    FindingOfImprovement,
    FindingOfPriorityAction,
    FindingOfWeakness,
    Inspection,
)
from goldenthread.inspections.rules import (
    DraftFinding,
    DraftInspection,
    DraftNumbered,
    InspectionKind,
    Regime,
    Side,
)
from goldenthread.thread.queries.check import check_page
from goldenthread.thread.queries.kinds import kinds_of
from goldenthread.thread.queries.links import counts_of
from goldenthread.thread.queries.required import required_of
from tests.rooms.conftest import BY

PAGE = "/areas/anyshire/check/matches/"
PLAN = DraftImprovementPlan(
    PlanType.PRIORITY_ACTION,
    "The plan",
    groups=(DraftGroup("1", "Help"),),
    themes=(DraftTheme("1.1", "1", "Waiting"),),
    actions=(DraftAction("1.1.1", "1.1", "1", "Employ more speech and language therapists"),),
    measures=(
        DraftMeasure(1, "Children wait less for speech and language therapy"),
        DraftMeasure(2, "Young people are prepared for adulthood"),
    ),
)


@pytest.fixture
def area(db) -> LocalArea:
    return add_area(by=BY, slug="anyshire", name="Anyshire")


@pytest.fixture
def report(area) -> Inspection:
    draft = DraftInspection(
        kind=InspectionKind.FULL,
        regime=Regime.AREA_SEND_2023,
        title="Area SEND inspection",
        inspected_from=date(2023, 5, 1),
        outcome=3,
        plan_required=True,
        findings=(
            DraftFinding("What is it like", Side.DEVELOP, "Waiting for speech therapy is long."),
            DraftFinding(
                "What is it like", Side.DEVELOP, "Preparation for adulthood begins too late."
            ),
        ),
        priority_actions=(
            DraftNumbered(1, "Leaders must cut long waiting for speech and language therapy."),
        ),
        improvements=(DraftNumbered(1, "Leaders should improve preparation for adulthood."),),
    )
    return record_inspection(by=BY, area=area, draft=draft)


@pytest.fixture
def plan(area, report) -> ImprovementPlan:
    return record_improvement_plan(by=BY, area=area, draft=PLAN, inspection=report)


@pytest.fixture
def lead(area) -> Client:
    user = add_user(by=BY, email="lead@example.org", name="A lead", password=None)
    give_role(by=BY, user=user, area=area, role=Role.IMPROVEMENT_LEAD, starts=date(2023, 1, 1))
    client = Client()
    client.force_login(user)
    return client


def told(page) -> str:
    return " ".join(unescape(page.text).split())


def subjects(plan: ImprovementPlan) -> set[str]:
    """Return what the check finds to be without a measure."""
    page = check_page(plan)
    found = [*page.first, *page.rest]
    return {f.subject for f in found if f.rule == "weakness-without-measure"}


def test_only_the_kinds_of_its_own_regime_are_offered(lead, plan):
    required = {kind.required for kind in kinds_of(plan).values()}
    assert required == {"", "priority_action", "improvement"}
    page = told(lead.get(PAGE))
    assert "Findings and areas for priority action" in page
    assert "Measures and areas for improvement" in page
    assert "weakness" not in page.lower()


def test_words_propose_links_that_are_decided_undone_and_audited(lead, plan):
    assert "new matches proposed" in told(lead.post(f"{PAGE}propose", follow=True))
    counts = counts_of(plan)
    names = [n for n, kind in kinds_of(plan).items() if kind.required]
    assert len(names) == 4
    assert {n: counts[n]["proposed"] > 0 for n in names} == dict.fromkeys(names, True)
    assert not MeasureOfWeakness.objects.exists()
    assert not FindingOfWeakness.objects.exists()
    for name in names:
        link = kinds_of(plan)[name].model.objects.first()
        assert f'name="link" value="{link.pk}"' in lead.get(f"{PAGE}?kind={name}").text
        for answer, state in (
            ("confirm", "confirmed"),
            ("undo", "proposed"),
            ("reject", "rejected"),
        ):
            events = Event.objects.count()
            lead.post(f"{PAGE}{link.pk}", {"kind": name, "answer": answer})
            link.refresh_from_db()
            assert link.state == state
            assert Event.objects.count() == events + 1
        again = lead.post(f"{PAGE}{link.pk}", {"kind": name, "answer": "confirm"})
        assert again.status_code == 400
    before = counts_of(plan)
    lead.post(f"{PAGE}propose")
    assert counts_of(plan) == before, "what was turned down is not proposed again"


def test_the_thread_of_a_priority_action_shows_its_findings_and_measures(lead, plan, report):
    finding, later = report.findings.order_by("pk")
    must, should = report.priority_actions.get(), report.improvements.get()
    pairs = [(finding, must), (later, should)]
    assert link_findings(by=BY, inspection=report, links=pairs, state="confirmed") == 2
    assert link_findings(by=BY, inspection=report, links=pairs, state="confirmed") == 0
    waiting, adulthood = plan.success_measures.all()
    add_link(
        by=BY, kind=MeasureOfPriorityAction, why="it is", measure=waiting, priority_action=must
    )
    add_link(by=BY, kind=MeasureOfImprovement, why="it is", measure=adulthood, improvement=should)
    page = told(lead.get("/areas/anyshire/priority-actions/1/"))
    assert finding.text in page
    assert later.text not in page
    assert waiting.text in page
    assert "No measure at all" not in page
    page = told(lead.get("/areas/anyshire/improvements/1/"))
    assert later.text in page
    assert adulthood.text in page
    measures = told(lead.get("/areas/anyshire/plan/measures/"))
    assert "Area for priority action 1</a> (confirmed)" in measures
    assert "Area for improvement 1</a> (confirmed)" in measures
    assert ">area for improvement 1</a>" in told(lead.get("/areas/anyshire/findings/"))


def test_the_strand_counts_the_measures_of_what_was_required(plan, report):
    rows = {row.noun: row.measure.words for row in required_of(report, plan, date(2023, 9, 1))}
    unlinked = set(rows.values())
    assert len(unlinked) == 1
    measure, must = plan.success_measures.first(), report.priority_actions.get()
    add_link(
        by=BY, kind=MeasureOfPriorityAction, why="it is", measure=measure, priority_action=must
    )
    rows = {row.noun: row.measure.words for row in required_of(report, plan, date(2023, 9, 1))}
    assert rows["priority_action"] != rows["improvement"]
    assert set(rows.values()).isdisjoint(unlinked)


def test_the_check_misses_a_measure_until_one_is_tied_and_names_the_regime(plan, report):
    measures = list(plan.success_measures.all())
    assert subjects(plan) == set()
    must, should = report.priority_actions.get(), report.improvements.get()
    for measure in measures:
        for kind, required in ((MeasureOfPriorityAction, must), (MeasureOfImprovement, should)):
            noun = "priority_action" if kind is MeasureOfPriorityAction else "improvement"
            link = add_link(by=BY, kind=kind, why="no", measure=measure, **{noun: required})
            kind.objects.filter(pk=link.pk).update(state="rejected")
    add_link(by=BY, kind=MeasureOfWeakness, why="-", **other_regime(plan, measures[0]))
    assert subjects(plan) == {"priority_actions[1]", "improvements[1]"}
    MeasureOfImprovement.objects.filter(measure=measures[0]).update(state="confirmed")
    page = check_page(plan)
    said = [f.what for f in (*page.first, *page.rest) if f.rule == "weakness-without-measure"]
    assert any(words.startswith("Area for priority action 1") for words in said)


def other_regime(plan: ImprovementPlan, measure) -> dict:
    """Return the ends of a link of the old regime, from a letter of another inspection."""
    draft = DraftInspection(
        kind=InspectionKind.FULL,
        regime=Regime.LOCAL_AREA_2016,
        title="An old letter",
        inspected_from=date(2019, 5, 1),
        weaknesses=(DraftNumbered(1, "Nobody knew."),),
    )
    old = record_inspection(by=BY, area=plan.area, draft=draft)
    return {"measure": measure, "weakness": old.weaknesses.get()}


@pytest.mark.parametrize("noun", ["priority_action", "improvement"])
def test_a_measure_is_tied_once(plan, report, noun):
    required = {"priority_action": report.priority_actions, "improvement": report.improvements}
    ends = {"measure": plan.success_measures.first(), noun: required[noun].get()}
    MEASURE_OF[noun].objects.create(**ends)
    with pytest.raises(IntegrityError), transaction.atomic():
        MEASURE_OF[noun].objects.create(**ends)


@pytest.mark.parametrize("kind", [FindingOfPriorityAction, FindingOfImprovement])
def test_a_finding_bears_once(plan, report, kind):
    noun = "priority_action" if kind is FindingOfPriorityAction else "improvement"
    required = {"priority_action": report.priority_actions, "improvement": report.improvements}
    ends = {"finding": report.findings.first(), noun: required[noun].get()}
    kind.objects.create(**ends)
    with pytest.raises(IntegrityError), transaction.atomic():
        kind.objects.create(**ends)


def test_a_newer_version_takes_its_links_over(plan, report):
    waiting, adulthood = plan.success_measures.all()
    must, should = report.priority_actions.get(), report.improvements.get()
    add_link(
        by=BY, kind=MeasureOfPriorityAction, why="it is", measure=waiting, priority_action=must
    )
    add_link(by=BY, kind=MeasureOfImprovement, why="it is", measure=adulthood, improvement=should)
    newer = record_improvement_plan(
        by=BY, area=plan.area, draft=PLAN, inspection=report, supersedes=plan
    )
    carried = carry_over(by=BY, old=plan, new=newer)
    assert carried.links == 2
    for kind in (MeasureOfPriorityAction, MeasureOfImprovement):
        [link] = kind.objects.filter(measure__improvement_plan=newer)
        assert (link.state, link.decided_by, link.why) == ("confirmed", BY.name, "it is")
