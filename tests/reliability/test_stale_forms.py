"""Two people with the same form open: nobody is overwritten unseen, and both can be kept."""

from datetime import date

import pytest

from goldenthread.accounts.rules import Role
from goldenthread.audit.queries import first_broken_event
from goldenthread.governance.changes import ask_challenge, build_agenda, call_meeting
from goldenthread.governance.models import ChallengeStep
from goldenthread.improvement.changes import make_promises
from goldenthread.improvement.changes.promises import PromiseDraft
from goldenthread.improvement.models import (
    DifferenceVerdict,
    PromiseRevision,
    Revision,
    Update,
)
from goldenthread.intake.models import Decision, ReadFact
from goldenthread.reports.changes import DraftReport, draft_report
from goldenthread.reports.models import Commentary
from goldenthread.reports.rules import Kind
from tests.governance.conftest import at, day
from tests.improvement.conftest import CHAIR, LEAD, MEMBER, STARTED
from tests.improvement.test_difference import proof, propose
from tests.improvement.test_updates import say
from tests.intake.making import client_of, harbourshire, person, small_tracker

from .at_once import codes, form_at, sent_at_once

pytestmark = pytest.mark.django_db(transaction=True)

ONE = "/areas/anyshire/plan/actions/1.1.1"
MINE, THEIRS = "Mine, word for word", "Theirs, word for word"


@pytest.fixture(autouse=True)
def whole_trail(area):
    """Hold the trail whole after each of these."""
    yield
    assert first_broken_event() is None


def both_shown(answers) -> bool:
    """Say whether who came second sees both wordings on one page."""
    [page] = [answer.text for answer in answers if answer.status_code == 409]
    return MINE in page and THEIRS in page


def of_both(people, address, has, **said) -> list[dict[str, str]]:
    """Return the form of a page as each opened it, with the words of each in one field."""
    opened = [form_at(client, address, has) | said for client in people]
    return [form | {has: words} for form, words in zip(opened, (MINE, THEIRS), strict=True)]


def test_an_update_meets_another(two, action):
    people = two(Role.IMPROVEMENT_LEAD)
    forms = of_both(people, f"{ONE}/update", "words", delivery="on_track")
    answers = sent_at_once(people, f"{ONE}/update", forms)
    assert codes(answers) == [302, 409]
    assert both_shown(answers)
    assert Update.objects.count() == 1


def test_an_update_sent_again_stands_beside_the_other(two, action):
    people = two(Role.IMPROVEMENT_LEAD)
    forms = of_both(people, f"{ONE}/update", "words", delivery="on_track")
    answers = sent_at_once(people, f"{ONE}/update", forms)
    for client, form in zip(people, forms, strict=True):
        if Update.objects.filter(words=form["words"]).exists():
            continue
        again = form | {"seen": str(Update.objects.get().pk)}
        assert client.post(f"{ONE}/update", again).status_code == 302
    assert codes(answers) == [302, 409]
    assert set(Update.objects.values_list("words", flat=True)) == {MINE, THEIRS}


def test_one_of_two_chairs_decides_an_update(two, action):
    update = say(action, by=LEAD)
    chairs = two(Role.GROUP_CHAIR)
    for client in chairs:
        form_at(client, "/areas/anyshire/plan/waiting", "update")
    forms = [{"update": update.pk, "do": deed, "words": deed} for deed in ("accept", "decline")]
    answers = sent_at_once(chairs, "/areas/anyshire/plan/waiting", forms)
    assert codes(answers) == [302, 400]
    update.refresh_from_db()
    decided = {"accepted": "accept", "declined": "decline"}
    assert update.decided_words == decided[update.state]


def test_a_proposed_difference_meets_another(two, action):
    people = two(Role.IMPROVEMENT_LEAD)
    evidence = proof(action)
    said = {
        "verdict": "improved",
        "window_from": "1 October 2019",
        "window_to": "3 February 2020",
        "evidence": evidence.pk,
    }
    forms = of_both(people, f"{ONE}/difference", "words", **said)
    answers = sent_at_once(people, f"{ONE}/difference", forms)
    assert codes(answers) == [302, 409]
    assert both_shown(answers)
    assert DifferenceVerdict.objects.count() == 1


def test_one_of_two_agrees_or_declines_a_difference(two, action):
    verdict = propose(action, evidence=[proof(action)])
    people = two(Role.DIRECTOR)
    opened = [form_at(client, f"{ONE}/difference", "agreeing") for client in people]
    deeds = ({"do": "agree"}, {"do": "decline", "why": "Not what families say"})
    forms = [form | {"agreeing": "1"} | deed for form, deed in zip(opened, deeds, strict=True)]
    answers = sent_at_once(people, f"{ONE}/difference", forms)
    assert codes(answers) == [302, 400]
    verdict.refresh_from_db()
    assert bool(verdict.agreed_on) != bool(verdict.declined_on)


def test_words_of_an_action_meet_others(two, action):
    people = two(Role.IMPROVEMENT_LEAD)
    answers = sent_at_once(people, f"{ONE}/words", of_both(people, f"{ONE}/words", "text"))
    assert codes(answers) == [302, 409]
    assert both_shown(answers)
    action.refresh_from_db()
    assert Revision.objects.get().new == action.text


def test_minutes_of_one_item_by_two_clerks_are_both_kept(two, groups_meet_as):
    board = groups_meet_as["Board"]
    meeting = call_meeting(by=CHAIR, body=board, starts_at=at(day(-7)), on=day(-40))
    build_agenda(by=CHAIR, meeting=meeting, on=day(-20))
    item = meeting.items.first()
    people = two(Role.IMPROVEMENT_LEAD)
    sheet = f"/areas/anyshire/meetings/{meeting.pk}/run/"
    answers = sent_at_once(people, sheet, of_both(people, sheet, f"minute-{item.pk}"))
    assert codes(answers) == [302, 302]
    assert set(item.minuted.values_list("words", flat=True)) == {MINE, THEIRS}
    item.refresh_from_db()
    assert item.minuted.get(stands=True).words == item.minute
    assert sum("yours is kept beside it" in client.get(sheet).text for client in people) == 1


def test_an_answer_to_a_challenge_meets_another(two, area):
    asked = ask_challenge(by=MEMBER, area=area, words="Why?", on=STARTED, to_role="Director")
    people = two(Role.DIRECTOR)
    address = f"/areas/anyshire/challenges/{asked.number}/"
    forms = of_both(people, address, "words", do="answer")
    answers = sent_at_once(people, address, forms)
    assert codes(answers) == [302, 409]
    assert both_shown(answers)
    [met] = [answer.text for answer in answers if answer.status_code == 409]
    assert "Somebody else took a step" in met
    first = ChallengeStep.objects.get(kind="answered")
    for client, form in zip(people, forms, strict=True):
        if form["words"] != first.words:
            assert client.post(address, form | {"seen": "2"}).status_code == 302
    assert ChallengeStep.objects.filter(kind="answered").count() == 2


def test_commentary_at_one_place_meets_others(two, area, plan):
    kind = Kind.SCRUTINY
    draft = DraftReport(kind, "A report", date(2020, 1, 31))
    report = draft_report(by=LEAD, area=area, improvement_plan=plan, draft=draft)
    people = two(Role.IMPROVEMENT_LEAD)
    home = f"/areas/anyshire/reports/{report.pk}"
    place = next(
        link for link in people[0].get(home).text.split('"') if link.startswith(f"{home}/words/")
    )
    answers = sent_at_once(people, place, of_both(people, place, "words"))
    assert codes(answers) == [302, 409]
    assert both_shown(answers)
    first = Commentary.objects.get()
    for client, words in zip(people, (MINE, THEIRS), strict=True):
        if words != first.words:
            again = {"words": words, "as_at": "2020-01-31", "seen": str(first.pk)}
            assert client.post(place, again).status_code == 302
    assert set(Commentary.objects.values_list("words", flat=True)) == {MINE, THEIRS}


def test_words_of_a_promise_meet_others(two, plan, action):
    draft = PromiseDraft(plain="We ask", action=action)
    [promise] = make_promises(by=LEAD, improvement_plan=plan, drafts=[draft])
    people = two(Role.IMPROVEMENT_LEAD)
    address = f"/areas/anyshire/families/{promise.pk}/"
    answers = sent_at_once(people, address, of_both(people, address, "plain"))
    assert codes(answers) == [302, 409]
    assert both_shown(answers)
    promise.refresh_from_db()
    assert PromiseRevision.objects.filter(field="plain").get().new == promise.plain


def test_a_repair_decision_meets_another(db):
    area = harbourshire()
    users = [person(name, area) for name in ("ann", "ben")]
    intake = small_tracker(users[0], area)
    row = ReadFact.objects.get(part__intake=intake, noun="actions", key="2.2.1", field="due")
    people = [client_of(user) for user in users]
    sent = {"seen": f"{row.pk}:{row.version}", "do": "correct"}
    forms = [sent | {"text": text} for text in ("September 2024", "October 2024")]
    address = f"/areas/harbourshire/repair/{intake.document_id}/decide/"
    answers = sent_at_once(people, address, forms)
    assert codes(answers) == [302, 409]
    assert Decision.objects.filter(intake=intake).count() == 1
    [met] = [answer.text for answer in answers if answer.status_code == 409]
    assert "September 2024" in met
    assert "October 2024" in met
