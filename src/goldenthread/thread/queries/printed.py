"""A plan as it is printed, from what is recorded."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Prefetch, QuerySet

from goldenthread.accounts.queries import posts_of_area
from goldenthread.accounts.rules import PostKind
from goldenthread.core.calendar import FuzzyDate, Precision
from goldenthread.documents.models import Citation
from goldenthread.documents.queries import citations_of
from goldenthread.improvement.models import (
    WORDS,
    Action,
    ImprovementPlan,
    SuccessMeasure,
    Theme,
    Update,
)
from goldenthread.improvement.queries import actions_with_delivery, followed
from goldenthread.improvement.queries.record import show_leads_as_stood
from goldenthread.improvement.rules import AlsoPrinted, LinkState, PlanType
from goldenthread.reading.dates import parse_due
from goldenthread.writing.model import (
    PrintedAction,
    PrintedGroup,
    PrintedImprovementPlan,
    PrintedMeasure,
    PrintedMilestone,
    PrintedPriority,
    PrintedSource,
    PrintedTerm,
    PrintedTheme,
    Reference,
)

from .then import words_then


def _reference(number: str) -> Reference:
    return int(number) if number.isdecimal() else number


def printed_plan(improvement_plan: ImprovementPlan, as_at: date) -> PrintedImprovementPlan:
    """Return a plan with every field that is recorded, ready to be printed in any layout.

    Words, leads, themes, updates and the inspection are those of the day.
    """
    inspection = improvement_plan.inspection
    groups = tuple(_groups(improvement_plan))
    actions = list(
        actions_with_delivery(improvement_plan, as_at)
        .select_related("group", "theme")
        .prefetch_related("leads", "milestones", _said_by(as_at), "refers_to__group")
    )
    themes = list(Theme.objects.filter(improvement_plan=improvement_plan).select_related("group"))
    _as_stood(actions, themes, as_at)
    _follow(improvement_plan, actions, as_at)
    measures = list(SuccessMeasure.objects.filter(improvement_plan=improvement_plan))
    answers = _priorities_of(improvement_plan, groups)
    return PrintedImprovementPlan(
        title=improvement_plan.title,
        area=improvement_plan.area.name,
        plan_type=improvement_plan.get_plan_type_display(),
        as_at=as_at,
        inspected=_inspected(improvement_plan, as_at),
        report_published=(
            inspection.published.isoformat()
            if inspection and inspection.published and inspection.published <= as_at
            else None
        ),
        accountable_officers=_posts(improvement_plan, PostKind.ACCOUNTABLE_OFFICER),
        advisers=_posts(improvement_plan, PostKind.ADVISER),
        governance=tuple(improvement_plan.governance),
        glossary=tuple(PrintedTerm(term, meaning) for term, meaning in improvement_plan.glossary),
        groups=groups,
        priorities=tuple(p for group in groups for p in group.priorities),
        themes=tuple(
            PrintedTheme(t.number, t.title or None, _reference(t.group.number)) for t in themes
        ),
        actions=tuple(_action(a, answers) for a in actions),
        measures=tuple(_measure(m) for m in measures),
        sources=tuple(_sources(actions, measures)),
    )


def _said_by(on: date) -> "Prefetch[str, QuerySet[Update], str]":
    """Let actions carry the updates that had been given by a day."""
    return Prefetch("updates", queryset=Update.objects.filter(on__lte=on))


def _as_stood(actions: Sequence[Action], themes: Sequence[Theme], on: date) -> None:
    """Let actions show the words, theme, group and leads they had on a day; never save them."""
    then, themed = words_then([a.pk for a in actions], on), {t.number: t for t in themes}
    for action in actions:
        was = then.get(action.pk, {})
        for name in WORDS:
            setattr(action, name, was.get(name, getattr(action, name)))
        if was.get("theme") in themed:
            action.theme = themed[was["theme"]]
            action.group = action.theme.group
        show_leads_as_stood(action, was)


def _follow(improvement_plan: ImprovementPlan, actions: Sequence[Action], on: date) -> None:
    """Give actions that an accelerated plan took over what was said of those they follow."""
    theirs = followed(improvement_plan)
    rows: dict[int, Action] = {}
    for plan in {source.improvement_plan for source in theirs.values()}:
        said = actions_with_delivery(plan, on).filter(pk__in=[s.pk for s in theirs.values()])
        rows |= {row.pk: row for row in said.prefetch_related(_said_by(on))}
    for action in actions:
        source = rows.get(theirs[action.pk].pk) if action.pk in theirs else None
        if source is not None:
            vars(action)["delivery"] = vars(source)["delivery"]
            vars(action)["_prefetched_objects_cache"]["updates"] = source.updates.all()


def _posts(improvement_plan: ImprovementPlan, kind: PostKind) -> tuple[str, ...]:
    """Return the posts of a kind that the area names; people are not printed."""
    rows = posts_of_area(improvement_plan.area)
    return tuple(post.title for post in rows if post.kind == kind.value)


def _priorities_of(
    improvement_plan: ImprovementPlan, groups: Sequence[PrintedGroup]
) -> dict[Reference | None, tuple[Reference, ...]]:
    """Return the priorities of each group's actions, in plans that are laid out by weakness."""
    if improvement_plan.plan_type != PlanType.ACCELERATED_PROGRESS.value:
        return {}
    return {g.number: tuple(p.number for p in g.priorities if p.number is not None) for g in groups}


def _inspected(improvement_plan: ImprovementPlan, on: date) -> str | None:
    inspection = improvement_plan.inspection
    if inspection is None or inspection.inspected_from is None or inspection.inspected_from > on:
        return None
    last = f" to {inspection.inspected_to.isoformat()}" if inspection.inspected_to else ""
    return f"{inspection.inspected_from.isoformat()}{last}"


def _groups(improvement_plan: ImprovementPlan) -> list[PrintedGroup]:
    rows = improvement_plan.groups.prefetch_related("priorities__priority_action")
    return [
        PrintedGroup(
            _reference(g.number),
            g.name,
            tuple(g.also_called),
            g.chair_role or None,
            tuple(
                PrintedPriority(
                    p.number,
                    p.text,
                    tuple(p.priority_action.responsible) if p.priority_action else (),
                )
                for p in g.priorities.all()
            ),
        )
        for g in rows
    ]


def _also(rows: Sequence[Mapping[str, str]], label: AlsoPrinted) -> list[str]:
    """Return what the source prints besides under a label, in its order."""
    return [row["text"] for row in rows if row["label"] == label.value]


def _words(rows: Sequence[Mapping[str, str]], label: AlsoPrinted) -> str | None:
    return "\n".join(_also(rows, label)) or None


def _milestones(rows: Sequence[Mapping[str, str]]) -> tuple[PrintedMilestone, ...]:
    known = {label.value for label in AlsoPrinted}
    return tuple(
        PrintedMilestone(row["label"], row["text"]) for row in rows if row["label"] not in known
    )


def _action(a: Action, answers: Mapping[Reference | None, tuple[Reference, ...]]) -> PrintedAction:
    also = a.also_printed
    delivery = getattr(a, "delivery", None)
    named = [
        link.group.number
        for link in a.refers_to.all()
        if link.state != LinkState.REJECTED.value and link.group.number.isdecimal()
    ]
    return PrintedAction(
        number=a.number,
        text=a.text,
        theme=a.theme.number,
        group=_reference(a.group.number),
        priorities=answers.get(_reference(a.group.number), ()),
        intended_impact=a.intended_impact or None,
        success_measure=a.success_measure or None,
        lead="; ".join(lead.role for lead in a.leads.all()) or None,
        lead_shared=a.lead_shared,
        due=tuple(
            FuzzyDate(m.words, m.starts, m.ends, Precision(m.precision)) for m in a.milestones.all()
        ),
        rag=a.rag or None,
        resources=a.resources or None,
        baseline=a.baseline or None,
        target=a.target or None,
        evidence=a.evidence or None,
        start=tuple(due for words in _also(also, AlsoPrinted.START) for due in parse_due(words)),
        completed=_words(also, AlsoPrinted.COMPLETED),
        status=delivery.replace("_", " ") if delivery else _words(also, AlsoPrinted.STATUS),
        milestones=_milestones(also),
        refers_to_groups=tuple(int(number) for number in named),
        updates=(
            *_also(also, AlsoPrinted.UPDATE),
            *(_update(u) for u in a.updates.all()),
        ),
    )


def _update(u: Update) -> str:
    said = f"{u.on.isoformat()}, {u.by_role}: {u.delivery.replace('_', ' ')}. {u.words}"
    return said.strip()


def _measure(m: SuccessMeasure) -> PrintedMeasure:
    also = m.also_printed
    number, priority = _words(also, AlsoPrinted.NUMBER), _words(also, AlsoPrinted.PRIORITY)
    return PrintedMeasure(
        number=number or m.number,
        text=m.text,
        heading=m.heading or None,
        priority=_reference(priority) if priority else None,
        baseline=m.baseline or None,
        target=m.target or None,
        milestones=_milestones(also),
        lead=_words(also, AlsoPrinted.LEAD),
        evidence=_words(also, AlsoPrinted.EVIDENCE),
    )


def _sources(actions: Sequence[Action], measures: list[SuccessMeasure]) -> list[PrintedSource]:
    by_action = citations_of("action", [a.pk for a in actions])
    by_measure = citations_of("measure", [m.pk for m in measures])
    rows = [
        (f"Action {a.number}, {c.field.replace('_', ' ')}", c)
        for a in actions
        for c in by_action.get(a.pk, [])
    ]
    rows += [(f"Measure {m.number}", c) for m in measures for c in by_measure.get(m.pk, [])]
    return [
        PrintedSource(what, c.passage.document.title, _place(c), c.passage.words)
        for what, c in rows
    ]


def _place(citation: Citation) -> str:
    passage = citation.passage
    if passage.cell:
        return f"{passage.sheet} {passage.cell}".strip()
    if passage.line_from == passage.line_to:
        return f"line {passage.line_from}"
    return f"lines {passage.line_from} to {passage.line_to}"
