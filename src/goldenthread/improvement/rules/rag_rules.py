"""The rules of colour, in the order they are asked; the first that applies decides."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.core.calendar import day_words

from .delivery import AGREED, DELIVERY_NAMES, ENDED, IN_WORK, Delivery
from .difference import DifferenceState
from .rag import RAG_NAMES, ActionFacts, Colour, Rag, Waiting, reported_rag

# Not begun this near to its date, an action is at risk.
NEAR = timedelta(days=56)
# So often may a date move before the action counts as at risk.
MOVES_BORNE = 1

Test = Callable[[ActionFacts, date], str | None]


@dataclass(frozen=True, slots=True)
class RagRule:
    """A rule: its name, the colour it gives, when it applies, and the test that gives the reason.

    The test returns the reason in a sentence, or None where the rule does not apply.
    """

    name: str
    rag: Rag
    meaning: str
    test: Test


def _lower(delivery: Delivery) -> str:
    return DELIVERY_NAMES[delivery].lower()


def _claim(facts: ActionFacts) -> str:
    """Return what was reported, as the start of a sentence: "Green reported"."""
    rag = reported_rag(facts.delivery)
    if facts.delivery is Delivery.NOT_STARTED or rag is Rag.GREY:
        return "Not started" if facts.delivery else "Nothing reported"
    return f"{RAG_NAMES[rag]} reported"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _never_reported(facts: ActionFacts, on: date) -> str | None:
    if facts.delivery is not None:
        return None
    if facts.due_to and facts.due_to < on:
        return (
            f"No update is recorded, and {day_words(facts.due_to)}, when it was due, has passed: "
            "we do not know."
        )
    return "No update is recorded: we do not know."


def _no_longer_in_play(facts: ActionFacts, on: date) -> str | None:
    if facts.delivery not in ENDED or facts.delivery is Delivery.DONE:
        return None
    other = f" by action {facts.other}" if facts.delivery is Delivery.REPLACED else ""
    if facts.delivery is Delivery.MERGED:
        other = f" into action {facts.other}"
    other = other if facts.other else ""
    agreed = f", agreed by {facts.agreed_by}" if facts.agreed_by else ", nobody says who agreed"
    return f"{DELIVERY_NAMES[facts.delivery]}{other}{agreed}: it is no longer in play."


def _done_and_evidenced(facts: ActionFacts, on: date) -> str | None:
    if facts.delivery is not Delivery.DONE or not facts.evidenced:
        return None
    return f"Done, with evidence beyond a leader’s word.{_difference_words(facts, on)}"


def _difference_words(facts: ActionFacts, on: date) -> str:
    if facts.difference_state is DifferenceState.AGREED:
        return ""
    if facts.judge_on:
        judged = "it was to be judged" if facts.judge_on < on else "to be judged"
        return f" What difference it made is not agreed; {judged} by {day_words(facts.judge_on)}."
    return " What difference it made is not agreed, and no day is set to judge it."


def _done_by_word_alone(facts: ActionFacts, on: date) -> str | None:
    if facts.delivery is not Delivery.DONE:
        return None
    what = "only a leader’s word" if facts.evidence else "no evidence"
    return f"Reported done, with {what} to show for it."


def _off_track(facts: ActionFacts, on: date) -> str | None:
    return "Reported off track." if facts.delivery is Delivery.OFF_TRACK else None


def _date_passed(facts: ActionFacts, on: date) -> str | None:
    if facts.delivery not in IN_WORK or not facts.due_to or facts.due_to >= on:
        return None
    shown = "and it is not done" if facts.evidence else "with no evidence"
    return f"{_claim(facts)}, but due {day_words(facts.due_to)} passed {shown}."


def _paused_past_its_date(facts: ActionFacts, on: date) -> str | None:
    if facts.delivery is not Delivery.PAUSED or not facts.due_to or facts.due_to >= on:
        return None
    return f"Paused, and due {day_words(facts.due_to)} passed."


def _paused(facts: ActionFacts, on: date) -> str | None:
    if facts.delivery is not Delivery.PAUSED:
        return None
    return f"Paused, agreed by {facts.agreed_by or 'nobody on record'}."


def _at_risk(facts: ActionFacts, on: date) -> str | None:
    return "Reported at risk." if facts.delivery is Delivery.AT_RISK else None


def _update_missing(facts: ActionFacts, on: date) -> str | None:
    if facts.delivery in ENDED or facts.late_since is None or facts.reported_on is None:
        return None
    return (
        f"{_claim(facts)} on {day_words(facts.reported_on)}, but the update due by "
        f"{day_words(facts.late_since)} never came: we do not know."
    )


def _open(waiting: Waiting) -> bool:
    return not waiting.settled and waiting.delivery not in ENDED


def _rests_on_trouble(facts: ActionFacts, on: date) -> str | None:
    for each in filter(_open, facts.rests_on):
        if each.delivery in AGREED | {Delivery.OFF_TRACK}:
            return f"{_claim(facts)}, but it rests on {each.what}, which is {_lower_of(each)}."
        if each.due_to and each.due_to < on:
            return (
                f"{_claim(facts)}, but it rests on {each.what}, which was due "
                f"{day_words(each.due_to)} and is not reported done."
            )
    return None


def _lower_of(waiting: Waiting) -> str:
    return _lower(waiting.delivery) if waiting.delivery else "not known"


def _rests_on_later(facts: ActionFacts, on: date) -> str | None:
    for each in filter(_open, facts.rests_on):
        if facts.due_to and each.due_to and each.due_to > facts.due_to:
            return (
                f"{_claim(facts)}, but it rests on {each.what}, due {day_words(each.due_to)}, "
                f"after its own date of {day_words(facts.due_to)}."
            )
    return None


def _kept_waiting(facts: ActionFacts, on: date) -> str | None:
    for each in filter(_open, facts.waits_for):
        if each.due_to and each.due_to < on:
            return (
                f"{_claim(facts)}, but it still waits for {each.what}, needed by "
                f"{day_words(each.due_to)}."
            )
    return None


def _date_moved_often(facts: ActionFacts, on: date) -> str | None:
    if facts.slipped <= MOVES_BORNE:
        return None
    return f"{_claim(facts)}, but its date has been moved back {_times(facts.slipped)}."


def _not_begun_near_its_date(facts: ActionFacts, on: date) -> str | None:
    if facts.delivery is not Delivery.NOT_STARTED:
        return None
    if facts.starts and facts.starts <= on:
        return f"Not started, though it was to start {day_words(facts.starts)}."
    if facts.due_to and facts.due_to - on <= NEAR:
        return f"Not started, and due {day_words(facts.due_to)}."
    return None


def _no_date_to_test(facts: ActionFacts, on: date) -> str | None:
    if facts.due_to or facts.ongoing:
        return None
    return f"{_claim(facts)}, but no date is set to test that against: we do not know."


def _not_begun_in_time(facts: ActionFacts, on: date) -> str | None:
    if facts.delivery is not Delivery.NOT_STARTED:
        return None
    return f"Not started, and {_date_ahead(facts)}."


def _date_ahead(facts: ActionFacts) -> str:
    return f"not due until {day_words(facts.due_to)}" if facts.due_to else "the plan sets no end"


def _on_track(facts: ActionFacts, on: date) -> str | None:
    if facts.delivery is not Delivery.ON_TRACK or facts.reported_on is None:
        return None
    return f"Reported on track on {day_words(facts.reported_on)}, and {_date_ahead(facts)}."


RAG_RULES: tuple[RagRule, ...] = (
    RagRule("never-reported", Rag.GREY, "No update has ever been accepted.", _never_reported),
    RagRule(
        "no-longer-in-play",
        Rag.GREY,
        "Replaced, stopped or merged, with who agreed.",
        _no_longer_in_play,
    ),
    RagRule(
        "done-and-evidenced",
        Rag.BLUE,
        "Done, and at least one piece of evidence is graded above a leader’s word.",
        _done_and_evidenced,
    ),
    RagRule(
        "done-by-word-alone",
        Rag.AMBER,
        "Done, and no evidence, or none graded above a leader’s word.",
        _done_by_word_alone,
    ),
    RagRule("off-track", Rag.RED, "Reported off track.", _off_track),
    RagRule(
        "date-passed",
        Rag.RED,
        "Not done, and its last date, after every move agreed, has passed.",
        _date_passed,
    ),
    RagRule(
        "paused-past-its-date",
        Rag.RED,
        "Paused, and its last date has passed.",
        _paused_past_its_date,
    ),
    RagRule("paused", Rag.AMBER, "Paused, its date still to come or none set.", _paused),
    RagRule("at-risk", Rag.AMBER, "Reported at risk.", _at_risk),
    RagRule(
        "rests-on-trouble",
        Rag.AMBER,
        "It rests (by a confirmed link) on an action that is off track, paused or past its date.",
        _rests_on_trouble,
    ),
    RagRule(
        "rests-on-later",
        Rag.AMBER,
        "It rests (by a confirmed link) on an action that is due after it.",
        _rests_on_later,
    ),
    RagRule(
        "kept-waiting",
        Rag.AMBER,
        "It waits for another group past the day by which it needed that.",
        _kept_waiting,
    ),
    RagRule(
        "date-moved-often",
        Rag.AMBER,
        f"Its date has been moved back more than {_times(MOVES_BORNE)}.",
        _date_moved_often,
    ),
    RagRule(
        "not-begun-near-its-date",
        Rag.AMBER,
        f"Not started, and its start has passed or its date is {NEAR.days} days away or less.",
        _not_begun_near_its_date,
    ),
    RagRule(
        "update-missing",
        Rag.GREY,
        "In work, but the last round of updates closed without one: what was said is out of date.",
        _update_missing,
    ),
    RagRule(
        "no-date-to-test",
        Rag.GREY,
        "In work, and the plan gives no date, nor says that it is ongoing.",
        _no_date_to_test,
    ),
    RagRule(
        "not-begun-in-time", Rag.GREEN, "Not started, and not due for longer.", _not_begun_in_time
    ),
    RagRule(
        "on-track",
        Rag.GREEN,
        "Reported on track in this round, and its date is still to come or it is ongoing.",
        _on_track,
    ),
)


def computed_rag(facts: ActionFacts, on: date) -> Colour:
    """Return the colour of an action on a day, by the first rule that applies, with its reason."""
    for rule in RAG_RULES:
        why = rule.test(facts, on)
        if why:
            return Colour(rule.rag, rule.name, why)
    return Colour(Rag.GREY, "nothing-applies", "No rule applies: we do not know.")


def rag_rules_page() -> str:
    """Return the reference of the rules of colour as Markdown, in the order they are asked."""
    head = """# How the colour of an action is computed

Made from the rules themselves by `make references`; do not edit.

The rules are asked in this order and the first that applies decides. Each gives its reason in
words on the page. A person may set another colour with a reason; the page then shows both. A
missing update shows as late beside the colour, whatever the colour is. What each colour means is
set by the area and printed on its reports.

| | rule | colour | applies when |
| --- | --- | --- | --- |
"""
    rows = [
        f"| {n} | `{rule.name}` | {RAG_NAMES[rule.rag].lower()} | {rule.meaning} |"
        for n, rule in enumerate(RAG_RULES, start=1)
    ]
    claims = ["", "## What a report claims", ""]
    claims += ["| reported | counts as |", "| --- | --- |"]
    claims += [f"| {DELIVERY_NAMES[d]} | {RAG_NAMES[reported_rag(d)].lower()} |" for d in Delivery]
    return head + "\n".join(rows + claims) + "\n"
