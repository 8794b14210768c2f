"""How doubtful pairs are settled by people, and what their answers say of the links' quality."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt


class Verdict(StrEnum):
    """What a reviewer says of two records."""

    SAME = "same"
    DIFFERENT = "different"
    CANNOT_SAY = "cannot_say"


VERDICT_WORDS = {
    Verdict.SAME: "The same person",
    Verdict.DIFFERENT: "Two different people",
    Verdict.CANNOT_SAY: "I cannot say from this",
}


class Band(StrEnum):
    """Why a pair is asked about: in doubt, or drawn from the sure ones to see how sure they are."""

    DOUBT = "doubt"
    LINKED = "linked"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Said:
    """One reviewer's answer, by a reference to who gave it."""

    who: str
    verdict: Verdict


def outcome(said: Sequence[Said]) -> Verdict | None:
    """Return what a pair is, once two agree on same or different, or a third has decided.

    The first two answer without seeing each other. Where they differ, or one cannot say, a third
    decides between same and different; until then the pair is open (None).
    """
    first_two = {answer.verdict for answer in said[:2]}
    if len(said) >= 2 and len(first_two) == 1 and Verdict.CANNOT_SAY not in first_two:
        return said[0].verdict
    for answer in said[2:]:
        if answer.verdict is not Verdict.CANNOT_SAY:
            return answer.verdict
    return None


def may_answer(said: Sequence[Said], who: str) -> bool:
    """Say whether a person may still answer: once each, and nobody once it is settled."""
    return outcome(said) is None and who not in {answer.who for answer in said}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often the first two reviewers agreed: pairs, share (0 to 1), Cohen's kappa or None."""

    pairs: int
    share: float | None
    kappa: float | None


def agreement(pairs: Iterable[Sequence[Said]]) -> Agreement:
    """Return the agreement of first two answers over pairs, with Cohen's kappa (1960).

    Kappa sets off what two would agree upon by chance; None where everybody always said one thing.
    """
    both = [(said[0].verdict, said[1].verdict) for said in pairs if len(said) >= 2]
    if not both:
        return Agreement(0, None, None)
    share = sum(one is two for one, two in both) / len(both)
    chance = (
        sum(
            sum(one is verdict for one, _ in both) * sum(two is verdict for _, two in both)
            for verdict in Verdict
        )
        / len(both) ** 2
    )
    kappa = None if chance == 1 else (share - chance) / (1 - chance)
    return Agreement(len(both), share, kappa)


@dataclass(frozen=True, slots=True)
class Share:
    """A share estimated from a sample, 0 to 1, with its interval and how many it rests on."""

    of: int
    share: float | None
    low: float | None
    high: float | None


def wilson(found: int, of: int, z: float = 1.96) -> Share:
    """Return a share with its Wilson score interval (1927), 95 % unless told; None of nothing."""
    if of == 0:
        return Share(0, None, None, None)
    share = found / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return Share(of, share, max(0.0, middle - half), min(1.0, middle + half))


@dataclass(frozen=True, slots=True)
class Links:
    """How many links a run made: those that need no likelihood, and those that rest on it."""

    sure: int
    likely: int


@dataclass(frozen=True, slots=True)
class Quality:
    """Precision of the links by likelihood and recall of all, both from people's answers."""

    precision: Share
    recall: Share


def quality(
    linked: Sequence[Verdict], left_apart: Sequence[Verdict], links: Links, in_doubt: int
) -> Quality:
    """Return precision and recall estimated from a sample of links and the doubtful pairs left.

    `linked` are people's verdicts on a sample of links by likelihood, `left_apart` those on pairs
    in doubt that were left apart, of which there are `in_doubt`. Recall takes the sure links for
    right and counts what is missed among pairs in doubt only: a pair that nothing proposed is not
    in it. Its bounds put the bounds of both shares together the worst and the best way.
    """
    sure = [verdict for verdict in linked if verdict is not Verdict.CANNOT_SAY]
    precision = wilson(sum(v is Verdict.SAME for v in sure), len(sure))
    settled = [verdict for verdict in left_apart if verdict is not Verdict.CANNOT_SAY]
    missed = wilson(sum(verdict is Verdict.SAME for verdict in settled), len(settled))
    found = [_recall(links, p, m, in_doubt) for p, m in _bounds(precision, missed)]
    return Quality(precision, Share(len(settled), *found) if found else Share(0, None, None, None))


def _bounds(precision: Share, missed: Share) -> list[tuple[float, float]]:
    """Return both shares as estimated, at their worst and at their best; none where not known."""
    if precision.share is None or precision.low is None or precision.high is None:
        return []
    if missed.share is None or missed.low is None or missed.high is None:
        return []
    return [
        (precision.share, missed.share),
        (precision.low, missed.high),
        (precision.high, missed.low),
    ]


def _recall(links: Links, precision: float, missed: float, in_doubt: int) -> float | None:
    right = links.sure + links.likely * precision
    every = right + missed * in_doubt
    return right / every if every else None
