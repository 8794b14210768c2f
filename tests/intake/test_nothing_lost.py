"""What a tracker says goes in, becomes a plan, is printed, and reads back as it was."""

from datetime import date
from typing import Any

import pytest

from goldenthread.core.calendar import Precision
from goldenthread.documents.queries import citations_of
from goldenthread.improvement.changes import record_update
from goldenthread.improvement.models import Action, ImprovementPlan, SuccessMeasure
from goldenthread.improvement.rules import Delivery
from goldenthread.intake import changes
from goldenthread.intake.changes import Choice, Seen
from goldenthread.intake.models import Intake, ReadFact
from goldenthread.reading.read import read_bytes
from goldenthread.thread.queries.printed import printed_plan
from goldenthread.writing.plan_workbook import ods_of, xlsx_of
from tests.intake.making import bring_in
from tests.reading import workbooks

MADE_UP = {
    "a.xlsx": workbooks.merged_tracker,
    "b.xlsx": workbooks.many_sheets,
    "c.ods": workbooks.open_document,
    "d.docx": workbooks.statement_form,
    "e.docx": workbooks.priority_action_form,
}
AS_READ = (
    "number",
    "text",
    "intended_impact",
    "success_measure",
    "leads",
    "lead_shared",
    "start",
    "due",
    "completed",
    "rag",
    "status",
    "resources",
    "baseline",
    "target",
    "evidence",
    "milestones",
    "refers_to_groups",
)
OF_MEASURES = ("text", "baseline", "target", "lead", "evidence", "milestones", "priority")
TOLD_APART = {"b.xlsx": {3: "2-1"}}
"""Numbers that two groups both use: the record tells the second apart by its group."""


def accepted(user: Any, intake: Intake) -> ImprovementPlan:
    """Return the plan that all the facts make as they were read."""
    changes.accept_sure(by=user.actor, intake=intake)
    waiting = ReadFact.objects.filter(part__intake=intake, decided="pending")
    for fact in waiting.exclude(value=None):
        seen = [Seen(fact.pk, fact.version)]
        changes.decide(by=user.actor, intake=intake, seen=seen, choice=Choice.ACCEPT)
    changes.leave_rest_unknown(by=user.actor, intake=intake)
    return changes.finish(by=user.actor, intake=intake).improvement_plan


def actions_of(facts: dict[str, Any]) -> list[dict[str, Any]]:
    updates = [[update["text"] for update in action["updates"]] for action in facts["actions"]]
    return [
        {name: action[name] for name in AS_READ} | {"updates": said}
        for action, said in zip(facts["actions"], updates, strict=True)
    ]


def measures_of(facts: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {name: measure[name] for name in OF_MEASURES} | {"number": str(measure["number"])}
        for measure in facts["measures"]
    ]


@pytest.mark.parametrize("write", [xlsx_of, ods_of])
@pytest.mark.parametrize("name", MADE_UP)
def test_a_tracker_comes_back_as_it_went_in(ann, area, name, write):
    data = MADE_UP[name]()
    (first,) = read_bytes(data, name)
    plan = accepted(ann, bring_in(ann, area, data, name))
    (again,) = read_bytes(
        write(printed_plan(plan, date(2026, 1, 1))), f"again.{write.__name__[:-3]}"
    )
    went_in = actions_of(first.facts)
    for at, number in TOLD_APART.get(name, {}).items():
        went_in[at]["number"] = number
    assert went_in
    assert actions_of(again.facts) == went_in
    assert measures_of(again.facts) == measures_of(first.facts)
    assert again.facts["governance"] == first.facts["governance"]
    assert again.facts["glossary"] == first.facts["glossary"]


def test_what_a_tracker_prints_besides_is_kept_and_cited(client, ann, area):
    plan = accepted(ann, bring_in(ann, area, workbooks.many_sheets(), "b.xlsx"))
    action = Action.objects.get(number="1")
    assert action.also_printed == [
        {"label": "Status", "text": "On track"},
        {"label": "Progress update", "text": "Lists exchanged"},
        {"label": "Progress update", "text": "Moved from March; the board agreed in April."},
    ]
    cited = [(c.field, c.passage.cell) for c in citations_of("action", [action.pk])[action.pk]]
    assert {("status", "E3"), ("updates", "F3"), ("updates", "D3")} <= set(cited)
    measure = SuccessMeasure.objects.get(number=1)
    assert measure.also_printed == [
        {"label": "Number as printed", "text": "M1"},
        {"label": "Evidence", "text": "Monthly return"},
    ]
    assert plan.glossary == [["EHC", "Education, health and care"]]
    page = client.get("/areas/harbourshire/plan/actions/1/").text
    assert "Also printed" in page
    assert "Lists exchanged" in page
    assert "Monthly return" in client.get("/areas/harbourshire/plan/measures/").text


def test_a_recorded_update_stands_before_the_status_once_printed(ann, area):
    plan = accepted(ann, bring_in(ann, area, workbooks.many_sheets(), "b.xlsx"))
    action = Action.objects.get(number="1")
    said = {"on": date(2024, 7, 1), "by_role": "Chair", "words": "Late"}
    record_update(by=ann.actor, action=action, delivery=Delivery.AT_RISK, **said)
    printed = printed_plan(plan, date(2026, 1, 1)).actions
    assert [a.status for a in printed] == ["at risk", "Delayed", "Stopped", "Not started"]
    assert printed[0].updates[0] == "Lists exchanged"
    assert printed[0].updates[-1] == "2024-07-01, Chair: at risk. Late"


def test_start_dates_are_read_anew_from_their_words(ann, area):
    plan = accepted(ann, bring_in(ann, area, workbooks.merged_tracker(), "a.xlsx"))
    (start,) = printed_plan(plan, date(2026, 1, 1)).actions[0].start
    assert (start.text, start.start, start.precision) == (
        "2024-01-08",
        date(2024, 1, 8),
        Precision.DAY,
    )
