"""What is said of a strand: what is missing is named, never taken for none."""

from goldenthread.improvement.rules import Difference
from goldenthread.thread.rules.strands import delivered, measured


def test_measures_that_nobody_has_linked_are_not_known_rather_than_none():
    assert measured(0, 0, unlinked=35).words == "Not known: 35 measures listed, none linked yet"
    assert measured(0, 0, unlinked=0).words == "No measure at all"
    assert measured(2, 0, unlinked=0).words == "2 measures named; no result held"


def test_verdicts_on_data_stand_beside_what_is_linked_without_contradicting_it():
    unlinked = measured(0, 0, unlinked=0, by_data=[Difference.NO_CHANGE])
    assert unlinked.words == "No measure is linked"
    assert unlinked.more == "1 agreed verdict rests on data: 1 no change"
    two = measured(2, 1, by_data=[Difference.IMPROVED, Difference.WORSE])
    assert two.more == "2 agreed verdicts rest on data: 1 improved, 1 worse"


def test_without_a_plan_nothing_is_said_of_actions_or_measures():
    assert delivered([], planned=False).words == "No plan is recorded yet"
    assert measured(0, 0, unlinked=None).words == "No plan is recorded yet"
    assert delivered([]).words == "No action at all"


def test_no_update_is_not_known():
    strand = delivered([None, None])
    assert not strand.known
    assert strand.words == "Not known: no update on any of 2 actions"
