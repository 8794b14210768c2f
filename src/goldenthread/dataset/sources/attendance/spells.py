"""Rules of part-time timetables and of times without a placement."""

from collections.abc import Mapping
from datetime import timedelta

from goldenthread.dataset.sources.ruling import (
    DAY,
    EXTRACT_ON,
    QUERY,
    Row,
    aged,
    asked,
    born_by,
    not_before,
    not_in_future,
    not_twice,
    within,
)
from goldenthread.dataset.sources.shape import Given, Rows, Rule

MARKS, SHORT, GAP = "absences", "part_time_timetables", "without_placement"
FULL_HOURS = 25


def spells(table: str, what: str) -> tuple[Rule, ...]:
    """Return the rules on the days of a spell, and on the age at which it began."""
    return (
        not_before(
            f"{table}-ends-before-start",
            table,
            "ends_on",
            "starts_on",
            f"{what} ends before it begins.",
        ),
        not_in_future(
            f"{table}-in-future", table, "starts_on", f"{what} begins after the extract's day."
        ),
        born_by(f"{table}-before-birth", table, "starts_on", f"{what} begins before birth."),
        aged(
            f"{table}-outside-age",
            table,
            "starts_on",
            4 if table == MARKS else 5,
            19,
            f"{what} is of a child of no school age.",
        ),
    )


def marks(code: str, sessions: int) -> Row:
    """Return an example of sessions under a code, of ten that were possible."""
    return {
        "local_id": "A",
        "school_urn": "1",
        "starts_on": DAY,
        "ends_on": DAY,
        "code": code,
        "sessions": sessions,
        "sessions_possible": 10,
    }


def _mark_without_timetable(tables: Mapping[str, Rows], _given: Given) -> Rows:
    short = tables[MARKS].filter(tables[MARKS].code == "C2")
    spans = tables[SHORT].select(
        "local_id", span_start=tables[SHORT].starts_on, span_end=tables[SHORT].ends_on
    )
    both = short.inner_join(spans, "local_id")
    covered = both.filter(
        (both.span_start <= both.ends_on)
        & (both.span_end.isnull() | (both.span_end >= both.starts_on))
    )
    return short.anti_join(covered.select("row"), "row").select("row")


def _gaps() -> tuple[Rule, ...]:
    return (
        asked(
            "nothing-with-hours",
            GAP,
            QUERY,
            "Nothing is said to be provided meanwhile, and hours of it are given.",
            ("interim", "hours"),
            lambda rows, _given: (rows.interim == "none") & (rows.hours > 0),
            passes=({"interim": "tuition", "hours": 5.0}, {"interim": "none"}),
            fails=({"interim": "none", "hours": 5.0},),
        ),
        asked(
            "reason-missing",
            GAP,
            QUERY,
            "Why the child is without a placement is missing.",
            ("reason",),
            lambda rows, _given: rows.reason.isnull(),
            passes=({"reason": "excluded"},),
            fails=({},),
        ),
        not_twice(
            "two-gaps",
            GAP,
            ("local_id",),
            "ends_on",
            "A child is without a placement twice at once.",
            {"local_id": "A", "starts_on": DAY},
        ),
        within(
            "part-time-without-placement",
            SHORT,
            QUERY,
            "A child has a part-time timetable at a school and is without a placement.",
            ("local_id", "ends_on"),
            _part_time_nowhere,
            passes=(
                {SHORT: ({"local_id": "A"},), GAP: ({"local_id": "A", "ends_on": DAY},)},
                {SHORT: ({"local_id": "A"},), GAP: ({"local_id": "B"},)},
            ),
            fails=({SHORT: ({"local_id": "A"},), GAP: ({"local_id": "A"},)},),
        ),
    )


def _part_time_nowhere(tables: Mapping[str, Rows], _given: Given) -> Rows:
    short, gaps = tables[SHORT], tables[GAP]
    running = short.filter(short.ends_on.isnull())
    return running.semi_join(gaps.filter(gaps.ends_on.isnull()), "local_id").select("row")


OPEN = {"local_id": "A", "starts_on": DAY}

_TIMETABLES = (
    not_before(
        "review-before-start",
        SHORT,
        "review_on",
        "starts_on",
        "The review is before it begins.",
    ),
    asked(
        "review-missing",
        SHORT,
        QUERY,
        "No day of review is set: a part-time timetable is meant to be short and reviewed.",
        ("review_on", "ends_on"),
        lambda rows, _given: rows.review_on.isnull() & rows.ends_on.isnull(),
        passes=({"review_on": DAY}, {"ends_on": DAY}),
        fails=({},),
    ),
    asked(
        "review-passed",
        SHORT,
        QUERY,
        "The day of review has passed and the timetable goes on.",
        ("review_on", "ends_on"),
        lambda rows, given: (
            (rows.review_on < given.on - timedelta(days=28)) & rows.ends_on.isnull()
        ),
        passes=({"review_on": EXTRACT_ON}, {"review_on": DAY, "ends_on": DAY}),
        fails=({"review_on": DAY},),
    ),
    asked(
        "full-time",
        SHORT,
        QUERY,
        "The hours are those of a full week.",
        ("hours",),
        lambda rows, _given: rows.hours >= FULL_HOURS,
        passes=({"hours": 24.5}, {}),
        fails=({"hours": 25.0},),
    ),
    asked(
        "hours-missing",
        SHORT,
        QUERY,
        "How many hours are offered is missing.",
        ("hours",),
        lambda rows, _given: rows.hours.isnull(),
        passes=({"hours": 0.0},),
        fails=({},),
    ),
    asked(
        "parent-not-agreed",
        SHORT,
        QUERY,
        "No parent agreed to the part-time timetable.",
        ("parent_agreed",),
        lambda rows, _given: ~rows.parent_agreed,
        passes=({"parent_agreed": True}, {}),
        fails=({"parent_agreed": False},),
    ),
    not_twice(
        "two-timetables",
        SHORT,
        ("local_id",),
        "ends_on",
        "A child has two part-time timetables at once.",
        OPEN,
    ),
    within(
        "part-time-mark-without-timetable",
        MARKS,
        QUERY,
        "Sessions are under the code of a part-time timetable (C2) and there is no timetable "
        "for that time.",
        ("local_id", "code", "starts_on"),
        _mark_without_timetable,
        passes=(
            {MARKS: (marks("C2", 3),), SHORT: (OPEN,)},
            {MARKS: (marks("I", 3),), SHORT: ()},
        ),
        fails=(
            {MARKS: (marks("C2", 3),), SHORT: ()},
            {MARKS: (marks("C2", 3),), SHORT: ({**OPEN, "starts_on": EXTRACT_ON},)},
        ),
    ),
)


RULES = (
    *spells(SHORT, "The timetable"),
    *_TIMETABLES,
    *spells(GAP, "The time without a placement"),
    *_gaps(),
)
