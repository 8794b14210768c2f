"""Improvement plans: priorities, groups, themes, actions, milestones, measures, promises."""
