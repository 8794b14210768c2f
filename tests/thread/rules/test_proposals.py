"""Links that words suggest: on words of our own, and on the real letter and plan."""

import pytest

from goldenthread.reading.extract import extract_path
from goldenthread.reading.read import read_path
from goldenthread.thread.rules import from_parts
from goldenthread.thread.rules.proposals import (
    propose_action_measures,
    propose_finding_weaknesses,
    propose_measure_weaknesses,
    shared_words,
)
from goldenthread.thread.rules.view import Link
from tests.shared import AGENDA_PACK, needs_shared
from tests.thread.rules.cases import plan
from tests.thread.rules.drawn import action, faulted, measure, weakness

EXCLUDED = faulted("Too many pupils are excluded from school.")
THERAPY = faulted("Children wait too long for speech therapy.", 1)
WEAK = (
    weakness(1, "The high rate of exclusion of pupils with SEND"),
    weakness(2, "Inequities in access between areas"),
)


def pairs(matches) -> set[tuple[str, str]]:
    return {(m.left, m.right) for m in matches}


def test_a_finding_bears_on_the_weakness_of_its_subject_alone():
    (found,) = propose_finding_weaknesses(plan(findings=(EXCLUDED, THERAPY), weaknesses=WEAK))
    assert (found.left, found.right) == (EXCLUDED.path, "weaknesses[1]")
    assert "excluded" in found.words
    assert found.score > 1


def test_praise_bears_on_nothing():
    praise = faulted("Exclusion is rare.", 2)
    praise = type(praise)(praise.path, praise.section, "strength", praise.text, praise.citation)
    assert propose_finding_weaknesses(plan(findings=(praise,), weaknesses=WEAK)) == []


def test_without_a_subject_most_words_must_be_shared():
    odd = weakness(3, "The brass bands of the villages fall silent")
    alike = faulted("Brass bands in most villages have fallen silent.", 3)
    checked = plan(findings=(alike, EXCLUDED), weaknesses=(odd,))
    assert pairs(propose_finding_weaknesses(checked)) == {(alike.path, odd.path)}


def test_a_measure_of_places_must_be_split_by_place():
    listed = (measure(1, "Waits for therapies"), measure(2, "Waits for therapies by district"))
    checked = plan(measures=listed, weaknesses=WEAK)
    assert pairs(propose_measure_weaknesses(checked)) == {("measures[2]", "weaknesses[2]")}


def test_an_action_moves_the_measure_whose_subject_and_words_it_shares():
    actions = (
        action("1.1", "Cut permanent exclusions of pupils with coaches"),
        action("1.2", "Open a café"),
        action("1.3", "Hold a talk on exclusion"),
    )
    checked = plan(*actions, measures=(measure(1, "Permanent exclusions of pupils"),))
    found = propose_action_measures(checked)
    assert found[0].left == "actions[1.1]"
    assert "actions[1.2]" not in {m.left for m in found}


def test_at_most_three_actions_are_proposed_for_a_measure():
    same = [action(f"1.{n}", "Cut permanent exclusions of pupils") for n in range(9)]
    checked = plan(*same, measures=(measure(1, "Permanent exclusions of pupils"),))
    assert len(propose_action_measures(checked)) == 3


def test_what_a_person_turned_down_is_not_proposed_again():
    listed = (measure(1, "Pupils excluded"),)
    acts = (action("1.1", "Cut the number of pupils excluded"),)
    ends = {"measures": listed, "weaknesses": WEAK, "findings": (EXCLUDED,)}
    for propose in (
        propose_finding_weaknesses,
        propose_measure_weaknesses,
        propose_action_measures,
    ):
        (found,) = propose(plan(*acts, **ends))
        no = Link(found.left, found.right, False)
        assert propose(plan(*acts, links=(no,), **ends)) == []


def test_what_two_texts_share_is_told_subject_first():
    assert shared_words("Too many are excluded each term", "Exclusions each term") == (
        "excluded",
        "term",
    )
    assert shared_words("Buses", "Trains") == ()


@pytest.fixture(scope="module")
def real():
    return from_parts(read_path(AGENDA_PACK), [extract_path(AGENDA_PACK).source])


@needs_shared
def test_the_main_finding_on_lost_faith_bears_on_the_weakness_of_trust(real):
    said = {f.path: f.text for f in real.findings}
    trust = next(w for w in real.weaknesses if "trust" in w.text)
    bears = pairs(propose_finding_weaknesses(real))
    assert trust.number == 4
    on_trust = {said[left] for left, right in bears if right == trust.path}
    assert any("lost faith" in text for text in on_trust)
    assert {right for _, right in bears} == {w.path for w in real.weaknesses if w.number > 1}
    assert len(bears) >= 15


@needs_shared
def test_measures_of_the_real_list_and_the_weaknesses_without(real):
    found = propose_measure_weaknesses(real)
    texts = {m.path: m.text for m in real.measures}
    assert any("NHS number" in texts[m.left] and m.right == "weaknesses[1]" for m in found)
    assert {m.right for m in found} == {f"weaknesses[{n}]" for n in (1, 6, 7, 8)}


@needs_shared
def test_actions_of_the_real_plan_that_should_move_a_measure(real):
    found = propose_action_measures(real)
    texts = {m.path: m.text for m in real.measures}
    number = {m.left for m in found if "NHS number" in texts[m.right]}
    assert number
    assert all(left.startswith("actions[1.2.") for left in number)
    assert 5 <= len(found) <= 30
