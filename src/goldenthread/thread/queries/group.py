"""One working group on a day: what it answers for, where its actions stand, when it meets."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from goldenthread.areas.models import ReportLine
from goldenthread.documents.models import Citation
from goldenthread.documents.queries import citations_of
from goldenthread.governance.models import Meeting
from goldenthread.governance.queries import latest_meeting, next_meeting
from goldenthread.improvement.models import Action, ActionGroup, Priority, Theme, WorkingGroup
from goldenthread.improvement.queries import (
    ActionStanding,
    DependencyOnRecord,
    GapPoint,
    dependencies_of,
    gap_point,
)
from goldenthread.improvement.queries.record import show_leads_as_stood
from goldenthread.improvement.rules import LinkState

from .standings import Stood
from .then import words_then


@dataclass(frozen=True, slots=True)
class Highlight:
    """What became of a group's actions since it last met, each by the number of the action."""

    moved: list[str]
    slipped: list[str]
    closed: list[str]
    silent: list[str]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """What the page of a working group shows, as it stood on a day.

    `standings` and `by_theme` hold its actions; `highlight` is None before its first meeting.
    """

    priorities: list[Priority]
    themes: list[Theme]
    by_theme: dict[int, list[Action]]
    standings: dict[int, ActionStanding]
    gap: GapPoint
    waiting: int
    late: int
    last_meeting: Meeting | None
    next_meeting: Meeting | None
    highlight: Highlight | None
    waits: list[DependencyOnRecord]
    referred_by: list[ActionGroup]
    reports_to: list[ReportLine]
    citations: list[Citation]


def page_of_group(group: WorkingGroup, on: date) -> GroupPage:
    """Return a working group as it stood on a day."""
    plan = group.improvement_plan
    stood = Stood(plan, on)
    every = stood.actions
    mine = {pk: standing for pk, standing in every.items() if standing.group == group.pk}
    last = latest_meeting(group.body, on) if group.body else None
    referred = group.referred_by.exclude(state=LinkState.REJECTED.value)
    lines = ReportLine.objects.on(on).filter(body=group.body_id).select_related("to")
    return GroupPage(
        priorities=list(group.priorities.select_related("weakness")),
        themes=list(group.themes.all()),
        by_theme=_by_theme(group, mine, on),
        standings=mine,
        gap=gap_point(on, mine.values()),
        waiting=sum(standing.waiting is not None for standing in mine.values()),
        late=sum(standing.late for standing in mine.values()),
        last_meeting=last,
        next_meeting=next_meeting(group.body, on) if group.body else None,
        highlight=_highlight(group, last.held_on, stood) if last else None,
        waits=[
            row
            for row in dependencies_of(plan, on)
            if group.pk in (row.dependency.waits_id, row.dependency.on_group_id)
        ],
        referred_by=list(referred.select_related("action")),
        reports_to=list(lines) if group.body_id else [],
        citations=citations_of("group", [group.pk]).get(group.pk, []),
    )


def _by_theme(group: WorkingGroup, mine: Collection[int], on: date) -> dict[int, list[Action]]:
    """Return the actions that were a group's on a day by the theme they then belonged to."""
    rows = Action.objects.filter(pk__in=mine).order_by("position").prefetch_related("leads")
    actions = list(rows)
    themes = {theme.number: theme.pk for theme in group.themes.all()}
    then = words_then([action.pk for action in actions], on)
    found: dict[int, list[Action]] = defaultdict(list)
    for action in actions:
        words = then.get(action.pk, {})
        action.text = words.get("text", action.text)
        show_leads_as_stood(action, words)
        found[themes.get(words.get("theme", ""), action.theme_id)].append(action)
    return found


def _highlight(group: WorkingGroup, start: date, stood: Stood) -> Highlight | None:
    told = stood.since(start)
    if told is None:
        return None
    slipped = {move.action_id for move in told.slipped}
    here = [moved.after for moved in told.moved if moved.after.group == group.pk]
    every = stood.actions
    return Highlight(
        [standing.number for standing in here],
        [every[pk].number for pk in every if pk in slipped and every[pk].group == group.pk],
        [standing.number for standing in told.closed if standing.group == group.pk],
        [standing.number for standing in told.silent if standing.group == group.pk],
    )
