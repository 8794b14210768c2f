"""In which words each field of the full record must be found in a report."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.db import models

from goldenthread.design.jinja import long_date

# A row is called by these words where another row refers to it.
CALLED: dict[str, Callable[[Any], str]] = {
    "Action": lambda row: row.number,  # 7.1.8 or 7.1.9
    "Body": lambda row: row.name,
    "Challenge": lambda row: row.words,
    "Contact": lambda row: row.title,
    "Document": lambda row: row.title,
    "Evidence": lambda row: row.words,
    "Finding": lambda row: row.text,
    "Meeting": lambda row: row.body.name,
    "Milestone": lambda row: f"Instead of: {row.words}",
    "Organisation": lambda row: row.name,
    "PriorityAction": lambda row: f"{row.number}. {row.short}",
    "AreaForImprovement": lambda row: f"{row.number}. {row.short}",
    "Promise": lambda row: row.plain,
    "Succession": lambda row: row.what,
    "SuccessMeasure": lambda row: f"{row.number}: {row.text}",
    "Theme": lambda row: f"Theme {row.number}: {row.title}",
    "Update": lambda row: long_date(row.on),
    "Weakness": lambda row: f"{row.number}. {row.short}",
    "WorkingGroup": lambda row: f"{row.number} {row.name}",
    "LocalArea": lambda row: row.name,
    "Inspection": lambda row: long_date(row.letter_dated if row.follows else row.published),
    "ImprovementPlan": lambda row: row.area.name,
    "Risk": lambda row: row.words,
    "Advice": lambda row: row.words,
    "Judgement": lambda row: f"Not sufficient ({long_date(row.inspection.letter_dated)})",
    "VisitNotice": lambda row: long_date(row.given_on),
}

# What a report prints instead of the bare value that is kept.
PRINTED = {
    "Action.also_printed": "Milestone at 6 months: Action’s own also printed",
    "Action.lead_shared": "Shared across the theme",
    "Action.left_unknown": "Left unknown, lead: Action’s own left unknown",
    "Action.rag": "Green",
    "AdviceAnswer.state": "Declined: AdviceAnswer’s own words",
    "ChallengeStep.kind": "Asked",
    "CoProduction.level": "Co-produced: families decided together with others",
    "Contact.kind": "Deep dive",
    "Cost.amount_pence": "£12,345.67",
    "Decision.verb": "RESOLVED",
    "DifferenceVerdict.verdict": "Worse",
    "Evidence.grade": "Families’ experience",
    "Evidence.kind": "A file",
    "Finding.side": "To be developed",
    "FindingOfWeakness.state": "Confirmed",
    "ForumMark.mark": "This is not our experience",
    "ImprovementPlan.glossary": "Glossary meaning",
    "ImprovementPlan.governance": "Governed by the board",
    "ImprovementPlan.plan_type": "Written statement of action",
    "InspectionEvent.event": "Fit for purpose",
    "Judgement.caveats": "Judgement’s own caveat",
    "Judgement.judged": "Not sufficient",
    "Judgement.strengths": "Judgement’s own strength",
    "LifeEvent.life": "Live",
    "MonitoringNote.side": "To be developed: MonitoringNote’s own text",
    "Milestone.precision": "A day",
    "NextStep.kind": "Direction or improvement notice",
    "Promise.standing": "Not kept",
    "PromiseRevision.field": "Due words",
    "RagOverride.rag": "Red",
    "Revision.field": "Resources",
    "Risk.kind": "Issue: Risk’s own words",
    "RiskScore.impact": "Severe (5)",
    "RiskScore.likelihood": "Likely (4)",
    "SuccessMeasure.also_printed": "Lead: SuccessMeasure’s own also printed",
    "TimetableSlot.starts": "09:10",
    "Update.delivery": "Off track",
    "Update.on_behalf": "on behalf of the lead",
    "Update.state": "Accepted by Update’s own decided by",
    "Update.supersedes": "Replaced by the update of",
    "WorkingGroup.also_called": "Also called so",
}


def words_expected(row: models.Model, field: models.Field) -> str:
    """Return the words in which a report must tell a field of a row."""
    name = f"{type(row).__name__}.{field.name}"
    if name in PRINTED:
        return PRINTED[name]
    if isinstance(field, models.ManyToManyField):
        return CALLED[field.related_model.__name__](getattr(row, field.name).get())
    value = getattr(row, field.name)
    if isinstance(value, models.Model):
        return CALLED[type(value).__name__](value)
    if field.choices and value:
        return str(value).replace("_", " ").capitalize()
    if isinstance(value, datetime):
        return long_date(value)
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)


def tells(text: str, words: str) -> bool:
    """Say whether a text holds words, whatever its line breaks; none that only begins a longer one.

    The files are read cell by cell, so that a word may be followed at once by the next cell's.
    """
    letters = re.sub(r"\s+", "", words)
    spaced = r"\s*".join(map(re.escape, letters))
    before = r"(?<!\d)" if words[0].isdigit() else ""
    after = r"(?!\d)" if words[-1].isdigit() else r"(?![a-z])" if words[-1].isalpha() else ""
    return re.search(before + spaced + after, text) is not None
