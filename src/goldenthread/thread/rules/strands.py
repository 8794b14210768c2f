"""What is known of a weakness on three strands, in words; a strand with nothing says so."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.improvement.rules import (
    DIFFERENCE_NAMES,
    GOOD,
    Delivery,
    Difference,
    DifferenceState,
    Mark,
    Rag,
)

# How a mark of the forum reads in a few words.
MARK_WORDS = {
    Mark.OURS: "ours",
    Mark.MIXED: "some of us",
    Mark.NOT_OURS: "not ours",
}


@dataclass(frozen=True, slots=True)
class Strand:
    """One strand: how many of how many, None where nothing is known, and the words for it.

    `more` says what stands beside it where there is room.
    """

    done: int | None
    total: int
    words: str
    more: str = ""

    @property
    def known(self) -> bool:
        """Say whether anything at all is known."""
        return self.done is not None


@dataclass(frozen=True, slots=True)
class Silence:
    """Evidence that was promised by a date and never came."""

    what: str
    by: date
    action: str = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What is claimed of an action, what the record shows, and the forum's last word on it."""

    number: str
    delivery: Delivery | None
    reported: Rag
    computed: Rag
    difference: Difference | None
    state: DifferenceState
    mark: Mark | None = None

    @property
    def agreed(self) -> Difference | None:
        """Return the verdict that somebody from outside the group has agreed, if any holds."""
        return self.difference if self.state is DifferenceState.AGREED else None


def _actions(count: int) -> str:
    return f"{count} action" if count == 1 else f"{count} actions"


def delivered(states: list[str | None], planned: bool = True) -> Strand:
    """Return the strand of delivery from each action's last reported state (None: no update)."""
    total = len(states)
    reported = [state for state in states if state]
    if not planned:
        return Strand(None, 0, "No plan is recorded yet")
    if not total:
        return Strand(None, 0, "No action at all")
    if not reported:
        return Strand(None, total, f"Not known: no update on any of {_actions(total)}")
    done = sum(state == "done" for state in reported)
    words = f"{done} of {total} reported done"
    silent = total - len(reported)
    if silent:
        words += f"; {silent} unknown"
    return Strand(done, total, words)


def differed(claims: Sequence[Claimed]) -> Strand:
    """Return the strand of difference: verdicts that a second person agreed, of all actions."""
    agreed = Counter(claim.agreed for claim in claims if claim.agreed)
    waiting = sum(claim.state is DifferenceState.PROPOSED for claim in claims)
    reopened = sum(claim.state is DifferenceState.REOPENED for claim in claims)
    words = _verdicts(agreed)
    silent = len(claims) - agreed.total()
    if words and silent:
        words += f"; {silent} not judged"
    more = [f"{waiting} proposed"] if waiting else []
    more += [f"{reopened} open again"] if reopened else []
    words = words or ("Not judged" if claims else "No action to judge")
    done = agreed[Difference.IMPROVED] if agreed else None
    return Strand(done, len(claims), words, ", ".join(more))


def _verdicts(counted: Counter[Difference]) -> str:
    return ", ".join(
        f"{counted[verdict]} {DIFFERENCE_NAMES[verdict].lower()}"
        for verdict in Difference
        if counted[verdict]
    )


def measured(
    measures: int,
    with_results: int,
    unlinked: int | None = 0,
    by_data: Iterable[Difference] = (),
) -> Strand:
    """Return the strand of measures: how many are linked and how many have any result.

    `unlinked` is how many the plan lists where nobody has linked any yet; None without a plan.
    `by_data` are the agreed verdicts on actions that rest on data, be it of a linked measure or
    not.
    """
    more = _on_data(Counter(by_data))
    if unlinked is None:
        return Strand(None, 0, "No plan is recorded yet")
    if not measures and unlinked:
        return Strand(None, 0, f"Not known: {unlinked} measures listed, none linked yet", more)
    if not measures:
        words = "No measure is linked" if more else "No measure at all"
        return Strand(None, 0, words, more)
    noun = "measure" if measures == 1 else "measures"
    if not with_results:
        return Strand(None, measures, f"{measures} {noun} named; no result held", more)
    words = f"{with_results} of {measures} {noun} with a result"
    return Strand(with_results, measures, words, more)


def _on_data(verdicts: Counter[Difference]) -> str:
    """Return how many agreed verdicts rest on data and which they are, in words."""
    if not verdicts:
        return ""
    total = verdicts.total()
    rest = "agreed verdict rests" if total == 1 else "agreed verdicts rest"
    return f"{total} {rest} on data: {_verdicts(verdicts)}"


def lived(marks: Iterable[Mark]) -> Strand:
    """Return the strand of lived experience from the forum's last mark on each thing it marked."""
    said = Counter(marks)
    if not said:
        return Strand(None, 0, "Not asked yet")
    words = ", ".join(f"{said[mark]} “{MARK_WORDS[mark]}”" for mark in Mark if said[mark])
    return Strand(said[Mark.OURS], said.total(), f"Forum: {words}")


def contradictions(
    delivery: Strand,
    silences: list[Silence],
    studying: int,
    total: int,
    measures: int,
    claims: Sequence[Claimed] = (),
) -> list[str]:
    """Return where the strands contradict each other or a promise met with silence."""
    found = _against(claims)
    if total and studying * 2 > total:
        found.append(f"{studying} of {_actions(total)} only study")
    found += [
        f"Promised by {s.by:%B %Y}, no result: {s.what.rstrip('.')}"
        for s in sorted(silences, key=lambda s: s.by)
    ]
    if delivery.known and delivery.done and not measures:
        found.append("Reported done, yet no measure is linked to show a difference")
    return found


def _against(claims: Sequence[Claimed]) -> list[str]:
    """Return where what is claimed of actions meets other words: families', a verdict, a rule."""
    done = [c for c in claims if c.delivery is Delivery.DONE]
    good = [c for c in claims if c.reported in GOOD]
    hollow = (Difference.NO_CHANGE, Difference.WORSE)
    cases = (
        ("reported to go well, the forum disagrees", good, _denied),
        ("done without a difference", done, lambda c: c.agreed in hollow),
        ("reported green, computed red", good, lambda c: c.computed is Rag.RED),
    )
    found = []
    for words, rows, holds in cases:
        numbers = [c.number for c in rows if holds(c)]
        if numbers:
            named = f"Action {numbers[0]}" if len(numbers) == 1 else _actions(len(numbers))
            found.append(f"{named} {words}")
    return found


def _denied(claim: Claimed) -> bool:
    return claim.mark is Mark.NOT_OURS
