"""Wording to accept: an action that would answer a finding, a measure that would show it worked."""

from datetime import date

from goldenthread.core.calendar import add_months
from goldenthread.thread.rules.registry import listed
from goldenthread.thread.rules.threads import head_sentence, head_subjects
from goldenthread.thread.rules.vocabulary import aspects

_REMEDIES = {
    "quality": "Raise the quality of {0} by a monthly joint audit, and mend what it finds",
    "waiting": "Cut the wait for {0}, with support for families while they wait",
    "range": "Widen what is offered in {0}, with the families who use it",
    "training": "Train the staff concerned in {0} and keep a register of who is trained",
    "information": "Agree how services tell each other and families about {0}",
    "access": "Open access to {0} to those who go without",
    "identification": "Identify earlier who needs help with {0}",
    "equity": "Bring {0} in every district up to the best",
    "involvement": "Give families a say in {0}",
}
_OTHERWISE = "Agree with families what must change in {0}, and change it"
_MEASURES = {
    "trust of families": "share of parents and carers who trust the area to do what it says, "
    "asked of every family each year",
    "co-production": "share of new or changed services that families helped to design from the "
    "start",
    "joint commissioning": "share of SEND services that education, health and care commission "
    "together",
    "leaders’ self-knowledge": "share of services where leaders’ own judgement agreed with an "
    "outside audit",
    "understanding of need": "share of children with SEND counted once, with need and district, "
    "in one data set",
    "oversight and governance": "share of the improvement plan’s milestones met on time, reported "
    "in public",
    "communication with families": "share of families who say that they were told what would "
    "happen next",
    "EHC plans": "share of EHC plans judged good in a joint audit, and amended within 12 weeks of "
    "the review meeting",
    "annual reviews": "share of annual reviews decided within 4 weeks of the meeting",
    "EHC needs assessments": "share of requests decided within 6 weeks",
    "exclusion": "pupils with SEND excluded or suspended, per 100 pupils",
    "elective home education": "children with SEND home educated because school did not meet need",
    "personal budgets": "families with a personal budget, and share who say that it helped",
    "short breaks": "children using short breaks, and share of families offered a real choice",
    "midwifery": "share of expected additional needs told to health visitors before birth",
    "health visiting": "share of families seen at each mandated check, by district",
    "medical conditions at school": "share of schools with staff trained for each pupil’s "
    "condition within the year",
    "telling a story once": "share of families who had to tell their story again",
    "crisis and inpatient care": "children in crisis or admitted who had had no help before",
    "mental health": "median weeks from referral to help begun, by district",
    "autism": "median weeks from referral to autism assessment, and share of families offered "
    "support while they wait",
    "diagnosis": "median weeks from referral to diagnosis, by district",
    "therapies": "median weeks from referral to therapy begun, by district",
    "speech, language and communication": "median weeks from referral to speech therapy begun",
    "SEN support": "progress of pupils at SEN support against similar pupils nationally",
    "transition to adulthood": "share of young people with a plan for adulthood agreed a year "
    "before they leave",
    "alternative provision": "pupils in alternative provision who are back in class after a term",
    "pupils out of school": "pupils with SEND without a full-time place for over 15 days",
    "equity between places": "each headline measure by district: the widest gap between two",
}


def model_measure(text: str) -> str:
    """Return a measure of what a passage is about, for the author to put figures to."""
    heads = list(head_subjects(text))
    known = next((_MEASURES[subject] for subject in heads if subject in _MEASURES), None)
    about = listed(heads) or "this"
    return known or f"share of children and families for whom {about} got better, asked yearly"


def model_action(text: str, subjects: list[str], revisit_due: date | None) -> str:
    """Return an action that answers a finding: remedy, lead, date before the revisit, measure."""
    about = listed(subjects) or "this"
    sides = aspects(head_sentence(text))
    found = (remedy for side, remedy in _REMEDIES.items() if side in sides)
    known = next((_MEASURES[subject] for subject in subjects if subject in _MEASURES), None)
    by = f"{add_months(revisit_due, -6):%B %Y}" if revisit_due else "[month, year]"
    return (
        f"Add an action: “{next(found, _OTHERWISE).format(about)}. Lead: [role]. By: {by}. "
        f"Success: {known or model_measure(text)}, from [figure now] to [target].”"
    )
