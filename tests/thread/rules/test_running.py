"""Switching rules off, putting the ten that matter first, and the reference page."""

from pathlib import Path

import pytest

from goldenthread.core.errors import UserError
from goldenthread.thread.rules import FIRST, RULES, Switch, check, rules_page
from goldenthread.thread.rules.ranking import ranked
from goldenthread.thread.rules.registry import Finding, rule
from goldenthread.thread.rules.view import CheckedPlan
from tests.thread.rules.drawn import action

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "plan-check-rules.md"
BARE = CheckedPlan(actions=(action("1.1", "Do", lead=None, due="Ongoing", resources=None),))


def finding(rule_name: str, severity: int, breadth: int = 1, unsure: bool = False) -> Finding:
    return Finding(rule_name, "", severity, "", "", "", "", (), breadth, (), unsure)


def test_a_rule_switched_off_is_silent():
    said = {f.rule for f in check(BARE)}
    left = {f.rule for f in check(BARE, [Switch("no-lead", "one officer leads all", "SEND lead")])}
    assert said - left == {"no-lead"}


@pytest.mark.parametrize(
    ("switch", "says"),
    [
        (Switch("no-leed", "a slip", "SEND lead"), "There is no rule called no-leed"),
        (Switch("no-lead", "  ", "SEND lead"), "no reason was given"),
    ],
)
def test_a_switch_needs_a_known_rule_and_a_reason(switch, says):
    with pytest.raises(UserError, match=says):
        check(BARE, [switch])


def test_the_gravest_come_first_but_not_all_of_one_rule():
    many = [finding("a", 5) for _ in range(20)] + [finding(name, 2) for name in "bcdefghij"]
    first = ranked(many)[:FIRST]
    assert [f.rule for f in first[:3]] == ["a", "a", "a"]
    assert [f.rule for f in first[3:]] == list("bcdefgh")
    assert len(ranked(many)) == len(many)


def test_the_broader_and_the_surer_come_first():
    said = ranked([finding("a", 3, 1), finding("b", 3, 30), finding("c", 3, 30, unsure=True)])
    assert [f.rule for f in said] == ["b", "a", "c"]


def test_two_rules_cannot_share_a_name():
    with pytest.raises(ValueError, match="two rules are called no-lead"):
        rule("no-lead", title="", reason="", severity=1)(lambda checked: iter(()))


def test_the_reference_page_is_fresh():
    assert PAGE.read_text(encoding="utf-8") == rules_page()


def test_every_rule_says_why_and_how_it_looks():
    for each in RULES.values():
        assert each.reason.endswith((".", "?"))
        assert each.check.__doc__
        assert 1 <= each.severity <= 5
        assert each.name == each.name.lower().replace("_", "-")
