"""What schools and the council send of pupils, attendance, exclusions and education at home."""

from goldenthread.dataset.tables.shape import Feed

from .saying import is_there, said

_CENSUS = said("School")

CENSUS = tuple(
    Feed(
        "needs",
        "school_census",
        "pupils",
        {"need": column, "rank": said(rank), "found_by": _CENSUS, "support": "sen_provision"},
        until=said(None, "date"),
        where=is_there(column),
    )
    for rank, column in enumerate(("need_1", "need_2"), start=1)
)

ATTENDANCE = (
    Feed(
        "absences",
        "attendance",
        "absences",
        {
            "kind": said("Absence"),
            "setting": "school_urn",
            "missed": "sessions",
            "possible": "sessions_possible",
            "reason": "code",
        },
    ),
    Feed(
        "absences",
        "attendance",
        "part_time_timetables",
        {
            "kind": said("Part-time timetable"),
            "setting": "school_urn",
            "hours": "hours",
            "reason": "reason",
        },
    ),
    Feed(
        "absences",
        "attendance",
        "without_placement",
        {"kind": said("Without a placement"), "hours": "hours", "reason": "reason"},
    ),
    Feed(
        "absences",
        "ehe",
        "registrations",
        {"kind": said("Educated at home"), "reason": "reason"},
    ),
)

EXCLUSIONS = (
    Feed(
        "exclusions",
        "exclusions",
        "exclusions",
        {
            "kind": "kind",
            "setting": "school_urn",
            "sessions": "sessions",
            "reason": "reason_1",
        },
    ),
)

FEEDS = (*CENSUS, *ATTENDANCE, *EXCLUSIONS)
