"""Where an action of one plan came from in another."""

from django.db import models

from .action import Action


class ActionOrigin(models.Model):
    """An action was taken over from another plan on a day; that one keeps its own."""

    action = models.OneToOneField(Action, on_delete=models.PROTECT, related_name="origin")
    source = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="taken_over")
    on = models.DateField()

    class Meta:
        ordering = ("on", "id")
        constraints = (
            models.CheckConstraint(
                name="from_another_action", condition=~models.Q(action=models.F("source"))
            ),
        )
