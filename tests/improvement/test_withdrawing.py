"""Evidence that was wrong: withdrawn or replaced by who gave it, kept for ever, counted no more."""

from datetime import date

import pytest

from goldenthread.accounts.rules import Role
from goldenthread.audit.models import Event
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import (
    EvidenceDraft,
    Unfit,
    VerdictDraft,
    agree_difference,
    carry_over,
    propose_difference,
    record_improvement_plan,
    replace_evidence,
    withdraw_evidence,
)
from goldenthread.improvement.models import DifferenceVerdict, Evidence
from goldenthread.improvement.queries import action_record
from goldenthread.improvement.rules import (
    Difference,
    DifferenceState,
    EvidenceKind,
    Grade,
)
from tests.rooms.small_plan import DRAFT

from .conftest import CHAIR, LEAD, MEMBER
from .people import PLAN, client_as, words
from .test_difference import AGREED, FIRST, OUTSIDER, SAID, proof, propose
from .test_updates import state

LATER = date(2020, 3, 2)
BETTER = EvidenceDraft(EvidenceKind.ADDRESS, Grade.DATA, "Counted", "https://example.org/again")


def agreed(action, *pieces) -> DifferenceVerdict:
    verdict = propose(action, evidence=pieces)
    return agree_difference(by=MEMBER, verdict=verdict, who=OUTSIDER, on=AGREED)


def test_withdrawn_evidence_stays_counts_no_more_and_opens_what_rested_on_it(plan, action):
    piece, other = proof(action), proof(action)
    agreed(action, piece)
    assert withdraw_evidence(by=LEAD, evidence=piece, on=LATER, why="Wrong year") == 1
    now, before = state(plan, action, LATER), state(plan, action, AGREED)
    assert (now.difference_state, before.difference_state) == (
        DifferenceState.REOPENED,
        DifferenceState.AGREED,
    )
    assert (now.evidence, before.evidence) == (1, 2)
    record = action_record(action, LATER)
    assert [e.pk for e in record.evidence] == [other.pk, piece.pk]
    assert record.verdicts[0].verdict.reopened_why == (
        "Evidence it rests on was withdrawn: Wrong year"
    )
    kept = Evidence.objects.get(pk=piece.pk)
    assert (kept.words, kept.withdrawn_by, kept.withdrawn_on) == ("Waits", LEAD.name, LATER)
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["withdraw_evidence", "reopen_difference"]


def test_a_verdict_that_does_not_rest_on_it_stays_agreed(plan, action):
    piece, other = proof(action), proof(action)
    agreed(action, other)
    assert withdraw_evidence(by=LEAD, evidence=piece, on=LATER, why="Wrong year") == 0
    assert state(plan, action, LATER).difference_state is DifferenceState.AGREED


def test_only_who_gave_it_or_who_coordinates_may_take_it_back(action):
    piece = proof(action)
    with pytest.raises(UserError, match="Only who gave this evidence"):
        withdraw_evidence(by=MEMBER, evidence=piece, on=LATER, why="No")
    with pytest.raises(UserError, match="Say why"):
        withdraw_evidence(by=LEAD, evidence=piece, on=LATER, why=" ")
    withdraw_evidence(by=MEMBER, evidence=piece, on=LATER, why="Not ours", coordinates=True)
    with pytest.raises(UserError, match="already"):
        withdraw_evidence(by=LEAD, evidence=piece, on=LATER, why="Wrong year")


def test_nothing_is_agreed_or_proposed_on_what_was_withdrawn(action):
    piece = proof(action)
    waits = propose(action, evidence=[piece])
    withdraw_evidence(by=LEAD, evidence=piece, on=LATER, why="Wrong year")
    with pytest.raises(UserError, match="has been withdrawn, so it cannot be agreed"):
        agree_difference(by=MEMBER, verdict=waits, who=OUTSIDER, on=LATER)
    draft = VerdictDraft(Difference.IMPROVED, FIRST, SAID, "", (piece,))
    with pytest.raises(Unfit) as refused:
        propose_difference(by=LEAD, action=action, on=LATER, draft=draft)
    assert "has been withdrawn" in refused.value.faults["evidence"]


def test_what_replaces_it_points_to_it_and_nothing_is_written_where_it_lacks_something(
    plan, action
):
    piece = proof(action)
    agreed(action, piece)
    bad = EvidenceDraft(EvidenceKind.ADDRESS, Grade.DATA, "Counted", "nowhere")
    with pytest.raises(Unfit):
        replace_evidence(by=LEAD, evidence=piece, on=LATER, draft=bad, why="Wrong year")
    assert Evidence.objects.get().withdrawn_on is None
    new = replace_evidence(by=LEAD, evidence=piece, on=LATER, draft=BETTER, why="Wrong year")
    assert (new.replaces, new.update) == (piece, piece.update)
    assert state(plan, action, LATER).difference_state is DifferenceState.REOPENED
    assert state(plan, action, LATER).evidence == 1


def test_a_newer_version_of_the_plan_keeps_what_replaced_what(plan, area, action):
    piece = proof(action)
    replace_evidence(by=LEAD, evidence=piece, on=LATER, draft=BETTER, why="Wrong year")
    new = record_improvement_plan(by=CHAIR, area=area, draft=DRAFT, supersedes=plan)
    carry_over(by=CHAIR, old=plan, new=new)
    was, now = Evidence.objects.filter(action__improvement_plan=new).order_by("pk")
    assert (now.replaces, was.withdrawn_why) == (was, "Wrong year")


def test_on_the_page_it_is_withdrawn_and_replaced_with_a_reason(area, plan, action):
    lead, other = client_as(area, Role.IMPROVEMENT_LEAD), client_as(area, Role.ANALYST)
    place = f"{PLAN}/actions/1.1.1/evidence"
    piece = proof(action)
    agreed(action, piece)
    assert "Withdraw it" not in words(other.get(place))
    refused = other.post(place, {"withdraw": "1", "key": piece.pk, "why": "No"})
    assert refused.status_code == 400
    assert "Withdraw it" in words(lead.get(place))
    page = lead.get(f"{place}?instead={piece.pk}")
    assert "You replace: Waits" in words(page)
    sent = {"kind": "address", "grade": "data", "address": "https://example.org/again"}
    assert lead.post(f"{place}?instead={piece.pk}", sent).status_code == 400
    sent["why"] = "Wrong year"
    assert lead.post(f"{place}?instead={piece.pk}", sent).status_code == 302
    page = words(lead.get(place))
    assert "Wrong year Other evidence has taken its place." in page
    assert "takes the place of evidence that was withdrawn" in page
    new = Evidence.objects.exclude(pk=piece.pk).get()
    lead.post(place, {"withdraw": "1", "key": new.pk, "why": "That neither"})
    new.refresh_from_db()
    assert new.withdrawn_why == "That neither"
    assert "That neither" in words(lead.get(f"{PLAN}/actions/1.1.1/"))
    assert "took the place of what it rests on" in words(
        lead.get(f"{PLAN}/actions/1.1.1/difference")
    )
    assert lead.get(f"{place}?instead={new.pk}").status_code == 404


def test_who_may_not_agree_is_told_why_and_who_can(area, plan, action):
    lead = client_as(area, Role.IMPROVEMENT_LEAD)
    propose(action, Difference.TOO_EARLY, words="Too soon")
    page = words(lead.get(f"{PLAN}/actions/1.1.1/difference"))
    assert "Your role does not agree verdicts. Who can: a member of the board" in page
