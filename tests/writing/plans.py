"""A made-up improvement plan that uses every field which a plan can print."""

from datetime import date

from goldenthread.core.calendar import FuzzyDate, Precision
from goldenthread.writing.model import (
    PrintedAction,
    PrintedGroup,
    PrintedImprovementPlan,
    PrintedMeasure,
    PrintedMilestone,
    PrintedPriority,
    PrintedSource,
    PrintedTerm,
    PrintedTheme,
)

AUTUMN = FuzzyDate("autumn 2024", date(2024, 9, 1), date(2024, 11, 30), Precision.SEASON)
# A person placed these words in a year that the words themselves do not give.
NEXT_MARCH = FuzzyDate("by next March", date(2025, 3, 1), date(2025, 3, 31), Precision.MONTH)
ONWARDS = FuzzyDate("from 6 May 2025", date(2025, 5, 6), None, Precision.OPEN_FROM)
TERMLY = FuzzyDate("every term", None, None, Precision.REPEATING)

FULL = PrintedImprovementPlan(
    title="Harbourshire plan for children with SEND",
    area="Harbourshire",
    plan_type="Written statement of action",
    as_at=date(2024, 6, 3),
    inspected="5 to 9 February 2024",
    report_published="12 April 2024",
    accountable_officers=("Director of Children’s Services", "ICB Chief Nurse"),
    advisers=("SEND adviser", "NHS England adviser"),
    governance=("Improvement board, every six weeks", "Health and wellbeing board"),
    about=(("Version", "4"),),
    groups=(
        PrintedGroup(
            1,
            "Listening",
            ("Voice", "Engagement"),
            "Deputy Director of Nursing",
            (
                PrintedPriority(4, "Rebuild trust\nwith families", ("Harbourshire Council",)),
                PrintedPriority(5, "Plan together", ("Harbourshire Council", "Harbour ICB")),
            ),
        ),
        PrintedGroup(2, "Growing up", (), None, (PrintedPriority(8, "Adult life sooner"),)),
    ),
    priorities=(PrintedPriority(9, "Fair access everywhere"),),
    themes=(
        PrintedTheme("1.1", "Say what was heard", 1),
        PrintedTheme("1.2", None, 1),
        PrintedTheme("2.1", "13 to 25", 2),
    ),
    actions=(
        PrintedAction(
            number="1.1.1",
            text="Write back to each family\nwithin ten days",
            theme="1.1",
            group=1,
            priorities=(4,),
            intended_impact="=SUM(A1:A9) is text, not a sum",
            success_measure="+10 points in the survey",
            lead="Customer Care Manager; Parent Forum Chair",
            lead_shared=True,
            start=(FuzzyDate("May 2024", date(2024, 5, 1), date(2024, 5, 31), Precision.MONTH),),
            due=(AUTUMN, NEXT_MARCH),
            rag="amber",
            status="-2 weeks behind",
            baseline="31%",
            target="60%",
            resources="£12,000",
            evidence="Reply log",
            milestones=(PrintedMilestone("6 month milestone", "Half answered in time"),),
            refers_to_groups=(2,),
            updates=("Two staff in post.", "Letters agreed\nwith the forum."),
        ),
        PrintedAction(
            number="1.2.1",
            text="Share what working group 2 learns",
            theme="1.2",
            group=1,
            priorities=(4, 5),
            lead="Head of SEND",
            due=(TERMLY,),
            completed="3 June 2024",
            rag="delayed by the election",
        ),
        PrintedAction(
            number="2.1.10",
            text="@home visits at 17",
            theme="2.1",
            group=2,
            priorities=(8,),
            due=(ONWARDS,),
            rag="green",
            milestones=(PrintedMilestone("12 month milestone", "All visited"),),
        ),
        PrintedAction(number="9.1", text="Map clinics", priorities=(9,), refers_to_groups=(1, 2)),
    ),
    measures=(
        PrintedMeasure(
            number=1,
            text="Parents who feel heard",
            heading="Survey",
            priority=4,
            baseline="31%",
            target="60%",
            milestones=(
                PrintedMilestone("6 month milestone", "40%"),
                PrintedMilestone("12 month milestone", "50%"),
            ),
            lead="Participation Officer",
            evidence="Spring survey",
        ),
        PrintedMeasure(number=2, text="Fewer tribunals upheld"),
    ),
    glossary=(PrintedTerm("ICB", "Integrated care board"), PrintedTerm("EHC", None)),
    sources=(
        PrintedSource("actions[1.1.1].text", "statement.docx", "Table 2, B4", "Write back to each"),
    ),
)
