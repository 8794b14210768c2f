"""The pages of boards: what each shows, to whom, and on which day."""

from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.audit.models import Event
from goldenthread.governance.changes import (
    add_item,
    add_paper,
    ask_challenge,
    build_agenda,
    call_meeting,
    decide,
    put_on_forward_plan,
    raise_disagreement,
    set_escalation_rule,
)
from goldenthread.governance.models import (
    AgendaItem,
    Challenge,
    Decision,
    Escalation,
    Meeting,
    Paper,
)
from goldenthread.governance.rules.states import DecisionVerb, EscalationKind

from .conftest import BY, at, day, person, signed_in

HOME = "/areas/anyshire/"
PRIVATE = "The family’s own circumstances would be known to their neighbours."


def said(page) -> str:
    return unescape(page.text)


@pytest.fixture
def addresses(boards, ahead, held) -> list[str]:
    """Return every page of boards, with something behind each."""
    item = add_item(by=BY, meeting=ahead, title="Transport", on=day(-2))
    decision = decide(
        by=BY, meeting=held, verb=DecisionVerb.AGREED, words="To write to families.", on=day(-7)
    )
    challenge = ask_challenge(
        by=BY, area=boards.board.area, words="Why so late?", on=day(-5), to_role="Director"
    )
    return [
        f"{HOME}meetings/",
        *(f"{HOME}meetings/{m.pk}/{tab}" for m in (ahead, held) for tab in TABS),
        f"{HOME}meetings/items/{item.pk}/",
        f"{HOME}meetings/decisions/",
        f"{HOME}meetings/decisions/{decision.pk}/",
        f"{HOME}meetings/forward/",
        f"{HOME}meetings/escalations/",
        f"{HOME}meetings/boards/",
        f"{HOME}meetings/boards/{boards.board.pk}/",
        f"{HOME}challenges/",
        f"{HOME}challenges/{challenge.number}/",
    ]


TABS = ("", "papers/", "attendance/", "minutes/", "print/agenda/", "print/minutes/")


def test_every_page_opens_for_who_may_see_and_takes_nothing_from_them(addresses, reader):
    before = Event.objects.count()
    for address in addresses:
        page = reader.get(address)
        assert page.status_code == 200, address
        assert 'name="do"' not in page.text, address
        assert reader.post(address, {"do": "build"}).status_code in (400, 403, 405), address
    assert Event.objects.count() == before


def test_every_page_can_be_shown_as_it_stood_and_takes_nothing_then(addresses, lead):
    past = {"as-at": day(-1).isoformat()}
    for address in addresses:
        page = lead.get(address, past)
        assert page.status_code in (200, 404), address
        if page.status_code == 200:
            assert 'method="post" action="/areas' not in page.text, address
            assert 'name="do"' not in page.text, address


def test_a_chair_keeps_only_the_meetings_of_their_own_body(area, boards, ahead):
    own = call_in_group(boards)
    client = signed_in(person(area, Role.GROUP_CHAIR, boards.group))
    assert client.get(f"{HOME}meetings/{own.pk}/run/").status_code == 200
    assert client.get(f"{HOME}meetings/{ahead.pk}/run/").status_code == 403
    refused = client.post(f"{HOME}meetings/{ahead.pk}/", {"do": "build"})
    assert refused.status_code == 403
    assert "Nothing was changed" in said(refused)
    assert client.post(f"{HOME}meetings/{own.pk}/", {"do": "build"}).status_code == 302
    sent = {"do": "call", "body": boards.board.pk, "day": "1 March 2027", "hour": "2pm"}
    refused = client.post(f"{HOME}meetings/", sent | {"minutes_long": "60"})
    assert "You do not keep the meetings of Improvement board" in said(refused)


def call_in_group(boards) -> Meeting:
    return call_meeting(by=BY, body=boards.group, starts_at=at(day(3)), on=day(-1))


def test_a_board_runs_from_cadence_to_a_tracked_decision(boards, lead, held):
    """The whole round of one board through its pages, as a clerk would go."""
    body = f"{HOME}meetings/boards/{boards.board.pk}/"
    first = day(14).isoformat()
    sent = {"do": "cadence", "every": "monthly", "first_on": first, "hour": "14:00"}
    assert lead.post(body, sent | {"minutes": "120", "moved": "later"}).status_code == 302
    assert lead.post(body, {"do": "standing", "title": "What families say"}).status_code == 302
    sent = {"do": "generate", "body": boards.board.pk, "start": first, "end": str(day(120))}
    page = lead.post(f"{HOME}meetings/", sent, follow=True)
    assert "meetings of Improvement board added" in said(page)
    meeting = Meeting.objects.exclude(cadence=None).earliest("starts_at")
    agenda = f"{HOME}meetings/{meeting.pk}/"
    assert "Due and not on the agenda yet" in lead.get(agenda).text
    lead.post(agenda, {"do": "build"})
    page = said(lead.get(agenda))
    assert "What families say" in page
    assert "Due and not on the agenda yet" not in page
    lead.post(agenda, {"do": "publish", "version": Meeting.objects.get(pk=meeting.pk).version})
    assert "The agenda was published with" in said(lead.get(agenda))
    assert Meeting.objects.get(pk=meeting.pk).noticed_on == timezone.localdate()


def fields_of(page) -> dict[str, str]:
    """Return what a browser would send back of a page's sheet."""
    from lxml import html

    [form] = html.fromstring(page.text).xpath("//form[@id='sheet']")
    return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


@pytest.fixture
def sheet(held) -> str:
    build_agenda(by=BY, meeting=held, on=day(-20))
    return f"{HOME}meetings/{held.pk}/run/"


def test_a_meeting_is_run_on_one_page(boards, lead, held, sheet):
    sent = fields_of(lead.get(sheet))
    [seat] = [name for name in sent if name.startswith("seat-m")][:1]
    item = held.items.first()
    key = f"{item.pk}"
    sent |= {
        seat: "present",
        f"minute-{key}": "The chair opened the meeting.",
        f"verb-{key}": "RESOLVED",
        f"words-{key}": "That waiting times be brought to the next meeting.",
        f"owner-{key}": "Director",
        f"due-{key}": "1/3/2027",
        "who": "Anyshire Council",
        "interest": "It runs the service.",
        "at": f"item-{key}",
    }
    answer = lead.post(sheet, sent)
    assert answer.status_code == 302
    assert answer.url.endswith(f"#item-{key}")
    lead.post(sheet, sent)
    [decision] = Decision.objects.all()
    assert (decision.owner_role, str(decision.due_on)) == ("Director", "2027-03-01")
    assert held.declarations.count() == 1
    assert held.attendance.get().kind == "present"
    held.refresh_from_db()
    assert held.state == "draft"
    page = said(lead.get(f"{HOME}meetings/{held.pk}/minutes/"))
    assert "The chair opened the meeting." in page
    assert "RESOLVED" in page
    assert decision.words in said(lead.get(f"{HOME}meetings/decisions/"))


def test_two_clerks_lose_nothing(lead, area, held, sheet):
    other = signed_in(person(area, Role.INDEPENDENT_CHAIR))
    mine, theirs = fields_of(lead.get(sheet)), fields_of(other.get(sheet))
    one, two = held.items.all()[:2]
    seats = [name for name in mine if name.startswith("seat-m")]
    mine |= {f"minute-{one.pk}": "Mine.", seats[0]: "present"}
    theirs |= {f"minute-{one.pk}": "Theirs.", f"minute-{two.pk}": "Also.", seats[1]: "apologies"}
    lead.post(sheet, mine)
    page = said(other.post(sheet, theirs, follow=True))
    assert "Theirs stands and yours is kept beside it" in page
    assert "Another wording, kept and not taken in" in page
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.minute, two.minute) == ("Mine.", "Also.")
    assert [m.words for m in one.minuted.filter(stands=False)] == ["Theirs."]
    assert sorted(held.attendance.values_list("kind", flat=True)) == ["apologies", "present"]


def test_a_sheet_with_a_fault_keeps_all_that_was_written(lead, held, sheet):
    item = held.items.first()
    sent = fields_of(lead.get(sheet)) | {
        f"verb-{item.pk}": "REFERRED",
        f"words-{item.pk}": "The waiting times.",
        f"due-{item.pk}": "soon",
        f"minute-{item.pk}": "We talked.",
    }
    answer = lead.post(sheet, sent)
    page = said(answer)
    assert answer.status_code == 400
    assert "Enter a real date" in page
    assert "Choose the body it was referred to" in page
    assert "We talked." in page
    assert "The waiting times." in page
    assert not Decision.objects.exists()


def test_a_meeting_that_has_not_been_held_takes_no_minutes(lead, ahead):
    build_agenda(by=BY, meeting=ahead, on=day(0))
    run = f"{HOME}meetings/{ahead.pk}/run/"
    page = lead.get(run)
    assert "Minutes can be written from the day of the meeting" in said(page)
    item = ahead.items.first()
    answer = lead.post(run, {f"minute-{item.pk}": "Early.", f"version-{item.pk}": "1"})
    assert answer.status_code == 400
    assert "Its minutes begin on that day" in said(answer)


def test_exempt_items_are_kept_from_those_outside(area, boards, lead, reader, ahead):
    item = add_item(
        by=BY,
        meeting=ahead,
        title="The Smiths’ case",
        on=day(0),
        exempt_paragraph=2,
        public_interest=PRIVATE,
    )
    paper = add_paper(
        by=BY, item=item, title="Case note", name="case.txt", data=b"secret words", on=day(0)
    )
    member = signed_in(person(area, Role.BOARD_MEMBER, boards.board))
    outside = signed_in(person(area, Role.BOARD_MEMBER, boards.group))
    address = f"{HOME}meetings/papers/{paper.pk}"
    for client in (lead, member):
        answer = client.get(address)
        assert answer.content == b"secret words"
        assert "attachment" in answer["Content-Disposition"]
        assert "Smiths" in client.get(f"{HOME}meetings/{ahead.pk}/").text
    pages = [f"{HOME}meetings/{ahead.pk}/{tab}" for tab in TABS]
    pages += [f"{HOME}meetings/items/{item.pk}/", f"{HOME}documents/"]
    for client in (reader, outside):
        assert client.get(address).status_code == 403
        for page in pages:
            text = client.get(page).text
            assert "Smiths" not in text, page
            assert "Case note" not in text, page
    shown = said(reader.get(f"{HOME}meetings/{ahead.pk}/"))
    assert "paragraph 2" in shown
    assert PRIVATE in shown
    assert "Smiths" not in lead.get(f"{HOME}meetings/{ahead.pk}/print/agenda/").text
    assert "Smiths" not in str(list(Event.objects.values_list("after", flat=True)))


def test_a_paper_is_added_through_the_page(lead, ahead):
    item = add_item(by=BY, meeting=ahead, title="Transport", on=day(0))
    file = SimpleUploadedFile("transport.txt", b"Buses run.")
    sent = {"do": "paper", "item": item.pk, "title": "Buses", "file": file}
    assert lead.post(f"{HOME}meetings/{ahead.pk}/papers/", sent).status_code == 302
    paper = Paper.objects.get()
    assert bytes(paper.document.content.data) == b"Buses run."
    assert lead.get(f"{HOME}meetings/papers/{paper.pk}").status_code == 302


def test_a_challenge_is_asked_answered_and_closed_only_by_who_asked(area, boards, lead):
    asker = signed_in(person(area, Role.SCRUTINY_MEMBER, boards.scrutiny))
    other = signed_in(person(area, Role.BOARD_MEMBER))
    log = f"{HOME}challenges/"
    sent = {"do": "ask", "words": "Why do families wait?", "to_body": boards.board.pk}
    sent |= {"raised_by_body": boards.scrutiny.pk}
    assert asker.post(log, sent).status_code == 302
    page = f"{log}{Challenge.objects.get().number}/"
    assert lead.post(page, {"do": "answer", "words": "Few staff.", "seen": "1"}).status_code == 302
    lead.post(page, {"do": "changed", "words": "Four more came.", "seen": "2"})
    assert other.post(page, {"do": "close", "words": "Fine.", "seen": "3"}).status_code == 403
    assert lead.post(page, {"do": "close", "words": "Fine.", "seen": "3"}).status_code == 403
    late = asker.post(page, {"do": "close", "words": "Fine.", "seen": "1"})
    assert "Somebody else took a step" in said(late)
    same = signed_in(person(area, Role.FORUM_MEMBER, boards.scrutiny))
    assert same.post(page, {"do": "close", "words": "Fine.", "seen": "3"}).status_code == 302
    shown = said(lead.get(page))
    for words in ("Few staff.", "Four more came.", "closed by who asked", "Fine."):
        assert words in shown
    assert "Why do families wait?" not in said(lead.get(log))
    assert "Why do families wait?" in said(lead.get(f"{log}?show=closed"))


@pytest.mark.parametrize("words", ["\0", "<b>bold</b>", "x" * 9000])
def test_nonsense_in_a_challenge_is_shown_as_words_or_refused(area, boards, words):
    asker = signed_in(person(area, Role.SCRUTINY_MEMBER))
    answer = asker.post(f"{HOME}challenges/", {"do": "ask", "words": words, "to_role": "Director"})
    assert answer.status_code in (302, 400)
    assert "<b>bold</b>" not in asker.get(f"{HOME}challenges/").text


def test_what_is_due_moves_up_by_hand_and_an_outcome_comes_back(area, boards, lead):
    set_escalation_rule(
        by=BY,
        area=area,
        kind=EscalationKind.DISAGREEMENT,
        after_days=10,
        answer_days=5,
        starts=day(-60),
    )
    row = raise_disagreement(
        by=BY, area=area, body=boards.group, words="Who pays is not agreed.", on=day(-30)
    )
    page = f"{HOME}meetings/escalations/"
    assert "Who pays is not agreed." in said(lead.get(page))
    wrong = {"do": "move", "thing": f"disagreement-{row.pk}", "to": boards.scrutiny.pk}
    assert "does not report to" in said(lead.post(page, wrong))
    lead.post(page, wrong | {"to": boards.board.pk})
    move = Escalation.objects.get()
    assert (move.from_body, move.to_body) == (boards.group, boards.board)
    assert move.due_on == day(5)
    lead.post(page, {"do": "outcome", "escalation": move.pk, "words": "The council pays."})
    row.refresh_from_db()
    assert row.settled_words == "The council pays."
    for late in (
        {"do": "outcome", "escalation": move.pk},
        {"do": "settle", "disagreement": row.pk},
    ):
        met = lead.post(page, late | {"words": "Mine, as typed."})
        assert met.status_code == 409
        assert "Mine, as typed." in said(met)
        assert "The council pays." in said(met)
    assert "None is recorded" in said(lead.get(page))


def test_the_forward_plan_refuses_a_key_decision_without_28_days(area, boards, lead):
    page = f"{HOME}meetings/forward/"
    sent = {
        "do": "add",
        "title": "A new school",
        "body": boards.scrutiny.pk,
        "decide_on": day(28).isoformat(),
        "key_decision": "on",
        "ask_at": "County hall",
    }
    assert "SI 2012/2089, reg. 9" in said(lead.post(page, sent))
    assert lead.post(page, sent | {"decide_on": day(29).isoformat()}).status_code == 302
    assert "A new school" in said(lead.get(page))
    item = put_on_forward_plan(
        by=BY, body=boards.board, title="Another", decide_on=day(9), on=day(0)
    )
    lead.post(page, {"do": "withdraw", "item": item.pk, "why": "It is not needed."})
    assert "It is not needed." in said(lead.get(page))
    past = lead.get(page, {"as-at": day(-1).isoformat()})
    assert "A new school" not in past.text


def test_the_chart_draws_the_day(area, boards, lead):
    page = f"{HOME}meetings/boards/"
    body = f"{page}{boards.group.pk}/"
    lead.post(body, {"do": "rename", "name": "Group for families", "on": day(0).isoformat()})
    now, before = lead.get(page), lead.get(page, {"as-at": day(-1).isoformat()})
    assert "Group for families" in now.text
    assert "Group for families" not in before.text
    assert "Group 1" in before.text
    assert now.text.count('class="gt-chart__box') == 3
    assert now.text.count('class="gt-chart__line"') == 1
    assert "style=" not in now.text
    sent = {"do": "line", "to": boards.group.pk}
    ring = lead.post(f"{page}{boards.board.pk}/", sent)
    assert "Lines go up only" in said(ring)
    lead.post(body, {"do": "end", "last_day": day(0).isoformat()})
    assert not AgendaItem.objects.exists()
    boards.group.refresh_from_db()
    assert boards.group.ends == timezone.localdate()
    assert boards.group.reports_to.get().ends == boards.group.ends


def test_the_year_and_the_body_of_the_calendar(boards, lead, held):
    year = held.held_on.year
    page = lead.get(f"{HOME}meetings/", {"year": year, "body": boards.board.pk})
    assert f"All meetings of {year}" in page.text
    assert f"/meetings/{held.pk}/" in page.text
    empty = lead.get(f"{HOME}meetings/", {"year": year, "body": boards.group.pk})
    assert f"/meetings/{held.pk}/" not in empty.text
    assert lead.get(f"{HOME}meetings/", {"year": "x", "body": "\0"}).status_code == 200


def test_a_page_of_another_area_is_not_there(area, lead, held):
    other = add_area(by=BY, slug="elsewhere", name="Elsewhere")
    client = signed_in(person(other, Role.IMPROVEMENT_LEAD))
    assert client.get(f"/areas/elsewhere/meetings/{held.pk}/").status_code == 404
    assert client.get(f"{HOME}meetings/{held.pk}/").status_code == 403
    assert lead.get(f"{HOME}meetings/999999/").status_code == 404
    assert held.held_on == timezone.localdate() - timedelta(days=7)
