"""What inspectors required, each with the actions that answer it and what is known of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from goldenthread.improvement.models import (
    Action,
    ImprovementPlan,
    Priority,
    Promise,
    SuccessMeasure,
    Update,
)
from goldenthread.improvement.models.links import MEASURE_OF
from goldenthread.improvement.queries.stalled import priorities_stood
from goldenthread.improvement.rules import (
    Delivery,
    LinkState,
)
from goldenthread.inspections.models import (
    FindingOfWeakness,
    Inspection,
    Judgement,
    MonitoringNote,
    ProgressSaid,
)
from goldenthread.inspections.queries import judgements_on, progress_said_on
from goldenthread.inspections.rules import short_name
from goldenthread.thread.queries.required import required_of
from goldenthread.thread.rules.strands import Silence, Strand

from .source import Source

Key = tuple[str, int]
NOUNS = ("weakness", "priority_action", "improvement")
CALLED = {
    "weakness": "Weakness",
    "priority_action": "Area for priority action",
    "improvement": "Area for improvement",
}


@dataclass(slots=True)
class Line:
    """One thing required, laid end to end as it stood on a day.

    `priorities` are those of the plan that answer it; `silences` is evidence that was promised for
    a day before it and had not come.
    """

    noun: str
    pk: int
    number: int
    short: str
    text: str
    responsible: tuple[str, ...] = ()
    actions: list[Action] = field(default_factory=list)
    findings: list[FindingOfWeakness] = field(default_factory=list)
    priorities: list[Priority] = field(default_factory=list)
    measures: list[SuccessMeasure] = field(default_factory=list)
    monitoring: list[MonitoringNote] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    judgement: Judgement | None = None
    progress: ProgressSaid | None = None
    delivery: Strand | None = None
    measure: Strand | None = None
    voice: Strand | None = None
    contradictions: list[str] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """Return the anchor of its section in a report."""
        return f"{self.noun.replace('_', '-')}-{self.number}"

    @property
    def heading(self) -> str:
        """Return its number and short name."""
        return f"{self.number}. {self.short}"


def lines_of(source: Source) -> list[Line]:
    """Return all that was required, in the inspectors' order; none where no letter is recorded.

    Asks the database the same number of questions however many there are. What was judged, noted
    or came after the report's day is left out.
    """
    if "lines" not in source.kept:
        source.kept["lines"] = _laid(source, source.inspection) if source.inspection else []
    found: list[Line] = source.kept["lines"]
    return found


def _laid(source: Source, inspection: Inspection) -> list[Line]:
    found = _required(inspection)
    by_key = {(line.noun, line.pk): line for line in found}
    _lay_actions(source, by_key)
    _lay_silences(source, found)
    _lay_findings(source, inspection, by_key)
    _lay_measures(source, by_key)
    _lay_strands(source, inspection, by_key)
    return found


def _required(inspection: Inspection) -> list[Line]:
    found = [Line("weakness", w.pk, w.number, w.short, w.text) for w in inspection.weaknesses.all()]
    for noun, rows in (
        ("priority_action", inspection.priority_actions.all()),
        ("improvement", inspection.improvements.all()),
    ):
        for row in rows:
            bodies = tuple(getattr(row, "responsible", ()))
            name = row.short or short_name(row.text)
            found.append(Line(noun, row.pk, row.number, name, row.text, bodies))
    return found


def _lay_actions(source: Source, by_key: dict[Key, Line]) -> None:
    by_group: dict[int, list[Action]] = defaultdict(list)
    for action in source.actions:
        by_group[action.group_id].append(action)
    for row in Priority.objects.filter(improvement_plan=source.improvement_plan):
        for noun in NOUNS:
            line = by_key.get((noun, getattr(row, f"{noun}_id") or 0))
            if line is not None:
                line.priorities.append(row)
                mine = by_group[row.group_id] if row.group_id else []
                line.actions += [a for a in mine if a not in line.actions]


def _lay_silences(source: Source, found: Iterable[Line]) -> None:
    rows = Promise.objects.filter(
        improvement_plan=source.improvement_plan, evidence_by__lt=source.on, action__isnull=False
    ).exclude(evidence_promised="")
    silent: dict[int, list[Silence]] = defaultdict(list)
    for promise in rows.exclude(evidence_came_on__lte=source.on).select_related("action"):
        if promise.action and promise.evidence_by:
            missing = Silence(promise.evidence_promised, promise.evidence_by, promise.action.number)
            silent[promise.action.pk].append(missing)
    for line in found:
        line.silences = [each for action in line.actions for each in silent[action.pk]]


def _lay_findings(source: Source, inspection: Inspection, by_key: dict[Key, Line]) -> None:
    bearing = FindingOfWeakness.objects.filter(weakness__inspection=inspection)
    bearing = bearing.exclude(state=LinkState.REJECTED.value).select_related("finding")
    for link in bearing.order_by("finding_id"):
        by_key["weakness", link.weakness_id].findings.append(link)
    for judgement in judgements_on(inspection, source.on):
        by_key["weakness", judgement.weakness_id].judgement = judgement
    for said in progress_said_on(inspection, source.on):
        by_key["priority_action", said.priority_action_id].progress = said
    for contact in source.contacts:
        for note in contact.notes.all():
            keys = {(noun, getattr(note, f"{noun}_id")) for noun in NOUNS}
            about = keys & set(by_key) or (set(by_key) if note.required is None else set())
            for key in about:
                by_key[key].monitoring.append(note)


def _lay_measures(source: Source, by_key: dict[Key, Line]) -> None:
    of_plan = {"measure__improvement_plan": source.improvement_plan}
    for noun, model in MEASURE_OF.items():
        rows = model._default_manager.filter(**of_plan).exclude(state=LinkState.REJECTED.value)
        for link in rows.select_related("measure").order_by("measure__number"):
            line = by_key.get((noun, getattr(link, f"{noun}_id")))
            if line is not None:
                line.measures.append(link.measure)


def _lay_strands(source: Source, inspection: Inspection, by_key: dict[Key, Line]) -> None:
    """Lay beside each line its strands and where they contradict each other, as the pages do."""
    for row in required_of(inspection, source.improvement_plan, source.on):
        line = by_key[row.noun, row.pk]
        line.delivery, line.measure, line.voice = row.delivery, row.measure, row.voice
        line.contradictions = row.contradictions


@dataclass(frozen=True, slots=True)
class Claim:
    """What the leaders say of an action: the last update that counts."""

    action: Action
    update: Update


def claims_of(source: Source, line: Line) -> list[Claim]:
    """Return what leaders claim of each action that answers a line, in the plan's order."""
    found = []
    for action in line.actions:
        said = source.updates_of(action)
        if said:
            found.append(Claim(action, said[-1]))
    return found


STILL_WRONG = frozenset({Delivery.AT_RISK, Delivery.OFF_TRACK, Delivery.PAUSED, Delivery.STOPPED})


def still_wrong(source: Source, line: Line) -> list[Claim]:
    """Return where leaders themselves say that something is not as it should be."""
    return [c for c in claims_of(source, line) if Delivery(c.update.delivery) in STILL_WRONG]


def without_word(source: Source, line: Line) -> list[Action]:
    """Return the actions of which nothing was ever reported by the day."""
    return [a for a in line.actions if source.standings[a.pk].delivery is None]


@dataclass(frozen=True, slots=True)
class Stalled:
    """Why the work on something required has stalled, a sentence each."""

    line: Line
    reasons: tuple[str, ...]


def stalled_of(improvement_plan: ImprovementPlan, on: date, lines: Sequence[Line]) -> list[Stalled]:
    """Return what had stalled of a plan by a day and why, by the rules of accelerated plans."""
    reasons: dict[Key, list[str]] = defaultdict(list)
    for stood in priorities_stood(improvement_plan, on):
        for noun in NOUNS:
            key = (noun, getattr(stood.priority, f"{noun}_id") or 0)
            new = [stall.words for stall in stood.reasons if stall.words not in reasons[key]]
            reasons[key] += new
    held = ((line, tuple(reasons[line.noun, line.pk])) for line in lines)
    return [Stalled(line, why) for line, why in held if why]
