"""The pages of the working life, as those who use them meet them."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from goldenthread.accounts.models import Post, PostHeld
from goldenthread.accounts.rules import Role
from goldenthread.audit.models import Event
from goldenthread.documents.models import Document
from goldenthread.improvement.changes import PromiseDraft, make_promises, record_update
from goldenthread.improvement.models import (
    Cost,
    DifferenceVerdict,
    Evidence,
    ForumMark,
    RagDefinition,
    RagOverride,
    Risk,
    Update,
)
from goldenthread.improvement.rules import Delivery

from .conftest import CHAIR, LEAD, STARTED

PLAN = "/areas/anyshire/plan"
ONE = f"{PLAN}/actions/1.1.1"


def words(page) -> str:
    return " ".join(page.content.decode().split())


def holds(client: Client, area, title: str) -> None:
    """Let somebody hold a post."""
    post = Post.objects.create(area=area, title=title, title_key=title.casefold())
    PostHeld.objects.create(post=post, user=client.user, starts=STARTED)


def test_on_track_is_one_choice_and_the_chair_accepts_it(sign_in, area, chair):
    client = sign_in(Role.ACTION_LEAD)
    holds(client, area, "Head of SEND")
    page = client.get(f"{ONE}/update")
    assert "On behalf of" not in words(page)
    answer = client.post(f"{ONE}/update", {"delivery": "on_track", "seen": "0"})
    assert (answer.status_code, answer.url) == (302, f"{ONE}/")
    update = Update.objects.get()
    assert (update.by_role, update.on_behalf, update.state) == ("Head of SEND", False, "proposed")
    assert "1 update waiting" in words(chair.get(f"{PLAN}/waiting"))
    chair.post(f"{PLAN}/waiting", {"update": update.pk, "do": "accept", "words": ""})
    update.refresh_from_db()
    assert update.state == "accepted"


def test_an_action_lead_updates_only_what_their_post_leads(sign_in):
    client = sign_in(Role.ACTION_LEAD)
    assert "ask your administrator to record the post" in words(client.get(f"{ONE}/update"))
    answer = client.post(f"{ONE}/update", {"delivery": "on_track"})
    assert answer.status_code == 403
    assert "You lead no post that this action names" in words(answer)
    assert not Update.objects.exists()


def test_the_improvement_lead_writes_on_behalf_and_it_says_so(lead):
    assert "On behalf of" in words(lead.get(f"{ONE}/update"))
    said = {"delivery": "at_risk", "by_role": "Designated officer", "words": "Late"}
    lead.post(f"{ONE}/update", said)
    update = Update.objects.get()
    assert (update.by_role, update.on_behalf) == ("Designated officer", True)
    assert "on behalf of the lead" in words(lead.get(f"{PLAN}/waiting"))


def test_what_is_wrong_is_said_beside_its_field_and_kept(lead):
    said = {"delivery": "done", "by_role": "Head of SEND", "words": "All heard"}
    page = lead.post(f"{ONE}/update", said)
    assert page.status_code == 400
    assert "There is a problem" in words(page)
    assert "Done is not made a difference: give the day" in words(page)
    assert "All heard" in words(page)
    page = lead.post(f"{ONE}/update", {})
    assert "Choose where the action is" in words(page)
    assert not Update.objects.exists()


def test_done_with_a_date_and_evidence_in_one_sending(lead):
    said = {
        "delivery": "done",
        "by_role": "Head of SEND",
        "judge_on": "31 March 2030",
        "address": "https://example.org/report",
        "evidence_words": "The report",
        "grade": "data",
    }
    assert lead.post(f"{ONE}/update", said).status_code == 302
    assert Evidence.objects.get().update == Update.objects.get()
    assert "To be judged by 31 March 2030" in words(lead.get(f"{ONE}/difference"))


def test_two_who_update_at_once_see_both(lead, action):
    lead.get(f"{ONE}/update")
    record_update(
        by=CHAIR,
        action=action,
        on=date(2020, 1, 6),
        by_role="Head of SEND",
        delivery=Delivery.OFF_TRACK,
        words="Theirs",
    )
    said = {"delivery": "on_track", "by_role": "Head of SEND", "words": "Mine", "seen": "0"}
    page = lead.post(f"{ONE}/update", said)
    assert page.status_code == 409
    assert "Somebody else was first" in words(page)
    assert "Theirs" in words(page)
    assert "Mine" in words(page)
    said["seen"] = str(Update.objects.get().pk)
    assert lead.post(f"{ONE}/update", said).status_code == 302
    assert Update.objects.count() == 2


def test_a_date_moved_shows_with_its_reason_and_who_agreed(lead, sign_in):
    said = {"delivery": "at_risk", "by_role": "Head of SEND", "proposed_words": "May 2030"}
    where = f"{PLAN}/actions/2.1.1/update"
    lead.post(where, said | {"proposed_reason": "No venue"})
    chair = sign_in(Role.GROUP_CHAIR, "Access")
    chair.post(f"{PLAN}/waiting", {"update": Update.objects.get().pk, "do": "accept"})
    page = words(lead.get(where))
    assert "from “no date” to “May 2030”, because: No venue" in page
    assert f"agreed by {chair.user.name}" in page


def test_the_chair_of_another_group_decides_nothing(sign_in, lead):
    lead.post(f"{ONE}/update", {"delivery": "on_track", "by_role": "Head of SEND"})
    update = Update.objects.get()
    other = sign_in(Role.GROUP_CHAIR, "Access")
    page = other.post(f"{PLAN}/waiting", {"update": update.pk, "do": "accept"})
    assert page.status_code == 400
    assert "waits no more" in words(page)
    assert lead.post(f"{PLAN}/waiting", {"update": update.pk, "do": "accept"}).status_code == 403
    update.refresh_from_db()
    assert update.state == "proposed"


def test_a_chair_declines_many_with_words(lead, chair):
    for number in ("1.1.1", "1.1.2"):
        lead.post(
            f"{PLAN}/actions/{number}/update",
            {
                "delivery": "on_track",
                "by_role": "Head of SEND"
                if number == "1.1.1"
                else "The lead, whom the plan does not name",
            },
        )
    chosen = list(Update.objects.values_list("pk", flat=True))
    page = chair.post(f"{PLAN}/waiting", {"update": chosen, "do": "decline", "words": ""})
    assert "Say to the lead why you decline" in words(page)
    chair.post(f"{PLAN}/waiting", {"update": chosen, "do": "decline", "words": "Show me"})
    assert set(Update.objects.values_list("state", flat=True)) == {"declined"}
    assert "Show me" in words(lead.get(f"{ONE}/update"))


def test_a_verdict_is_proposed_on_evidence_and_agreed_from_outside(sign_in, lead, chair):
    lead.post(
        f"{ONE}/evidence",
        {"kind": "address", "grade": "data", "address": "https://example.org/waits"},
    )
    evidence = Evidence.objects.get()
    said = {
        "verdict": "improved",
        "window_from": "1 September 2019",
        "window_to": "31 December 2019",
        "evidence": evidence.pk,
        "seen": "0",
    }
    bare = lead.post(f"{ONE}/difference", {k: v for k, v in said.items() if k != "evidence"})
    assert "Choose the evidence it rests on" in words(bare)
    assert lead.post(f"{ONE}/difference", said).status_code == 302
    verdict = DifferenceVerdict.objects.get()
    agree = {"agreeing": "1", "verdict": verdict.pk, "do": "agree"}
    assert lead.post(f"{ONE}/difference", agree).status_code == 403
    page = chair.post(f"{ONE}/difference", agree)
    assert page.status_code == 400
    assert "You chair the group" in words(page)
    assert "You chair the group" in words(chair.get(f"{ONE}/difference"))
    board = sign_in(Role.BOARD_MEMBER, "Board")
    assert "Agree as a second person" in words(board.get(f"{ONE}/difference"))
    assert board.post(f"{ONE}/difference", agree).status_code == 302
    assert "Improved, agreed" in words(lead.get(f"{ONE}/difference"))


def test_a_second_verdict_meets_the_first_and_days_are_set(lead):
    said = {
        "verdict": "cannot_tell",
        "window_from": "1/9/2019",
        "window_to": "31/12/2019",
        "words": "No data",
        "seen": "0",
    }
    lead.post(f"{ONE}/difference", said)
    page = lead.post(f"{ONE}/difference", said | {"words": "Mine"})
    assert page.status_code == 409
    assert "Mine" in words(page)
    past = lead.post(f"{ONE}/difference", {"judge": "1", "judge_on": "1 January 2020"})
    assert "lies in the past" in words(past)
    lead.post(f"{ONE}/difference", {"judge": "1", "judge_on": "1 January 2030"})
    assert "To be judged by 1 January 2030" in words(lead.get(f"{ONE}/difference"))


def test_a_file_given_as_evidence_is_kept_and_opens(lead):
    file = SimpleUploadedFile("heard.txt", b"Families told us that they were heard.\n")
    said = {"kind": "file", "grade": "families", "file": file, "evidence_words": "Notes"}
    assert lead.post(f"{ONE}/evidence", said).status_code == 302
    document = Document.objects.get()
    assert Evidence.objects.get().document == document
    assert "Families told us" in words(lead.get(f"/areas/anyshire/documents/{document.pk}/"))
    picture = SimpleUploadedFile("child.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    page = lead.post(f"{ONE}/evidence", {"kind": "file", "grade": "data", "file": picture})
    assert page.status_code == 400
    assert Document.objects.count() == 1
    assert "Choose the file" in words(
        lead.post(f"{ONE}/evidence", {"kind": "file", "grade": "data"})
    )


def test_a_colour_is_set_beside_the_computed_one_and_ended(chair, lead, action):
    chair.post(f"{ONE}/colour", {"rag": "red", "reason": "No staff", "seen": "0"})
    page = words(lead.get(f"{ONE}/colour"))
    assert "Set by a person" in page
    assert "No staff" in page
    assert "No update is recorded: we do not know." in page
    met = lead.post(f"{ONE}/colour", {"rag": "amber", "reason": "Some", "seen": "0"})
    assert met.status_code == 409
    assert "No staff" in words(met)
    chair.post(f"{ONE}/colour", {"end": "1", "key": RagOverride.objects.get().pk})
    assert RagOverride.objects.get().ends == timezone.localdate()
    seen = RagOverride.objects.get().pk
    bare = chair.post(f"{ONE}/colour", {"rag": "red", "seen": str(seen)})
    assert "Say why the computed colour is not right" in words(bare)


def test_a_cost_is_added_and_withdrawn(lead, chair):
    bad = lead.post(f"{ONE}/cost", {"amount": "plenty", "source": "Budget"})
    assert "Enter an amount in pounds" in words(bad)
    lead.post(f"{ONE}/cost", {"amount": "£12,500.50", "source": "Budget paper 4"})
    assert Cost.objects.get().amount_pence == 1_250_050
    assert "£12,500.50" in words(chair.get(f"{ONE}/cost"))
    assert chair.post(f"{ONE}/cost", {"amount": "1", "source": "x"}).status_code == 403
    withdraw = {"withdraw": "1", "key": Cost.objects.get().pk}
    assert lead.post(f"{ONE}/cost", withdraw | {"why": ""}).status_code == 400
    lead.post(f"{ONE}/cost", withdraw | {"why": "Counted twice"})
    page = words(lead.get(f"{ONE}/cost"))
    assert "No cost is on record. That is not the same as no cost." in page
    assert "Counted twice" in page


def test_the_forum_marks_and_is_answered_and_signs(sign_in, lead, plan, action):
    forum = sign_in(Role.FORUM_MEMBER)
    make_promises(by=LEAD, improvement_plan=plan, drafts=[PromiseDraft("You are asked", action)])
    bare = forum.post(f"{ONE}/mark", {"mark": "not_ours"})
    assert "Say what your experience is" in words(bare)
    forum.post(f"{ONE}/mark", {"mark": "not_ours", "comment": "Nobody rang"})
    promise = action.promises.get()
    forum.post(f"{ONE}/mark", {"mark": "ours", "promise": promise.pk})
    assert ForumMark.objects.get(promise=promise).action is None
    assert lead.post(f"{ONE}/mark", {"mark": "ours"}).status_code == 403
    mark = ForumMark.objects.get(action=action)
    answer = {"answering": "1", "mark_key": mark.pk, "answer": "We will ring"}
    blank = lead.post(f"{ONE}/mark", answer | {"answer": ""})
    assert "Write the answer" in words(blank)
    lead.post(f"{ONE}/mark", answer)
    page = words(forum.get(f"{ONE}/mark"))
    assert "Nobody rang" in page
    assert "We will ring" in page
    assert lead.post(f"{ONE}/co-production", {"level": "informed"}).status_code == 403
    forum.post(f"{ONE}/co-production", {"level": "consulted", "words": "Twice"})
    assert "Consulted: families were asked" in words(lead.get(f"{ONE}/co-production"))


def test_a_risk_is_opened_scored_linked_and_closed(lead, chair):
    new = {
        "kind": "risk",
        "words": "Nobody applies",
        "likelihood": "4",
        "impact": "4",
        "owner_role": "Director",
        "actions": "1.1.1, 9.9.9",
    }
    assert "The plan has no action numbered 9.9.9" in words(lead.post(f"{PLAN}/risks", new))
    assert lead.post(f"{PLAN}/risks", new | {"actions": "1.1.1"}).status_code == 302
    assert "16 high" in words(chair.get(f"{PLAN}/risks"))
    risk = f"{PLAN}/risks/1"
    again = {"likelihood": "1", "impact": "2", "owner_role": "Director"}
    met = lead.post(risk, again | {"seen": "999"})
    assert met.status_code == 409
    seen = Risk.objects.get().scores.get().pk
    lead.post(risk, again | {"seen": str(seen)})
    assert lead.post(risk, {"link": "1", "actions": "8.8"}).status_code == 400
    lead.post(risk, {"link": "1", "actions": "1.1.2"})
    page = words(chair.get(risk))
    assert "↓ fallen" in page
    assert "action 1.1.2" in page
    assert lead.post(risk, {"close": "1", "why": ""}).status_code == 400
    chair.post(risk, {"close": "1", "why": "Posts filled"})
    assert "1 closed" in words(lead.get(f"{PLAN}/risks"))


def test_a_group_waits_and_it_is_settled(lead, plan):
    needs, access = plan.groups.all()
    new = {"waits": needs.pk, "on_group": access.pk, "words": "The survey", "number": "1.1.1"}
    assert "Choose another group" in words(
        lead.post(f"{PLAN}/dependencies", new | {"on_group": needs.pk})
    )
    assert "an action of the group that waits" in words(
        lead.post(f"{PLAN}/dependencies", new | {"number": "2.1.1"})
    )
    lead.post(f"{PLAN}/dependencies", new)
    assert "nobody says by when it is needed" in words(lead.get(f"{PLAN}/dependencies"))
    key = needs.waits_for.get().pk
    lead.post(f"{PLAN}/dependencies", {"settle": "1", "key": key, "why": "It came"})
    assert "Settled" in words(lead.get(f"{PLAN}/dependencies"))


def test_the_optimism_gap_names_what_the_record_does_not_bear_out(lead, dated):
    record_update(
        by=LEAD,
        action=dated,
        on=date(2019, 11, 4),
        by_role="Lead",
        delivery=Delivery.ON_TRACK,
    )
    page = words(lead.get(f"{PLAN}/optimism?as-at=2020-01-06"))
    assert "Green reported, but due 30 November 2019 passed with no evidence." in page
    assert "the record does not bear it out: 1" in page
    page = words(lead.get(f"{PLAN}/optimism?as-at=2019-11-10"))
    assert "the record does not bear it out: 0" in page


def test_an_area_says_what_colours_mean(lead, chair):
    page = words(lead.get(f"{PLAN}/colours"))
    assert "Date passed" in page
    said = {rag: f"Meaning of {rag}" for rag in ("red", "amber", "green", "blue", "grey")}
    lead.post(f"{PLAN}/colours", said | {"seen": "0"})
    assert RagDefinition.objects.count() == 5
    met = chair.post(f"{PLAN}/colours", said | {"red": "Mine", "seen": "0"})
    assert met.status_code == 409
    assert "Mine" in words(met)
    assert chair.post(f"{PLAN}/colours", said | {"red": ""}).status_code == 400


PAGES = [
    *(f"{ONE}/{p}" for p in ("update", "difference", "evidence", "cost", "mark")),
    *(f"{ONE}/{p}" for p in ("co-production", "colour")),
    *(f"{PLAN}/{p}" for p in ("waiting", "risks", "dependencies", "optimism", "colours")),
]


@pytest.mark.parametrize("page", PAGES)
def test_a_reader_reads_and_cannot_write_nor_anybody_in_the_past(sign_in, lead, page):
    reader = sign_in(Role.READER)
    before = Event.objects.count()
    assert reader.get(page).status_code == 200
    assert reader.post(page, {}).status_code in (403, 405)
    day = timezone.localdate() - timedelta(days=30)
    assert reader.get(f"{page}?as-at={day}").status_code == 200
    past = lead.post(f"{page}?as-at={day}", {})
    assert past.status_code == 400
    assert "nothing was changed" in past.text
    assert Event.objects.count() == before


@pytest.mark.parametrize("page", PAGES)
def test_nonsense_is_refused_in_words(lead, page):
    junk = {"key": "x" * 30, "verdict": "-1", "update": "no", "seen": "many", "do": "\x00"}
    before = Event.objects.count()
    for button in ("end", "withdraw", "settle", "answering", "agreeing", "judge", "link", "close"):
        answer = lead.post(page, junk | {button: "1"})
        assert answer.status_code in (400, 403, 404, 405), button
        assert "<h1" in answer.text, button
    assert Event.objects.count() == before
