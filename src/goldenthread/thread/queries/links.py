"""The links of the thread, kind by kind: what is proposed, confirmed and turned down, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Model, QuerySet

from goldenthread.improvement.models import (
    Action,
    ActionAnswersFinding,
    ActionRestsOn,
    ActionServesMeasure,
    ImprovementPlan,
    MeasureOfWeakness,
)
from goldenthread.improvement.rules import LinkState
from goldenthread.inspections.models import Finding, FindingOfWeakness

from ..rules import propose_links
from ..rules.proposals import (
    Match,
    propose_action_measures,
    propose_finding_weaknesses,
    propose_measure_weaknesses,
    shared_words,
)
from ..rules.registry import quoted
from .checked import checked_plan, finding_path

STATES = {
    LinkState.PROPOSED.value: "Proposed",
    LinkState.CONFIRMED.value: "Confirmed",
    LinkState.REJECTED.value: "Turned down",
}


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A kind of link: its name, what it asks of a person, its model and its two ends.

    `of_plan` is the way from the link to its improvement plan, `order` that of the rows, and
    `by` the end by which they are gathered: all links of one finding, for example, together.
    """

    name: str
    title: str
    question: str
    model: type[Model]
    left: str
    right: str
    of_plan: str
    order: tuple[str, ...]
    by: str

    @property
    def other(self) -> str:
        """Return the end by which links are not gathered."""
        return self.left if self.by == self.right else self.right


@dataclass(frozen=True, slots=True)
class End:
    """One end of a link: what it is, its words, and the page and number that lead to it."""

    noun: str
    number: str
    words: str
    page: str


@dataclass(frozen=True, slots=True)
class Row:
    """A link as a person sees it among those of its gathered end: `other` is what it leads to.

    `why` may be empty, and `decided_by` is while it is proposed.
    """

    pk: int
    other: End
    state: str
    why: str
    decided_by: str


@dataclass(slots=True)
class Gathered:
    """What links are gathered by, a finding for example, and the links themselves."""

    key: int
    end: End
    rows: list[Row] = field(default_factory=list)


KINDS = {
    kind.name: kind
    for kind in (
        LinkKind(
            "answers",
            "Actions and findings",
            "Does this action answer this finding?",
            ActionAnswersFinding,
            "action",
            "finding",
            "action__improvement_plan",
            ("finding_id", "action__position"),
            "finding",
        ),
        LinkKind(
            "bears",
            "Findings and weaknesses",
            "Does this finding bear on this weakness?",
            FindingOfWeakness,
            "finding",
            "weakness",
            "finding__inspection__improvement_plans",
            ("weakness__number", "weakness_id", "finding_id"),
            "weakness",
        ),
        LinkKind(
            "measures",
            "Measures and weaknesses",
            "Does this measure say something of this weakness?",
            MeasureOfWeakness,
            "measure",
            "weakness",
            "measure__improvement_plan",
            ("weakness__number", "weakness_id", "measure__number"),
            "weakness",
        ),
        LinkKind(
            "serves",
            "Actions and measures",
            "Should this action move this measure?",
            ActionServesMeasure,
            "action",
            "measure",
            "action__improvement_plan",
            ("measure__number", "measure_id", "action__position"),
            "measure",
        ),
        LinkKind(
            "rests",
            "Actions that rest on actions",
            "Does this action rest on what the other one brings?",
            ActionRestsOn,
            "action",
            "on",
            "action__improvement_plan",
            ("action__position", "action_id", "on__position"),
            "action",
        ),
    )
}


def links_of(improvement_plan: ImprovementPlan, kind: LinkKind) -> QuerySet[Any]:
    """Return the links of one kind that touch a plan, in the order of its pages."""
    links = kind.model._default_manager.filter(**{kind.of_plan: improvement_plan})
    return links.select_related(kind.left, kind.right).order_by(*kind.order)


def counts_of(improvement_plan: ImprovementPlan) -> dict[str, dict[str, int]]:
    """Return how many links of each kind are in each state; none is 0."""
    found = {}
    for name, kind in KINDS.items():
        links = links_of(improvement_plan, kind).order_by()
        counted = dict(links.values_list("state").annotate(Count("pk")))
        found[name] = {state: counted.get(state, 0) for state in STATES}
    return found


def gathered_by(links: QuerySet[Any], kind: LinkKind) -> list[int]:
    """Return the keys of what links are gathered by, in the order of their pages."""
    return list(dict.fromkeys(links.values_list(f"{kind.by}_id", flat=True)))


def gathered(kind: LinkKind, links: QuerySet[Any], keys: Iterable[int]) -> list[Gathered]:
    """Return the links of these gathered ends as a person sees them, end by end."""
    found: dict[int, Gathered] = {}
    for link in links.filter(**{f"{kind.by}_id__in": list(keys)}):
        end = _end(getattr(link, kind.by))
        key = getattr(link, f"{kind.by}_id")
        group = found.setdefault(key, Gathered(key, end))
        group.rows.append(_row(link, group.end, _end(getattr(link, kind.other))))
    return list(found.values())


def _row(link: Any, end: End, other: End) -> Row:
    """Return a link as a row; a reason that was not kept is told by the words both share."""
    why = getattr(link, "why", "") or _because(shared_words(end.words, other.words))
    return Row(link.pk, other, link.state, why, link.decided_by)


def _end(thing: Any) -> End:
    if isinstance(thing, Action):
        return End("Action", thing.number, thing.text, "thread:action")
    if isinstance(thing, Finding):
        return End("Finding", f"of {thing.section}", thing.text, "thread:findings")
    noun = thing._meta.verbose_name.removeprefix("success ").capitalize()
    page = "thread:weakness" if noun == "Weakness" else "thread:measures"
    return End(noun, str(thing.number), thing.text, page)


def _because(words: Iterable[str]) -> str:
    said = ", ".join(words)
    return f"both speak of {said}" if said else ""


def new_proposals(improvement_plan: ImprovementPlan) -> dict[str, list[dict[str, Any]]]:
    """Return by kind the links that the words suggest, as fields; those turned down are left out.

    The kinds are answers, bears, measures and serves: what rests on what is read, not proposed.
    """
    checked, ends = checked_plan(improvement_plan), _ends(improvement_plan)
    answers = [Match(p.action, p.finding, p.score, p.words) for p in propose_links(checked)]
    proposed: dict[str, list[Match]] = {
        "answers": answers,
        "bears": propose_finding_weaknesses(checked),
        "measures": propose_measure_weaknesses(checked),
        "serves": propose_action_measures(checked),
    }
    return {
        name: [
            {KINDS[name].left: ends[m.left], KINDS[name].right: ends[m.right]}
            | ({"why": _because(m.words)} if name != "bears" else {})
            for m in matches
            if m.words and m.left in ends and m.right in ends
        ]
        for name, matches in proposed.items()
    }


def _ends(improvement_plan: ImprovementPlan) -> dict[str, Any]:
    """Return what the paths of the check stand for."""
    inspection = improvement_plan.inspection
    ends: dict[str, Any] = {f"actions[{a.number}]": a for a in improvement_plan.actions.all()}
    ends |= {f"measures[{m.number}]": m for m in improvement_plan.success_measures.all()}
    if inspection is not None:
        ends |= {f"weaknesses[{w.number}]": w for w in inspection.weaknesses.all()}
        ends |= {finding_path(f): f for f in inspection.findings.all()}
    return ends


def findings_to_answer(improvement_plan: ImprovementPlan) -> list[tuple[int, str]]:
    """Return the findings of the letter that an action can answer, by key, as short words."""
    rows = Finding.objects.filter(inspection=improvement_plan.inspection).exclude(side="strength")
    return [(f.pk, f"{f.section.capitalize()}: {quoted(f.text, 110)}") for f in rows]
