"""Each rule on two small drawn cases: one where it speaks, one beside it where it is silent."""

from datetime import date

import pytest

from goldenthread.thread.rules import RULES
from goldenthread.thread.rules.view import CheckedPlan
from tests.thread.rules import cases_of_actions, cases_of_letter, cases_of_measures, cases_of_papers
from tests.thread.rules.cases import plan
from tests.thread.rules.drawn import action, measure, theme

CASES = [
    *cases_of_letter.CASES,
    *cases_of_measures.CASES,
    *cases_of_actions.CASES,
    *cases_of_papers.CASES,
]


def found_by(name: str, checked: CheckedPlan):
    return RULES[name].run(checked)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.rule}: {c.says}")
def test_the_rule_speaks_once(case):
    found = found_by(case.rule, case.speaks)
    assert len(found) == 1, [f.what for f in found]
    assert found[0].what
    assert found[0].mend
    assert found[0].why == RULES[case.rule].reason
    assert 1 <= found[0].severity <= 5


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.rule}: {c.says}")
def test_the_rule_is_silent(case):
    assert [f.what for f in found_by(case.rule, case.silent)] == []


def test_every_rule_has_a_case():
    assert {case.rule for case in CASES} == set(RULES)


def test_no_rule_speaks_of_an_empty_plan():
    assert [f.rule for rule in RULES.values() for f in rule.run(CheckedPlan())] == []


def test_what_a_rule_finds_cites_where_it_stands():
    without = {case.rule for case in CASES if not found_by(case.rule, case.speaks)[0].citations}
    assert without == set()


def test_words_that_straddle_the_revisit_are_unsure():
    found = found_by(
        "due-after-revisit",
        plan(action("1.1", "Do", due="June 2025"), revisit_due=date(2025, 6, 15)),
    )
    assert [f.unsure for f in found] == [True]


def test_the_draft_of_a_thing_is_enough_to_rest_on():
    checked = plan(
        action("1.1.1", "Draft", due="January 2024", theme="1.1"),
        action("1.1.2", "Publish", due="September 2024", theme="1.1"),
        action("2.1.1", "Plan based on the initial JSNA", due="March 2024", theme="2.1"),
        themes=(theme("1.1", "Prepare a Joint Strategic Needs Assessment (JSNA)"),),
    )
    assert found_by("order", checked) == []


def test_each_finding_of_a_plan_can_be_answered_on_its_own():
    """Rule and subject together are one finding, so that an answer to it is kept for it alone."""
    everything = CheckedPlan(
        actions=tuple(
            action(f"{n}.{m}", "Do", due="May 2023", success="Reduction in complaints, fewer calls")
            for n in range(3)
            for m in range(4)
        ),
        measures=tuple(measure(n, "Reduction in complaints") for n in range(3)),
        starts_on=date(2024, 1, 1),
    )
    for name, each in RULES.items():
        subjects = [f.subject for f in each.run(everything)]
        assert len(subjects) == len(set(subjects)), name
