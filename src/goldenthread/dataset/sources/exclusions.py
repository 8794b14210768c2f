"""Suspensions and permanent exclusions, one row for each."""

from collections.abc import Mapping
from datetime import date, timedelta

import ibis

from goldenthread.dataset.sources.codes.needs import PROVISION
from goldenthread.dataset.sources.codes.schools import EXCLUSION_KIND, EXCLUSION_REASON
from goldenthread.dataset.sources.identity import (
    CLIENT_WHO,
    client,
    coded,
    day,
    proposed,
    text,
    whole,
    yes,
)
from goldenthread.dataset.sources.ruling import (
    DAY,
    QUERY,
    Row,
    across,
    aged,
    asked,
    born_by,
    not_before,
    not_in_future,
    within,
)
from goldenthread.dataset.sources.shape import (
    Column,
    Domain,
    Given,
    Kind,
    Rows,
    Rule,
    Source,
    Table,
)

REVIEW = proposed(
    "What became of a permanent exclusion",
    """
    upheld Upheld by the governing board
    reinstated Pupil reinstated by the governing board
    recommended Panel recommended that the board think again
    quashed Panel quashed the decision
    rescinded Withdrawn by the head teacher
    pending Not yet decided
    """,
)


def _reason(number: int) -> Column:
    return Column(
        f"reason_{number}",
        f"Reason {number}",
        Kind.CODE,
        codes=EXCLUSION_REASON,
        dated_by="starts_on",
    )


EXCLUSIONS = Table(
    "exclusions",
    "A suspension or a permanent exclusion from a school",
    (
        text("exclusion_id", "The sender's reference for it", required=True),
        *client(),
        text("school_urn", "School URN", "URN", required=True),
        Column(
            "kind",
            "Suspension or exclusion",
            Kind.CODE,
            required=True,
            codes=EXCLUSION_KIND,
            headings=("Category", "Exclusion category"),
            dated_by="starts_on",
        ),
        day("starts_on", "First day", "Start date", required=True),
        day("ends_on", "Last day", "End date"),
        whole("sessions", "Sessions missed", 0, 90, "sessions", "Actual number of sessions"),
        _reason(1),
        _reason(2),
        _reason(3),
        Column(
            "sen_provision",
            "SEN provision on the day",
            Kind.CODE,
            codes=PROVISION,
            dated_by="starts_on",
        ),
        day("provided_from", "Day from which other provision was made"),
        yes("review_called", "Whether an emergency review of the plan was called"),
        day("reviewed_on", "Day the governing board or panel decided"),
        coded("reviewed", "What became of it", REVIEW),
    ),
    key=("exclusion_id",),
    domain=Domain.EDUCATION,
    who=CLIENT_WHO,
    event="starts_on",
    until="ends_on",
    sheets=("Exclusions", "Suspensions"),
)

TABLE, SPENT = "exclusions", ("SUSP", "FIXD", "LNCH")
UNDONE = ("reinstated", "quashed", "rescinded")
MOST_SESSIONS = 90
"""Sessions in the 45 school days that suspensions may fill in a school year (SI 2012/1033, 4)."""


def _overlapping(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows = tables[TABLE].filter(tables[TABLE].kind.isin(SPENT))
    other = rows.select(
        "local_id",
        other_id=rows.exclusion_id,
        other_start=rows.starts_on,
        other_end=rows.ends_on.fill_null(rows.starts_on),
    )
    pairs = rows.inner_join(other, "local_id")
    meet = (pairs.starts_on <= pairs.other_end) & (
        pairs.ends_on.fill_null(pairs.starts_on) >= pairs.other_start
    )
    return pairs.filter((pairs.exclusion_id != pairs.other_id) & meet).select("row").distinct()


def _too_long(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows = tables[TABLE].filter(tables[TABLE].kind.isin(SPENT))
    begun = rows.starts_on.year() - (rows.starts_on.month() < 9).cast("int32")
    rows = rows.mutate(school_year=begun)
    by = ["local_id", "school_year"]
    summed = rows.group_by(by).agg(spent=rows.sessions.sum())
    return rows.semi_join(summed.filter(summed.spent > MOST_SESSIONS), by).select("row")


def _together() -> tuple[Rule, ...]:
    row: Row = {"local_id": "A", "kind": "SUSP", "starts_on": DAY, "ends_on": DAY, "sessions": 46}
    one, other = {**row, "exclusion_id": "1"}, {**row, "exclusion_id": "2"}
    later = {**other, "starts_on": date(2024, 3, 18), "ends_on": date(2024, 3, 19)}
    next_year = {**other, "starts_on": date(2024, 9, 9), "ends_on": date(2024, 9, 9)}
    return (
        within(
            "overlapping",
            TABLE,
            QUERY,
            "Two suspensions of a child overlap.",
            ("local_id", "starts_on", "ends_on"),
            _overlapping,
            passes=({TABLE: (one, later)}, {TABLE: (one, {**other, "local_id": "B"})}),
            fails=({TABLE: (one, other)},),
        ),
        within(
            "more-than-45-days",
            TABLE,
            QUERY,
            "A child's suspensions in a school year come to more than 45 school days.",
            ("local_id", "sessions"),
            _too_long,
            passes=({TABLE: (one, next_year)}, {TABLE: (one,)}),
            fails=({TABLE: (one, later)},),
        ),
    )


def _still_on_roll(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows, pupils = tables["exclusions.exclusions"], tables["school_census.pupils"]
    stands = rows.filter((rows.kind == "PERM") & ~rows.reviewed.fill_null("").isin(UNDONE))
    seen = pupils.filter(pupils.enrolment.fill_null("C").isin(("C", "M"))).select(
        "person", "school_urn", "census_date"
    )
    both = stands.inner_join(seen, ["person", "school_urn"])
    late = both.census_date > both.starts_on + ibis.interval(days=120)
    return both.filter(late).select("record").distinct()


def _without_plan(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows, plans = tables["exclusions.exclusions"], tables["sen2.named_plan"]
    known = rows.filter((rows.sen_provision == "E") & rows.person.notnull())
    return known.anti_join(plans, "person").select("record")


def _across() -> tuple[Rule, ...]:
    own, census, plans = "exclusions.exclusions", "school_census.pupils", "sen2.named_plan"
    gone = {"person": "p", "kind": "PERM", "starts_on": DAY, "school_urn": "1"}
    seen = {"person": "p", "school_urn": "1", "census_date": date(2024, 10, 3), "enrolment": "C"}
    planned = {"person": "p", "kind": "SUSP", "sen_provision": "E"}
    return (
        across(
            "excluded-and-on-roll",
            TABLE,
            "The child was permanently excluded and is on the same school's roll four months on.",
            ("kind", "reviewed"),
            _still_on_roll,
            needs=(own, census),
            passes=(
                {own: (gone,), census: ({**seen, "school_urn": "2"},)},
                {own: ({**gone, "reviewed": "quashed"},), census: (seen,)},
                {own: (gone,), census: ({**seen, "census_date": DAY},)},
            ),
            fails=({own: (gone,), census: (seen,)},),
        ),
        across(
            "plan-not-in-return",
            TABLE,
            "The child is said to have a plan, and the SEN2 return has none, open or ceased.",
            ("sen_provision",),
            _without_plan,
            needs=(own, plans),
            passes=({own: (planned,), plans: ({"person": "p"},)},),
            fails=({own: (planned,), plans: ({"person": "q"},)},),
        ),
    )


_DAYS = (
    not_before("ends-before-start", TABLE, "ends_on", "starts_on", "It ends before it begins."),
    not_in_future("starts-in-future", TABLE, "starts_on", "It begins after the extract's day."),
    not_before(
        "provided-before-start",
        TABLE,
        "provided_from",
        "starts_on",
        "Other provision was made before the first day.",
    ),
    not_before(
        "reviewed-before-start",
        TABLE,
        "reviewed_on",
        "starts_on",
        "It was reviewed before the first day.",
    ),
    born_by("before-birth", TABLE, "starts_on", "It begins before the child was born."),
    aged(
        "outside-school-age",
        TABLE,
        "starts_on",
        3,
        19,
        "The child was under 3 or over 19 on the first day.",
    ),
    asked(
        "suspension-without-end",
        TABLE,
        QUERY,
        "A suspension has no last day, and began more than 45 school days ago.",
        ("kind", "ends_on"),
        lambda rows, given: (
            rows.kind.isin(SPENT)
            & rows.ends_on.isnull()
            & (rows.starts_on < given.on - timedelta(days=90))
        ),
        passes=(
            {"kind": "SUSP", "starts_on": DAY, "ends_on": DAY},
            {"kind": "SUSP", "starts_on": date(2025, 1, 10)},
            {"kind": "PERM", "starts_on": DAY},
        ),
        fails=({"kind": "SUSP", "starts_on": DAY},),
    ),
    asked(
        "permanent-with-end",
        TABLE,
        QUERY,
        "A permanent exclusion has a last day and is not said to have been undone.",
        ("kind", "ends_on", "reviewed"),
        lambda rows, _given: (
            (rows.kind == "PERM")
            & rows.ends_on.notnull()
            & ~rows.reviewed.fill_null("").isin(UNDONE)
        ),
        passes=({"kind": "PERM"}, {"kind": "PERM", "ends_on": DAY, "reviewed": "reinstated"}),
        fails=({"kind": "PERM", "ends_on": DAY},),
    ),
)

REASONS = ("reason_1", "reason_2", "reason_3")

_REASONS = (
    asked(
        "reason-missing",
        TABLE,
        QUERY,
        "No reason is given.",
        REASONS,
        lambda rows, _given: (
            rows.reason_1.isnull() & rows.reason_2.isnull() & rows.reason_3.isnull()
        ),
        passes=({"reason_1": "DB"}, {"reason_2": "DB"}),
        fails=({},),
    ),
    asked(
        "reason-twice",
        TABLE,
        QUERY,
        "One reason is given twice.",
        REASONS,
        lambda rows, _given: (
            (rows.reason_1 == rows.reason_2).fill_null(False)
            | (rows.reason_1 == rows.reason_3).fill_null(False)
            | (rows.reason_2 == rows.reason_3).fill_null(False)
        ),
        passes=({"reason_1": "DB", "reason_2": "PP"}, {"reason_1": "DB"}),
        fails=({"reason_1": "DB", "reason_3": "DB"}, {"reason_2": "PP", "reason_3": "PP"}),
    ),
    asked(
        "sessions-missing",
        TABLE,
        QUERY,
        "How many sessions a suspension took is missing, or none.",
        ("kind", "sessions"),
        lambda rows, _given: rows.kind.isin(SPENT) & (rows.sessions.fill_null(0) == 0),
        passes=({"kind": "SUSP", "sessions": 2}, {"kind": "PERM"}),
        fails=({"kind": "SUSP"}, {"kind": "SUSP", "sessions": 0}),
    ),
    asked(
        "outcome-undated",
        TABLE,
        QUERY,
        "What became of it is given without its day, or the day without what became of it.",
        ("reviewed", "reviewed_on"),
        lambda rows, _given: (
            (rows.reviewed.fill_null("pending") == "pending") != rows.reviewed_on.isnull()
        ),
        passes=({"reviewed": "upheld", "reviewed_on": DAY}, {"reviewed": "pending"}, {}),
        fails=({"reviewed": "upheld"}, {"reviewed_on": DAY}),
    ),
    asked(
        "plan-review-not-said",
        TABLE,
        QUERY,
        "A child with a plan was permanently excluded, and whether an early review of the plan "
        "was called is not said.",
        ("kind", "sen_provision", "review_called"),
        lambda rows, _given: (
            (rows.kind == "PERM") & (rows.sen_provision == "E") & rows.review_called.isnull()
        ),
        passes=(
            {"kind": "PERM", "sen_provision": "E", "review_called": False},
            {"kind": "PERM", "sen_provision": "K"},
        ),
        fails=({"kind": "PERM", "sen_provision": "E"},),
    ),
)


RULES = (*_DAYS, *_REASONS, *_together(), *_across())

SOURCE = Source(
    code="exclusions",
    words="Suspensions and permanent exclusions",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=(EXCLUSIONS,),
    rules=RULES,
    read_at="The school census's exclusion module: reason codes as egfl.org.uk/node/27198 and "
    "support.arbor-education.com list them, up to three to each; sixth-day provision from the "
    "methodology of the published statistics. Reference, provision date, emergency review and "
    "what became of an exclusion are our own proposal.",
)
