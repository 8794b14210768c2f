"""What the papers an area holds add to the check of its accepted plan."""

import hashlib
from datetime import date
from html import unescape

import pytest
from django.test import Client

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.rules import Role
from goldenthread.audit.rules import Actor
from goldenthread.documents.changes import PartOfDocument, receive_document
from goldenthread.documents.models import Document
from goldenthread.improvement.changes import record_improvement_plan
from goldenthread.improvement.rules import (
    DraftAction,
    DraftGroup,
    DraftImprovementPlan,
    DraftTheme,
    PlanType,
)
from goldenthread.inspections.changes import record_event, record_inspection
from goldenthread.inspections.models import Inspection
from goldenthread.inspections.rules import DraftInspection, Event, InspectionKind, Regime
from goldenthread.thread.queries import held
from goldenthread.thread.queries.checked import checked_plan

BY = Actor("test", "A tester")
MINUTES = """Minutes of the Scrutiny Board held on 3 June 2019 at 10.00 am

PRESENT
Councillor Chair

1    SEND inspection

RESOLVED, that the Director of Children's Services bring the SEND sufficiency dashboard to the
         spring workshop of members.
"""
REPORT = """Scrutiny Board
Meeting date: 12 December 2019
Report of the Director.

The SEND inspection took place in May 2018 and the local area was told so. Buses run on time.
"""


def keep(area, name: str, text: str, kind: str, title: str = "") -> Document:
    lines = text.splitlines()
    return receive_document(
        by=BY,
        area=area,
        name=name,
        title=title or name,
        kind=kind,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        data=text.encode(),
        lines=[(line, 1) for line in lines],
        parts=[PartOfDocument(kind, name, (1, len(lines)))],
    )


@pytest.fixture
def found(area) -> Inspection:
    draft = DraftInspection(
        regime=Regime.LOCAL_AREA_2016,
        kind=InspectionKind.FULL,
        title="A letter",
        inspected_from=date(2019, 3, 18),
        inspected_to=date(2019, 3, 22),
        letter_dated=date(2019, 5, 8),
    )
    return record_inspection(by=BY, area=area, draft=draft)


@pytest.fixture
def accepted(area, found):
    draft = DraftImprovementPlan(
        plan_type=PlanType.WRITTEN_STATEMENT,
        title="A plan",
        groups=(DraftGroup(number="1", name="One"),),
        themes=(DraftTheme(number="1.1", title="All", group="1"),),
        actions=(DraftAction(number="1.1.1", text="Open a café", group="1", theme="1.1"),),
    )
    return record_improvement_plan(by=BY, area=area, draft=draft, inspection=found)


@pytest.fixture
def reader(area) -> Client:
    user = add_user(by=BY, email="reader@example.org", name="Reader", password=None)
    give_role(by=BY, user=user, area=area, role=Role.IMPROVEMENT_LEAD, starts=date(2000, 1, 1))
    client = Client()
    client.force_login(user)
    return client


def test_a_resolution_that_nothing_reports_on_stands_on_the_page(area, accepted, reader):
    where = f"/areas/{area.slug}/check/"
    assert "spring workshop" not in reader.get(where).text
    minutes = keep(area, "minutes.txt", MINUTES, "minutes")
    keep(area, "report.txt", REPORT, "committee_report")
    page = unescape(reader.get(where).text)
    assert "Resolved on 3 June 2019" in page
    assert "No later paper says what came of it" in page
    line = next(n for n, text in enumerate(MINUTES.splitlines(), 1) if "RESOLVED" in text)
    link = f"/areas/{area.slug}/documents/{minutes.pk}/?from={line}&to={line + 1}#line-{line}"
    assert link in page
    assert f'id="line-{line}"' in reader.get(link.split("#")[0]).text


def test_a_paper_that_dates_the_inspection_otherwise_contradicts_what_is_recorded(area, accepted):
    keep(area, "report.txt", REPORT.replace("May 2018", "May 2019"), "committee_report")
    checked = checked_plan(accepted)
    told = [f for f in checked.dated_facts if f.event == "inspection"]
    assert [f.from_inspectors for f in told] == [True, False]
    assert told[0].when.start == date(2019, 3, 18)
    assert told[1].when.text == "May 2019"


def test_recorded_events_give_acceptance_and_the_day_the_revisit_is_due(found, accepted):
    from goldenthread.inspections.changes import set_clock
    from goldenthread.inspections.rules import ClockRule

    rule = ClockRule(
        "revisit", "Revisit", Event.FIT_FOR_PURPOSE, 18, "months", None, None, True, "practice"
    )
    set_clock(by=BY, rule=rule, regime="2016")
    record_event(by=BY, inspection=found, event=Event.FIT_FOR_PURPOSE, on=date(2019, 10, 18))
    checked = checked_plan(accepted)
    dates = {f.event: f.when.start for f in checked.dated_facts}
    assert dates["accepted"] == date(2019, 10, 18)
    assert dates["letter dated"] == date(2019, 5, 8)
    assert checked.revisit_due == dates["revisit due"]
    assert dates["revisit due"].year == 2021
    assert checked.revisit_basis


def test_a_document_is_read_once_however_often_the_page_is_opened(area, accepted, monkeypatch):
    keep(area, "minutes.txt", MINUTES, "minutes")
    read = []
    known = held.reader_of
    monkeypatch.setattr(held, "reader_of", lambda kind: read.append(kind) or known(kind))
    held._as_read.cache_clear()
    first, second = checked_plan(accepted), checked_plan(accepted)
    assert len(read) == 1
    assert first.decisions == second.decisions
    assert first.decisions[0].held_on == date(2019, 6, 3)


def test_a_statement_is_not_read_again(area, accepted):
    keep(area, "plan.txt", "1.1 Open a café\nLead: TBC\n", "statement")
    (paper,) = checked_plan(accepted).documents
    assert paper.name == "Plan"
    assert [line.text for line in paper.lines][0] == "1.1 Open a café"


def test_two_documents_of_one_title_are_told_apart(area):
    one = keep(area, "a.txt", MINUTES, "minutes", "Minutes")
    other = keep(area, "b.txt", REPORT, "committee_report", "Minutes")
    names = held.names_of_documents(area.pk)
    assert names[one.pk] != names[other.pk]
    assert names[one.pk].startswith("Minutes (a.txt")


def test_with_nothing_held_the_example_is_checked_by_what_is_recorded(statement):
    checked = checked_plan(statement)
    assert checked.documents == ()
    assert checked.decisions == ()
    assert {f.event for f in checked.dated_facts} >= {"inspection", "accepted", "revisit due"}
    assert len(checked.actions) == 108
