"""The life of a plan, the dates of its inspection and the limits that these start."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.utils import timezone

from goldenthread.audit.models import Event as Trail
from goldenthread.audit.queries import latest_event
from goldenthread.improvement.models import ImprovementPlan, LifeEvent
from goldenthread.improvement.rules import NEXT, Life
from goldenthread.inspections.changes import correct_event, record_event, set_clock
from goldenthread.inspections.models import Inspection, InspectionEvent, RegimeClock
from goldenthread.inspections.queries import clocks_of
from goldenthread.inspections.rules import EVENT_NAMES, STEPS, ClockRule, Event
from goldenthread.thread.rules.life import (
    LIFE_WORDS,
    MAY_LIE_AHEAD,
    moves_from,
    steps_of,
)

from .conftest import BY

PAGE = "/areas/cumbria/life/"
TOMORROW = (timezone.localdate() + timedelta(days=1)).isoformat()


@pytest.fixture
def drafted(statement: ImprovementPlan) -> ImprovementPlan:
    """Return the statement as if it had just been brought in, and nothing known of its way."""
    InspectionEvent.objects.filter(inspection=statement.inspection, event__in=STEPS).delete()
    LifeEvent.objects.filter(improvement_plan=statement).delete()
    ImprovementPlan.objects.filter(pk=statement.pk).update(life=Life.DRAFTING.value)
    statement.refresh_from_db()
    return statement


def move_of(improvement_plan: ImprovementPlan) -> str:
    return f"{PAGE}plan/{improvement_plan.pk}/move"


def life_of(improvement_plan: ImprovementPlan) -> str:
    return ImprovementPlan.objects.get(pk=improvement_plan.pk).life


def limit(inspection: Inspection, code: str) -> RegimeClock:
    return RegimeClock.objects.filter(regime=inspection.regime, code=code).latest("valid_from")


def test_every_point_and_every_event_has_words():
    assert set(LIFE_WORDS) == set(Life)
    assert set(EVENT_NAMES) == set(Event)


@pytest.mark.parametrize("now", Life)
def test_the_steps_of_a_life(now):
    steps = steps_of(now, [(now.value, date(2020, 1, 1)), (now.value, date(2021, 1, 1))])
    assert [s.life for s in steps] == list(Life)
    assert [s.life for s in steps if s.here] == [now]
    assert {s.life for s in steps if s.next} == NEXT[now]
    assert [s.reached for s in steps if s.reached] == [(date(2020, 1, 1), date(2021, 1, 1))]
    assert {value for value, _ in moves_from(now)} == {life.value for life in NEXT[now]}


def test_a_plan_is_taken_through_its_whole_life(lead, drafted):
    path = ("submitted", "not_fit", "submitted", "fit", "live", "closed")
    for month, to in enumerate(path, 1):
        sent = {"to": to, "on": f"2020-0{month}-01", "note": f"Note {month}"}
        answer = lead.post(move_of(drafted), sent)
        assert answer.status_code == 302, to
        assert life_of(drafted) == to
    page = unescape(lead.get(PAGE).text)
    assert "1 June 2020" in page
    assert "Note 6" in page
    assert "nothing can follow" in page
    assert [e.life for e in drafted.life_events.all()] == list(path)
    assert latest_event("improvement_plan", drafted.pk).actor_name == "Improvement lead (demo)"


def test_what_inspectors_decide_of_a_plan_starts_its_limit(lead, drafted, inspection):
    recorded = inspection.events.count()
    lead.post(move_of(drafted), {"to": "submitted", "on": "1 May 2020"})
    said = lead.post(
        move_of(drafted), {"to": "fit", "on": "2 June 2020", "note": "A letter."}, follow=True
    )
    assert "It stands among the dates of the inspection too" in said.text
    since = inspection.events.filter(on__year=2020)
    assert [(e.event, str(e.on)) for e in since] == [
        ("statement_submitted", "2020-05-01"),
        ("fit_for_purpose", "2020-06-02"),
    ]
    assert date(2021, 12, 2) in [clock.due for clock in clocks_of(inspection)]
    lead.post(move_of(drafted), {"to": "live", "on": "3 June 2020"})
    assert inspection.events.count() == recorded + 2


def test_a_date_that_is_recorded_already_is_not_recorded_twice(lead, drafted, inspection):
    record_event(by=BY, inspection=inspection, event=Event.STATEMENT_SUBMITTED, on=date(2020, 5, 1))
    said = lead.post(move_of(drafted), {"to": "submitted", "on": "1 May 2020"}, follow=True)
    assert "among the dates of the inspection too" not in said.text
    assert inspection.events.filter(event="statement_submitted").count() == 1


@pytest.mark.parametrize("note", ["", "  "])
def test_not_fit_wants_reasons_in_every_form(lead, drafted, inspection, note):
    lead.post(move_of(drafted), {"to": "submitted", "on": "1 May 2020"})
    before = inspection.events.count()
    refused = lead.post(move_of(drafted), {"to": "not_fit", "on": "2 June 2020", "note": note})
    assert refused.status_code == 409
    assert "Say why it was found not fit for purpose" in refused.text
    assert life_of(drafted) == "submitted"
    sent = {"event": "not_fit_for_purpose", "on": "2 June 2020", "note": note}
    refused = lead.post(f"{PAGE}inspections/{inspection.pk}/add", sent)
    assert refused.status_code == 409
    assert "Say why it was found not fit for purpose" in refused.text
    assert inspection.events.count() == before
    lead.post(f"{PAGE}inspections/{inspection.pk}/add", sent | {"note": "It names no measure."})
    row = inspection.events.get(event="not_fit_for_purpose")
    mended = lead.post(f"{PAGE}events/{row.pk}/", {"on": "2 June 2020", "note": note})
    assert mended.status_code == 400
    assert "Say why it was found not fit for purpose" in mended.text
    row.refresh_from_db()
    assert row.note == "It names no measure."


def test_a_step_out_of_its_order_is_refused_and_moves_no_life(lead, drafted, inspection):
    record_event(by=BY, inspection=inspection, event=Event.FIT_FOR_PURPOSE, on=date(2020, 5, 1))
    refused = lead.post(move_of(drafted), {"to": "submitted", "on": "2 May 2020"})
    assert refused.status_code == 409
    assert "That cannot come next" in refused.text
    assert life_of(drafted) == "drafting"
    sent = {"event": "statement_submitted", "on": "2 May 2020"}
    refused = lead.post(f"{PAGE}inspections/{inspection.pk}/add", sent)
    assert refused.status_code == 409
    assert inspection.events.filter(event="statement_submitted").count() == 0


def test_an_accelerated_plan_dates_only_its_own_life(lead, cumbria, inspection):
    plan = cumbria.improvement_plans.get(title__contains="smooth transition")
    ImprovementPlan.objects.filter(pk=plan.pk).update(life=Life.DRAFTING.value)
    before = inspection.events.count()
    assert lead.post(move_of(plan), {"to": "submitted", "on": "1 May 2022"}).status_code == 302
    assert inspection.events.count() == before
    assert life_of(plan) == "submitted"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"to": "closed"}, "cannot become that"),
        ({"to": "nonsense"}, "cannot become that"),
        ({"to": "a\0b"}, "cannot become that"),
        ({"to": ""}, "Choose what the plan has become"),
        ({"on": ""}, "Enter the day on which it became so"),
        ({"on": "30 February 2020"}, "Enter a real date"),
        ({"on": "2020-13-01"}, "Enter a real date"),
        ({"on": "\0"}, "Enter a real date"),
        ({"on": "9" * 9_000}, "Enter a real date"),
        ({"on": "0001-01-01"}, "Enter a date between 1990 and 2099"),
        ({"on": TOMORROW}, "That day is still to come"),
        ({"note": "x" * 2001}, "Use 2000 characters or fewer"),
        ({"note": "a\0"}, "Null characters are not allowed"),
    ],
)
def test_a_move_that_cannot_be_is_said_beside_its_field(lead, drafted, sent, said):
    answer = lead.post(move_of(drafted), {"to": "submitted", "on": "1 May 2020"} | sent)
    page = unescape(answer.text)
    assert answer.status_code == 400
    assert "There is a problem" in page
    assert page.count(said) == 2
    assert life_of(drafted) == "drafting"


def test_a_move_before_the_last_one_is_refused(lead, drafted):
    lead.post(move_of(drafted), {"to": "submitted", "on": "1/5/2020"})
    answer = lead.post(move_of(drafted), {"to": "fit", "on": "30/4/2020"})
    assert answer.status_code == 400
    assert "became what it is on 1 May 2020" in answer.text
    assert life_of(drafted) == "submitted"


def test_who_may_not_keep_dates(member, chair, nobody, statement, inspection):
    event = inspection.events.first()
    addresses = (
        move_of(statement),
        f"{PAGE}inspections/{inspection.pk}/add",
        f"{PAGE}inspections/{inspection.pk}/limit",
        f"{PAGE}events/{event.pk}/",
    )
    before = Trail.objects.count()
    for client in (member, chair, nobody):
        for address in addresses:
            sent = {"to": "closed", "on": "1 May 2020", "event": "monitoring_visit"}
            assert client.post(address, sent).status_code == 403, address
    assert Trail.objects.count() == before
    page = member.get(PAGE)
    assert page.status_code == 200
    assert 'method="post" action="/areas' not in page.text
    assert "<textarea" not in member.get(f"{PAGE}events/{event.pk}/").text
    assert nobody.get(PAGE).status_code == 403


def test_nothing_of_another_area_is_changed_from_here(lead, statement, inspection):
    event = inspection.events.first()
    for address in (
        move_of(statement),
        f"{PAGE}inspections/{inspection.pk}/add",
        f"{PAGE}inspections/{inspection.pk}/limit",
        f"{PAGE}events/{event.pk}/",
    ):
        elsewhere = address.replace("cumbria", "cumbria-exercise")
        assert lead.post(elsewhere, {"to": "closed", "on": "1 May 2022"}).status_code == 404


def test_an_event_that_is_recorded_starts_its_clock(lead, inspection):
    sent = {"event": "letter_received", "on": "13 May 2019", "note": "By post."}
    answer = lead.post(f"{PAGE}inspections/{inspection.pk}/add", sent, follow=True)
    page = unescape(answer.text)
    assert "Recorded: Letter or report received." in page
    [clock] = [c for c in clocks_of(inspection) if c.started_by.event == "letter_received"]
    assert clock.due == date(2019, 8, 20)
    assert "Statement of action due: <strong>20 August 2019</strong>" in page
    assert "Not confirmed" in page
    again = lead.post(f"{PAGE}inspections/{inspection.pk}/add", sent)
    assert again.status_code == 400
    assert "recorded for this day already" in again.text
    assert inspection.events.filter(event="letter_received").count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"event": ""}, "Choose what happened"),
        ({"event": "party"}, "Select a valid choice"),
        ({"on": ""}, "Enter the day on which it happened"),
        ({"on": "soon"}, "Enter a real date"),
        ({"on": "9999-12-31"}, "Enter a date between 1990 and 2099"),
        ({"on": TOMORROW}, "That day is still to come"),
        ({"note": "\0"}, "Null characters are not allowed"),
        ({"note": "x" * 2001}, "Use 2000 characters or fewer"),
    ],
)
def test_an_event_that_cannot_be_is_said_beside_its_field(lead, inspection, sent, said):
    before = inspection.events.count()
    given = {"event": "letter_received", "on": "13 May 2019"} | sent
    answer = lead.post(f"{PAGE}inspections/{inspection.pk}/add", given)
    assert answer.status_code == 400
    assert unescape(answer.text).count(said) == 2
    assert inspection.events.count() == before


@pytest.mark.parametrize("event", sorted(MAY_LIE_AHEAD))
def test_what_is_announced_may_lie_ahead(lead, inspection, event):
    sent = {"event": event.value, "on": TOMORROW}
    assert lead.post(f"{PAGE}inspections/{inspection.pk}/add", sent).status_code == 302
    assert "still to come" in lead.get(PAGE).text


def test_an_event_is_put_right_and_what_it_was_stays_on_record(lead, inspection):
    row = inspection.events.get(event=Event.FIT_FOR_PURPOSE.value)
    address = f"{PAGE}events/{row.pk}/"
    was = row.on.isoformat()
    assert lead.post(address, {"on": "17 October 2019", "note": "Mended"}).status_code == 302
    row.refresh_from_db()
    assert (row.event, row.on, row.note) == ("fit_for_purpose", date(2019, 10, 17), "Mended")
    trail = latest_event("inspection_event", row.pk)
    assert (trail.before["on"], trail.after["on"]) == (was, "2019-10-17")
    for wrong in ("", "soon", TOMORROW, "\0"):
        assert lead.post(address, {"on": wrong}).status_code == 400
    lead.post(address, {"on": "17 October 2019", "note": "Mended", "event": "letter_received"})
    assert InspectionEvent.objects.get(pk=row.pk).event == "fit_for_purpose"
    assert correct_event(by=BY, event=row, on=date(2019, 10, 17), note="Mended") is False


def test_a_limit_is_confirmed_for_all_its_time_and_what_it_was_stays_on_record(lead, inspection):
    held = limit(inspection, "statement")
    sent = {
        "clock": held.pk,
        "amount": "65",
        "unit": "working_days",
        "valid_from": "",
        "source": "The handbook, page 9",
        "confirmed": "on",
    }
    answer = lead.post(f"{PAGE}inspections/{inspection.pk}/limit", sent, follow=True)
    assert "65 working days" in answer.text
    now = limit(inspection, "statement")
    assert (now.pk, now.amount, now.confirmed) == (held.pk, 65, True)
    assert (now.valid_from, now.valid_to) == (held.valid_from, held.valid_to)
    trail = latest_event("regime_clock", now.pk)
    assert (trail.before["amount"], trail.after["amount"]) == (70, 65)
    assert (trail.before["source"], trail.after["source"]) == (held.source, "The handbook, page 9")


def test_a_limit_that_changes_from_a_day_on_leaves_the_days_before(lead, inspection):
    held = limit(inspection, "revisit")
    sent = {
        "clock": held.pk,
        "amount": "12",
        "unit": "months",
        "valid_from": "1 January 2020",
        "source": "A letter",
    }
    assert lead.post(f"{PAGE}inspections/{inspection.pk}/limit", sent).status_code == 302
    rows = RegimeClock.objects.filter(regime="2016", code="revisit").order_by("valid_from")
    assert [(r.amount, r.valid_from, r.valid_to, r.confirmed) for r in rows] == [
        (18, held.valid_from, date(2019, 12, 31), True),
        (12, date(2020, 1, 1), held.valid_to, False),
    ]
    [clock] = [c for c in clocks_of(inspection) if c.started_by.event == "fit_for_purpose"]
    assert clock.due == date(2021, 4, 18)


def test_a_limit_ends_the_one_before_it_even_where_that_had_an_end(inspection):
    held = limit(inspection, "revisit")
    rule = ClockRule(
        code="revisit",
        name=held.name,
        starts_with=Event.FIT_FOR_PURPOSE,
        amount=12,
        unit="months",
        valid_from=date(2019, 6, 1),
        valid_to=held.valid_to,
        confirmed=True,
        source="A letter",
    )
    set_clock(by=BY, rule=rule, regime="2016")
    [clock] = [c for c in clocks_of(inspection) if c.started_by.event == "fit_for_purpose"]
    assert clock.due == date(2020, 10, 18)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"amount": ""}, "Enter how long the limit is"),
        ({"amount": "many"}, "Enter a whole number"),
        ({"amount": "0"}, "Enter a number from 1 to 1,000"),
        ({"amount": "9" * 30}, "Enter a number from 1 to 1,000"),
        ({"amount": "-3"}, "Enter a number from 1 to 1,000"),
        ({"unit": "weeks"}, "Select a valid choice"),
        ({"source": ""}, "Name the document that gives this length"),
        ({"source": "x" * 301}, "Use 300 characters or fewer"),
        ({"source": "\0"}, "Null characters are not allowed"),
        ({"valid_from": "2015-01-01"}, "Give a day within: from 1 May 2016 to 31 December 2022"),
        ({"valid_from": "2024-01-01"}, "Give a day within"),
        ({"valid_from": "x"}, "Enter a real date"),
        ({"clock": "999999"}, "Choose a limit"),
        ({"clock": "a\0"}, "Null characters are not allowed"),
        ({"clock": "9" * 40}, "Choose a limit"),
    ],
)
def test_a_limit_that_cannot_be_is_said_beside_its_field(lead, inspection, sent, said):
    held = limit(inspection, "statement")
    given = {"clock": held.pk, "amount": "65", "unit": "working_days", "source": "Handbook"}
    answer = lead.post(f"{PAGE}inspections/{inspection.pk}/limit", given | sent)
    assert answer.status_code == 400
    assert unescape(answer.text).count(said) >= 2
    assert limit(inspection, "statement").amount == 70


def test_a_limit_of_another_framework_is_not_corrected_from_here(lead, inspection):
    other = RegimeClock.objects.filter(regime="2023").first()
    sent = {"clock": other.pk, "amount": "65", "unit": "working_days", "source": "Handbook"}
    assert lead.post(f"{PAGE}inspections/{inspection.pk}/limit", sent).status_code == 400


def test_the_plan_and_home_lead_here(lead, member):
    for place in ("/areas/cumbria/plan/", "/areas/cumbria/"):
        assert f'href="{PAGE}"' in lead.get(place).text
        assert f'href="{PAGE}"' in member.get(place).text


@pytest.mark.parametrize("query", ["plan=abc", "plan=\0", "plan=" + "9" * 40, "plan=-1"])
def test_nonsense_in_the_address_shows_the_current_plan(lead, statement, query):
    page = lead.get(f"{PAGE}?{query}")
    assert page.status_code == 200
    assert statement.title in unescape(page.text)
