"""What a report is composed from: the record of one area as it stood on one day."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from goldenthread.governance.queries import (
    ChallengeStanding,
    TrackedDecision,
    open_challenges,
    tracked_decisions,
)
from goldenthread.improvement.models import Action, ImprovementPlan, WorkingGroup
from goldenthread.improvement.queries import (
    ActionStanding,
    GroupGap,
    RiskOnRecord,
    Since,
    optimism_gap,
    rag_definitions,
    risks_of,
    since,
    standing_of,
)
from goldenthread.improvement.rules import Rag

from ..models import Report


@dataclass
class Source:
    """The record behind one report; each part is read once, when it is first asked for."""

    report: Report

    @property
    def on(self) -> date:
        """Return the day the report stands for."""
        return self.report.as_at

    @property
    def improvement_plan(self) -> ImprovementPlan:
        """Return the plan the report tells of."""
        return self.report.improvement_plan

    @cached_property
    def actions(self) -> list[Action]:
        """Return the actions told of in the plan's order, only a group's in its report."""
        rows = Action.objects.filter(improvement_plan=self.improvement_plan)
        if self.report.group_id:
            rows = rows.filter(group=self.report.group_id)
        return list(rows.select_related("group", "theme").prefetch_related("leads", "milestones"))

    @cached_property
    def groups(self) -> list[WorkingGroup]:
        """Return the working groups told of."""
        rows = WorkingGroup.objects.filter(improvement_plan=self.improvement_plan)
        return [row for row in rows if self.report.group_id in (None, row.pk)]

    @cached_property
    def standings(self) -> dict[int, ActionStanding]:
        """Return where each action stood, by its key."""
        return standing_of(self.improvement_plan, self.on)

    @cached_property
    def gap(self) -> list[GroupGap]:
        """Return reported against computed for each group told of."""
        told = {group.pk for group in self.groups}
        return [g for g in optimism_gap(self.improvement_plan, self.on) if g.group.pk in told]

    @cached_property
    def since(self) -> Since | None:
        """Return what changed since the day the report asks about, None where it asks for none."""
        if self.report.since is None:
            return None
        return since(self.improvement_plan, self.report.since, self.on)

    @cached_property
    def challenges(self) -> list[ChallengeStanding]:
        """Return the challenges still open on the day."""
        return open_challenges(self.report.area, self.on)

    @cached_property
    def decisions(self) -> list[TrackedDecision]:
        """Return the decisions that were to come back."""
        return tracked_decisions(self.report.area, self.on)

    @cached_property
    def risks(self) -> list[RiskOnRecord]:
        """Return the risks and issues, gravest first."""
        return risks_of(self.improvement_plan, self.on)

    @cached_property
    def colours(self) -> dict[Rag, str]:
        """Return what each colour means here on the day."""
        return rag_definitions(self.report.area, self.on)
