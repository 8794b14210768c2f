"""A small improvement plan: two groups, three actions, two measures."""

from datetime import date

from goldenthread.core.calendar import FuzzyDate, Precision
from goldenthread.improvement.rules import (
    DraftAction,
    DraftGroup,
    DraftImprovementPlan,
    DraftMeasure,
    DraftTheme,
    PlanType,
)

AUTUMN = FuzzyDate("autumn 2019", date(2019, 9, 1), date(2019, 11, 30), Precision.SEASON)
SPRING = FuzzyDate("from May 2020", date(2020, 5, 1), None, Precision.OPEN_FROM)
ACTIONS = (
    DraftAction(
        "1.1.1",
        "1.1",
        "1",
        "Ask families",
        intended_impact="Heard",
        success_measure="A survey",
        leads=("Head of SEND", "Designated officer"),
        lead_shared=True,
        due=(AUTUMN, SPRING),
        rag="green",
        resources="Two posts",
        baseline="40",
        target="60",
        evidence="Notes",
        refers_to_groups=("2", "2", "9"),
        rests_on=("2.1.1", "1.1.1", "9.9.9"),
        left_unknown=(("lead", "two columns ran together"),),
    ),
    DraftAction("1.1.2", "1.1", "1", "Write it down"),
    DraftAction("2.1.1", "2.1", "2", "Train staff", leads=("Head of SEND",)),
)
DRAFT = DraftImprovementPlan(
    PlanType.WRITTEN_STATEMENT,
    "The statement",
    groups=(
        DraftGroup("1", "Needs", ("Local need",), "Director", ((1, "Know needs"), (2, "Plan"))),
        DraftGroup("2", "Access", priorities=((3, "Open doors"),)),
    ),
    themes=(DraftTheme("1.1", "1", "Asking"), DraftTheme("2.1", "2")),
    actions=ACTIONS,
    measures=(
        DraftMeasure(1, "More plans in time", "Plans", "40%", "60%"),
        DraftMeasure(2, "Less"),
    ),
    governance=("The group answers to the board.",),
    glossary=(("SEND", "Special educational needs and disabilities"),),
)
