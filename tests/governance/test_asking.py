"""To whom a challenge can be put, the letters that follow, and two who answer at once."""

from html import unescape

import pytest
from lxml import html

from goldenthread.accounts.changes import ensure_posts, put_in_post
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import end_body
from goldenthread.audit.models import Outbox
from goldenthread.governance.changes import (
    ask_challenge,
    build_agenda,
    call_meeting,
    take_step,
)
from goldenthread.governance.models import Challenge, ChallengeStep
from goldenthread.governance.rules.states import StepKind

from .conftest import BY, at, day, person, signed_in

pytestmark = pytest.mark.django_db
LOG = "/areas/anyshire/challenges/"


def letters() -> list[dict[str, str]]:
    return [row.payload for row in Outbox.objects.filter(kind="mail").order_by("pk")]


@pytest.fixture
def asker(area, boards):
    return person(area, Role.SCRUTINY_MEMBER, boards.scrutiny)


@pytest.fixture
def holder(area):
    """Return a reader, who may answer nothing by that role, in the post of health lead."""
    user = person(area, Role.READER)
    ensure_posts(by=BY, area=area, titles=["Empty post"])
    put_in_post(by=BY, area=area, title="Health lead", user=user, starts=day(-30))
    return user


def choices(page, name) -> dict[str, str]:
    """Return a list's values, each with what the page calls it."""
    [select] = html.fromstring(page.text).xpath(f"//select[@name='{name}']")
    return {each.get("value"): each.text for each in select.xpath(".//option")}


def test_posts_roles_and_bodies_are_listed(area, boards, asker, holder):
    person(area, Role.DIRECTOR)
    page = signed_in(asker).get(LOG)
    posts = choices(page, "to_post")
    assert posts["Health lead"] == "Health lead"
    groups = html.fromstring(page.text).xpath("//select[@name='to_post']/optgroup")
    inside = {each.get("label"): [o.text for o in each] for each in groups}
    assert inside["Posts that nobody signs in for: no letter goes"] == ["Empty post"]
    assert inside["Posts whose holder gets a letter"] == ["Health lead"]
    assert inside["Roles"] == ["Director"]
    assert "Improvement board" in choices(page, "to_body").values()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Say which post, role or body should answer"),
        ({"to_post": "Health lead", "to_role": "Nurse"}, "not both"),
        ({"to_post": "A post of elsewhere"}, "Choose one of these"),
    ],
)
def test_what_names_nobody_or_two_is_refused_and_kept(area, boards, asker, holder, sent, said):
    answer = signed_in(asker).post(LOG, {"do": "ask", "words": "Why so late?"} | sent)
    assert answer.status_code == 400
    assert said in unescape(answer.text)
    assert "Why so late?" in answer.text
    assert not Challenge.objects.exists()


def test_the_holder_is_written_to_answers_by_the_link_and_the_asker_is_told(area, asker, holder):
    client = signed_in(asker)
    sent = {"do": "ask", "words": "Why so late?", "to_post": "Health lead"}
    told = unescape(client.post(LOG, sent, follow=True).text)
    assert "gets a letter with a link to answer it" in told
    [asked] = letters()
    link = f"http://testserver{LOG}{Challenge.objects.get().number}/"
    assert asked["to"] == holder.email
    assert link in asked["text"]
    page = signed_in(holder).get(link)
    assert 'name="do" value="answer"' in page.text
    answer = {"do": "answer", "words": "Two nurses left.", "seen": "1"}
    assert signed_in(holder).post(link, answer).status_code == 302
    reply = letters()[1]
    assert reply["to"] == asker.email
    assert "Two nurses left." in reply["text"]
    assert link in reply["text"]
    changed = {"do": "changed", "words": "Two came.", "seen": "2"}
    signed_in(holder).post(link, changed)
    assert "says what changed" in letters()[2]["subject"]
    client.post(link, {"do": "close", "words": "Good.", "seen": "3"})
    client.post(link, {"do": "reopen", "words": "They left again.", "seen": "4"})
    assert [letter["to"] for letter in letters()[3:]] == [holder.email]
    assert "They left again." in letters()[3]["text"]


def test_who_asked_and_is_not_satisfied_asks_again(area, boards, asker, holder, ahead):
    challenge = ask_challenge(
        by=asker.actor,
        area=area,
        words="Why so late?",
        on=day(-3),
        to_body=boards.board,
        answer_by=day(-1),
    )
    link = f"{LOG}{challenge.number}/"
    director = person(area, Role.DIRECTOR)
    answer = {"do": "answer", "words": "Two nurses left.", "seen": "1"}
    again = {"do": "again", "words": "That was in May.", "seen": "2"}
    assert 'name="do" value="again"' not in signed_in(asker).get(link).text
    assert signed_in(director).post(link, answer).status_code == 302
    assert 'name="do" value="again"' not in signed_in(director).get(link).text
    assert signed_in(director).post(link, again).status_code == 403
    assert signed_in(asker).post(link, again | {"words": ""}).status_code == 400
    assert challenge.steps.count() == 2
    told = unescape(signed_in(asker).post(link, again, follow=True).text)
    assert "It is asked again" in told
    for words in ("Not answered", "Two nurses left.", "That was in May.", "on the next agenda of"):
        assert words in told
    assert "Nobody has answered since it was asked again" in told
    assert "Late</strong>" not in told
    [asked_again] = [each for each in letters() if "asked again" in each["subject"]]
    assert asked_again["to"] == director.email
    for words in ("Two nurses left.", "That was in May.", f"http://testserver{link}"):
        assert words in asked_again["text"]
    build_agenda(by=BY, meeting=ahead, on=day(0))
    assert ahead.items.filter(challenge=challenge).exists()
    twice = signed_in(asker).post(link, again | {"seen": "3"})
    assert twice.status_code == 400
    assert "Nobody has answered it since" in unescape(twice.text)


def test_a_post_that_nobody_holds_is_said_to_get_no_letter(area, boards, asker, holder):
    sent = {"do": "ask", "words": "Why?", "to_post": "Empty post"}
    told = unescape(signed_in(asker).post(LOG, sent, follow=True).text)
    assert "no letter goes" in told
    assert letters() == []


def test_who_is_not_asked_and_may_not_answer_is_refused(area, boards, asker, holder):
    number = ask(area, to_role="Health lead").number
    refused = signed_in(asker).post(f"{LOG}{number}/", {"do": "answer", "words": "No."})
    assert refused.status_code == 403
    assert ChallengeStep.objects.count() == 1


def ask(area, **more) -> Challenge:
    return ask_challenge(by=BY, area=area, words="Why so late?", on=day(-3), **more)


def test_an_answer_that_meets_another_shows_both_and_can_be_sent_again(area, boards):
    challenge = ask(area, to_body=boards.board)
    page = f"{LOG}{challenge.number}/"
    director = signed_in(person(area, Role.DIRECTOR))
    sent = {"do": "answer", "words": "Mine, as typed.", "seen": "1"}
    take_step(by=BY, challenge=challenge, kind=StepKind.ANSWERED, words="Theirs.", on=day(0))
    met = director.post(page, sent)
    assert met.status_code == 409
    assert "Somebody else was first" in met.text
    assert "A tester, answered: Theirs." in unescape(met.text)
    [form] = html.fromstring(met.text).xpath("//form[@id='answer']")
    again = dict(form.form_values())
    assert again["words"].strip() == "Mine, as typed."
    assert director.post(page, again).status_code == 302
    steps = challenge.steps.filter(kind="answered").values_list("words", flat=True)
    assert [words.strip() for words in steps] == ["Theirs.", "Mine, as typed."]


def test_an_answer_to_what_was_closed_meanwhile_is_not_lost(area, boards):
    challenge = ask(area, to_body=boards.board)
    director = signed_in(person(area, Role.DIRECTOR))
    take_step(by=BY, challenge=challenge, kind=StepKind.CLOSED, words="Settled.", on=day(0))
    sent = {"do": "answer", "words": "Mine, as typed.", "seen": "1"}
    met = director.post(f"{LOG}{challenge.number}/", sent)
    assert met.status_code == 409
    for words in ("Settled.", "Mine, as typed."):
        assert words in met.text


def test_one_asked_in_a_meeting_comes_back_to_its_next_agenda(area, boards, held, ahead):
    challenge = ask(area, to_role="Nurse", at_meeting=held)
    build_agenda(by=BY, meeting=ahead, on=day(0))
    assert ahead.items.get(challenge=challenge).title.startswith(f"Challenge {challenge.number}")
    page = signed_in(person(area, Role.READER)).get(f"{LOG}{challenge.number}/")
    assert "on the next agenda of" in page.text


def test_one_that_no_body_asked_or_heard_comes_before_the_improvement_board(area, boards, ahead):
    stray = ask(area, to_role="Nurse")
    group = call_meeting(by=BY, body=boards.group, starts_at=at(day(9)), on=day(-9))
    for meeting in (ahead, group):
        build_agenda(by=BY, meeting=meeting, on=day(0))
    assert ahead.items.filter(challenge=stray).exists()
    assert not group.items.filter(challenge=stray).exists()
    reader = signed_in(person(area, Role.ANALYST))
    assert "Improvement board</a> (" in reader.get(f"{LOG}{stray.number}/").text
    end_body(by=BY, body=boards.board, last_day=day(-1))
    assert "It is on no agenda" in reader.get(f"{LOG}{stray.number}/").text
