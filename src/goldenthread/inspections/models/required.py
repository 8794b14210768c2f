"""What inspectors found, what they required of the area, and what they judged of it."""

from django.db import models

from ..rules import ACTION_TAKEN_NAMES, ActionTaken, Judged, Side, Struck, struck_out
from .inspecting import Inspection


class Weakness(models.Model):
    """An area of significant weakness (2016 regime), numbered in the letter's order."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="weaknesses")
    number = models.PositiveSmallIntegerField()
    short = models.CharField(max_length=100)
    text = models.TextField()

    class Meta:
        ordering = ("inspection", "number")
        verbose_name_plural = "weaknesses"
        constraints = (
            models.UniqueConstraint(fields=("inspection", "number"), name="weakness_number"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.short}"


class PriorityAction(models.Model):
    """An area for priority action (2023 regime) and the bodies responsible for it."""

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="priority_actions"
    )
    number = models.PositiveSmallIntegerField()
    short = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    responsible = models.JSONField(default=list)

    class Meta:
        ordering = ("inspection", "number")
        constraints = (
            models.UniqueConstraint(fields=("inspection", "number"), name="priority_action_number"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.text}"


class AreaForImprovement(models.Model):
    """An area for improvement (2023 regime)."""

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="improvements"
    )
    number = models.PositiveSmallIntegerField()
    short = models.CharField(max_length=100, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ("inspection", "number")
        constraints = (
            models.UniqueConstraint(fields=("inspection", "number"), name="improvement_number"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.text}"


class Finding(models.Model):
    """One thing inspectors found, under its section and side, in the letter's order."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    section = models.CharField(max_length=100)
    side = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Side])
    ordinal = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ("inspection", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("inspection", "section", "side", "ordinal"), name="finding_place"
            ),
        )


class BearsOn(models.Model):
    """A finding bears on something required; proposed until a person confirms it."""

    state = models.CharField(max_length=10, default="proposed")
    decided_by = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class FindingOfWeakness(BearsOn):
    """A finding bears on a weakness (2016 regime)."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="bears_on")
    weakness = models.ForeignKey(Weakness, on_delete=models.PROTECT, related_name="answers")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("finding", "weakness"), name="finding_weakness_once"),
        )


class FindingOfPriorityAction(BearsOn):
    """A finding bears on an area for priority action (2023 regime)."""

    finding = models.ForeignKey(
        Finding, on_delete=models.PROTECT, related_name="bears_on_priority_actions"
    )
    priority_action = models.ForeignKey(
        PriorityAction, on_delete=models.PROTECT, related_name="answers"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("finding", "priority_action"), name="finding_priority_action_once"
            ),
        )


class FindingOfImprovement(BearsOn):
    """A finding bears on an area for improvement (2023 regime)."""

    finding = models.ForeignKey(
        Finding, on_delete=models.PROTECT, related_name="bears_on_improvements"
    )
    improvement = models.ForeignKey(
        AreaForImprovement, on_delete=models.PROTECT, related_name="answers"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("finding", "improvement"), name="finding_improvement_once"
            ),
        )


FindingLink = FindingOfWeakness | FindingOfPriorityAction | FindingOfImprovement
FINDING_OF: dict[str, type[FindingLink]] = {
    "weakness": FindingOfWeakness,
    "priority_action": FindingOfPriorityAction,
    "improvement": FindingOfImprovement,
}


class PutRight(models.Model):
    """Something copied from a letter that can be put right; what it was stays in `corrected`.

    A row says what is right as far as is known; `corrected` lists, in order, what was recorded
    before, until which day, and why it was wrong.
    """

    corrected = models.JSONField(default=list)

    class Meta:
        abstract = True

    @property
    def struck(self) -> list[Struck]:
        """Return what was recorded before it was put right, the first first."""
        return struck_out(self.corrected)


class Judgement(PutRight):
    """What inspectors concluded of a weakness at a revisit, and what they said of it."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="judgements")
    weakness = models.ForeignKey(Weakness, on_delete=models.PROTECT, related_name="judgements")
    judged = models.CharField(max_length=20, choices=[(j.value, j.value) for j in Judged])
    strengths = models.JSONField(default=list)
    caveats = models.JSONField(default=list)

    class Meta:
        ordering = ("weakness__number",)
        constraints = (
            models.UniqueConstraint(fields=("inspection", "weakness"), name="one_judgement"),
        )

    def __str__(self) -> str:
        return self.judged.replace("_", " ")


class ProgressSaid(PutRight):
    """What a monitoring inspection (2023 regime) said of an area for priority action.

    `words` are the inspectors'; `said` is a verdict only where they gave one, else "not_said".
    """

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="progress_said"
    )
    priority_action = models.ForeignKey(
        PriorityAction, on_delete=models.PROTECT, related_name="progress_said"
    )
    said = models.CharField(
        max_length=20, choices=[(a.value, ACTION_TAKEN_NAMES[a]) for a in ActionTaken]
    )
    words = models.TextField()

    class Meta:
        ordering = ("priority_action__number",)
        constraints = (
            models.UniqueConstraint(
                fields=("inspection", "priority_action"), name="one_said_of_each"
            ),
        )

    def __str__(self) -> str:
        return self.get_said_display()
