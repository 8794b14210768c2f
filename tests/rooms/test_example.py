"""The examples: whole or not at all, never over what a person did, and nothing invented."""

from collections import Counter

from goldenthread import example
from goldenthread.accounts.models import User
from goldenthread.audit.models import Event
from goldenthread.audit.queries import first_broken_event
from goldenthread.audit.rules import Actor
from goldenthread.documents.models import Document, DocumentContent, Passage
from goldenthread.documents.queries import citations_of
from goldenthread.improvement.changes import decide_link
from goldenthread.improvement.models import (
    Action,
    ActionAnswersFinding,
    CarriedResponsibility,
    ImprovementPlan,
    Promise,
    Update,
)
from goldenthread.improvement.queries import actions_with_delivery, current_improvement_plan
from goldenthread.improvement.rules import LinkState
from goldenthread.inspections.models import InspectionEvent, Judgement
from goldenthread.inspections.queries import clocks_of, revisit_due, revisit_of

from .conftest import rows_kept


def test_how_much_the_inspection_holds(inspection):
    assert inspection.weaknesses.count() == 9
    assert inspection.findings.count() == 68
    counts = Counter(inspection.findings.values_list("section", "side"))
    assert counts == {
        ("main findings", "finding"): 17,
        ("identifying needs", "strength"): 4,
        ("identifying needs", "develop"): 6,
        ("meeting needs", "strength"): 12,
        ("meeting needs", "develop"): 20,
        ("improving outcomes", "strength"): 5,
        ("improving outcomes", "develop"): 4,
    }


def test_how_much_the_statement_holds(statement):
    held = (
        statement.groups.count(),
        statement.themes.count(),
        statement.actions.count(),
        statement.success_measures.count(),
    )
    assert held == (6, 30, 108, 35)
    assert (statement.plan_type, statement.life) == ("written_statement", "live")
    assert {p.weakness.number for p in statement.priorities.all()} == set(range(1, 10))
    assert statement.published_at is not None


def test_what_the_revisit_judged(inspection):
    revisit = revisit_of(inspection)
    judged = dict(
        Judgement.objects.filter(inspection=revisit).values_list("weakness__number", "judged")
    )
    assert Counter(judged.values()) == {"sufficient": 7, "not_sufficient": 2}


def test_the_clock_of_the_revisit(inspection):
    assert revisit_due(inspection).isoformat() == "2021-04-18"
    assert [clock.confirmed for clock in clocks_of(inspection)] == [True]


def test_every_fact_cites_a_document(cumbria, inspection, statement):
    revisit = revisit_of(inspection)
    plans = ImprovementPlan.objects.filter(area=cumbria)
    events = InspectionEvent.objects.filter(inspection=inspection)
    facts = {
        "inspection": [inspection, revisit],
        "finding": inspection.findings.all(),
        "weakness": inspection.weaknesses.all(),
        "inspection_event": events,
        "judgement": Judgement.objects.filter(inspection=revisit),
        "group": [group for plan in plans for group in plan.groups.all()],
        "theme": statement.themes.all(),
        "action": statement.actions.all(),
        "measure": statement.success_measures.all(),
    }
    for noun, rows in facts.items():
        keys = {row.pk for row in rows}
        assert keys, noun
        cited = citations_of(noun, keys)
        assert set(cited) == keys, noun
        assert {c.passage.document.area for found in cited.values() for c in found} == {cumbria}


def test_every_passage_lies_within_its_document(cumbria):
    for passage in Passage.objects.filter(document__area=cumbria).select_related("document"):
        assert 1 <= passage.line_from <= passage.line_to <= passage.document.line_count


def test_the_documents_are_cited_and_their_words_not_shipped(cumbria):
    documents = Document.objects.filter(area=cumbria)
    assert documents.exists()
    assert not documents.filter(held=True).exists()
    shipped = DocumentContent.objects.select_related("document__area")
    assert all(one.document.area.exercise for one in shipped)
    assert all(one.document.title.startswith("Made up: ") for one in shipped)
    assert all(bytes(one.data).startswith(b"Made up: ") for one in shipped)
    assert set(Passage.objects.values_list("words", flat=True)) == {""}


def test_the_links_of_the_thread_are_proposals(statement):
    links = ActionAnswersFinding.objects.filter(action__improvement_plan=statement)
    assert set(links.values_list("state", "decided_by")) == {("proposed", "")}
    assert not links.filter(why="").exists()


def test_nobody_knows_what_was_delivered(cumbria, statement):
    assert not Update.objects.filter(action__improvement_plan__area=cumbria).exists()
    assert {a.delivery for a in actions_with_delivery(statement)} == {None}
    assert set(Promise.objects.filter(improvement_plan=statement).values_list("standing")) == {
        ("unknown",)
    }


def test_the_exercise_is_made_up_and_says_so(examples, db):
    area = examples["cumbria-exercise"]
    plan = current_improvement_plan(area.pk)
    assert area.exercise
    assert not examples["cumbria"].exercise
    assert "exercise" in area.name
    assert plan.actions.count() == 108
    said = Update.objects.filter(action__improvement_plan=plan)
    assert (said.filter(state="accepted").count(), said.count()) == (98, 103)
    assert set(plan.promises.exclude(withheld_by="").values_list("standing", flat=True))
    assert plan.promises.filter(standing="will_not_happen").exclude(no_because="").count() == 3
    assert plan.promises.exclude(withheld_by="").count() == 2


def test_an_action_keeps_what_it_refers_to_and_rests_on(statement):
    actions = Action.objects.filter(improvement_plan=statement)
    assert actions.filter(refers_to__isnull=False).distinct().count() == 9
    assert actions.filter(rests_on__isnull=False).distinct().count() == 38
    assert set(actions.values_list("resources", "baseline", "target", "evidence")) == {("",) * 4}
    assert actions.exclude(left_unknown={}).exists()


def test_who_carries_the_plan_on(statement):
    carried = CarriedResponsibility.objects.filter(improvement_plan=statement)
    pairs = {(c.from_organisation.name, c.to_organisation.name, str(c.since)) for c in carried}
    assert pairs == {
        (
            "NHS North Cumbria Clinical Commissioning Group",
            "North East and North Cumbria Integrated Care Board",
            "2022-07-01",
        ),
        (
            "NHS Morecambe Bay Clinical Commissioning Group",
            "Lancashire and South Cumbria Integrated Care Board",
            "2022-07-01",
        ),
        ("Cumbria County Council", "Cumberland Council", "2023-04-01"),
        ("Cumbria County Council", "Westmorland and Furness Council", "2023-04-01"),
    }


def test_the_trail_holds_it_all(cumbria):
    assert first_broken_event() is None
    actors = set(Event.objects.values_list("actor_name", flat=True))
    assert "Example" in actors
    assert all(name.endswith(("(made up)", "(demo)")) for name in actors - {"Example"})


def test_loading_again_changes_nothing(cumbria, statement):
    link = ActionAnswersFinding.objects.filter(action__improvement_plan=statement).first()
    decide_link(by=Actor("user:1", "A person"), link=link, state=LinkState.REJECTED)
    User.objects.filter(email="lead@example.org").update(name="Renamed by a person")
    before, told = rows_kept(), []
    for name in ("cumbria", "exercise"):
        example.load(name, told.append)
    assert rows_kept() == before
    assert told == ["already loaded; left as it is"] * 2
    link.refresh_from_db()
    assert (link.state, link.decided_by) == ("rejected", "A person")
    assert User.objects.get(email="lead@example.org").name == "Renamed by a person"
