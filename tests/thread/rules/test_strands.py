"""What is said of a strand: what is missing is named, never taken for none."""

from goldenthread.thread.rules.strands import delivered, measured


def test_measures_that_nobody_has_linked_are_not_known_rather_than_none():
    assert measured(0, 0, unlinked=35).words == "Not known: 35 measures listed, none linked yet"
    assert measured(0, 0, unlinked=0).words == "No measure at all"
    assert measured(2, 0, unlinked=0).words == "2 measures named; no result held"


def test_without_a_plan_nothing_is_said_of_actions_or_measures():
    assert delivered([], planned=False).words == "No plan is recorded yet"
    assert measured(0, 0, unlinked=None).words == "No plan is recorded yet"
    assert delivered([]).words == "No action at all"


def test_no_update_is_not_known():
    strand = delivered([None, None])
    assert not strand.known
    assert strand.words == "Not known: no update on any of 2 actions"
