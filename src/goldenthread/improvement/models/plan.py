"""The improvement plan, its groups, priorities, themes and listed measures."""

from django.db import models

from ..rules import TYPE_NAMES, Life, PlanType


class ImprovementPlan(models.Model):
    """A statement of action or another plan by which an area means to improve."""

    area = models.ForeignKey(
        "areas.LocalArea", on_delete=models.PROTECT, related_name="improvement_plans"
    )
    inspection = models.ForeignKey(
        "inspections.Inspection",
        on_delete=models.PROTECT,
        null=True,
        related_name="improvement_plans",
    )
    document = models.ForeignKey(
        "documents.Document",
        on_delete=models.PROTECT,
        null=True,
        related_name="improvement_plans",
    )
    plan_type = models.CharField(
        max_length=30, choices=[(t.value, TYPE_NAMES[t]) for t in PlanType]
    )
    title = models.CharField(max_length=300)
    life = models.CharField(
        max_length=20, choices=[(x.value, x.value) for x in Life], default=Life.DRAFTING.value
    )
    governance = models.JSONField(default=list)
    glossary = models.JSONField(default=list)
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title


class LifeEvent(models.Model):
    """A point in the life of an improvement plan, and since when."""

    improvement_plan = models.ForeignKey(
        ImprovementPlan, on_delete=models.PROTECT, related_name="life_events"
    )
    life = models.CharField(max_length=20, choices=[(x.value, x.value) for x in Life])
    on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("on", "id")


class WorkingGroup(models.Model):
    """A group that oversees some priorities of a plan; it meets as a body of the area."""

    improvement_plan = models.ForeignKey(
        ImprovementPlan, on_delete=models.PROTECT, related_name="groups"
    )
    number = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    also_called = models.JSONField(default=list)
    chair_role = models.CharField(max_length=300, blank=True)
    body = models.ForeignKey(
        "areas.Body", on_delete=models.PROTECT, null=True, related_name="working_groups"
    )
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("improvement_plan", "position")
        constraints = (
            models.UniqueConstraint(fields=("improvement_plan", "number"), name="group_number"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Priority(models.Model):
    """A priority of a plan, overseen by a group, for at most one thing inspectors required."""

    improvement_plan = models.ForeignKey(
        ImprovementPlan, on_delete=models.PROTECT, related_name="priorities"
    )
    group = models.ForeignKey(
        WorkingGroup, on_delete=models.PROTECT, null=True, related_name="priorities"
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    weakness = models.ForeignKey(
        "inspections.Weakness", on_delete=models.PROTECT, null=True, related_name="priorities"
    )
    priority_action = models.ForeignKey(
        "inspections.PriorityAction",
        on_delete=models.PROTECT,
        null=True,
        related_name="priorities",
    )
    improvement = models.ForeignKey(
        "inspections.AreaForImprovement",
        on_delete=models.PROTECT,
        null=True,
        related_name="priorities",
    )

    class Meta:
        ordering = ("improvement_plan", "number")
        verbose_name_plural = "priorities"
        constraints = (
            models.UniqueConstraint(fields=("improvement_plan", "number"), name="priority_number"),
            models.CheckConstraint(
                name="priority_for_one_thing",
                condition=(
                    models.Q(priority_action=None, improvement=None)
                    | models.Q(weakness=None, improvement=None)
                    | models.Q(weakness=None, priority_action=None)
                ),
            ),
        )


class Theme(models.Model):
    """A theme of a group's work; the title is blank where the source prints none."""

    improvement_plan = models.ForeignKey(
        ImprovementPlan, on_delete=models.PROTECT, related_name="themes"
    )
    group = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="themes")
    number = models.CharField(max_length=20)
    title = models.TextField(blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("improvement_plan", "position")
        constraints = (
            models.UniqueConstraint(fields=("improvement_plan", "number"), name="theme_number"),
        )


class SuccessMeasure(models.Model):
    """A line of the plan's own list of measures, in the author's words.

    `also_printed` is [{"label", "text"}], as of an action.
    """

    improvement_plan = models.ForeignKey(
        ImprovementPlan, on_delete=models.PROTECT, related_name="success_measures"
    )
    number = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    baseline = models.CharField(max_length=300, blank=True)
    target = models.CharField(max_length=300, blank=True)
    also_printed = models.JSONField(default=list)

    class Meta:
        ordering = ("improvement_plan", "number")
        constraints = (
            models.UniqueConstraint(fields=("improvement_plan", "number"), name="measure_number"),
        )


class CarriedResponsibility(models.Model):
    """Who carries a plan's responsibility after a succession; the old one stays on record."""

    improvement_plan = models.ForeignKey(
        ImprovementPlan, on_delete=models.PROTECT, related_name="carried"
    )
    succession = models.ForeignKey("areas.Succession", on_delete=models.PROTECT)
    from_organisation = models.ForeignKey(
        "areas.Organisation", on_delete=models.PROTECT, related_name="handed_on"
    )
    to_organisation = models.ForeignKey(
        "areas.Organisation", on_delete=models.PROTECT, related_name="took_over"
    )
    since = models.DateField()
    what = models.TextField()

    class Meta:
        ordering = ("since", "id")
