"""A made-up report that holds every kind of block, and a long one of a hundred actions."""

from goldenthread.writing.report import (
    Bullets,
    EasyLine,
    Facts,
    Notice,
    Paragraph,
    PrintedReport,
    Reference,
    Section,
)
from goldenthread.writing.tabulated import PrintedTable

TABLE = PrintedTable(
    "Actions: what [moved]",
    "Each action that moved since the last meeting.",
    ("Number", "Action", "Stands"),
    (("1.1", "Ask every family <each> year", "On track\nsince May"), ("1.2", "=1+1", "Unknown")),
)
REPORT = PrintedReport(
    title="Report to the board & others",
    about=(("As at", "1 December 2019"), ("Prepared by", "Improvement lead")),
    notices=("Every update here is made up.",),
    sections=(
        Section(
            "Exceptions",
            (Paragraph("Two slipped.\nOne is silent."), Reference("See the detail", "detail")),
        ),
        Section("By group", (Bullets(("Group 1: one of two", "Group 2: none")),), level=2),
        Section("Detail", (Facts((("Late", "3"),)), Notice("Nobody knows."), TABLE), 1, "detail"),
    ),
)
EASY = PrintedReport(
    title="What we said we would do",
    about=(),
    easy=True,
    sections=(Section("Places", (EasyLine("We said: more school places.", "school"),)),),
)


def long_report(actions: int = 108) -> PrintedReport:
    """Return a report of so many actions with eight columns of words."""
    words = "every school should know what support there is for children and when it comes"
    row = (words * 2, words, "Assistant director", "November 2019", "On track", "Red", words)
    rows = tuple((f"{n // 10}.{n % 10}", *row) for n in range(actions))
    names = ("Number", "Action", "Impact", "Lead", "Due", "Reported", "Computed", "Why")
    table = PrintedTable("All actions", "Every action of the plan.", names, rows)
    return PrintedReport("Composite report", (), (Section("All actions", (table,)),))
