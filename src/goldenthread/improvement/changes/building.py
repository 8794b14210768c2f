"""Making a plan from nothing: groups, priorities, themes, actions and measures, one by one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from goldenthread.accounts.changes import ensure_posts
from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.calendar import FuzzyDate
from goldenthread.core.errors import UserError
from goldenthread.inspections.models import Inspection
from goldenthread.inspections.rules import short_name
from goldenthread.reading.dates import parse_due

from ..models import (
    Action,
    ImprovementPlan,
    Lead,
    LifeEvent,
    Milestone,
    Priority,
    SuccessMeasure,
    Theme,
    WorkingGroup,
)
from ..queries import current_improvement_plan
from ..rules import (
    DraftAction,
    DraftGroup,
    DraftImprovementPlan,
    DraftTheme,
    Life,
    PlanType,
)
from ..rules.editing import roles_in
from .met import refuse
from .plan import record_improvement_plan

NOT_WRITTEN = "To be written"
MOST_EMPTY = 10


@dataclass(frozen=True, slots=True)
class Required:
    """One thing that inspectors required, to begin a priority from."""

    text: str
    short: str
    improvement: int | None = None


def required_by(inspection: Inspection | None) -> list[Required]:
    """Return what an inspection required, in its order: weaknesses, or 2023's two kinds."""
    if inspection is None:
        return []
    rows = [Required(w.text, w.short) for w in inspection.weaknesses.all()]
    rows += [
        Required(p.text, p.short or short_name(p.text)) for p in inspection.priority_actions.all()
    ]
    rows += [
        Required(i.text, i.short or short_name(i.text), i.pk) for i in inspection.improvements.all()
    ]
    return rows


@transaction.atomic
def begin_plan(
    *,
    by: Actor,
    area: LocalArea,
    inspection: Inspection | None,
    plan_type: PlanType,
    title: str,
    empty: int,
    on: date,
) -> ImprovementPlan:
    """Begin a plan: for each thing required a group, a priority, a theme and `empty` actions.

    UserError where the area works to a plan already, or for a title or a number that will not do.
    """
    LocalArea.objects.select_for_update(no_key=True).get(pk=area.pk)
    if current_improvement_plan(area.pk) is not None:
        raise UserError("This area has a plan already. Nothing was begun: change that one instead.")
    if not title.strip() or not 0 <= empty <= MOST_EMPTY:
        raise UserError(
            f"A plan needs a title, and 0 to {MOST_EMPTY} empty actions for each priority. "
            "Nothing was begun."
        )
    required = required_by(inspection)
    draft = _draft(plan_type, title.strip(), required, empty)
    plan = record_improvement_plan(by=by, area=area, draft=draft, inspection=inspection)
    for number, each in enumerate(required, 1):
        if each.improvement is not None:
            Priority.objects.filter(improvement_plan=plan, number=number).update(
                improvement=each.improvement, priority_action=None, weakness=None
            )
    LifeEvent.objects.create(
        improvement_plan=plan, life=Life.DRAFTING.value, on=on, note="Begun from nothing"
    )
    return plan


def _draft(
    plan_type: PlanType, title: str, required: Sequence[Required], empty: int
) -> DraftImprovementPlan:
    numbered = [(str(n), n, each) for n, each in enumerate(required, 1)]
    return DraftImprovementPlan(
        plan_type,
        title,
        groups=tuple(
            DraftGroup(key, each.short or short_name(each.text), priorities=((n, each.text),))
            for key, n, each in numbered
        ),
        themes=tuple(DraftTheme(f"{key}.1", key) for key, _, _ in numbered),
        actions=tuple(
            DraftAction(
                f"{key}.1.{place}",
                f"{key}.1",
                key,
                NOT_WRITTEN,
                left_unknown=(("text", "it is still to be written"),),
            )
            for key, _, _ in numbered
            for place in range(1, empty + 1)
        ),
    )


def _held(improvement_plan: ImprovementPlan) -> ImprovementPlan:
    """Hold a plan while something is added, so that no two get one number."""
    return ImprovementPlan.objects.select_for_update(no_key=True).get(pk=improvement_plan.pk)


def _next(numbers: Iterable[str], before: str = "") -> str:
    """Return the number after the highest of those below one, as 1.2.4 after 1.2.3."""
    tails = [n.removeprefix(before) for n in numbers if n.startswith(before)]
    return f"{before}{max((int(t) for t in tails if t.isdecimal()), default=0) + 1}"


def _tell(by: Actor, verb: str, plan: ImprovementPlan, after: dict[str, str]) -> None:
    record(by=by, verb=verb, subject="improvement_plan", ref=plan.pk, after=after)


def _position(kind: type[WorkingGroup] | type[Theme] | type[Action], plan: ImprovementPlan) -> int:
    rows = kind._default_manager.filter(improvement_plan=plan)
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def add_group(
    *, by: Actor, improvement_plan: ImprovementPlan, name: str, chair_role: str = ""
) -> WorkingGroup:
    """Add a working group at the end of a plan; raises Unfit without a name."""
    plan = _held(improvement_plan)
    refuse({} if name.strip() else {"name": "Say what the group is called"})
    rows = WorkingGroup.objects.filter(improvement_plan=plan)
    group = WorkingGroup.objects.create(
        improvement_plan=plan,
        number=_next(rows.values_list("number", flat=True)),
        name=name.strip()[:300],
        chair_role=chair_role.strip()[:300],
        position=_position(WorkingGroup, plan),
    )
    _tell(by, "add_group", plan, {"number": group.number, "group": group.name})
    return group


@transaction.atomic
def add_priority(*, by: Actor, group: WorkingGroup, text: str) -> Priority:
    """Add a priority that a group oversees; raises Unfit without words."""
    plan = _held(group.improvement_plan)
    refuse({} if text.strip() else {"text": "Say what the priority is"})
    last = Priority.objects.filter(improvement_plan=plan).aggregate(n=Max("number"))["n"]
    number = (last or 0) + 1
    row = Priority.objects.create(
        improvement_plan=plan, group=group, number=number, text=text.strip()
    )
    _tell(by, "add_priority", plan, {"number": str(number), "text": row.text})
    return row


@transaction.atomic
def add_theme(*, by: Actor, group: WorkingGroup, title: str) -> Theme:
    """Add a theme under a group; raises Unfit without a title."""
    plan = _held(group.improvement_plan)
    refuse({} if title.strip() else {"title": "Say what the theme is"})
    rows = Theme.objects.filter(improvement_plan=plan)
    theme = Theme.objects.create(
        improvement_plan=plan,
        group=group,
        number=_next(rows.values_list("number", flat=True), f"{group.number}."),
        title=title.strip(),
        position=_position(Theme, plan),
    )
    _tell(by, "add_theme", plan, {"number": theme.number, "title": theme.title})
    return theme


@transaction.atomic
def add_action(
    *,
    by: Actor,
    theme: Theme,
    text: str,
    leads: str = "",
    due: str = "",
    intended_impact: str = "",
    success_measure: str = "",
    more: Mapping[str, str] | None = None,
) -> Action:
    """Add an action under a theme with its leads (parted by semicolons) and its date, in words.

    `more` are further words by field, such as its baseline. A post is made of each lead that has
    none. Raises Unfit for what cannot be kept.
    """
    plan = _held(theme.improvement_plan)
    roles, dates = roles_in(leads), parse_due(due)
    faults = {} if text.strip() else {"text": "Say what will be done"}
    if due.strip() and not any(d.start or d.end for d in dates):
        faults["due"] = "No date could be read from this. Write it as 31 March 2027, or spring 2027"
    if any(len(role) > 200 for role in roles):
        faults["leads"] = "A lead has at most 200 characters"
    refuse(faults)
    rows = Action.objects.filter(improvement_plan=plan)
    action = Action.objects.create(
        improvement_plan=plan,
        group_id=theme.group_id,
        theme=theme,
        number=_next(rows.values_list("number", flat=True), f"{theme.number}."),
        position=_position(Action, plan),
        text=text.strip(),
        intended_impact=intended_impact.strip(),
        success_measure=success_measure.strip(),
        due_from=min((d.start for d in dates if d.start), default=None),
        due_to=max((d.end for d in dates if d.end), default=None),
        **{name: words.strip() for name, words in (more or {}).items()},
    )
    _add_leads_and_dates(action, roles, dates)
    ensure_posts(by=by, area=plan.area, titles=roles)
    after = {"number": action.number, "text": action.text, "leads": "; ".join(roles), "due": due}
    _tell(by, "add_action", plan, after)
    return action


def _add_leads_and_dates(action: Action, roles: Sequence[str], dates: Sequence[FuzzyDate]) -> None:
    plan = action.improvement_plan
    Lead.objects.bulk_create(Lead(improvement_plan=plan, action=action, role=r) for r in roles)
    Milestone.objects.bulk_create(
        Milestone(
            action=action,
            words=d.text[:500],
            starts=d.start,
            ends=d.end,
            precision=d.precision.value,
            position=place,
        )
        for place, d in enumerate(dates)
    )


@transaction.atomic
def add_measure(
    *,
    by: Actor,
    improvement_plan: ImprovementPlan,
    text: str,
    heading: str = "",
    baseline: str = "",
    target: str = "",
) -> SuccessMeasure:
    """Add a line to a plan's own list of measures; raises Unfit without words."""
    plan = _held(improvement_plan)
    refuse({} if text.strip() else {"text": "Say what is measured"})
    last = SuccessMeasure.objects.filter(improvement_plan=plan).aggregate(n=Max("number"))["n"]
    measure = SuccessMeasure.objects.create(
        improvement_plan=plan,
        number=(last or 0) + 1,
        text=text.strip(),
        heading=heading.strip()[:300],
        baseline=baseline.strip()[:300],
        target=target.strip()[:300],
    )
    _tell(by, "add_measure", plan, {"number": str(measure.number), "text": measure.text})
    return measure
