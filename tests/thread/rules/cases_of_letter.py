"""Drawn cases of the rules on the thread from the letter."""

from goldenthread.thread.rules.view import Link
from tests.thread.rules.cases import Case, measured, plan
from tests.thread.rules.drawn import action, faulted, group, weakness

STUDIES = [
    action("1.1", "Review the pathway", group="1"),
    action("1.2", "Conduct a survey of parents", group="1"),
    action("1.3", "Map what there is", group="1"),
    action("1.4", "Analyse referrals", group="1"),
]
DOES = [
    action("1.1", "Review the pathway", group="1"),
    action("1.2", "Open three new clinics", group="1"),
    action("1.3", "Recruit two nurses", group="1"),
    action("1.4", "Train every SENCo in autism", group="1"),
]
AUTISM = weakness(1, "Autistic children wait too long for support")
FOR_AUTISM = (group("1", "Autism", priority="Autistic children wait too long for support"),)

CASES = [
    Case(
        "finding-without-action",
        "no action speaks of exclusion",
        plan(
            action("1.1", "Open a parents’ café"),
            findings=(faulted("Too many pupils are excluded from school."),),
        ),
        plan(
            action("1.1", "Cut the number of pupils excluded from school"),
            findings=(faulted("Too many pupils are excluded from school."),),
        ),
    ),
    Case(
        "finding-without-action",
        "respite is a short break, but moving on to adult respite is not a wider offer",
        plan(
            action("1.1", "Move young people from respite to adult services"),
            findings=(faulted("The short breaks offer is too narrow."),),
        ),
        plan(
            action("1.1", "Commission 30 further places for respite at weekends"),
            findings=(faulted("The short breaks offer is too narrow."),),
        ),
    ),
    Case(
        "finding-without-action",
        "a person may confirm what the words do not show",
        plan(
            action("1.1", "Open a parents’ café"),
            findings=(faulted("Too many pupils are excluded from school."),),
        ),
        plan(
            action("1.1", "Open a parents’ café"),
            findings=(faulted("Too many pupils are excluded from school."),),
            links=(Link("actions[1.1]", "findings[meeting needs].areas_for_development[0]", True),),
        ),
    ),
    Case(
        "finding-without-action",
        "a person may rule out what the words propose",
        plan(
            action("1.1", "List the pupils excluded from the football team"),
            findings=(faulted("Too many pupils are excluded from school."),),
            links=(
                Link("actions[1.1]", "findings[meeting needs].areas_for_development[0]", False),
            ),
        ),
        plan(
            action("1.1", "List the pupils excluded from the football team"),
            findings=(faulted("Too many pupils are excluded from school."),),
        ),
    ),
    Case(
        "weakness-without-measure",
        "nothing measures trust",
        measured("Share of plans in time", weaknesses=(weakness(1, "Lack of trust in leaders"),)),
        measured(
            "Share of parents who have trust in the area",
            weaknesses=(weakness(1, "Lack of trust in leaders"),),
        ),
    ),
    Case(
        "weakness-without-measure",
        "a weakness about places needs a figure by place",
        measured(
            "Waits for therapies", weaknesses=(weakness(1, "Inequities in access between areas"),)
        ),
        measured(
            "Waits for therapies by district",
            weaknesses=(weakness(1, "Inequities in access between areas"),),
        ),
    ),
    Case(
        "weakness-without-measure",
        "autism is measured, but not the diagnosis that was faulted",
        measured(
            "Number of autistic children placed far away",
            weaknesses=(weakness(1, "Support for autistic children"),),
            findings=(faulted("Families pay for an autism diagnosis themselves."),),
        ),
        measured(
            "Weeks from referral to autism diagnosis",
            weaknesses=(weakness(1, "Support for autistic children"),),
            findings=(faulted("Families pay for an autism diagnosis themselves."),),
        ),
    ),
    Case(
        "only-studies",
        "four actions, four studies",
        plan(*STUDIES, weaknesses=(AUTISM,), groups=FOR_AUTISM),
        plan(*DOES, weaknesses=(AUTISM,), groups=FOR_AUTISM),
    ),
    Case(
        "action-without-weakness",
        "transport was not asked for",
        plan(action("1.1", "Buy new transport software"), weaknesses=(AUTISM,)),
        plan(action("1.1", "Open an autism hub"), weaknesses=(AUTISM,)),
    ),
]
