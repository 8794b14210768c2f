"""Colours: what they mean in an area, and where a person sets another than the computed one."""

from django.db import models

from ..rules import Rag
from .action import Action

COLOURS = [(r.value, r.value) for r in Rag]


class RagDefinition(models.Model):
    """What a colour means in an area, in its own words, from a day."""

    area = models.ForeignKey(
        "areas.LocalArea", on_delete=models.PROTECT, related_name="rag_definitions"
    )
    rag = models.CharField(max_length=10, choices=COLOURS)
    words = models.TextField()
    on = models.DateField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ("on", "id")


class RagOverride(models.Model):
    """A person's colour for an action beside the computed one, and why, until a day or still."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="overrides")
    rag = models.CharField(max_length=10, choices=COLOURS)
    reason = models.TextField()
    by = models.CharField(max_length=200)
    by_ref = models.CharField(max_length=100, blank=True)
    on = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        ordering = ("on", "id")
