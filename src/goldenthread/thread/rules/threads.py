"""How findings, weaknesses, actions and measures hang together, as far as their words show it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from goldenthread.thread.rules.matching import Weights, tokens
from goldenthread.thread.rules.view import Action, CheckedPlan, LetterFinding, Measure, Weakness
from goldenthread.thread.rules.vocabulary import aspects, is_criticism, sentences, subjects

_GENERAL = frozenset(
    {
        *("equity between places", "waiting", "diagnosis", "early years", "social care"),
        *("performance information", "SEN support", "attainment", "EHC needs assessments"),
        *("co-production", "joint commissioning", "looked-after children", "youth justice"),
        *("information sharing", "oversight and governance", "workforce development"),
        *("evaluation of impact", "safeguarding", "specialist places", "learning disability"),
    }
)
PARTS_OF = {
    "transition to adulthood": ("employment", "independent living", "health checks"),
    "mental health": ("crisis and inpatient care",),
    "leaders’ self-knowledge": ("performance information", "contract monitoring"),
    "SEN support": ("SENCos", "attainment"),
}
_COHORT = re.compile(
    r"\bincluding (?:those|people|children|pupils|young people)\b[^.;]{0,120}", re.IGNORECASE
)
LIKE_ENOUGH = 0.40


@dataclass(frozen=True, slots=True)
class Proposal:
    """A match the words suggest and no person has judged: an action for a finding."""

    finding: str
    action: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether any action answers a finding: what is missing, and the nearest action if any."""

    answered: bool
    missing: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    nearest: Action | None = None
    words: tuple[str, ...] = ()


def criticisms(checked: CheckedPlan) -> list[LetterFinding]:
    """Return the findings that ask for an answer: areas to develop, main findings that fault."""
    return [
        f
        for f in checked.findings
        if f.side == "area_for_development" or (f.side == "finding" and is_criticism(f.text))
    ]


def scopes(checked: CheckedPlan) -> dict[str, str]:
    """Return by path the words that say what each action does: its text, theme and impact.

    An impact that a flattened page may have mixed with the next column is left out.
    """
    titles = {theme.number: theme.title for theme in checked.themes}
    return {a.path: _scope(a, titles.get(a.theme or "")) for a in checked.actions}


def _scope(action: Action, title: str | None) -> str:
    impact = None if "intended_impact" in action.doubtful else action.intended_impact
    return _said(" . ".join(filter(None, [action.text, title, impact])))


@lru_cache(maxsize=20_000)
def _said(words: str) -> str:
    return _COHORT.sub(" ", " ".join(words.split()))


def carried_subjects(checked: CheckedPlan) -> set[str]:
    """Return the subjects of the names and priorities of groups that have actions."""
    with_actions = {a.group for a in checked.actions}
    return {
        subject
        for group in checked.groups
        if group.number in with_actions
        for words in (group.name, *(p.text for p in group.priorities))
        for subject in subjects(words)
    }


def head_sentence(text: str) -> str:
    """Return the first sentence of a passage that names a subject, or else its first."""
    said = sentences(text)
    return next((sentence for sentence in said if subjects(sentence)), said[0])


def head_subjects(text: str) -> dict[str, str]:
    """Return the subjects a passage is about: those of its first sentence that names any.

    Waiting is a side of a subject, so it counts for none here.
    """
    named = {s: words for s, words in subjects(head_sentence(text)).items() if s != "waiting"}
    return {name: words for name, words in named.items() if name not in _GENERAL} or named


class Thread:
    """The findings and actions of one improvement plan, with their subjects and word weights."""

    def __init__(self, checked: CheckedPlan) -> None:
        """Read the subjects and words of every action once."""
        self.actions = {a.path: a for a in checked.actions}
        self.scopes = scopes(checked)
        self.carried = carried_subjects(checked)
        self.named = {path: subjects(text) for path, text in self.scopes.items()}
        self.stems = {path: tokens(text).keys() for path, text in self.scopes.items()}
        asking = (tokens(f.text) for f in checked.findings)
        self.weights = Weights.of_stems([*self.stems.values(), *asking])
        self.judged = checked.judged()

    def candidates(self, finding: LetterFinding) -> list[str]:
        """Return the paths of the actions that a person has not ruled out for a finding."""
        return [p for p in self.actions if self.judged.get((p, finding.path)) is not False]

    def proposals(self, finding: LetterFinding, limit: int = 3) -> list[Proposal]:
        """Return the likeliest actions for a finding, best first, with the words they share."""
        heads = head_subjects(finding.text)
        said = (finding.text, sentences(finding.text)[0])
        whole, opening = (self.weights.asked(tokens(text)) for text in said)
        scored = []
        for path in self.candidates(finding):
            shared = [w for s, w in self.named[path].items() if s in heads]
            stems = self.stems[path]
            if not shared and max(whole.share(stems), opening.share(stems)) < LIKE_ENOUGH:
                continue
            likes = [asked.covered_by(stems) for asked in (whole, opening)]
            like = max(likes, key=lambda each: each.score)
            score = like.score + 0.4 * len(shared) / max(1, len(heads))
            words = tuple(dict.fromkeys([*shared, *like.words]))[:6]
            scored.append(Proposal(finding.path, path, round(score, 3), words))
        return sorted(scored, key=lambda p: -p.score)[:limit]

    def answer(self, finding: LetterFinding) -> Answer:
        """Say whether the actions answer a finding: its subjects, and the side it is faulted on."""
        paths = self.candidates(finding)
        if any(self.judged.get((path, finding.path)) for path in paths):
            return Answer(True)
        heads = head_subjects(finding.text)
        named = self.carried.union(*(self.named[path] for path in paths))
        missing = tuple(s for s in heads if s not in named)
        sides: tuple[str, ...] = ()
        if heads and not missing:
            sides = self._sides_left(
                finding, [p for p in paths if heads.keys() & self.named[p].keys()]
            )
            if not sides:
                return Answer(True)
        nearest, words = self._nearest(finding, heads.keys())
        return Answer(not heads and nearest is not None, missing, sides, nearest, words)

    def _sides_left(self, finding: LetterFinding, on_subject: Sequence[str]) -> tuple[str, ...]:
        """Return the sides a finding faults when actions on its subject all speak of others."""
        faulted = aspects(head_sentence(finding.text)).keys()
        aims = [f"{self.scopes[p]} . {self.actions[p].success_measure or ''}" for p in on_subject]
        spoken = {side for words in aims for side in aspects(words)}
        return tuple(sorted(faulted)) if spoken and not faulted & spoken else ()

    def _nearest(
        self, finding: LetterFinding, heads: Collection[str]
    ) -> tuple[Action | None, tuple[str, ...]]:
        """Return the likeliest action, sharing a subject where the finding names any."""
        best = next(iter(self.proposals(finding, 1)), None)
        if best is None or (heads and not self.named[best.action].keys() & set(heads)):
            return None, ()
        return self.actions[best.action], best.words


def propose_links(checked: CheckedPlan) -> list[Proposal]:
    """Return the proposed matches of actions to the findings that ask for an answer."""
    thread = Thread(checked)
    return [p for finding in criticisms(checked) for p in thread.proposals(finding)]


def same_aim(left: str, right: str) -> float:
    """Return how far two wordings state one aim, from 0 to 100, whatever their order of words."""
    return of_one_aim(aim(left), aim(right))


def aim(text: str) -> str:
    """Return the stems of a wording in order of the alphabet, to compare it with many."""
    return " ".join(sorted(tokens(text)))


def of_one_aim(left: str, right: str) -> float:
    """Return how far two wordings that `aim` has made state one aim, from 0 to 100."""
    return fuzz.token_set_ratio(left, right)


def groups_of(checked: CheckedPlan, weakness: Weakness) -> set[str]:
    """Return the groups that carry a weakness: by the words of their priorities, then by number."""
    by_words, by_number = set(), set()
    for group in checked.groups:
        for priority in group.priorities:
            if same_aim(priority.text, weakness.text) >= 80:
                by_words.add(group.number)
            if priority.number == weakness.number:
                by_number.add(group.number)
    return by_words or by_number


def actions_for(checked: CheckedPlan, weakness: Weakness) -> list[Action]:
    """Return the actions that serve a weakness: those of its groups, else by shared subject."""
    groups = groups_of(checked, weakness)
    if groups:
        return [a for a in checked.actions if a.group in groups]
    wanted = head_subjects(weakness.text).keys()
    said = scopes(checked)
    return [a for a in checked.actions if wanted & subjects(said[a.path]).keys()]


def measured_texts(checked: CheckedPlan) -> list[Measure]:
    """Return the measures of the list, or the actions' own where there is no list."""
    if checked.measures:
        return list(checked.measures)
    return [
        Measure(
            f"{a.path}.success_measure",
            a.number,
            a.success_measure,
            None,
            None,
            None,
            a.cites.get("success_measure"),
        )
        for a in checked.actions
        if a.success_measure
    ]


def measures_for(checked: CheckedPlan, weakness: Weakness) -> list[Measure]:
    """Return the measures that speak directly of a weakness, or that a person has tied to it.

    A weakness that names no subject of the vocabulary is served by a measure of like words.
    """
    wanted = set(head_subjects(weakness.text)) or set(subjects(weakness.text))
    wanted |= {part for subject in wanted for part in PARTS_OF.get(subject, ())}
    measures, judged = measured_texts(checked), checked.judged()
    like = set() if wanted else _like(weakness, measures)
    return [
        m
        for m in measures
        if (decided := judged.get((m.path, weakness.path))) is True
        or (decided is None and (wanted & subjects(m.text).keys() or m.path in like))
    ]


def _like(weakness: Weakness, measures: Sequence[Measure]) -> set[str]:
    """Return the paths of the measures whose words cover enough of those of a weakness."""
    weights = Weights([weakness.text, *(m.text for m in measures)])
    asked = weights.asked(tokens(weakness.text))
    return {m.path for m in measures if asked.covered_by(tokens(m.text)).score >= LIKE_ENOUGH}
