"""The exercise shows the whole working life, every word of it labelled as made up."""

import json
from datetime import date
from pathlib import Path

import goldenthread
from goldenthread.improvement.models import Evidence, Redating, Risk
from goldenthread.improvement.queries import (
    current_improvement_plan,
    optimism_gap,
    standing_of,
    verdicts_counted,
    waiting_updates,
)
from goldenthread.improvement.rules import Delivery, Difference, DifferenceState, Rag

DATA = Path(goldenthread.__file__).parent / "example" / "data" / "working_life.json"
SAID = {"words", "reason", "comment", "answer", "how", "why", "about"}


def told(part) -> list[str]:
    """Return every sentence of a part of the file."""
    if isinstance(part, dict):
        own = [v for k, v in part.items() if k in SAID and isinstance(v, str) and v]
        return own + [words for value in part.values() for words in told(value)]
    if isinstance(part, list):
        return [words for value in part for words in told(value)]
    return []


def test_every_sentence_says_that_it_is_made_up():
    sentences = told(json.loads(DATA.read_text(encoding="utf-8")))
    assert len(sentences) > 30
    assert [words for words in sentences if not words.startswith("Made up: ")] == []


def test_an_action_reported_green_is_computed_red_and_says_why(examples, db):
    plan = current_improvement_plan(examples["cumbria-exercise"].pk)
    rows = standing_of(plan, date(2020, 12, 31)).values()
    apart = [s for s in rows if s.reported_rag is Rag.GREEN and s.computed_rag is Rag.RED]
    assert apart
    assert all(s.why.startswith("Green reported, but due ") for s in apart)
    assert {s.rule for s in apart} == {"date-passed"}


def test_every_part_of_the_working_life_is_there_to_try(examples, db):
    plan = current_improvement_plan(examples["cumbria-exercise"].pk)
    on = date(2021, 3, 31)
    rows = standing_of(plan, on)
    assert {Rag.RED, Rag.AMBER, Rag.BLUE, Rag.GREY} <= {s.computed_rag for s in rows.values()}
    assert any(s.late for s in rows.values())
    assert any(s.override for s in rows.values())
    assert [s.number for s in rows.values() if s.embedded] == ["3.3.3"]
    states = {s.difference_state for s in rows.values()}
    assert {DifferenceState.AGREED, DifferenceState.REOPENED, DifferenceState.PROPOSED} <= states
    assert verdicts_counted(plan, on)[Difference.CANNOT_TELL] == 1
    assert waiting_updates(plan.pk).count() == 3
    assert Redating.objects.filter(action__improvement_plan=plan).count() > 15
    assert Risk.objects.filter(improvement_plan=plan).count() == 3
    assert sum(group.gap for group in optimism_gap(plan, on)) > 20


def test_nothing_is_done_without_a_verdict_or_a_day_to_judge_it(examples, db):
    plan = current_improvement_plan(examples["cumbria-exercise"].pk)
    done = [s for s in standing_of(plan, date(2021, 3, 31)).values() if s.delivery is Delivery.DONE]
    assert done
    assert all(s.judge_on or s.difference_state is DifferenceState.AGREED for s in done)


def test_the_real_programme_has_no_working_life_at_all(examples, db):
    plan = current_improvement_plan(examples["cumbria"].pk)
    rows = standing_of(plan, date(2026, 1, 1)).values()
    assert {(s.delivery, s.computed_rag, s.late) for s in rows} == {(None, Rag.GREY, False)}
    assert not Evidence.objects.filter(action__improvement_plan=plan).exists()
