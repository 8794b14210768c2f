"""Links that the words suggest between findings, weaknesses, measures and actions; none is sure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from goldenthread.thread.rules.letter import BY_PLACE
from goldenthread.thread.rules.matching import Likeness, Weights, tokens
from goldenthread.thread.rules.threads import (
    LIKE_ENOUGH,
    PARTS_OF,
    criticisms,
    head_subjects,
    scopes,
)
from goldenthread.thread.rules.view import CheckedPlan, Weakness
from goldenthread.thread.rules.vocabulary import subjects

_PLACES = "equity between places"
_WORDS = 6
_ACTIONS_A_MEASURE = 3
_SOME_WORDS = 0.25


@dataclass(frozen=True, slots=True)
class Match:
    """Two paths that may belong together, how much speaks for it (0 to 2), and the shared words."""

    left: str
    right: str
    score: float
    words: tuple[str, ...]


def propose_finding_weaknesses(checked: CheckedPlan) -> list[Match]:
    """Return findings that ask for an answer, each with the weaknesses it seems to bear on.

    The subjects of the finding's first sentence that names any are those of the weakness or parts
    of them; where either names none, two fifths of the weight of its words must be shared.
    """
    asking = criticisms(checked)
    weights = Weights([*(w.text for w in checked.weaknesses), *(f.text for f in asking)])
    judged = checked.judged()
    found = []
    for finding in asking:
        heads = head_subjects(finding.text)
        for weakness in checked.weaknesses:
            wanted = _wanted(weakness)
            shared = [words for subject, words in heads.items() if subject in wanted]
            like = weights.likeness(weakness.text, finding.text)
            apart = heads and wanted
            if judged.get((finding.path, weakness.path)) is False:
                continue
            if shared or (not apart and like.score >= LIKE_ENOUGH):
                found.append(_match(finding.path, weakness.path, shared, heads, like))
    return found


def propose_measure_weaknesses(checked: CheckedPlan) -> list[Match]:
    """Return measures of the list, each with the weaknesses whose subject it speaks of.

    A weakness about differences between places wants a measure that is split by place.
    """
    weights = Weights([*(w.text for w in checked.weaknesses), *(m.text for m in checked.measures)])
    judged = checked.judged()
    found = []
    for measure in checked.measures:
        heads = head_subjects(measure.text)
        by_place = BY_PLACE.search(measure.text)
        for weakness in checked.weaknesses:
            wanted = _wanted(weakness)
            shared = [words for subject, words in heads.items() if subject in wanted]
            if _PLACES in wanted:
                shared = [by_place[0]] if by_place else []
            like = weights.likeness(weakness.text, measure.text)
            if judged.get((measure.path, weakness.path)) is False:
                continue
            if shared or (not wanted and like.score >= LIKE_ENOUGH):
                found.append(_match(measure.path, weakness.path, shared, heads, like))
    return found


def propose_action_measures(checked: CheckedPlan) -> list[Match]:
    """Return for each measure of the list the actions, three at most, that seem to move it.

    An action names every subject of the measure and shares a quarter of the weight of its words;
    for a measure without a subject it shares two fifths, and two words at least.
    """
    said = scopes(checked)
    stems = {path: tokens(words).keys() for path, words in said.items()}
    weights = Weights.of_stems([*stems.values(), *(tokens(m.text) for m in checked.measures)])
    named = {path: subjects(words) for path, words in said.items()}
    judged = checked.judged()
    found = []
    for measure in checked.measures:
        heads, words = head_subjects(measure.text), tokens(measure.text)
        asked, scored = weights.asked(words), []
        for path in _worth_weighing(heads, words, named, stems):
            like = asked.covered_by(stems[path])
            enough = like.score >= (_SOME_WORDS if heads else LIKE_ENOUGH)
            if (
                enough
                and (heads or len(like.words) > 1)
                and judged.get((path, measure.path)) is not False
            ):
                shared = [named[path][subject] for subject in heads]
                scored.append(_match(path, measure.path, shared, heads, like))
        found += sorted(scored, key=lambda m: -m.score)[:_ACTIONS_A_MEASURE]
    return found


def _worth_weighing(
    heads: Collection[str],
    asked: Collection[str],
    named: Mapping[str, Mapping[str, str]],
    stems: Mapping[str, Collection[str]],
) -> list[str]:
    """Return the actions that name every subject asked for, or share a word where none is."""
    if heads:
        return [path for path, found in named.items() if all(s in found for s in heads)]
    return [path for path, found in stems.items() if any(s in found for s in asked)]


def _wanted(weakness: Weakness) -> set[str]:
    heads = set(head_subjects(weakness.text))
    return heads | {part for subject in heads for part in PARTS_OF.get(subject, ())}


def _match(
    left: str, right: str, shared: Sequence[str], heads: Collection[str], like: Likeness
) -> Match:
    words = tuple(dict.fromkeys([*shared, *like.words]))[:_WORDS]
    return Match(left, right, round(like.score + len(shared) / max(1, len(heads)), 3), words)


def shared_words(left: str, right: str) -> tuple[str, ...]:
    """Return what two texts have in common: subjects first, in the left one's words, then words."""
    heads = subjects(left)
    common = [heads[subject] for subject in subjects(right) if subject in heads]
    said = tokens(left)
    words = [said[stem] for stem in tokens(right) if stem in said]
    return tuple(dict.fromkeys([*common, *words]))[:_WORDS]
