"""The view of the plan check built from what was accepted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from goldenthread.core.calendar import FuzzyDate, Precision
from goldenthread.improvement.models import (
    MEASURE_OF,
    Action,
    ActionAnswersFinding,
    ActionServesMeasure,
    ImprovementPlan,
    Lead,
    Milestone,
    SuccessMeasure,
    Theme,
    WorkingGroup,
)
from goldenthread.improvement.rules import LinkState
from goldenthread.inspections.models import Finding, Inspection
from goldenthread.inspections.queries import has_said
from goldenthread.inspections.rules import Side

from ..rules import view
from .citing import Cites
from .held import held_documents, names_of_documents
from .recorded import recorded_dates
from .then import words_then

SIDES = {
    Side.STRENGTH.value: ("strengths", "strength"),
    Side.DEVELOP.value: ("areas_for_development", "area_for_development"),
    Side.FINDING.value: ("findings", "finding"),
}


PLURALS = {
    "weakness": "weaknesses",
    "priority_action": "priority_actions",
    "improvement": "improvements",
}


def finding_path(finding: Finding) -> str:
    """Return the path of a finding, as reading names it."""
    return f"findings[{finding.section}].{SIDES[finding.side][0]}[{finding.ordinal - 1}]"


def checked_plan(improvement_plan: ImprovementPlan, on: date | None = None) -> view.CheckedPlan:
    """Return a plan with its inspection's letter and the papers held, as the check looks at them.

    With a day, its words, leads and themes, and the letters and papers, as they stood then. A date
    that is recorded counts before what a held letter says of the same event.
    """
    inspection, names = improvement_plan.inspection, names_of_documents(improvement_plan.area_id)
    if inspection is not None and on is not None and not has_said(inspection, on):
        inspection = None
    papers = held_documents(improvement_plan.area_id, on)
    recorded = recorded_dates(inspection, names, on) if inspection else []
    due = next((fact for fact in recorded if fact.event == "revisit due"), None)
    return view.CheckedPlan(
        findings=tuple(_findings(inspection, names)) if inspection else (),
        weaknesses=tuple(_required(inspection, names)) if inspection else (),
        improvements=tuple(_improvements(inspection, names)) if inspection else (),
        groups=tuple(_groups(improvement_plan, names)),
        themes=tuple(_themes(improvement_plan, names)),
        actions=tuple(_actions(improvement_plan, names, on)),
        measures=tuple(_measures(improvement_plan, names)),
        decisions=tuple(decision for paper in papers for decision in paper.decisions),
        dated_facts=(*recorded, *_only_told(papers, recorded)),
        documents=tuple(document for paper in papers for document in paper.documents),
        links=tuple(_links(improvement_plan)),
        area=improvement_plan.area.name,
        starts_on=inspection.inspected_to if inspection else None,
        revisit_due=due.when.end if due else None,
        revisit_basis=due.citation if due else None,
    )


def _only_told(
    papers: Iterable[view.CheckedPlan], recorded: Iterable[view.DatedFact]
) -> Iterable[view.DatedFact]:
    """Yield the dates that papers state, but for a letter's own where they are recorded."""
    known = {fact.event for fact in recorded}
    for paper in papers:
        for fact in paper.dated_facts:
            own = fact.from_inspectors or fact.event == "letter dated"
            if not (own and fact.event in known):
                yield fact


def _findings(inspection: Inspection, names: Mapping[int, str]) -> Iterable[view.LetterFinding]:
    findings = list(Finding.objects.filter(inspection=inspection))
    cites = Cites("finding", [f.pk for f in findings], names)
    for f in findings:
        yield view.LetterFinding(
            finding_path(f), f.section, SIDES[f.side][1], f.text, cites.first(f.pk)
        )
    asked = list(inspection.improvements.all())
    cites = Cites("improvement", [row.pk for row in asked], names)
    for row in asked:
        yield view.LetterFinding(
            f"improvements[{row.number}]",
            "areas for improvement",
            "area_for_development",
            row.text,
            cites.first(row.pk),
        )


def _required(inspection: Inspection, names: Mapping[int, str]) -> Iterable[view.Weakness]:
    for noun, plural, rows in (
        ("weakness", "weaknesses", inspection.weaknesses.all()),
        ("priority_action", "priority_actions", inspection.priority_actions.all()),
    ):
        cites = Cites(noun, [row.pk for row in rows], names)
        for row in rows:
            path = f"{plural}[{row.number}]"
            yield view.Weakness(path, row.number, row.text, cites.first(row.pk))


def _improvements(inspection: Inspection, names: Mapping[int, str]) -> Iterable[view.Weakness]:
    rows = list(inspection.improvements.all())
    cites = Cites("improvement", [row.pk for row in rows], names)
    for row in rows:
        yield view.Weakness(
            f"improvements[{row.number}]", row.number, row.text, cites.first(row.pk)
        )


def _groups(improvement_plan: ImprovementPlan, names: Mapping[int, str]) -> Iterable[view.Group]:
    groups = list(
        WorkingGroup.objects.filter(improvement_plan=improvement_plan).prefetch_related(
            "priorities"
        )
    )
    cites = Cites("group", [g.pk for g in groups], names)
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


def _themes(improvement_plan: ImprovementPlan, names: Mapping[int, str]) -> Iterable[view.Theme]:
    themes = list(Theme.objects.filter(improvement_plan=improvement_plan).select_related("group"))
    cites = Cites("theme", [t.pk for t in themes], names)
    for t in themes:
        yield view.Theme(
            f"themes[{t.number}]", t.number, t.title or None, t.group.number, cites.first(t.pk)
        )


def _actions(
    improvement_plan: ImprovementPlan, names: Mapping[int, str], on: date | None
) -> Iterable[view.Action]:
    rows = Action.objects.filter(improvement_plan=improvement_plan)
    actions = list(rows.values_list(*_OF_AN_ACTION, named=True))
    leads, due = _leads(improvement_plan), _due(improvement_plan)
    cites = Cites("action", [a.pk for a in actions], names)
    then = words_then([a.pk for a in actions], on) if on else {}
    group_of = dict(improvement_plan.themes.values_list("number", "group__number")) if then else {}
    for a in actions:
        was = then.get(a.pk, {})
        read = a._asdict() | was
        theme = was.get("theme", a.theme__number)
        yield view.Action(
            f"actions[{a.number}]",
            a.number,
            read["text"],
            read["intended_impact"] or None,
            read["success_measure"] or None,
            was.get("leads", "; ".join(leads.get(a.pk, ()))) or None,
            tuple(due.get(a.pk, ())),
            group_of.get(theme, a.group__number),
            theme,
            a.rag or None,
            read["resources"] or None,
            cites=cites.by_field(a.pk),
            unread=frozenset(a.left_unknown),
        )


_OF_AN_ACTION = (
    *("pk", "number", "text", "intended_impact", "success_measure"),
    *("group__number", "theme__number", "rag", "resources", "left_unknown"),
)


def _leads(improvement_plan: ImprovementPlan) -> dict[int, list[str]]:
    """Return the roles that lead each action, by its key."""
    roles: dict[int, list[str]] = defaultdict(list)
    rows = Lead.objects.filter(improvement_plan=improvement_plan)
    for action, role in rows.values_list("action_id", "role"):
        roles[action].append(role)
    return roles


def _due(improvement_plan: ImprovementPlan) -> dict[int, list[FuzzyDate]]:
    """Return the dates by which each action is due, by its key."""
    dates: dict[int, list[FuzzyDate]] = defaultdict(list)
    rows = Milestone.objects.filter(action__improvement_plan=improvement_plan)
    for action, words, starts, ends, precision in rows.values_list(
        "action_id", "words", "starts", "ends", "precision"
    ):
        dates[action].append(FuzzyDate(words, starts, ends, Precision(precision)))
    return dates


def _measures(
    improvement_plan: ImprovementPlan, names: Mapping[int, str]
) -> Iterable[view.Measure]:
    measures = list(SuccessMeasure.objects.filter(improvement_plan=improvement_plan))
    cites = Cites("measure", [m.pk for m in measures], names)
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


def _links(improvement_plan: ImprovementPlan) -> Iterable[view.Link]:
    """Yield the links; a proposed one counts until a person turns it down, and the page says so."""
    paths = {
        f.pk: finding_path(f)
        for f in Finding.objects.filter(inspection=improvement_plan.inspection)
    }
    answers = ActionAnswersFinding.objects.filter(action__improvement_plan=improvement_plan)
    for action, finding, state in answers.values_list("action__number", "finding_id", "state"):
        if finding in paths:
            yield _link(f"actions[{action}]", paths[finding], state)
    for noun, kind in MEASURE_OF.items():
        measures = kind._default_manager.filter(measure__improvement_plan=improvement_plan)
        for measure, required, state in measures.values_list(
            "measure__number", f"{noun}__number", "state"
        ):
            yield _link(f"measures[{measure}]", f"{PLURALS[noun]}[{required}]", state)
    serving = ActionServesMeasure.objects.filter(action__improvement_plan=improvement_plan)
    for action, measure, state in serving.values_list("action__number", "measure__number", "state"):
        yield _link(f"actions[{action}]", f"measures[{measure}]", state)


def _link(left: str, right: str, state: str) -> view.Link:
    counts = state != LinkState.REJECTED.value
    return view.Link(left, right, counts, proposed=state == LinkState.PROPOSED.value)
