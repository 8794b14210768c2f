"""Drawn cases of the rules on actions and their dates."""

from datetime import date

from tests.thread.rules.cases import Case, plan
from tests.thread.rules.drawn import action, group, theme

SPREAD = [action(f"1.{m}", "Do", due=f"{d} 2024") for m, d in enumerate(["May", "June"] * 3)]
TWELVE = [
    *(action(f"2.{n}", "Do", due="January 2024") for n in range(6)),
    *(action(f"3.{n}", "Do", due="February 2024") for n in range(6)),
    action("4.1", "Do", due="December 2024"),
]
YEAR = [
    action(f"1.{n}", "Do", due=f"{m} 2024")
    for n, m in enumerate(
        ["January", "February", "March", "April", "May", "June", "July", "August"]
        + ["September", "October", "November", "December"]
    )
]

CASES = [
    Case(
        "no-lead",
        "TBC is nobody; a lead that could not be read is not held against the author",
        plan(action("1.1", "Do", lead="TBC")),
        plan(action("1.1", "Do", lead=None, unread=("lead",))),
    ),
    Case(
        "chair-leads-own-actions",
        "AD is assistant director",
        plan(
            action("1.1", "Do", lead="Assistant Director Education & Skills, Council", group="1"),
            groups=(group("1", "Schools", chair="A. Person, AD Education and Skills"),),
        ),
        plan(
            action("1.1", "Do", lead="Assistant Director Public Health, Council", group="1"),
            groups=(group("1", "Schools", chair="A. Person, AD Education and Skills"),),
        ),
    ),
    Case(
        "overloaded-lead",
        "ten of twelve",
        plan(
            *(action(f"1.{n}", "Do", lead="Head of SEND") for n in range(10)),
            action("2.1", "Do", lead="Director of Nursing"),
            action("2.2", "Do", lead="Principal Educational Psychologist"),
        ),
        plan(*(action(f"1.{n}", "Do", lead=f"Manager of team {'abcd'[n % 4]}") for n in range(12))),
    ),
    Case(
        "no-resource",
        "no money, people or time",
        plan(action("1.1", "Open a hub", resources=None)),
        plan(action("1.1", "Open a hub with a grant of £20,000", resources=None)),
    ),
    Case(
        "duplicate-action",
        "one task under two numbers",
        plan(
            action("1.1", "Publish a guide for all parents"),
            action("2.1", "Publish a guide for all parents."),
        ),
        plan(
            action("1.1", "Publish a guide for all parents"),
            action("2.1", "Publish a guide for all schools"),
        ),
    ),
    Case(
        "no-date",
        "ongoing",
        plan(action("1.1", "Do", due="Ongoing")),
        plan(action("1.1", "Do", due="From March 2024")),
    ),
    Case(
        "date-before-plan",
        "a slip of ten years",
        plan(
            action("1.1", "Do", due="March 2014"),
            *SPREAD,
            starts_on=date(2024, 2, 1),
        ),
        plan(action("1.1", "Do", due="March 2024"), *SPREAD, starts_on=date(2024, 2, 1)),
    ),
    Case(
        "due-after-revisit",
        "the revisit is first",
        plan(action("1.1", "Do", due="July 2025"), revisit_due=date(2025, 6, 15)),
        plan(action("1.1", "Do", due="May 2025"), revisit_due=date(2025, 6, 15)),
    ),
    Case("month-overload", "twelve of thirteen", plan(*TWELVE), plan(*YEAR)),
    Case(
        "order",
        "built on an assessment that is not there yet",
        plan(
            action("1.1.1", "Do it", due="September 2024", theme="1.1"),
            action("2.1.1", "Write a plan based on the JSNA", due="March 2024", theme="2.1"),
            themes=(theme("1.1", "Prepare a Joint Strategic Needs Assessment (JSNA)"),),
        ),
        plan(
            action("1.1.1", "Do it", due="September 2024", theme="1.1"),
            action("2.1.1", "Write a plan based on the JSNA", due="October 2024", theme="2.1"),
            themes=(theme("1.1", "Prepare a Joint Strategic Needs Assessment (JSNA)"),),
        ),
    ),
    Case(
        "order",
        "events before the plan of them",
        plan(
            action("1.1.1", "Hold engagement events", due="March 2024", theme="1.1"),
            action("1.2.1", "Produce an engagement plan", due="June 2024", theme="1.2"),
        ),
        plan(
            action("1.1.1", "Hold engagement events", due="July 2024", theme="1.1"),
            action("1.2.1", "Produce an engagement plan", due="June 2024", theme="1.2"),
        ),
    ),
    Case(
        "order",
        "gaps addressed before they are reported",
        plan(
            action("1.1.1", "List services that address gaps", due="March 2024", theme="1.1"),
            action("1.2.1", "Publish a report on the gaps", due="June 2024", theme="1.2"),
        ),
        plan(
            action("1.1.1", "List services that address gaps", due="July 2024", theme="1.1"),
            action("1.2.1", "Publish a report on the gaps", due="June 2024", theme="1.2"),
        ),
    ),
]
