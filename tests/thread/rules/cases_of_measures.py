"""Drawn cases of the rules on measures."""

from dataclasses import replace

from goldenthread.thread.rules.view import CheckedPlan
from tests.thread.rules.cases import Case, measured, plan
from tests.thread.rules.drawn import action, measure

CASES = [
    Case(
        "no-baseline",
        "nothing to start from",
        measured("Increase in apprenticeships"),
        measured("Apprenticeships up from 12 in 2023 to 30"),
    ),
    Case(
        "no-target",
        "nothing to aim at; a statutory limit is no target",
        measured("EHC plans issued within 20 weeks"),
        measured("90 % of EHC plans issued within 20 weeks"),
    ),
    Case(
        "duplicate-measure",
        "one measure twice",
        measured("Improvement in annual reviews in time", "Improvement in Annual Reviews in time."),
        measured("Share of reviews in 4 weeks", "Share of reviews in 8 weeks"),
    ),
    Case(
        "duplicate-measure",
        "the same words under another heading are another measure",
        CheckedPlan(measures=(measure(1, "Median wait"), measure(2, "Median wait."))),
        CheckedPlan(
            measures=(
                replace(measure(1, "Median wait"), heading="Therapy"),
                replace(measure(2, "Median wait"), heading="Autism"),
            )
        ),
    ),
    Case(
        "no-target",
        "nine in ten is a target, over 52 weeks is not",
        measured("Children waiting over 52 weeks"),
        measured("Nine in ten children seen in time"),
    ),
    Case(
        "no-success-measure",
        "measures kept in a list instead are looked at there",
        plan(action("1.1", "Do", success=None)),
        plan(action("1.1", "Do", success=None), measures=(measure(1, "Median wait"),)),
    ),
    Case(
        "composite-measure",
        "seven in one",
        measured("7 health indicators as in the scorecard"),
        measured("Number of pupils with 7 or more absences"),
    ),
    Case(
        "mistaken-measure",
        "an EHC plan has 20 weeks, not 6",
        measured("% of EHC plans completed within 6 weeks of the request"),
        measured("% of EHC plans completed within 20 weeks of the request"),
    ),
    Case(
        "mistaken-measure",
        "the decision to assess has 6 weeks, not 12",
        measured("Decisions whether to assess made within twelve weeks"),
        measured("Decisions whether to assess made within six weeks"),
    ),
    Case(
        "perverse-measure",
        "fewer complaints",
        measured("Reduction in the number of complaints"),
        measured("Reduction in the number of pupils without a school"),
    ),
    Case(
        "perverse-measure",
        "a success measure may be perverse too",
        plan(action("1.1", "Do", success="Fewer enquiries to the advice service")),
        plan(action("1.1", "Do", success="Fewer complaints upheld")),
    ),
    Case(
        "perverse-measure",
        "a volume has no direction",
        measured("Volume of requests for assessment"),
        measured("Volume of requests for assessment answered within 6 weeks"),
    ),
    Case(
        "measure-without-action",
        "nobody works on exclusions",
        plan(action("1.1", "Open a café"), measures=(measure(1, "Permanent exclusions"),)),
        plan(
            action("1.1", "Coach schools to avoid suspending pupils: no more suspensions"),
            measures=(measure(1, "Permanent exclusions"),),
        ),
    ),
    Case(
        "not-measurable",
        "feedback alone",
        plan(action("1.1", "Do", success="Good feedback from families")),
        plan(action("1.1", "Do", success="Share of families who report that they were heard")),
    ),
    Case(
        "no-success-measure",
        "none of its own and none in its theme",
        plan(action("1.1.1", "Do", success=None, theme="1.1")),
        plan(action("1.1.1", "Do", success=None, theme="1.1"), action("1.1.2", "Do", theme="1.1")),
    ),
]
