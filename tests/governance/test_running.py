"""Running a meeting on its one page: earlier decisions, minutes confirmed, what is wrong."""

from datetime import date
from html import unescape

import pytest
from lxml import html

from goldenthread.governance.changes import (
    add_item,
    ask_challenge,
    bring_back,
    build_agenda,
    call_meeting,
    decide,
    keep_sheet,
    minute_item,
    withdraw_item,
)
from goldenthread.governance.models import AgendaItem, Decision, Meeting
from goldenthread.governance.rules.running import Places, sheet_of
from goldenthread.governance.rules.states import DecisionVerb, ItemKind
from goldenthread.improvement.changes import ChangedMeanwhile

from .conftest import BY, at, day

pytestmark = pytest.mark.django_db
MET = date(2026, 3, 4)
PLACES = Places((), (5,), frozenset({8}), MET, (7,))
KEY = "00000000-0000-4000-8000-000000000001"


@pytest.mark.parametrize(
    ("said", "returns", "redatings", "faults"),
    [
        ({}, 0, 0, []),
        ({"back-7": "Letters went out."}, 1, 0, []),
        ({"later-7": "1 June 2026", "why-7": "Ill"}, 0, 1, []),
        ({"later-7": "1 June 2026"}, 0, 0, ["why-7"]),
        ({"why-7": "Ill"}, 0, 0, ["later-7"]),
        ({"later-7": "31 June 2026", "why-7": "Ill"}, 0, 0, ["later-7"]),
        ({"back-7": "Done.", "later-7": "1 June 2026", "why-7": "Ill"}, 0, 0, ["back-7"]),
        ({"back-9": "Not on this page."}, 0, 0, []),
    ],
)
def test_what_became_of_an_earlier_decision(said, returns, redatings, faults):
    sheet = sheet_of(said, PLACES)
    assert [len(sheet.returns), len(sheet.redatings)] == [returns, redatings]
    assert [name for name, _ in sheet.faults] == faults


@pytest.mark.parametrize(
    ("due", "fault"),
    [
        ("4 March 2026", None),
        ("3 March 2026", "before the meeting"),
        ("31 February 2027", "Enter a real date"),
        ("soon", "Enter a real date"),
    ],
)
def test_a_decision_is_due_on_a_real_day_from_the_meeting_on(due, fault):
    said = {"key-5": KEY, "verb-5": "AGREED", "words-5": "To write.", "due-5": due}
    sheet = sheet_of(said, PLACES)
    assert len(sheet.decisions) == (fault is None)
    if fault:
        [(name, words)] = sheet.faults
        assert name == "due-5"
        assert fault in words


def fields_of(page) -> dict[str, str]:
    """Return what a browser would send back of a page's sheet."""
    [form] = html.fromstring(page.text).xpath("//form[@id='sheet']")
    return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


def opened(page) -> set[str]:
    """Return which folds of a page stand open."""
    folds = html.fromstring(page.text).xpath("//details[contains(@class, 'gt-fold')][@open]")
    return {fold.get("id") for fold in folds}


@pytest.fixture
def before(boards) -> Meeting:
    """Return the board's meeting before, with its minutes in draft."""
    meeting = call_meeting(by=BY, body=boards.board, starts_at=at(day(-35)), on=day(-60))
    item = add_item(by=BY, meeting=meeting, title="Waits", on=day(-40))
    minute_item(by=BY, item=item, words="We talked.", version=1, on=day(-35))
    return meeting


@pytest.fixture
def decided(before) -> list[Decision]:
    """Return two decisions of it: one due back at the next meeting, one later."""
    kept = {"by": BY, "meeting": before, "verb": DecisionVerb.AGREED, "on": day(-35)}
    due = decide(**kept, words="To write to families.", due_on=day(-10))
    return [due, decide(**kept, words="To count the waits.", due_on=day(60))]


@pytest.fixture
def sheet(decided, held) -> str:
    build_agenda(by=BY, meeting=held, on=day(-20))
    return f"/areas/anyshire/meetings/{held.pk}/run/"


def test_decisions_come_back_on_the_page_under_their_item_or_matters_arising(
    lead, held, decided, sheet
):
    due, later = decided
    page = lead.get(sheet)
    own = held.items.get(decision=due)
    arising = held.items.get(kind=ItemKind.MATTERS_ARISING)
    for item, decision in ((own, due), (arising, later)):
        inside = f"//details[@id='item-{item.pk}']//textarea[@name='back-{decision.pk}']"
        assert len(html.fromstring(page.text).xpath(inside)) == 1
    sent = fields_of(page) | {
        f"back-{due.pk}": "Letters went out.",
        f"later-{later.pk}": day(90).strftime("%d/%m/%Y"),
        f"why-{later.pk}": "The counter is ill.",
    }
    for _ in range(2):
        answer = lead.post(sheet, sent)
        assert answer.status_code == 302
        assert answer.url.endswith(f"#item-{own.pk}")
    due.refresh_from_db()
    later.refresh_from_db()
    assert (due.back_words, due.back_at, due.back_on) == ("Letters went out.", held, held.held_on)
    assert later.due_on == day(90)
    [moved] = later.redatings.all()
    assert (moved.why, moved.agreed_by) == ("The counter is ill.", "Improvement board")
    shown = unescape(lead.get(sheet).text)
    assert "Letters went out." in shown
    assert f'name="back-{due.pk}"' not in shown


def test_what_somebody_else_reported_stands_and_mine_is_shown_beside_it(lead, held, decided, sheet):
    due = decided[0]
    item = held.items.get(decision=due)
    sent = fields_of(lead.get(sheet)) | {
        f"back-{due.pk}": "Mine, as typed.",
        f"minute-{item.pk}": "We talked of it.",
    }
    bring_back(by=BY, decision=due, on=held.held_on, words="Theirs.", at=held)
    met = lead.post(sheet, sent)
    shown = unescape(met.text)
    assert met.status_code == 409
    for words in ("Mine, as typed.", "Theirs.", "We talked of it.", f"Item {number_of(item)}, "):
        assert words in shown
    assert f"item-{item.pk}" in opened(met)
    again = lead.post(sheet, fields_of(met))
    assert again.status_code == 302
    item.refresh_from_db()
    due.refresh_from_db()
    assert (item.minute.strip(), due.back_words) == ("We talked of it.", "Theirs.")


def number_of(item: AgendaItem) -> int:
    return item.meeting.items.filter(position__lte=item.position).count()


def test_what_is_wrong_names_its_item_and_leads_to_its_field(lead, held, sheet):
    first, *_, last = held.items.all()
    sent = fields_of(lead.get(sheet)) | {
        f"minute-{first.pk}": "Typed elsewhere.",
        f"verb-{last.pk}": "AGREED",
        f"words-{last.pk}": "To meet again.",
        f"due-{last.pk}": "31 February 2027",
    }
    page = lead.post(sheet, sent)
    assert page.status_code == 400
    [link] = html.fromstring(page.text).xpath("//*[@class='govuk-error-summary__body']//a")
    assert link.get("href") == f"#due-{last.pk}"
    assert link.text_content().startswith(f"Item {number_of(last)}, ")
    [field] = html.fromstring(page.text).xpath(f"//input[@id='due-{last.pk}']")
    assert field.get("value") == "31 February 2027"
    assert field.get("aria-describedby") == f"due-{last.pk}-error"
    assert {f"item-{first.pk}", f"item-{last.pk}"} <= opened(page)
    assert fields_of(page)[f"minute-{first.pk}"].strip() == "Typed elsewhere."
    assert not Decision.objects.filter(meeting=held).exists()


def test_only_where_the_clerk_is_stands_open(lead, held, sheet):
    first, second, *_ = held.items.all()
    assert opened(lead.get(sheet)) == {"seats", f"item-{first.pk}"}
    sent = fields_of(lead.get(sheet)) | {f"minute-{second.pk}": "No interest."}
    answer = lead.post(sheet, sent, follow=True)
    assert opened(answer) == {f"item-{second.pk}"}
    assert opened(lead.get(sheet)) == {"seats", f"item-{first.pk}"}


def test_the_minutes_before_are_confirmed_on_the_page(lead, before, held, sheet):
    item = held.items.get(kind=ItemKind.PREVIOUS_MINUTES)
    said = {f"confirm-{item.pk}": "yes", f"confirm-words-{item.pk}": "Item 1 corrected."}
    sent = fields_of(lead.get(sheet)) | said
    for _ in range(2):
        assert lead.post(sheet, sent).status_code == 302
    before.refresh_from_db()
    assert (before.state, before.confirmed_at) == ("confirmed", held)
    assert before.confirmed_words == "Item 1 corrected."
    assert "Minutes confirmed" in lead.get(sheet).text


def test_decisions_are_heard_of_without_an_item_for_matters_arising(lead, held, decided, sheet):
    for item in held.items.exclude(decision=None) | held.items.filter(
        kind=ItemKind.MATTERS_ARISING
    ):
        withdraw_item(by=BY, item=item, why="Not today", on=day(-8))
    later = decided[1]
    page = lead.get(sheet)
    inside = f"//details[@id='arising']//textarea[@name='back-{later.pk}']"
    assert len(html.fromstring(page.text).xpath(inside)) == 1
    lead.post(sheet, fields_of(page) | {f"back-{later.pk}": "Counted."})
    later.refresh_from_db()
    assert later.back_words == "Counted."


def test_a_sheet_that_meets_another_report_keeps_nothing(held, decided, sheet):
    due = decided[0]
    bring_back(by=BY, decision=due, on=held.held_on, words="Theirs.", at=held)
    said = {f"back-{due.pk}": "Mine."}
    read = sheet_of(said, Places((), (), frozenset(), held.held_on, (due.pk,)))
    with pytest.raises(ChangedMeanwhile) as met:
        keep_sheet(by=BY, meeting=held, sheet=read, seats={}, on=day(0))
    assert met.value.theirs == due


def test_the_minutes_say_what_came_back(lead, held, decided, sheet):
    due, later = decided
    said = {f"back-{due.pk}": "Letters went out.", f"back-{later.pk}": "All are counted."}
    lead.post(sheet, fields_of(lead.get(sheet)) | said)
    for page in ("minutes/", "print/minutes/"):
        text = unescape(lead.get(f"/areas/anyshire/meetings/{held.pk}/{page}").text)
        assert "Letters went out." in text
        assert "All are counted." in text
        assert "To count the waits." in text


def test_a_fold_leads_to_what_it_is_about(area, boards, lead, held, decided):
    asked = ask_challenge(by=BY, area=area, words="Why?", to_body=boards.board, on=day(-30))
    build_agenda(by=BY, meeting=held, on=day(-20))
    item = held.items.get(challenge=asked)
    page = html.fromstring(lead.get(f"/areas/anyshire/meetings/{held.pk}/run/").text)
    links = page.xpath(f"//details[@id='item-{item.pk}']//a/@href")
    assert f"/areas/anyshire/challenges/{asked.number}/" in links
