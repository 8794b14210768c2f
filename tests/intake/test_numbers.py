"""Every number that the pages of bringing in show is the same number on each of them."""

import re

import pytest

from goldenthread.intake import changes
from goldenthread.intake.changes import Choice, Seen
from goldenthread.intake.models import Intake, ReadFact
from goldenthread.intake.queries.counts import counts_of
from goldenthread.intake.queries.facts import FILTERS, facts_shown
from goldenthread.intake.queries.waiting import by_cause, to_look_at

SAYS = {
    "to look at": r"(\d+) to look at",
    "sure": r"(\d+) facts? read as sure and not accepted yet",
    "accept sure": r"Accept all (\d+) that are sure",
    "accepted": r"(\d+) accepted\b",
    "corrected": r"(\d+) corrected\b",
    "left": r"(\d+) left unknown on purpose",
}


def words_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def numbers_on(words: str) -> dict[str, set[int]]:
    return {name: {int(n) for n in re.findall(sign, words)} for name, sign in SAYS.items()}


def pages(client, intake: Intake) -> dict[str, str]:
    here = f"/areas/harbourshire/repair/{intake.document_id}/"
    progress = f"/areas/harbourshire/bring-in/progress/?document={intake.document_id}"
    addresses = [progress, here, f"{here}compare/", *(f"{here}facts/?show={f}" for f in FILTERS)]
    return {address: words_of(client, address) for address in addresses}


def assert_agreed(client, intake: Intake) -> None:
    """See that every page says what the one count says, and lists as many as it says."""
    counts = counts_of(intake)
    right = {
        "to look at": {counts.to_look_at},
        "sure": {counts.sure_waiting} - {0},
        "accept sure": {counts.sure_waiting} - {0},
        "accepted": {counts.accepted} - {0},
        "corrected": {counts.corrected} - {0},
        "left": {counts.left_unknown} - {0},
    }
    for address, words in pages(client, intake).items():
        for name, said in numbers_on(words).items():
            assert said <= right[name], f"{address} says {said} {name}, not {right[name]}"
        assert f"{counts.to_look_at} to look at" in words, address
    items = to_look_at(intake)
    assert len(items) == counts.to_look_at
    assert sum(len(cause.items) for cause in by_cause(intake, items)) == counts.to_look_at
    assert sum(len(item.seen) for item in items) == counts.doubtful
    for show, (words, name) in FILTERS.items():
        assert facts_shown(intake, show).count() == getattr(counts, name), show
        listed = words_of(
            client, f"/areas/harbourshire/repair/{intake.document_id}/facts/?show={show}"
        )
        assert f"{words} ({getattr(counts, name)})" in listed.replace(" (", " (")


@pytest.fixture
def bundled(tracker) -> Intake:
    """Return the tracker with two leads read alike from the same words, in doubt together."""
    rows = ReadFact.objects.filter(part__intake=tracker, noun="actions", field="lead")
    rows.filter(key__in=("2.1.1", "2.1.2")).update(
        state="unsure", reason="Printed once.", bundle="b"
    )
    return tracker


def test_facts_decided_together_are_one_to_look_at(bundled):
    counts = counts_of(bundled)
    assert (counts.to_look_at, counts.doubtful) == (4, 5)


def test_all_pages_agree_from_upload_to_the_record(client, bundled, ann):
    one = {"by": ann.actor, "intake": bundled}
    assert_agreed(client, bundled)
    first, *_ = to_look_at(bundled)
    changes.decide(**one, seen=[Seen(*pair) for pair in first.seen], choice=Choice.ACCEPT)
    assert_agreed(client, bundled)
    rag = ReadFact.objects.get(part__intake=bundled, key="2.2.1", field="rag")
    changes.decide(**one, seen=[Seen(rag.pk, rag.version)], choice=Choice.CORRECT, value="amber")
    assert_agreed(client, bundled)
    changes.accept_sure(**one)
    assert_agreed(client, bundled)
    changes.undo(by=ann.actor, intake=bundled)
    assert_agreed(client, bundled)
    changes.accept_sure(**one)
    changes.leave_rest_unknown(**one)
    assert_agreed(client, bundled)
    counts = counts_of(bundled)
    assert counts.pending == 0
    assert counts.facts == counts.decided
    changes.finish(by=ann.actor, intake=bundled)
    done = words_of(client, f"/areas/harbourshire/repair/{bundled.document_id}/done/")
    assert f"{counts.left_unknown} facts left unknown on purpose" in done
    assert f"{counts.corrected} fact" in done


def test_the_buttons_say_and_do_the_same(client, bundled):
    before = counts_of(bundled)
    here = f"/areas/harbourshire/repair/{bundled.document_id}/"
    said = words_of(client, here)
    assert f"Accept all {before.sure_waiting} that are sure" in said
    answer = client.post(f"{here}accept-sure/", follow=True)
    assert f"{before.sure_waiting} facts accepted as sure" in answer.text
    assert counts_of(bundled).accepted == before.sure_waiting
    assert counts_of(bundled).not_given == before.absent_waiting
