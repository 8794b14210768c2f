"""Plans, their lives, their links, what is said of them and what families were promised."""

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.areas.changes import add_body, add_organisation, add_succession
from goldenthread.areas.rules import BodyKind, OrganisationKind
from goldenthread.audit.models import Event
from goldenthread.audit.queries import first_broken_event, latest_event
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import receive_document
from goldenthread.documents.queries import citations_of
from goldenthread.documents.rules import Cite
from goldenthread.improvement.changes import (
    PromiseDraft,
    carry_responsibility,
    decide_link,
    make_promises,
    move_life,
    propose_links,
    publish_improvement_plan,
    record_improvement_plan,
    record_update,
    settle_promise,
    withhold_promise,
)
from goldenthread.improvement.models import (
    ActionAnswersFinding,
    ActionServesMeasure,
    ImprovementPlan,
    Promise,
    Update,
)
from goldenthread.improvement.queries import (
    actions_with_delivery,
    current_improvement_plan,
    search_actions,
)
from goldenthread.improvement.rules import (
    Delivery,
    DraftImprovementPlan,
    Life,
    LinkState,
    PlanType,
    Standing,
    may_become,
    number_key,
)
from goldenthread.inspections.changes import record_inspection
from goldenthread.inspections.models import Inspection
from goldenthread.inspections.rules import (
    DraftFinding,
    DraftInspection,
    DraftNumbered,
    InspectionKind,
    Regime,
    Side,
)

from .conftest import BY
from .small_plan import ACTIONS, DRAFT


@pytest.fixture
def inspection(area) -> Inspection:
    return record_inspection(
        by=BY,
        area=area,
        draft=DraftInspection(
            Regime.LOCAL_AREA_2016,
            InspectionKind.FULL,
            "A letter",
            findings=(DraftFinding("main findings", Side.FINDING, "They do not know."),),
            weaknesses=tuple(DraftNumbered(n, f"Weak {n}.") for n in (1, 2, 3)),
        ),
    )


def recorded(area, draft=DRAFT, **more) -> ImprovementPlan:
    return record_improvement_plan(by=BY, area=area, draft=draft, **more)


@pytest.fixture
def plan(area, inspection) -> ImprovementPlan:
    add_body(by=BY, area=area, kind=BodyKind.WORKING_GROUP, name="NEEDS")
    return recorded(area, inspection=inspection)


def test_a_whole_plan_is_kept(plan):
    assert (plan.plan_type, plan.life) == ("written_statement", "drafting")
    assert plan.governance == ["The group answers to the board."]
    assert plan.glossary == [["SEND", "Special educational needs and disabilities"]]
    one, two = plan.groups.all()
    assert (one.also_called, one.chair_role, one.body.name) == (["Local need"], "Director", "NEEDS")
    assert two.body is None
    priorities = [(p.number, p.group.number, p.weakness.number) for p in plan.priorities.all()]
    assert priorities == [(1, "1", 1), (2, "1", 2), (3, "2", 3)]
    assert [(t.number, t.title) for t in plan.themes.all()] == [("1.1", "Asking"), ("2.1", "")]
    measures = [(m.number, m.heading, m.baseline, m.target) for m in plan.success_measures.all()]
    assert measures == [(1, "Plans", "40%", "60%"), (2, "", "", "")]


def test_an_action_keeps_every_field(plan):
    first, second, third = plan.actions.all()
    for name in ("intended_impact", "success_measure", "rag", "resources", "baseline", "target"):
        assert getattr(first, name) == getattr(ACTIONS[0], name)
        assert getattr(second, name) == ""
    assert (first.evidence, first.lead_shared) == ("Notes", True)
    assert first.left_unknown == {"lead": "two columns ran together"}
    assert [lead.role for lead in first.leads.all()] == ["Head of SEND", "Designated officer"]
    assert [(m.words, m.starts, m.ends, m.precision) for m in first.milestones.all()] == [
        ("autumn 2019", date(2019, 9, 1), date(2019, 11, 30), "season"),
        ("from May 2020", date(2020, 5, 1), None, "from"),
    ]
    assert (first.due_from, first.due_to) == (date(2019, 9, 1), date(2019, 11, 30))
    assert (second.due_from, second.due_to) == (None, None)
    assert [link.group.number for link in first.refers_to.all()] == ["2"]
    assert [link.on for link in first.rests_on.all()] == [third]
    assert second.rests_on.count() == second.refers_to.count() == 0


def test_every_fact_of_a_plan_leads_to_its_passage(area, inspection):
    document = receive_document(
        by=BY, area=area, name="s", title="The statement", kind="statement", sha256="2" * 64
    )
    cites = (("text", Cite(document.pk, (1, 2))),)
    draft = replace(
        DRAFT,
        document_id=document.pk,
        groups=tuple(replace(g, cites=cites) for g in DRAFT.groups),
        themes=tuple(replace(t, cites=cites) for t in DRAFT.themes),
        actions=tuple(replace(a, cites=cites) for a in DRAFT.actions),
        measures=tuple(replace(m, cites=cites) for m in DRAFT.measures),
    )
    plan = recorded(area, draft)
    for noun, rows in (
        ("group", plan.groups),
        ("theme", plan.themes),
        ("action", plan.actions),
        ("measure", plan.success_measures),
    ):
        keys = list(rows.values_list("pk", flat=True))
        assert sorted(citations_of(noun, keys)) == sorted(keys)


FAULTS = {
    "2 actions with the number 1.1.1": {"actions": (ACTIONS[0], ACTIONS[0])},
    "2 working groups with the number 1": {"groups": (DRAFT.groups[0],) * 2},
    "2 themes with the number 1.1": {"themes": (DRAFT.themes[0],) * 2},
    "2 measures with the number 1": {"measures": (DRAFT.measures[0],) * 2},
    "2 priorities with the number 3": {
        "groups": (DRAFT.groups[0], replace(DRAFT.groups[1], priorities=((3, "a"), (3, "b"))))
    },
    "Action 1.1.2 names theme 7.7": {"actions": (replace(ACTIONS[1], theme="7.7"),)},
    "Action 1.1.2 names group 7": {"actions": (replace(ACTIONS[1], group="7"),)},
    "Theme 1.1 names group 7": {"themes": (replace(DRAFT.themes[0], group="7"),), "actions": ()},
    "“” is no number": {"actions": (replace(ACTIONS[1], number=""),)},
    "is no number": {"actions": (replace(ACTIONS[1], number="1" * 21),)},
}


@pytest.mark.parametrize("words", FAULTS)
def test_a_plan_that_cannot_be_kept_is_refused_whole(area, words):
    with pytest.raises(UserError, match=rf"{words}.*Nothing was kept"):
        recorded(area, replace(DRAFT, **FAULTS[words]))
    assert not ImprovementPlan.objects.filter(area=area).exists()
    assert not Event.objects.filter(verb="record_improvement_plan").exists()


def test_two_plans_may_use_the_same_numbers(area):
    assert recorded(area).actions.count() == recorded(area).actions.count() == 3


def test_long_words_are_kept_or_cut_but_never_refused_by_the_database(area):
    draft = replace(
        DRAFT,
        title="t" * 400,
        actions=(replace(ACTIONS[1], text="x" * 20_000, leads=("r" * 400,), rag="g" * 40),),
        measures=(replace(DRAFT.measures[0], heading="h" * 400, baseline="b" * 400),),
    )
    [action] = recorded(area, draft).actions.all()
    assert len(action.text) == 20_000


def test_the_plan_an_area_works_to(area):
    assert current_improvement_plan(area.pk) is None
    first = recorded(area)
    assert current_improvement_plan(area.pk) == first
    recorded(area, replace(DRAFT, plan_type=PlanType.ACCELERATED_PROGRESS))
    assert current_improvement_plan(area.pk) == first
    second = recorded(area, supersedes=first)
    assert current_improvement_plan(area.pk) == second


MOVES = {
    (Life.DRAFTING, Life.SUBMITTED),
    (Life.DRAFTING, Life.LIVE),
    (Life.DRAFTING, Life.SUPERSEDED),
    (Life.SUBMITTED, Life.NOT_FIT),
    (Life.SUBMITTED, Life.FIT),
    (Life.SUBMITTED, Life.SUPERSEDED),
    (Life.NOT_FIT, Life.SUBMITTED),
    (Life.NOT_FIT, Life.SUPERSEDED),
    (Life.FIT, Life.LIVE),
    (Life.FIT, Life.SUPERSEDED),
    (Life.LIVE, Life.SUPERSEDED),
    (Life.LIVE, Life.CLOSED),
}


@pytest.mark.django_db
@pytest.mark.parametrize("now", Life)
@pytest.mark.parametrize("then", Life)
def test_every_move_of_a_plans_life(area, now, then):
    allowed = (now, then) in MOVES
    assert may_become(now, then) is allowed
    plan = recorded(area, DraftImprovementPlan(PlanType.STRATEGIC, "Strategy", life=now))
    if allowed:
        move_life(by=BY, improvement_plan=plan, to=then, on=date(2020, 1, 1), note="so")
        plan.refresh_from_db()
        assert plan.life == then.value
        [event] = plan.life_events.all()
        assert (event.life, event.on, event.note) == (then.value, date(2020, 1, 1), "so")
    else:
        with pytest.raises(UserError, match=r"A plan that is .+ cannot become .+ Nothing was"):
            move_life(by=BY, improvement_plan=plan, to=then, on=date(2020, 1, 1))
        plan.refresh_from_db()
        assert plan.life == now.value
        assert plan.life_events.count() == 0


def test_publishing_and_taking_down(plan):
    publish_improvement_plan(by=BY, improvement_plan=plan)
    assert (plan.published_at is not None, plan.published_by) == (True, BY.name)
    publish_improvement_plan(by=BY, improvement_plan=plan, published=False)
    assert (plan.published_at, plan.published_by) == (None, "")
    assert latest_event("improvement_plan", plan.pk).verb == "withdraw"


def test_the_delivery_of_an_action_is_what_its_last_update_says(plan):
    action = plan.actions.first()
    assert [a.delivery for a in actions_with_delivery(plan)] == [None, None, None]
    for day, state in ((5, Delivery.DONE), (3, Delivery.AT_RISK), (5, Delivery.PAUSED)):
        record_update(
            by=BY, action=action, on=date(2020, 1, day), by_role="Head of SEND", delivery=state
        )
    assert [a.delivery for a in actions_with_delivery(plan)] == ["paused", None, None]
    assert Update.objects.filter(action=action).count() == 3
    assert {u.entered_by for u in action.updates.all()} == {BY.name}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["1.1.1", "1.1.2", "2.1.1"]),
        ("families", ["1.1.1"]),
        ("HEAD of", ["1.1.1", "2.1.1"]),
        ("ask survey", ["1.1.1"]),
        ("ask train", []),
        ("2.1", ["2.1.1"]),
        ("%", []),
        ("_", []),
        ("'; drop table", []),
    ],
)
def test_searching_actions(plan, words, found):
    assert [a.number for a in search_actions(plan.actions.all(), words)] == found


@pytest.fixture
def link(plan, inspection) -> ActionAnswersFinding:
    fields = {"action": plan.actions.first(), "finding": inspection.findings.get(), "why": "words"}
    assert propose_links(by=BY, kind=ActionAnswersFinding, links=[fields]) == 1
    assert propose_links(by=BY, kind=ActionAnswersFinding, links=[fields]) == 0
    return ActionAnswersFinding.objects.get(action=fields["action"])


def test_a_link_is_proposed_once_and_keeps_its_reason(link):
    assert (link.state, link.why, link.decided_by) == ("proposed", "words", "")
    assert ActionAnswersFinding.objects.filter(action=link.action).count() == 1


@pytest.mark.parametrize("state", [LinkState.CONFIRMED, LinkState.REJECTED])
def test_deciding_a_link_is_done_once_and_proposing_again_leaves_it(link, state):
    decide_link(by=BY, link=link, state=state)
    events = Event.objects.count()
    decide_link(by=Actor("other", "Other"), link=link, state=state)
    assert Event.objects.count() == events
    again = {"action": link.action, "finding": link.finding, "why": "other"}
    assert propose_links(by=BY, kind=ActionAnswersFinding, links=[again]) == 0
    link.refresh_from_db()
    assert (link.state, link.decided_by, link.why) == (state.value, BY.name, "words")


def test_the_first_to_decide_a_link_counts(link):
    theirs = ActionAnswersFinding.objects.get(pk=link.pk)
    decide_link(by=BY, link=theirs, state=LinkState.REJECTED, why="Not this")
    with pytest.raises(UserError, match="A tester has turned down this match already"):
        decide_link(by=Actor("other", "Other"), link=link, state=LinkState.CONFIRMED)
    link.refresh_from_db()
    assert (link.state, link.decided_by, link.why) == ("rejected", BY.name, "Not this")


def test_links_of_another_kind(plan):
    fields = {"action": plan.actions.first(), "measure": plan.success_measures.first()}
    assert propose_links(by=BY, kind=ActionServesMeasure, links=[fields, fields]) == 1


def promised(plan, *drafts: PromiseDraft) -> list[Promise]:
    return make_promises(by=BY, improvement_plan=plan, drafts=drafts)


def test_promises_keep_their_order_and_words(plan):
    action = plan.actions.first()
    promised(plan, PromiseDraft("We will ask", action, due_words="autumn 2019"))
    promised(plan, PromiseDraft("We will tell"), PromiseDraft("We will act"))
    rows = [(p.position, p.plain, p.standing) for p in plan.promises.all()]
    assert rows == [
        (0, "We will ask", "unknown"),
        (1, "We will tell", "unknown"),
        (2, "We will act", "unknown"),
    ]
    assert plan.promises.first().due_words == "autumn 2019"


@pytest.mark.parametrize("reason", ["", "   "])
def test_what_will_not_happen_needs_its_because(plan, reason):
    [promise] = promised(plan, PromiseDraft("We will ask"))
    with pytest.raises(UserError, match="Say why it will not happen"):
        settle_promise(
            by=BY,
            promise=promise,
            standing=Standing.WILL_NOT_HAPPEN,
            on=date(2020, 1, 1),
            no_because=reason,
        )
    promise.refresh_from_db()
    assert (promise.standing, promise.changed_on) == ("unknown", None)


def test_settling_and_withholding_a_promise(plan):
    [promise] = promised(plan, PromiseDraft("We will ask"))
    settle_promise(
        by=BY,
        promise=promise,
        standing=Standing.WILL_NOT_HAPPEN,
        on=date(2020, 1, 1),
        no_because="No money came",
    )
    withhold_promise(by=BY, promise=promise, role="Director", since=date(2020, 2, 1))
    promise.refresh_from_db()
    assert (promise.standing, promise.no_because) == ("will_not_happen", "No money came")
    assert (promise.withheld_by, promise.withheld_since) == ("Director", date(2020, 2, 1))
    assert latest_event("promise", promise.pk).after == {"by": "Director", "since": "2020-02-01"}


def test_a_responsibility_passes_on_and_the_old_one_stays(area, plan):
    old, new = (
        add_organisation(by=BY, area=area, kind=OrganisationKind.COUNCIL, name=name)
        for name in ("Old", "New")
    )
    succession = add_succession(
        by=BY, on=date(2023, 4, 1), what="w", source="s", before=[old], after=[new]
    )
    carried = carry_responsibility(
        by=BY,
        improvement_plan=plan,
        succession=succession,
        from_organisation=old,
        to_organisation=new,
        what="Chairing",
    )
    assert carried.since == date(2023, 4, 1)
    assert (carried.from_organisation, carried.to_organisation) == (old, new)


def test_every_change_is_on_the_trail(plan, link):
    move_life(by=BY, improvement_plan=plan, to=Life.SUBMITTED, on=date(2019, 8, 21))
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert verbs >= {"record_inspection", "record_improvement_plan", "propose_links", "move_life"}
    assert first_broken_event() is None


def test_numbers_are_put_in_order_as_people_count():
    numbers = ["1.10", "1.9", "2.1", "1.1.1", "1.9²", ""]
    assert sorted(numbers, key=number_key) == ["", "1.1.1", "1.9", "1.9²", "1.10", "2.1"]
    assert sorted(["A10", "A2"], key=number_key) == ["A2", "A10"]
