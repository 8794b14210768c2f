"""The whole line of one thing inspectors required, from the letter to the judgement."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from goldenthread.documents.models import Citation
from goldenthread.documents.queries import citations_of_all
from goldenthread.improvement.models import (
    MEASURE_OF,
    Action,
    ActionAnswersFinding,
    ActionServesMeasure,
    DifferenceVerdict,
    Evidence,
    ForumMark,
    ImprovementPlan,
    Priority,
    Promise,
    Theme,
)
from goldenthread.improvement.queries import ActionStanding
from goldenthread.improvement.rules import Grade, LinkState
from goldenthread.inspections.models import (
    FINDING_OF,
    AreaForImprovement,
    Judgement,
    MonitoringNote,
    PriorityAction,
    ProgressSaid,
    Weakness,
)
from goldenthread.inspections.queries import judgements_on, notes_about, progress_said_on

from .promises_then import put_back
from .standings import Stood
from .then import words_then

Required = Weakness | PriorityAction | AreaForImprovement

# A thread of more actions than this shows the first few of each theme, and leads to all of them.
MOST_IN_FULL = 80
FIRST_FEW = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """An action that answers a finding: its key and number, and whether that is agreed."""

    action_id: int
    number: str
    state: str


@dataclass(slots=True)
class Thread:
    """One thing required, laid end to end: `noun` says which; `citations` are by noun and key.

    `findings` and `measures` are the links that lead to it. `actions` are by theme; `theme_of`
    names the theme of every action, shown here or not; `standings` says where each of these
    stands, and `grades` how good the evidence is that its agreed difference rests on. `evidence`
    and `marks` are what was given and what the forum said.
    """

    noun: str
    required: Required
    findings: list[Any] = field(default_factory=list)
    priorities: list[Priority] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    actions: dict[int, list[Action]] = field(default_factory=dict)
    theme_of: dict[int, int] = field(default_factory=dict)
    answers: dict[int, list[Answer]] = field(default_factory=dict)
    measures: list[Any] = field(default_factory=list)
    serving: dict[int, list[int]] = field(default_factory=dict)
    promises: list[Promise] = field(default_factory=list)
    standings: dict[int, ActionStanding] = field(default_factory=dict)
    grades: dict[int, list[Grade]] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    marks: list[ForumMark] = field(default_factory=list)
    monitoring: list[MonitoringNote] = field(default_factory=list)
    judgement: Judgement | None = None
    progress: ProgressSaid | None = None
    citations: dict[tuple[str, int], list[Citation]] = field(default_factory=dict)

    @property
    def all_actions(self) -> list[Action]:
        """Return the actions of every theme in order."""
        return [action for theme in self.themes for action in self.actions.get(theme.pk, [])]

    @property
    def in_full(self) -> bool:
        """Say whether every action and promise stands on the page."""
        return max(len(self.theme_of), len(self.promises)) <= MOST_IN_FULL

    @property
    def few(self) -> int:
        """Return how many answers, promises or actions of one parent stand on the page."""
        return MOST_IN_FULL if self.in_full else FIRST_FEW

    def held(self, theme: int) -> list[int]:
        """Return the keys of all actions of a theme, shown here or not."""
        return [action for action, place in self.theme_of.items() if place == theme]


def thread_of(
    noun: str, required: Required, improvement_plan: ImprovementPlan | None, stood: Stood
) -> Thread:
    """Return the thread of something required through a plan, as it stood on a day."""
    on = stood.on
    thread = Thread(noun, required)
    thread.monitoring = notes_about(noun, required.pk, on)
    links = FINDING_OF[noun]._default_manager.filter(**{noun: required}).exclude(state="rejected")
    thread.findings = list(links.select_related("finding").order_by("finding_id"))
    if isinstance(required, Weakness):
        judged = judgements_on(required.inspection, on)
        thread.judgement = next((j for j in judged if j.weakness_id == required.pk), None)
    if isinstance(required, PriorityAction):
        said = progress_said_on(required.inspection, on)
        thread.progress = next((p for p in said if p.priority_action_id == required.pk), None)
    if improvement_plan is not None:
        _lay_plan(thread, improvement_plan, stood)
    thread.citations = _citations(thread)
    return thread


def _lay_plan(thread: Thread, improvement_plan: ImprovementPlan, stood: Stood) -> None:
    on = stood.on
    priorities = Priority.objects.filter(
        improvement_plan=improvement_plan, **{thread.noun: thread.required}
    )
    thread.priorities = list(priorities.select_related("group"))
    groups = [p.group_id for p in thread.priorities if p.group_id]
    thread.themes = list(Theme.objects.filter(group__in=groups).select_related("group"))
    rows = Promise.objects.filter(improvement_plan=improvement_plan, action__group__in=groups)
    promises = list(rows.select_related("action"))
    put_back(promises, on)
    thread.promises = [promise for promise in promises if promise.evidence_promised]
    _lay_actions(thread, improvement_plan, groups, stood)
    _lay_answers(thread, improvement_plan)
    _lay_measures(thread, improvement_plan)
    _lay_difference(thread, groups, on)


def _lay_actions(
    thread: Thread, improvement_plan: ImprovementPlan, groups: list[int], stood: Stood
) -> None:
    actions = Action.objects.filter(improvement_plan=improvement_plan, group__in=groups)
    order = actions.order_by("position").values_list("pk", "theme_id")
    thread.theme_of = dict(order)
    by_theme: dict[int, list[Action]] = defaultdict(list)
    if not thread.in_full:
        first: dict[int, list[int]] = defaultdict(list)
        for key, theme in thread.theme_of.items():
            first[theme].append(key)
        actions = actions.filter(pk__in=[pk for held in first.values() for pk in held[:FIRST_FEW]])
    held = list(actions.order_by("position").prefetch_related("leads"))
    then = words_then([action.pk for action in held], stood.on)
    for action in held:
        action.text = then.get(action.pk, {}).get("text", action.text)
        by_theme[action.theme_id].append(action)
    thread.actions = by_theme
    standings = stood.actions
    thread.standings = {pk: standings[pk] for pk in thread.theme_of if pk in standings}


def _lay_difference(thread: Thread, groups: list[int], on: date) -> None:
    """Lay what was given as evidence, how good it is, and what the forum said, up to a day."""
    stood = Q(withdrawn_on=None) | Q(withdrawn_on__gt=on)
    given = Evidence.objects.filter(stood, action__group__in=groups, on__lte=on)
    thread.evidence = list(given.select_related("action", "measure").order_by("-on", "-pk"))
    ours = Q(action__group__in=groups) | Q(promise__action__group__in=groups)
    marks = ForumMark.objects.filter(ours, on__lte=on).order_by("-on", "-pk")
    thread.marks = list(marks.select_related("action", "promise__action"))
    agreed = DifferenceVerdict.objects.filter(
        Q(reopened_on=None) | Q(reopened_on__gt=on), action__group__in=groups, agreed_on__lte=on
    )
    grades: dict[int, list[Grade]] = defaultdict(list)
    for action, grade in agreed.filter(
        Q(evidence__withdrawn_on=None) | Q(evidence__withdrawn_on__gt=on), evidence__isnull=False
    ).values_list("action_id", "evidence__grade"):
        grades[action].append(Grade(grade))
    thread.grades = grades


def _lay_answers(thread: Thread, improvement_plan: ImprovementPlan) -> None:
    findings = [link.finding_id for link in thread.findings]
    answers = ActionAnswersFinding.objects.filter(
        finding__in=findings, action__improvement_plan=improvement_plan
    ).exclude(state=LinkState.REJECTED.value)
    by_finding: dict[int, list[Answer]] = defaultdict(list)
    for finding, action, number, state in answers.order_by("pk").values_list(
        "finding_id", "action_id", "action__number", "state"
    ):
        by_finding[finding].append(Answer(action, number, state))
    thread.answers = by_finding


def _lay_measures(thread: Thread, improvement_plan: ImprovementPlan) -> None:
    links = (
        MEASURE_OF[thread.noun]
        ._default_manager.filter(
            **{thread.noun: thread.required}, measure__improvement_plan=improvement_plan
        )
        .exclude(state=LinkState.REJECTED.value)
    )
    thread.measures = list(links.select_related("measure").order_by("measure__number"))
    keys = [link.measure_id for link in thread.measures]
    serving: dict[int, list[int]] = defaultdict(list)
    rows = ActionServesMeasure.objects.filter(measure__in=keys)
    for action, measure in rows.exclude(state=LinkState.REJECTED.value).values_list(
        "action_id", "measure_id"
    ):
        serving[action].append(measure)
    thread.serving = serving


def _citations(thread: Thread) -> dict[tuple[str, int], list[Citation]]:
    wanted = {
        "finding": [link.finding_id for link in thread.findings],
        thread.noun: [thread.required.pk],
        "theme": [theme.pk for theme in thread.themes],
        "group": [p.group_id for p in thread.priorities if p.group_id],
        "action": [action.pk for action in thread.all_actions],
        "measure": [link.measure_id for link in thread.measures],
        "judgement": [thread.judgement.pk] if thread.judgement else [],
        "progress_said": [thread.progress.pk] if thread.progress else [],
    }
    return citations_of_all({noun: refs for noun, refs in wanted.items() if refs})
