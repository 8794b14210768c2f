"""The accelerated plan's report: its own weaknesses, why they are there, when its months end."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.rules import Role
from goldenthread.improvement.models import (
    Action,
    ActionOrigin,
    ImprovementPlan,
    LifeEvent,
    Milestone,
    Priority,
    Promise,
    Redating,
    SuccessMeasure,
    Theme,
    WorkingGroup,
)
from goldenthread.inspections.models import Weakness
from goldenthread.reports.models import Report
from goldenthread.reports.queries.accelerated import begins
from goldenthread.reports.queries.kept import accelerated_of, printed_report
from goldenthread.reports.queries.source import Source
from goldenthread.reports.rules import Kind
from goldenthread.writing.report import Facts, PrintedReport
from tests.writing.test_report import told

from .conftest import report_of
from .full_record import AS_AT, BY, Record, made

RAISED, STARTS = date(2019, 9, 1), date(2019, 10, 1)


@pytest.fixture
def raised(record) -> Record:
    """Return a record whose plan is an accelerated one, raised from its statement.

    Its one action follows the statement's, on which its milestones stand.
    """
    inspection = record.improvement_plan.inspection
    weakness = record.rows["inspections.Weakness"]
    other = made(Weakness, inspection=inspection, number=2, text="Another", short="Another one")
    made(
        Priority, improvement_plan=record.improvement_plan, group=record.group, number=9,
        weakness=other, priority_action=None, improvement=None,
    )  # fmt: skip
    Promise.objects.update(evidence_by=date(2019, 2, 1), evidence_came_on=None)
    plan = made(
        ImprovementPlan, area=record.area, inspection=inspection, document=None, supersedes=None,
        plan_type="accelerated_progress", life="drafting", title="What we do now",
        governance=["The board looks at it", "Counted from 1 October 2019: 6 months and 12"],
        glossary=[], published_at=None,
    )  # fmt: skip
    made(LifeEvent, improvement_plan=plan, life="drafting", on=RAISED)
    group = made(
        WorkingGroup, improvement_plan=plan, number="1", position=1, body=None, also_called=[]
    )
    made(
        Priority, improvement_plan=plan, group=group, number=1, weakness=weakness,
        priority_action=None, improvement=None, text="What the plan is for",
    )  # fmt: skip
    theme = made(Theme, improvement_plan=plan, group=group, number="1.1", position=1)
    action = made(
        Action, improvement_plan=plan, group=group, theme=theme, number="1.1.1", position=1,
        due_to=None, lead_shared=False, also_printed=[], left_unknown={},
    )  # fmt: skip
    source = record.rows["other"]
    made(ActionOrigin, action=action, source=source, on=RAISED)
    for position, (words, ends) in enumerate(
        (
            ("Before", date(2019, 9, 30)),
            ("Half way", date(2020, 4, 1)),
            ("The year", date(2020, 10, 1)),
            ("Much later", date(2021, 1, 1)),
        )
    ):
        made(
            Milestone, action=source, position=position, words=words, starts=None, ends=ends,
            precision="day",
        )  # fmt: skip
    return replace(record, improvement_plan=plan)


def printed(record: Record, **given: Any) -> PrintedReport:
    """Return the accelerated plan's report as it is printed."""
    return printed_report(report_of(record, Kind.ACCELERATED_PLAN, **given))


def cover_of(report: PrintedReport) -> dict[str, str]:
    """Return the cover, label by label."""
    first = report.sections[0].blocks[0]
    assert isinstance(first, Facts)
    return dict(first.rows)


def test_it_tells_of_its_own_weaknesses_and_of_no_other(raised):
    report = printed(raised)
    headings = [section.heading for section in report.sections]
    assert [h for h in headings if h.startswith("Weakness")] == [
        f"Weakness 1. {raised.rows['inspections.Weakness'].short}"
    ]
    words = "\n".join(told(report.as_json()))
    assert "What the plan is for" in words
    assert "Another one" not in words


def test_its_cover_is_its_own(raised):
    cover = cover_of(printed(raised))
    assert cover["Title"] == "What we do now"
    assert cover["Type of plan"] == "Accelerated progress plan"
    assert cover["Governance and accountability"] == "The board looks at it"
    assert cover["Date of revisit"] == "1 October 2019, told 20 October 2019"
    assert cover["Counted from"] == (
        "1 October 2019: 6 months end 1 April 2020, 12 months 1 October 2020"
    )


def test_why_it_is_there_is_told_by_the_statement_on_the_day_it_was_raised(raised):
    words = "\n".join(told(printed(raised).as_json()))
    statement = ImprovementPlan.objects.get(plan_type="written_statement")
    assert f"by the record of “{statement.title}” on 1 September 2019:" in words
    assert "promised by 1 February 2019" in words


def test_milestones_stand_under_the_months_in_which_they_fall(raised):
    table = next(t for t in printed(raised).tables() if t.name == "Milestones of weakness 1")
    row = dict(zip(table.headings, table.rows[0], strict=True))
    passed = "(its date had passed when this plan began)"
    assert row["By 6 months"] == f"Before\n{passed}\nHalf way"
    assert row["By 12 months"] == "The year"
    assert row["Later or without a date"] == "Much later"


def test_its_own_milestones_stand_beside_those_of_the_action_it_follows(raised):
    own = Action.objects.get(improvement_plan=raised.improvement_plan)
    for position, (words, ends) in enumerate(
        (("Half way", date(2020, 4, 1)), ("Ours at six", date(2020, 3, 1)), ("Ours", None))
    ):
        made(
            Milestone, action=own, position=position, words=words, starts=None, ends=ends,
            precision="day",
        )  # fmt: skip
    moved = own.milestones.get(words="Ours")
    made(
        Redating, action=own, milestone=moved, update=None, old_words="Ours", new_words="Ours, now",
        old_to=None, new_from=None, new_to=date(2020, 9, 1), on=RAISED,
    )  # fmt: skip
    table = next(t for t in printed(raised).tables() if t.name == "Milestones of weakness 1")
    row = dict(zip(table.headings, table.rows[0], strict=True))
    six = row["By 6 months"].split("\n")
    assert six[:2] == ["Half way", "Ours at six"]
    assert "Before" in six
    assert six.count("Half way") == 1
    assert row["By 12 months"].startswith("Ours, now")
    assert row["By 12 months"].endswith("The year")
    assert row["Later or without a date"] == "Much later"


def test_a_milestone_measure_is_not_told_twice(raised):
    labels = ("6 month milestone, by 1 April 2020", "12 month milestone, by 1 October 2020")
    said = [{"label": label, "text": "Half are asked"} for label in labels]
    words = " ".join(f"{each['label']}: {each['text']}." for each in said)
    SuccessMeasure.objects.update(
        improvement_plan=raised.improvement_plan,
        text=f"What must be seen. {words}",
        also_printed=said,
    )
    table = next(t for t in printed(raised).tables() if t.name == "Measures of weakness 1")
    assert table.rows[0][0] == "What must be seen."
    assert table.rows[0][2] == f"{labels[0]}: Half are asked"


def test_one_without_actions_says_so(raised):
    ActionOrigin.objects.filter(action__improvement_plan=raised.improvement_plan).delete()
    Action.objects.filter(improvement_plan=raised.improvement_plan).delete()
    words = "\n".join(told(printed(raised).as_json()))
    assert "No action of this plan answers it." in words
    assert "Why it is here, by the record of" in words


def test_where_none_was_raised_it_is_called_a_proposal(record):
    cover = cover_of(printed(record))
    assert (
        cover["Type of plan"] == "Accelerated progress plan, proposed: none has been raised of it"
    )
    assert cover["Drawn from"] == f"{record.improvement_plan.title} (Written statement of action)"


def test_the_months_count_from_its_life_where_it_does_not_say(raised):
    raised.improvement_plan.governance = []
    raised.improvement_plan.save()
    report = report_of(raised, Kind.ACCELERATED_PLAN)
    assert begins(Source(report)) == AS_AT
    made(LifeEvent, improvement_plan=raised.improvement_plan, life="live", on=STARTS)
    assert begins(Source(Report.objects.get(pk=report.pk))) == STARTS


def test_an_accelerated_plan_is_not_there_before_it_was_raised(raised):
    assert accelerated_of(raised.area.pk, RAISED) == [raised.improvement_plan]
    assert accelerated_of(raised.area.pk, date(2019, 8, 31)) == []


def test_which_is_asked_where_there_are_several(raised, client):
    user = add_user(by=BY, email="lead@example.org", name="A lead", password=None)
    role, since = Role.IMPROVEMENT_LEAD, date(2000, 1, 1)
    give_role(by=BY, user=user, area=raised.area, role=role, starts=since)
    client.force_login(user)
    chosen = {"kind": "accelerated_plan", "as_at": "2019-12-01"}
    page = "/areas/anyshire/reports/new"
    assert "What we do now, 1 December 2019" in client.get(page, chosen).text
    again = made(
        ImprovementPlan, area=raised.area, inspection=None, document=None, supersedes=None,
        plan_type="accelerated_progress", life="live", governance=[], glossary=[],
        published_at=None, title="The other one",
    )  # fmt: skip
    refused = client.get(page, chosen)
    assert refused.status_code == 400
    assert "This area has 2 accelerated progress plans on that day" in refused.text
    named = client.get(page, chosen | {"improvement_plan": again.pk}).text
    assert "The other one, 1 December 2019" in named
