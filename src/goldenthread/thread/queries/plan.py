"""The actions of a plan, narrowed as a person asked, and what they can be narrowed by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Func, QuerySet, Subquery
from django.utils import timezone

from goldenthread.audit.queries import chain_ends_in
from goldenthread.improvement.models import (
    ActionAnswersFinding,
    ImprovementPlan,
    Lead,
    Revision,
    WorkingGroup,
)
from goldenthread.improvement.queries import (
    ActionStanding,
    actions_with_delivery,
    search_actions,
)
from goldenthread.improvement.queries.together import Part, together
from goldenthread.improvement.rules import LinkState
from goldenthread.improvement.rules.editing import roles_in

from .narrowing import AskedOfStanding, answers
from .placing import Place, placed_on
from .standings import KEPT_IN_MIND, Stood
from .then import life_on, plan_on

if TYPE_CHECKING:
    from goldenthread.improvement.queries.plans import ActionDelivered

ROWS_ON_A_PAGE = 25
RAGS = {"none": "None printed", "red": "Red", "amber": "Amber", "green": "Green", "blue": "Blue"}


def asked_words(words: str | None, longest: int = 200) -> str:
    """Return what a person asked for, cut to a bearable length, without what no text can hold."""
    return (words or "").replace("\0", "").strip()[:longest]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asked for: each empty where it does not narrow."""

    q: str = ""
    weakness: str = ""
    group: str = ""
    lead: str = ""
    due: str = ""
    rag: str = ""
    theme: str = ""
    finding: str = ""
    colour: str = ""
    delivery: str = ""
    difference: str = ""
    update: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Asked":
        """Read it from an address; anything unknown is kept as asked and finds nothing."""
        return cls(**{name: asked_words(query.get(name)) for name in cls.__slots__})

    @property
    def of_standing(self) -> AskedOfStanding:
        """Return what was asked of where an action stands."""
        return AskedOfStanding(self.due, self.colour, self.delivery, self.difference, self.update)

    @property
    def of_place(self) -> Place:
        """Return what was asked of where an action belongs."""
        weakness = _key(self.weakness) if self.weakness else None
        return Place(weakness, self.group, self.theme, self.lead)

    @property
    def narrows(self) -> bool:
        """Say whether anything was asked at all."""
        return any(getattr(self, name) for name in self.__slots__)


@dataclass(slots=True)
class Choices:
    """What the page offers to narrow by."""

    weaknesses: list[tuple[int, str]] = field(default_factory=list)
    groups: list[tuple[str, str]] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)


@dataclass(slots=True)
class PlanRow:
    """One action as the list shows it: its leads as printed, and where it stands on the day."""

    number: str
    text: str
    rag: str
    standing: ActionStanding
    leads: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Listed:
    """A plan, where it was in its life on a day, and one page of its actions as they stood then.

    `choices` are what the list can be narrowed by.
    """

    improvement_plan: ImprovementPlan
    life: str
    choices: Choices
    page: Page[Any]


def listed(area_id: int, asked: Asked, number: str | None, on: date) -> Listed | None:
    """Return a page of the plan that an area worked to on a day, None where there was none.

    It is remembered until the next change that anybody makes, and so for reading only.
    """
    return _listed_as_of(area_id, asked, (number or "")[:20], on, chain_ends_in())


@lru_cache(maxsize=KEPT_IN_MIND)
def _listed_as_of(
    area_id: int, asked: Asked, number: str, on: date, last_change: str
) -> Listed | None:
    improvement_plan = plan_on(area_id, on)
    if improvement_plan is None:
        return None
    stood = Stood(improvement_plan, on, last_change)
    actions = narrowed(improvement_plan, asked, on, stood)
    whole = asked.of_standing.narrows
    return Listed(
        improvement_plan,
        life_on(improvement_plan, on),
        choices_of(improvement_plan, on),
        page_of(actions, number, stood, whole=whole),
    )


def forget() -> None:
    """Let go of every page remembered, as a process does that has just begun."""
    _listed_as_of.cache_clear()


def choices_of(improvement_plan: ImprovementPlan, on: date) -> Choices:
    """Return the weaknesses that groups answer for, the groups and the leads of a plan on a day."""
    groups = WorkingGroup.objects.filter(improvement_plan=improvement_plan).order_by("position")
    held = list(
        groups.values_list(
            "number", "name", "priorities__weakness__number", "priorities__weakness__short"
        )
    )
    return Choices(
        sorted({(weakness, short) for _, _, weakness, short in held if weakness is not None}),
        list(dict.fromkeys((number, name) for number, name, _, _ in held)),
        lead_roles(improvement_plan, on),
    )


# Steps from one role to the next along the index (improvement_plan, role): a seek a role, where
# SELECT DISTINCT reads every lead of the plan.
_ROLE_BY_ROLE = """
WITH RECURSIVE each (role) AS (
    SELECT MIN(role) FROM improvement_lead WHERE improvement_plan_id = %s
    UNION ALL
    SELECT (SELECT MIN(later.role) FROM improvement_lead later
            WHERE later.improvement_plan_id = %s AND later.role > each.role)
    FROM each WHERE each.role IS NOT NULL
)
SELECT 0 AS id, role FROM each WHERE role IS NOT NULL
"""
_ROLES_CHANGED_SINCE = """
UNION ALL
SELECT 1 AS id, old AS role FROM improvement_revision WHERE field = 'leads' AND "on" > %s
AND action_id IN (SELECT id FROM improvement_action WHERE improvement_plan_id = %s)
"""


def lead_roles(improvement_plan: ImprovementPlan, on: date | None = None) -> list[str]:
    """Return each role that leads an action of a plan once, in the database's order.

    With a past day, those who led one then and have been changed since come after them.
    """
    plan, asked = improvement_plan.pk, _ROLE_BY_ROLE
    values: list[int | date] = [plan, plan]
    if on is not None and on < timezone.localdate():
        asked += _ROLES_CHANGED_SINCE
        values += [on, plan]
    rows = list(Lead.objects.raw(asked, values))
    roles = [lead.role for lead in rows if not lead.pk]
    gone = {role for lead in rows if lead.pk for role in roles_in(lead.role)}
    return roles + sorted(gone - set(roles))


def narrowed(
    improvement_plan: ImprovementPlan, asked: Asked, on: date, stood: Stood | None = None
) -> "QuerySet[ActionDelivered]":
    """Return the plan's actions that answer what was asked, as they stood on a day.

    `stood` is where they stood then, where it is known already.
    """
    actions = actions_with_delivery(improvement_plan, on)
    actions = placed_on(actions, improvement_plan, asked.of_place, on)
    if asked.rag:
        actions = actions.filter(rag="" if asked.rag == "none" else asked.rag)
    if asked.finding:
        answering = ActionAnswersFinding.objects.filter(finding=_key(asked.finding))
        answering = answering.exclude(state=LinkState.REJECTED.value)
        actions = actions.filter(pk__in=answering.values("action"))
    if asked.of_standing.narrows:
        rows = (stood or Stood(improvement_plan, on)).actions.items()
        found = [pk for pk, s in rows if answers(s, asked.of_standing, on)]
        actions = actions.filter(pk__in=found)
    return search_actions(actions, asked.q)


def _key(words: str) -> int:
    """Return a whole number that a database can hold, or -1, which nothing has."""
    return int(words) if words.isdecimal() and len(words) < 10 else -1


def page_of(
    actions: "QuerySet[ActionDelivered]", number: str, stood: Stood, *, whole: bool
) -> Page[Any]:
    """Return one page of PlanRow as they stood on a day; an odd number gives page 1.

    Plain values, not models: this is the page that most people ask for most often. `whole` says
    that where every action stands is known already.
    """
    found, held = _asked_page(actions, number)
    keys = [pk for pk, _, _, _ in held]
    standings = stood.actions if whole else stood.some(keys)
    leads, then = _leads_and_words_then(keys, stood.on) if keys else ({}, {})
    rows = [
        PlanRow(printed, then.get(pk, text), rag, standings[pk], leads.get(pk, []))
        for pk, printed, text, rag in held
    ]
    return Page(rows, found.number, found.paginator)


def _asked_page(
    actions: "QuerySet[ActionDelivered]", number: str
) -> tuple[Page[int], list[tuple[int, str, str, str]]]:
    """Return which page of how many it is, and its rows: key, number, text, RAG.

    How many there are comes with the rows; only an odd page, or one that is not there, is asked
    for twice.
    """
    counted = actions.order_by().annotate(of=Func(F("pk"), function="COUNT")).values("of")
    rows = actions.annotate(of=Subquery(counted)).order_by("position")
    values = rows.values_list("pk", "number", "text", "rag", "of")
    likely = max(int(number), 1) if number.isdecimal() and len(number) < 9 else 1
    held = list(values[(likely - 1) * ROWS_ON_A_PAGE : likely * ROWS_ON_A_PAGE])
    total = held[0][-1] if held else actions.count()
    page = Paginator(range(total), ROWS_ON_A_PAGE).get_page(number)
    if total and page.number != likely:
        held = list(values[page.start_index() - 1 : page.end_index()])
    return page, [row[:4] for row in held]


_LEADS_AND_WORDS = (
    Part(Lead, "action_id IN KEYS", ("action", "role")),
    Part(
        Revision,
        "action_id IN KEYS AND field IN ('text', 'leads') AND \"on\" > %(on)s",
        ("action", "field", "old", "on"),
    ),
)


def _leads_and_words_then(keys: list[int], on: date) -> tuple[dict[int, list[str]], dict[int, str]]:
    """Return who led actions on a day, and the texts of those rewritten after it, by key."""
    held, rewritten = together(_LEADS_AND_WORDS, keys=keys, on=on)
    leads: dict[int, list[str]] = {}
    for lead in held:
        leads.setdefault(lead.action_id, []).append(lead.role)
    texts: dict[int, str] = {}
    for row in sorted(rewritten, key=lambda row: (row.on, row.pk), reverse=True):
        if row.field == "leads":
            leads[row.action_id] = roles_in(row.old)
        else:
            texts[row.action_id] = row.old
    return leads, texts
