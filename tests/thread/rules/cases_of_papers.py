"""Drawn cases of the rules on the papers around a plan."""

from datetime import date

from goldenthread.reading.facts import Kind
from goldenthread.thread.rules.view import CheckedPlan
from tests.thread.rules.cases import Case, plan
from tests.thread.rules.drawn import action, decided, group, happened, paper

WROTE = [f"Family {n} wrote that school {7 * n} had not answered." for n in range(30)]
MEETING = date(2024, 1, 10)
LATER = date(2024, 6, 1)
LETTER_DATES = happened("inspection", "between 4 March 2024 and 8 March 2024", inspectors=True)

CASES = [
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
