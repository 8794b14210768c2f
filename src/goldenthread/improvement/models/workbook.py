"""Workbooks of the actions that came back, edited elsewhere."""

from django.db import models

from .plan import ImprovementPlan


class ReturnedWorkbook(models.Model):
    """A workbook of a plan's actions as it came back, kept until somebody decides and for ever.

    `rows` is what the file says, [{"row", "stamp", "cells": {heading: words}}]; `outcome` says
    what was made of it, {"changed": …, "kept": …, "left": …}.
    """

    improvement_plan = models.ForeignKey(
        ImprovementPlan, on_delete=models.PROTECT, related_name="returned_workbooks"
    )
    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    exported_on = models.DateField(null=True)
    rows = models.JSONField(default=list)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=200)
    received_by_ref = models.CharField(max_length=100, blank=True)
    applied_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict)

    class Meta:
        ordering = ("-received_at", "-id")
