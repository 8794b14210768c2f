"""On a made-up improvement plan that answers its letter, the rules hold their tongue."""

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.thread.rules import check, from_parts, propose_links
from tests.thread.rules.made_up import ACTIONS, good_documents


@pytest.fixture(scope="module")
def good():
    return from_parts(*good_documents())


def test_nothing_is_said(good):
    assert [(f.rule, f.what) for f in check(good)] == []


def test_all_of_it_was_looked_at(good):
    assert len(good.actions) == len(ACTIONS)
    assert [w.number for w in good.weaknesses] == [1, 2, 3]
    assert [len(good.findings), len(good.measures), len(good.groups)] == [6, 3, 3]
    assert good.starts_on == date(2023, 3, 10)
    assert all(f.citation for f in good.findings)
    assert {"text", "lead", "due", "success_measure", "rag"} == set(good.actions[0].cites)


@pytest.mark.parametrize("gone", [number for number, *_ in ACTIONS])
def test_it_is_the_actions_that_keep_it_silent(good, gone):
    """Without any one action at most the finding it answered comes up, never something else."""
    left = tuple(a for a in good.actions if a.number != gone)
    said = {f.rule for f in check(replace(good, actions=left))}
    assert said <= {"finding-without-action"}


def test_without_the_short_breaks_the_finding_comes_up(good):
    left = tuple(a for a in good.actions if a.number != "2.3")
    said = check(replace(good, actions=left))
    assert [f.rule for f in said] == ["finding-without-action"]
    assert "short breaks" in said[0].what
    assert said[0].citations[0].document == "letter.txt"


def test_proposed_matches_show_their_words(good):
    proposals = propose_links(good)
    best = next(p for p in proposals if "areas_for_development[0]" in p.finding)
    assert best.action in {"actions[1.1]", "actions[1.2]", "actions[1.3]"}
    assert "speech" in " ".join(best.words)
    assert all(p.words and p.score > 0 for p in proposals)
