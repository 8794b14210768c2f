"""The links of the thread, kind by kind: what is proposed, confirmed and turned down, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from django.db.models import Count, Model, QuerySet

from goldenthread.improvement.models import Action, ImprovementPlan
from goldenthread.improvement.models.links import Link
from goldenthread.improvement.rules import LinkState
from goldenthread.inspections.models import FINDING_OF, Finding

from ..rules import propose_links
from ..rules.proposals import (
    Match,
    propose_action_measures,
    propose_finding_weaknesses,
    propose_measure_weaknesses,
    shared_words,
)
from ..rules.registry import quoted
from .belonging import WORDS
from .checked import PLURALS, checked_plan, finding_path
from .kinds import KINDS, LinkKind, kinds_of

STATES = {
    LinkState.PROPOSED.value: "Proposed",
    LinkState.CONFIRMED.value: "Confirmed",
    LinkState.REJECTED.value: "Turned down",
}


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


def links_of(improvement_plan: ImprovementPlan, kind: LinkKind) -> QuerySet[Any]:
    """Return the links of one kind that touch a plan, in the order of its pages."""
    links = kind.model._default_manager.filter(**{kind.of_plan: improvement_plan})
    return links.select_related(kind.left, kind.right).order_by(*kind.order)


def counts_of(improvement_plan: ImprovementPlan) -> dict[str, dict[str, int]]:
    """Return how many links of each kind that the plan can hold are in each state; none is 0."""
    found = {}
    for name, kind in kinds_of(improvement_plan).items():
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
    for noun, kind in FINDING_OF.items():
        if isinstance(thing, _at(kind, noun)):
            return End(WORDS[noun], str(thing.number), thing.text, f"thread:{noun}")
    return End("Measure", str(thing.number), thing.text, "thread:measures")


def _at(kind: type[Model], end: str) -> type[Any]:
    """Return the model that stands at an end of a kind of link."""
    return cast("type[Any]", kind._meta.get_field(end).related_model)


def _because(words: Iterable[str]) -> str:
    said = ", ".join(words)
    return f"both speak of {said}" if said else ""


def new_proposals(improvement_plan: ImprovementPlan) -> dict[str, list[dict[str, Any]]]:
    """Return by kind the links that the words suggest, as fields; those turned down are left out.

    The kinds are those of the plan's regime but one: what rests on what is read, not proposed.
    """
    checked, ends = checked_plan(improvement_plan), _ends(improvement_plan)
    required = replace(checked, weaknesses=(*checked.weaknesses, *checked.improvements))
    bears, measures = propose_finding_weaknesses(required), propose_measure_weaknesses(required)
    proposed: dict[str, list[Match]] = {
        "answers": [Match(p.action, p.finding, p.score, p.words) for p in propose_links(checked)],
        "serves": propose_action_measures(checked),
    }
    for name in kinds_of(improvement_plan):
        if name.startswith("bears"):
            proposed[name] = bears
        elif name.startswith("measures"):
            proposed[name] = measures
    return {name: list(_fields(KINDS[name], matches, ends)) for name, matches in proposed.items()}


def _fields(
    kind: LinkKind, matches: Iterable[Match], ends: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield as fields the matches whose two ends are what this kind joins."""
    left, right = _at(kind.model, kind.left), _at(kind.model, kind.right)
    reasoned = issubclass(kind.model, Link)
    for match in matches:
        one, other = ends.get(match.left), ends.get(match.right)
        if match.words and isinstance(one, left) and isinstance(other, right):
            why = {"why": _because(match.words)} if reasoned else {}
            yield {kind.left: one, kind.right: other} | why


def _ends(improvement_plan: ImprovementPlan) -> dict[str, Any]:
    """Return what the paths of the check stand for."""
    inspection = improvement_plan.inspection
    ends: dict[str, Any] = {f"actions[{a.number}]": a for a in improvement_plan.actions.all()}
    ends |= {f"measures[{m.number}]": m for m in improvement_plan.success_measures.all()}
    if inspection is not None:
        for plural in PLURALS.values():
            ends |= {f"{plural}[{row.number}]": row for row in getattr(inspection, plural).all()}
        ends |= {finding_path(f): f for f in inspection.findings.all()}
    return ends


def findings_to_answer(improvement_plan: ImprovementPlan) -> list[tuple[int, str]]:
    """Return the findings of the letter that an action can answer, by key, as short words."""
    rows = Finding.objects.filter(inspection=improvement_plan.inspection).exclude(side="strength")
    return [(f.pk, f"{f.section.capitalize()}: {quoted(f.text, 110)}") for f in rows]
