"""Links of the thread, each proposed, confirmed or turned down, and by whom."""

from django.db import models

from ..rules import LinkState
from .action import Action
from .plan import SuccessMeasure, WorkingGroup


class Link(models.Model):
    """What every link carries: its state, why it was proposed and who decided."""

    state = models.CharField(
        max_length=10,
        choices=[(s.value, s.value) for s in LinkState],
        default=LinkState.PROPOSED.value,
    )
    why = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class ActionAnswersFinding(Link):
    """An action answers a finding of the letter."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="answers")
    finding = models.ForeignKey(
        "inspections.Finding", on_delete=models.PROTECT, related_name="answered_by"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("action", "finding"), name="action_finding_once"),
        )


class ActionServesMeasure(Link):
    """An action should move a listed measure."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="serves")
    measure = models.ForeignKey(SuccessMeasure, on_delete=models.PROTECT, related_name="served_by")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("action", "measure"), name="action_measure_once"),
        )


class ActionRestsOn(Link):
    """An action rests on what another one brings."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="rests_on")
    on = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="carries")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("action", "on"), name="action_rests_once"),)


class ActionGroup(Link):
    """An action names another working group whose work it meets."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="refers_to")
    group = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="referred_by")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("action", "group"), name="action_group_once"),
        )


class MeasureOfWeakness(Link):
    """A listed measure says something of a weakness (2016 regime)."""

    measure = models.ForeignKey(SuccessMeasure, on_delete=models.PROTECT, related_name="measures")
    weakness = models.ForeignKey(
        "inspections.Weakness", on_delete=models.PROTECT, related_name="measured_by"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("measure", "weakness"), name="measure_weakness_once"),
        )


class MeasureOfPriorityAction(Link):
    """A listed measure says something of an area for priority action (2023 regime)."""

    measure = models.ForeignKey(
        SuccessMeasure, on_delete=models.PROTECT, related_name="of_priority_actions"
    )
    priority_action = models.ForeignKey(
        "inspections.PriorityAction", on_delete=models.PROTECT, related_name="measured_by"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("measure", "priority_action"), name="measure_priority_action_once"
            ),
        )


class MeasureOfImprovement(Link):
    """A listed measure says something of an area for improvement (2023 regime)."""

    measure = models.ForeignKey(
        SuccessMeasure, on_delete=models.PROTECT, related_name="of_improvements"
    )
    improvement = models.ForeignKey(
        "inspections.AreaForImprovement", on_delete=models.PROTECT, related_name="measured_by"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("measure", "improvement"), name="measure_improvement_once"
            ),
        )


MeasureLink = MeasureOfWeakness | MeasureOfPriorityAction | MeasureOfImprovement
MEASURE_OF: dict[str, type[MeasureLink]] = {
    "weakness": MeasureOfWeakness,
    "priority_action": MeasureOfPriorityAction,
    "improvement": MeasureOfImprovement,
}
