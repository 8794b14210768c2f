"""What a report is composed from: the record of one area as it stood on one day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, Q

from goldenthread.areas.models import LocalArea
from goldenthread.governance.queries import (
    ChallengeStanding,
    TrackedDecision,
    challenges_of,
    tracked_decisions,
)
from goldenthread.improvement.models import (
    Action,
    CoProduction,
    Cost,
    DifferenceVerdict,
    Evidence,
    ForumMark,
    ImprovementPlan,
    Lead,
    Redating,
    Revision,
    SuccessMeasure,
    Update,
    WorkingGroup,
)
from goldenthread.improvement.queries import (
    ActionStanding,
    DependencyOnRecord,
    GroupGap,
    RiskOnRecord,
    Since,
    dependencies_of,
    followed,
    optimism_gap,
    rag_definitions,
    risks_of,
    since,
)
from goldenthread.improvement.queries.facts import ActionPast, PlanPast, past_of, updates_on
from goldenthread.improvement.queries.record import show_as_stood, words_on
from goldenthread.improvement.queries.standing import standings
from goldenthread.improvement.rules import Rag
from goldenthread.inspections.models import Contact, Inspection
from goldenthread.inspections.queries import (
    AdviceStanding,
    advice_of,
    contacts_of,
    latest_full_inspection,
)

from ..models import Report


@dataclass
class Source:
    """The record behind one report; each part is read once, when it is first asked for.

    `kept` is for what other modules work out of it and want to work out once.
    """

    report: Report
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def on(self) -> date:
        """Return the day the report stands for."""
        return self.report.as_at

    @property
    def area(self) -> LocalArea:
        """Return the local area the report is of."""
        return self.report.area

    @property
    def improvement_plan(self) -> ImprovementPlan:
        """Return the plan the report tells of."""
        return self.report.improvement_plan

    @cached_property
    def inspection(self) -> Inspection | None:
        """Return the inspection that the plan answers, else the area's last full one."""
        return self.improvement_plan.inspection or latest_full_inspection(self.area.pk)

    @cached_property
    def actions(self) -> list[Action]:
        """Return the actions told of in the plan's order, only a group's in its report.

        Their words, themes, groups and leads are those of the day. Never save them.
        """
        rows = Action.objects.filter(**self.narrowed(""))
        leads = Prefetch("leads", Lead.objects.select_related("organisation"))
        found = list(rows.select_related("group", "theme").prefetch_related(leads, "milestones"))
        for action in found:
            show_as_stood(action, words_on(action, self._revised[action.pk], self.on))
        return found

    def narrowed(self, way: str) -> dict[str, Any]:
        """Return what narrows rows to the actions told of; `way` leads from a row to its action."""
        if self.report.group_id:
            return {f"{way}group": self.report.group_id}
        return {f"{way}improvement_plan": self.improvement_plan}

    @cached_property
    def follows(self) -> dict[int, int]:
        """Return the action on which all is said of each action of an accelerated plan, by keys."""
        return {pk: row.pk for pk, row in followed(self.improvement_plan).items()}

    def said_of(self, way: str) -> dict[str, Any]:
        """Return what narrows rows to what was said of the actions told of."""
        if not self.follows:
            return self.narrowed(way)
        return {f"{way}in": [self.follows.get(action.pk, action.pk) for action in self.actions]}

    def _by_action(self, rows: Iterable[Any]) -> dict[int, list[Any]]:
        """Return rows by the key of the action told of; in their order."""
        found: dict[int, list[Any]] = defaultdict(list)
        for row in rows:
            found[self._own.get(row.action_id, row.action_id)].append(row)
        return found

    @cached_property
    def _own(self) -> dict[int, int]:
        return {there: pk for pk, there in self.follows.items()}

    @cached_property
    def _revised(self) -> dict[int, list[Revision]]:
        found: dict[int, list[Revision]] = defaultdict(list)
        for row in Revision.objects.filter(**self.narrowed("action__")):
            found[row.action_id].append(row)
        return found

    @cached_property
    def own_moves(self) -> dict[int, list[Redating]]:
        """Return the moves of an accelerated plan's very own milestones by the day, by action."""
        found: dict[int, list[Redating]] = defaultdict(list)
        if self.follows:
            rows = Redating.objects.filter(on__lte=self.on, **self.narrowed("action__"))
            for row in rows.order_by("on", "pk"):
                found[row.action_id].append(row)
        return found

    @cached_property
    def by_key(self) -> dict[int, Action]:
        """Return the actions told of by their keys."""
        return {action.pk: action for action in self.actions}

    @cached_property
    def groups(self) -> list[WorkingGroup]:
        """Return the working groups told of."""
        rows = WorkingGroup.objects.filter(improvement_plan=self.improvement_plan)
        return [row for row in rows if self.report.group_id in (None, row.pk)]

    @cached_property
    def past(self) -> PlanPast:
        """Return all that was recorded of the whole plan's actions up to the day."""
        return past_of(self.improvement_plan, self.on)

    def past_of(self, action: Action) -> ActionPast:
        """Return all that was recorded of one action up to the day."""
        return self.past.actions[action.pk]

    def updates_of(self, action: Action) -> list[Update]:
        """Return the updates of an action that counted on the day, first to last."""
        return updates_on(self.past_of(action).updates, self.on)

    @cached_property
    def standings(self) -> dict[int, ActionStanding]:
        """Return where each action of the plan stood, by its key."""
        return standings(self.past, self.on)

    def standings_at(self, day: date) -> list[ActionStanding]:
        """Return where the actions told of stood on an earlier day."""
        rows = standings(self.past, day)
        return [rows[action.pk] for action in self.actions]

    @cached_property
    def begun(self) -> date:
        """Return the first day on which anything is on record of the plan: its life or a word.

        That of a plan of which neither is on record is the day of the report.
        """
        lived = self.improvement_plan.life_events.filter(on__lte=self.on)
        days = [event.on for event in lived]
        days += [each.on for action in self.past.actions.values() for each in action.updates]
        return min(days, default=self.on)

    @cached_property
    def gap(self) -> list[GroupGap]:
        """Return reported against computed for each group told of."""
        told = {group.pk for group in self.groups}
        found = optimism_gap(self.improvement_plan, self.on, quarters=0)
        return [g for g in found if g.group.pk in told]

    @cached_property
    def since(self) -> Since | None:
        """Return what changed since the day the report asks about, None where it asks for none."""
        if self.report.since is None:
            return None
        return since(self.improvement_plan, self.report.since, self.on)

    @cached_property
    def challenges(self) -> list[ChallengeStanding]:
        """Return every challenge asked by the day, newest first."""
        return challenges_of(self.area, self.on)

    @cached_property
    def open_challenges(self) -> list[ChallengeStanding]:
        """Return the challenges that who asked them had not closed by the day."""
        return [each for each in self.challenges if each.where.open]

    @cached_property
    def decisions(self) -> list[TrackedDecision]:
        """Return the decisions that were to come back."""
        return tracked_decisions(self.area, self.on)

    @cached_property
    def risks(self) -> list[RiskOnRecord]:
        """Return the risks and issues of the plan, or those on a group's actions, gravest first."""
        rows = risks_of(self.improvement_plan, self.on)
        if not self.report.group_id:
            return rows
        return [row for row in rows if any(action.pk in self.by_key for action in row.actions)]

    @cached_property
    def dependencies(self) -> list[DependencyOnRecord]:
        """Return which groups waited for which, those of one group in its report."""
        told = {group.pk for group in self.groups}
        rows = dependencies_of(self.improvement_plan, self.on)
        return [row for row in rows if told & {row.dependency.waits_id, row.dependency.on_group_id}]

    @cached_property
    def colours(self) -> dict[Rag, str]:
        """Return what each colour means here on the day."""
        return rag_definitions(self.area, self.on)

    @cached_property
    def evidence(self) -> dict[int, list[Evidence]]:
        """Return the evidence given for each action by the day, by its key, first to last."""
        rows = Evidence.objects.filter(on__lte=self.on, **self.said_of("action__"))
        return self._by_action(
            rows.select_related("document", "measure", "replaces").order_by("on", "pk")
        )

    @cached_property
    def verdict_evidence(self) -> dict[int, list[Evidence]]:
        """Return the evidence that each verdict rests on, by the verdict's key."""
        known = {row.pk: row for rows in self.evidence.values() for row in rows}
        found: dict[int, list[Evidence]] = defaultdict(list)
        verdicts = DifferenceVerdict.objects.filter(on__lte=self.on, **self.said_of("action__"))
        for verdict, piece in verdicts.values_list("pk", "evidence").order_by("pk", "evidence"):
            if piece in known:
                found[verdict].append(known[piece])
        return found

    @cached_property
    def costs(self) -> dict[int, list[Cost]]:
        """Return the costs of each action that stood on the day, by its key."""
        stood = Q(withdrawn_on=None) | Q(withdrawn_on__gt=self.on)
        return self._by_action(
            Cost.objects.filter(stood, on__lte=self.on, **self.said_of("action__"))
        )

    @cached_property
    def marks(self) -> dict[int, list[ForumMark]]:
        """Return the forum's marks on each action and on its promises, by the action's key."""
        own = Q(**self.said_of("action__"))
        promised = Q(**self.narrowed("promise__action__"))
        rows = ForumMark.objects.filter(own | promised, on__lte=self.on)
        found: dict[int, list[ForumMark]] = defaultdict(list)
        for row in rows.select_related("promise").order_by("on", "pk"):
            key = row.action_id or (row.promise.action_id if row.promise else None)
            if key:
                found[self._own.get(key, key)].append(row)
        return found

    @cached_property
    def co_production(self) -> dict[int, list[CoProduction]]:
        """Return how far each action was co-produced, by its key."""
        return self._by_action(
            CoProduction.objects.filter(on__lte=self.on, **self.said_of("action__"))
        )

    @cached_property
    def rewritings(self) -> dict[int, list[Revision]]:
        """Return what was rewritten of each action by the day, by its key, first to last."""
        return {
            key: sorted((r for r in rows if r.on <= self.on), key=lambda r: (r.on, r.pk))
            for key, rows in self._revised.items()
        }

    @cached_property
    def contacts(self) -> list[Contact]:
        """Return the visits, meetings and reviews up to the day, notes and what was shared too."""
        return contacts_of(self.area, self.on)

    @cached_property
    def advice(self) -> dict[int, list[AdviceStanding]]:
        """Return the advice given at each contact by the day, with what was done with it."""
        found: dict[int, list[AdviceStanding]] = defaultdict(list)
        for each in advice_of(self.area, self.on):
            found[each.advice.contact_id].append(each)
        return found

    @cached_property
    def measures(self) -> list[SuccessMeasure]:
        """Return the measures that the plan lists."""
        return list(SuccessMeasure.objects.filter(improvement_plan=self.improvement_plan))
