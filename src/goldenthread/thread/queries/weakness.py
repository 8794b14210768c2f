"""The whole line of one thing inspectors required, from the letter to the judgement."""

from collections import defaultdict
from dataclasses import dataclass, field

from goldenthread.documents.models import Citation
from goldenthread.documents.queries import citations_of
from goldenthread.improvement.models import (
    Action,
    ActionAnswersFinding,
    ActionServesMeasure,
    ImprovementPlan,
    MeasureOfWeakness,
    Priority,
    Promise,
    Theme,
)
from goldenthread.improvement.queries import actions_with_delivery
from goldenthread.improvement.rules import LinkState
from goldenthread.inspections.models import (
    AreaForImprovement,
    FindingOfWeakness,
    Judgement,
    MonitoringNote,
    PriorityAction,
    Weakness,
)

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

    `actions` are by theme; `theme_of` names the theme of every action, shown here or not.
    """

    noun: str
    required: Required
    findings: list[FindingOfWeakness] = field(default_factory=list)
    priorities: list[Priority] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    actions: dict[int, list[Action]] = field(default_factory=dict)
    theme_of: dict[int, int] = field(default_factory=dict)
    answers: dict[int, list[Answer]] = field(default_factory=dict)
    measures: list[MeasureOfWeakness] = field(default_factory=list)
    serving: dict[int, list[int]] = field(default_factory=dict)
    promises: list[Promise] = field(default_factory=list)
    monitoring: list[MonitoringNote] = field(default_factory=list)
    judgement: Judgement | None = None
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


def thread_of(noun: str, required: Required, improvement_plan: ImprovementPlan | None) -> Thread:
    """Return the thread of a weakness, priority action or area for improvement through a plan."""
    thread = Thread(noun, required)
    if isinstance(required, Weakness):
        links = FindingOfWeakness.objects.filter(weakness=required).exclude(state="rejected")
        thread.findings = list(links.select_related("finding").order_by("finding_id"))
        judged = Judgement.objects.filter(weakness=required).select_related("inspection__document")
        thread.judgement = judged.order_by("-inspection__inspected_from").first()
        notes = MonitoringNote.objects.filter(weakness=required).select_related("contact")
        thread.monitoring = list(notes.order_by("contact__on", "pk"))
    if improvement_plan is not None:
        _lay_plan(thread, improvement_plan)
    thread.citations = _citations(thread)
    return thread


def _lay_plan(thread: Thread, improvement_plan: ImprovementPlan) -> None:
    priorities = Priority.objects.filter(
        improvement_plan=improvement_plan, **{thread.noun: thread.required}
    )
    thread.priorities = list(priorities.select_related("group"))
    groups = [p.group_id for p in thread.priorities if p.group_id]
    thread.themes = list(Theme.objects.filter(group__in=groups).select_related("group"))
    promises = Promise.objects.filter(improvement_plan=improvement_plan, action__group__in=groups)
    thread.promises = list(promises.exclude(evidence_promised="").select_related("action"))
    _lay_actions(thread, improvement_plan, groups)
    _lay_answers(thread, improvement_plan)
    _lay_measures(thread, improvement_plan)


def _lay_actions(thread: Thread, improvement_plan: ImprovementPlan, groups: list[int]) -> None:
    actions = actions_with_delivery(improvement_plan).filter(group__in=groups)
    order = actions.order_by("position").values_list("pk", "theme_id")
    thread.theme_of = dict(order)
    by_theme: dict[int, list[Action]] = defaultdict(list)
    if not thread.in_full:
        first: dict[int, list[int]] = defaultdict(list)
        for action, theme in thread.theme_of.items():
            first[theme].append(action)
        actions = actions.filter(pk__in=[pk for held in first.values() for pk in held[:FIRST_FEW]])
    for action in actions.prefetch_related("milestones", "leads"):
        by_theme[action.theme_id].append(action)
    thread.actions = by_theme


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
    if isinstance(thread.required, Weakness):
        links = MeasureOfWeakness.objects.filter(
            weakness=thread.required, measure__improvement_plan=improvement_plan
        ).exclude(state=LinkState.REJECTED.value)
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
    wanted: dict[str, list[int]] = {
        "finding": [link.finding_id for link in thread.findings],
        thread.noun: [thread.required.pk],
        "theme": [theme.pk for theme in thread.themes],
        "group": [p.group_id for p in thread.priorities if p.group_id],
        "action": [action.pk for action in thread.all_actions],
        "measure": [link.measure_id for link in thread.measures],
        "judgement": [thread.judgement.pk] if thread.judgement else [],
    }
    return {
        (noun, ref): citations
        for noun, refs in wanted.items()
        for ref, citations in citations_of(noun, refs).items()
    }
