"""The view of the plan check built from what was accepted."""

from collections.abc import Iterable

from goldenthread.core.calendar import FuzzyDate, Precision
from goldenthread.documents.models import Citation as Cited
from goldenthread.documents.models import DocumentContent
from goldenthread.documents.queries import citations_of
from goldenthread.improvement.models import (
    Action,
    ActionAnswersFinding,
    ImprovementPlan,
    MeasureOfWeakness,
    SuccessMeasure,
    Theme,
    WorkingGroup,
)
from goldenthread.improvement.rules import LinkState
from goldenthread.inspections.models import Finding, Inspection
from goldenthread.inspections.queries import revisit_due
from goldenthread.inspections.rules import Side
from goldenthread.reading.facts import Citation, Kind, Line

from ..rules import view

SIDES = {
    Side.STRENGTH.value: ("strengths", "strength"),
    Side.DEVELOP.value: ("areas_for_development", "area_for_development"),
    Side.FINDING.value: ("findings", "finding"),
}


def _cite(cited: Cited) -> Citation:
    passage = cited.passage
    lines = None
    if passage.line_from is not None and passage.line_to is not None:
        lines = (passage.line_from, passage.line_to)
    return Citation(
        passage.document.title,
        passage.words,
        lines,
        passage.page,
        passage.sheet or None,
        passage.cell or None,
    )


class _Cites:
    """The first citation of each field of the facts of one noun."""

    def __init__(self, noun: str, refs: Iterable[int]) -> None:
        self._found = citations_of(noun, refs)

    def first(self, ref: int) -> Citation | None:
        """Return where a fact stands first."""
        found = self._found.get(ref)
        return _cite(found[0]) if found else None

    def by_field(self, ref: int) -> dict[str, Citation]:
        """Return where each field of a fact stands."""
        fields: dict[str, Citation] = {}
        for cited in self._found.get(ref, []):
            fields.setdefault(cited.field, _cite(cited))
        return fields


def finding_path(finding: Finding) -> str:
    """Return the path of a finding, as reading names it."""
    return f"findings[{finding.section}].{SIDES[finding.side][0]}[{finding.ordinal - 1}]"


def checked_plan(improvement_plan: ImprovementPlan) -> view.CheckedPlan:
    """Return a plan with its inspection's letter as the plan check looks at them."""
    inspection = improvement_plan.inspection
    findings = list(Finding.objects.filter(inspection=inspection)) if inspection else []
    actions = list(
        Action.objects.filter(improvement_plan=improvement_plan)
        .select_related("group", "theme")
        .prefetch_related("leads", "milestones")
    )
    return view.CheckedPlan(
        findings=tuple(_findings(findings)),
        weaknesses=tuple(_required(inspection)) if inspection else (),
        groups=tuple(_groups(improvement_plan)),
        themes=tuple(_themes(improvement_plan)),
        actions=tuple(_actions(actions)),
        measures=tuple(_measures(improvement_plan)),
        documents=tuple(_documents(improvement_plan)),
        links=tuple(_links(improvement_plan)),
        area=improvement_plan.area.name,
        starts_on=inspection.inspected_to if inspection else None,
        revisit_due=revisit_due(inspection) if inspection else None,
    )


def _findings(findings: list[Finding]) -> Iterable[view.LetterFinding]:
    cites = _Cites("finding", [f.pk for f in findings])
    for f in findings:
        yield view.LetterFinding(
            finding_path(f), f.section, SIDES[f.side][1], f.text, cites.first(f.pk)
        )


def _required(inspection: Inspection) -> Iterable[view.Weakness]:
    for noun, plural, rows in (
        ("weakness", "weaknesses", inspection.weaknesses.all()),
        ("priority_action", "priority_actions", inspection.priority_actions.all()),
    ):
        cites = _Cites(noun, [row.pk for row in rows])
        for row in rows:
            path = f"{plural}[{row.number}]"
            yield view.Weakness(path, row.number, row.text, cites.first(row.pk))


def _groups(improvement_plan: ImprovementPlan) -> Iterable[view.Group]:
    groups = list(
        WorkingGroup.objects.filter(improvement_plan=improvement_plan).prefetch_related(
            "priorities"
        )
    )
    cites = _Cites("group", [g.pk for g in groups])
    for g in groups:
        where = cites.first(g.pk)
        yield view.Group(
            f"groups[{g.number}]",
            g.number,
            g.name,
            tuple(g.also_called),
            g.chair_role or None,
            tuple(view.Priority(p.number, p.text, where) for p in g.priorities.all()),
            where,
            where,
        )


def _themes(improvement_plan: ImprovementPlan) -> Iterable[view.Theme]:
    themes = list(Theme.objects.filter(improvement_plan=improvement_plan).select_related("group"))
    cites = _Cites("theme", [t.pk for t in themes])
    for t in themes:
        yield view.Theme(
            f"themes[{t.number}]", t.number, t.title or None, t.group.number, cites.first(t.pk)
        )


def _actions(actions: list[Action]) -> Iterable[view.Action]:
    cites = _Cites("action", [a.pk for a in actions])
    for a in actions:
        yield view.Action(
            f"actions[{a.number}]",
            a.number,
            a.text,
            a.intended_impact or None,
            a.success_measure or None,
            "; ".join(lead.role for lead in a.leads.all()) or None,
            tuple(
                FuzzyDate(m.words, m.starts, m.ends, Precision(m.precision))
                for m in a.milestones.all()
            ),
            a.group.number,
            a.theme.number,
            a.rag or None,
            a.resources or None,
            cites=cites.by_field(a.pk),
            unread=frozenset(a.left_unknown),
        )


def _measures(improvement_plan: ImprovementPlan) -> Iterable[view.Measure]:
    measures = list(SuccessMeasure.objects.filter(improvement_plan=improvement_plan))
    cites = _Cites("measure", [m.pk for m in measures])
    for m in measures:
        yield view.Measure(
            f"measures[{m.number}]",
            str(m.number),
            m.text,
            m.heading or None,
            m.baseline or None,
            m.target or None,
            cites.first(m.pk),
        )


def _documents(improvement_plan: ImprovementPlan) -> Iterable[view.DocumentText]:
    rows = DocumentContent.objects.filter(document__area=improvement_plan.area_id)
    for content in rows.select_related("document").prefetch_related("document__parts"):
        lines = tuple(
            Line(number, text, page) for number, (text, page) in enumerate(content.lines, start=1)
        )
        stretches = tuple(
            view.Stretch(Kind(p.kind), p.title, p.line_from, p.line_to)
            for p in content.document.parts.all()
        )
        yield view.DocumentText(content.document.title, lines, stretches)


def _links(improvement_plan: ImprovementPlan) -> Iterable[view.Link]:
    """Yield the links; a proposed one counts until a person turns it down, and the page says so."""
    answers = ActionAnswersFinding.objects.filter(action__improvement_plan=improvement_plan)
    for link in answers.select_related("action", "finding"):
        yield view.Link(
            f"actions[{link.action.number}]",
            finding_path(link.finding),
            link.state != LinkState.REJECTED.value,
        )
    measures = MeasureOfWeakness.objects.filter(measure__improvement_plan=improvement_plan)
    for row in measures.select_related("measure", "weakness"):
        yield view.Link(
            f"measures[{row.measure.number}]",
            f"weaknesses[{row.weakness.number}]",
            row.state != LinkState.REJECTED.value,
        )
