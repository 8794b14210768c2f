"""Each rule on two small drawn cases: one where it speaks, one beside it where it is silent."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from goldenthread.reading.facts import Kind
from goldenthread.thread.rules import RULES
from goldenthread.thread.rules.view import CheckedPlan, Link
from tests.thread.rules.drawn import (
    action,
    decided,
    faulted,
    group,
    happened,
    measure,
    paper,
    theme,
    weakness,
)


@dataclass(frozen=True)
class Case:
    """What the case is, the plan on which the rule speaks of `subject`, and one on which not."""

    rule: str
    says: str
    speaks: CheckedPlan
    silent: CheckedPlan
    times: int = 1


def plan(*actions, **others) -> CheckedPlan:
    return CheckedPlan(actions=actions, **others)


def measured(*texts: str, **others) -> CheckedPlan:
    return CheckedPlan(measures=tuple(measure(n, t) for n, t in enumerate(texts, 1)), **others)


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
WROTE = [f"Family {n} wrote that school {7 * n} had not answered." for n in range(30)]
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
MEETING = date(2024, 1, 10)
LATER = date(2024, 6, 1)
LETTER_DATES = happened("inspection", "between 4 March 2024 and 8 March 2024", inspectors=True)

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
    Case(
        "contradicting-dates",
        "another month",
        CheckedPlan(dated_facts=(LETTER_DATES, happened("inspection", "April 2024"))),
        CheckedPlan(dated_facts=(LETTER_DATES, happened("inspection", "March 2024"))),
    ),
    Case(
        "contradicting-dates",
        "dated in March, published in May",
        CheckedPlan(
            dated_facts=(
                happened("letter dated", "12 March 2024"),
                happened("letter published", "9 May 2024"),
            )
        ),
        CheckedPlan(
            dated_facts=(
                happened("letter dated", "12 March 2024"),
                happened("letter published", "14 March 2024"),
            )
        ),
    ),
    Case(
        "left-over-template-text",
        "the instruction runs over two lines and is told once",
        CheckedPlan(
            documents=(
                paper("a", "Please complete every section with a star", "then delete this line."),
                paper("b", "Contact: [insert name of officer]"),
            )
        ),
        CheckedPlan(documents=(paper("a", "Please come to the meeting.", "[including locals]"),)),
    ),
    Case(
        "promise-not-reported-back",
        "resolved, and never heard of again",
        CheckedPlan(
            decisions=(decided("A letter of apology be sent to parents", MEETING),),
            documents=(
                paper("later", "Attendance rose.", kind=Kind.COMMITTEE_REPORT, dated=LATER),
            ),
        ),
        CheckedPlan(
            decisions=(decided("A letter of apology be sent to parents", MEETING),),
            documents=(
                paper(
                    "later",
                    "The letter of apology was sent",
                    "to all parents in March.",
                    kind=Kind.COMMITTEE_REPORT,
                    dated=LATER,
                ),
            ),
        ),
    ),
    Case(
        "same-text-twice",
        "one text, broken otherwise",
        CheckedPlan(
            documents=(
                paper("a", *WROTE),
                paper("b", "Minutes.", *" ".join(WROTE).replace(" wrote", "\nwrote").split("\n")),
            )
        ),
        CheckedPlan(documents=(paper("a", *WROTE), paper("b", *reversed(WROTE)))),
    ),
    Case(
        "no-status",
        "nobody says what was done",
        plan(action("1.1.1", "Do")),
        plan(action("1.1.1", "Do", rag="Green")),
    ),
    Case(
        "names-of-one-body",
        "the board by two names",
        CheckedPlan(
            documents=(
                paper("a", "The SEND Improvement Board meets.", "Report to the Improvement Board."),
            )
        ),
        CheckedPlan(
            documents=(
                paper("a", "The SEND Improvement Board meets.", "Tell the Health Scrutiny Board."),
            )
        ),
    ),
    Case(
        "names-of-one-body",
        "a group by two names",
        CheckedPlan(
            groups=(group("1", "Understanding of Need"),),
            documents=(paper("a", "Understanding Needs"),),
        ),
        CheckedPlan(
            groups=(group("1", "Understanding of Need"),),
            documents=(paper("a", "Understanding of Need"),),
        ),
    ),
    Case(
        "sum-does-not-add",
        "a column of pounds",
        CheckedPlan(documents=(paper("a", "£100", "£250", "£75", "£450"),)),
        CheckedPlan(documents=(paper("a", "£100", "£250", "£75", "£425"),)),
    ),
    Case(
        "sum-does-not-add",
        "a total in a table",
        CheckedPlan(
            documents=(paper("a", grid=(("Item", "£"), ("A", "10"), ("B", "20"), ("Total", "40"))),)
        ),
        CheckedPlan(
            documents=(paper("a", grid=(("Item", "£"), ("A", "10"), ("B", "20"), ("Total", "30"))),)
        ),
    ),
]


def found_by(name: str, checked: CheckedPlan):
    return RULES[name].run(checked)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.rule}: {c.says}")
def test_the_rule_speaks_once(case):
    found = found_by(case.rule, case.speaks)
    assert len(found) == case.times, [f.what for f in found]
    assert found[0].what
    assert found[0].mend
    assert found[0].why == RULES[case.rule].reason
    assert 1 <= found[0].severity <= 5


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.rule}: {c.says}")
def test_the_rule_is_silent(case):
    assert [f.what for f in found_by(case.rule, case.silent)] == []


def test_every_rule_has_a_case():
    assert {case.rule for case in CASES} == set(RULES)


def test_no_rule_speaks_of_an_empty_plan():
    assert [f.rule for rule in RULES.values() for f in rule.run(CheckedPlan())] == []


def test_what_a_rule_finds_cites_where_it_stands():
    without = {case.rule for case in CASES if not found_by(case.rule, case.speaks)[0].citations}
    assert without == set()


def test_words_that_straddle_the_revisit_are_unsure():
    found = found_by(
        "due-after-revisit",
        plan(action("1.1", "Do", due="June 2025"), revisit_due=date(2025, 6, 15)),
    )
    assert [f.unsure for f in found] == [True]


def test_the_draft_of_a_thing_is_enough_to_rest_on():
    checked = plan(
        action("1.1.1", "Draft", due="January 2024", theme="1.1"),
        action("1.1.2", "Publish", due="September 2024", theme="1.1"),
        action("2.1.1", "Plan based on the initial JSNA", due="March 2024", theme="2.1"),
        themes=(theme("1.1", "Prepare a Joint Strategic Needs Assessment (JSNA)"),),
    )
    assert found_by("order", checked) == []


def test_each_finding_of_a_plan_can_be_answered_on_its_own():
    """Rule and subject together are one finding, so that an answer to it is kept for it alone."""
    everything = CheckedPlan(
        actions=tuple(
            action(f"{n}.{m}", "Do", due="May 2023", success="Reduction in complaints, fewer calls")
            for n in range(3)
            for m in range(4)
        ),
        measures=tuple(measure(n, "Reduction in complaints") for n in range(3)),
        starts_on=date(2024, 1, 1),
    )
    for name, each in RULES.items():
        subjects = [f.subject for f in each.run(everything)]
        assert len(subjects) == len(set(subjects)), name
