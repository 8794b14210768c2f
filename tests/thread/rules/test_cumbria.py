"""The faults a careful person found by hand in the real documents, by rule and line."""

import pytest

from goldenthread.reading.extract import extract_path
from goldenthread.reading.read import read_path
from goldenthread.thread.rules import FIRST, check, from_parts
from tests.shared import (
    AGENDA_PACK,
    INSPECTION_REPORT,
    MINUTES_ALONE,
    PROGRESS_REPORT,
    REVISIT_LETTER,
    needs_shared,
)

pytestmark = needs_shared
FILES = [INSPECTION_REPORT, PROGRESS_REPORT, REVISIT_LETTER, MINUTES_ALONE, AGENDA_PACK]

BY_LINE = [
    ("contradicting-dates", 562, 562),
    ("contradicting-dates", 1019, 1021),
    ("contradicting-dates", 279, 279),
    ("date-before-plan", 2139, 2139),
    ("duplicate-measure", 3625, 3625),
    ("duplicate-measure", 3629, 3629),
    ("composite-measure", 3633, 3633),
    ("due-after-revisit", 2664, 2664),
    ("due-after-revisit", 2757, 2757),
    ("due-after-revisit", 3265, 3265),
    ("due-after-revisit", 2663, 2663),
    ("no-baseline", 3624, 3624),
    ("no-baseline", 3659, 3659),
    ("no-target", 3624, 3624),
    ("no-target", 3659, 3659),
    ("finding-without-action", 859, 869),
    ("finding-without-action", 645, 651),
    ("finding-without-action", 811, 814),
    ("finding-without-action", 940, 944),
    ("finding-without-action", 879, 884),
    ("finding-without-action", 885, 888),
    ("finding-without-action", 822, 825),
    ("finding-without-action", 902, 905),
    ("finding-without-action", 815, 817),
    ("measure-without-action", 3625, 3625),
    ("measure-without-action", 3638, 3638),
    ("measure-without-action", 3639, 3639),
    ("measure-without-action", 3658, 3658),
    ("measure-without-action", 3659, 3659),
    ("mistaken-measure", 3656, 3656),
    ("perverse-measure", 3404, 3405),
    ("perverse-measure", 3593, 3594),
    ("perverse-measure", 3596, 3597),
    ("perverse-measure", 3640, 3640),
    ("perverse-measure", 3636, 3636),
    ("left-over-template-text", 523, 523),
    ("left-over-template-text", 3935, 3935),
    ("left-over-template-text", 4631, 4631),
    ("left-over-template-text", 4872, 4872),
    ("left-over-template-text", 4965, 4965),
    ("sum-does-not-add", 4534, 4538),
    ("promise-not-reported-back", 377, 378),
    ("same-text-twice", 280, 370),
]


@pytest.fixture(scope="module")
def said():
    sources = [extract_path(path).source for path in FILES]
    parts = [part for path in FILES for part in read_path(path)]
    return check(from_parts(parts, sources))


def of(said, rule):
    return [f for f in said if f.rule == rule]


@pytest.mark.parametrize(("rule", "first", "last"), BY_LINE)
def test_a_fault_known_by_its_lines_is_found(said, rule, first, last):
    spans = [
        c.lines
        for f in of(said, rule)
        for c in f.citations
        if c.lines and c.document == AGENDA_PACK.name
    ]
    assert any(a <= last and b >= first for a, b in spans), spans


@pytest.mark.parametrize("weakness", [3, 4, 5, 6, 9])
def test_a_weakness_without_a_measure_is_found(said, weakness):
    whats = " ".join(f.what for f in of(said, "weakness-without-measure"))
    assert f"Weakness {weakness}" in whats


@pytest.mark.parametrize("weakness", [1, 7, 8])
def test_a_weakness_that_is_measured_is_left_in_peace(said, weakness):
    whats = " ".join(f.what for f in of(said, "weakness-without-measure"))
    assert f"Weakness {weakness}" not in whats


def test_autism_is_measured_but_not_what_was_faulted(said):
    found = [f for f in of(said, "weakness-without-measure") if "Weakness 6" in f.what]
    assert len(found) == 1
    assert "autism" in found[0].what


def test_one_weakness_is_only_studied(said):
    (found,) = of(said, "only-studies")
    assert "weakness 6" in found.what
    assert all(f"5.1.{n}" in found.what for n in range(1, 8))
    assert "5.4.1" not in found.what


@pytest.mark.parametrize(
    ("early", "late"), [(1551, "1.1.4"), (2165, "3.1.2"), (2176, "3.1.2"), (3107, "December 2020")]
)
def test_what_rests_on_what_finishes_later_is_found(said, early, late):
    """The commissioning plan, the two engagement sessions and the portfolio, by first line."""
    found = [
        f.what
        for f in of(said, "order")
        if any(c.lines and c.lines[0] <= early <= c.lines[1] for c in f.citations)
    ]
    assert any(late in what for what in found), found


def test_chairs_who_lead_their_own_groups_actions(said):
    groups = {f.what.split()[4] for f in of(said, "chair-leads-own-actions")}
    assert groups == {"1", "3", "4", "5", "6"}


def test_two_months_hold_much(said):
    (found,) = of(said, "month-overload")
    assert "December 2019 and January 2020" in found.what


def test_one_board_has_four_names_and_two_groups_two(said):
    assert sorted(f.breadth for f in of(said, "names-of-one-body")) == [2, 2, 4]


def test_nobody_says_what_was_delivered(said):
    assert len(of(said, "no-status")) == 1


def test_no_measure_at_all_has_a_baseline_or_a_target(said):
    for rule in ("no-baseline", "no-target"):
        (found,) = of(said, rule)
        assert found.breadth == 35
    assert "speaks of agreed targets" in of(said, "no-target")[0].what


def test_the_first_ten_are_grave_and_of_many_kinds(said):
    first = said[:FIRST]
    assert all(f.severity >= 4 for f in first)
    assert len({f.rule for f in first}) >= 6


def test_each_can_be_answered_on_its_own(said):
    keys = [(f.rule, f.subject) for f in said]
    assert len(keys) == len(set(keys))


def test_praise_is_not_asked_of_the_plan(said):
    """Lines that praise: portage, the advice service, short breaks for complex needs."""
    cited = [c.lines for f in of(said, "finding-without-action") for c in f.citations if c.lines]
    praised = [(679, 682), (780, 801), (906, 935)]
    assert not [span for span in cited for a, b in praised if a <= span[0] <= b]
