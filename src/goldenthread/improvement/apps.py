"""The room's entry in Django's list of apps."""

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    """Improvement plans: priorities, groups, themes, actions, milestones, measures, promises."""

    name = "goldenthread.improvement"
    default_auto_field = "django.db.models.BigAutoField"
