"""Rules of the SEN2 return about parts that belong together: what is missing and what is twice."""

from collections.abc import Callable, Mapping
from typing import Any

from goldenthread.dataset.sources.ruling import DAY, QUERY, Row, has_parent, within
from goldenthread.dataset.sources.shape import Given, Rows, Rule, Yes

Those = Callable[[Rows], Yes]


def at_most(
    code: str,
    table: str,
    by: str,
    most: int,
    message: str,
    sample: Row,
    those: Those | None = None,
    fields: tuple[str, ...] = (),
) -> Rule:
    """Return the query that no more than `most` rows, of those that count, share a column."""

    def faults(tables: Mapping[str, Rows], _given: Given) -> Rows:
        rows = tables[table]
        rows = rows.filter(rows[by].notnull())
        if those is not None:
            rows = rows.filter(those(rows))
        counted = rows.group_by(by).agg(alike=rows.count())
        return rows.semi_join(counted.filter(counted.alike > most), by).select("row")

    one, other = {by: "A", **sample}, {by: "B", **sample}
    return within(
        code,
        table,
        QUERY,
        message,
        (by, *fields),
        faults,
        passes=({table: (one,) * most + (other,)}, {table: ({**one, by: None},) * (most + 1)}),
        fails=({table: (one,) * (most + 1)},),
    )


def lacks(
    code: str,
    table: str,
    part: str,
    key: str,
    message: str,
    sample: Row | None = None,
    those: Those | None = None,
    fields: tuple[str, ...] = (),
) -> Rule:
    """Return the query that a row, of those that should, has at least one row of another table."""

    def faults(tables: Mapping[str, Rows], _given: Given) -> Rows:
        rows = tables[table]
        rows = rows.filter(rows[key].notnull())
        if those is not None:
            rows = rows.filter(those(rows))
        return rows.anti_join(tables[part].select(key), key).select("row")

    row = {key: "A", **(sample or {})}
    return within(
        code,
        table,
        QUERY,
        message,
        (key, *fields),
        faults,
        passes=({table: (row,), part: ({key: "A"}, {key: "A"})}, {table: ()}),
        fails=({table: (row,)}, {table: (row,), part: ({key: "B"},)}),
    )


def has(
    code: str,
    table: str,
    part: str,
    key: str,
    message: str,
    sample: Row,
    those: Those,
    fields: tuple[str, ...],
) -> Rule:
    """Return the query that a row, of those that should not, has no row of another table."""

    def faults(tables: Mapping[str, Rows], _given: Given) -> Rows:
        rows = tables[table]
        return rows.filter(those(rows)).semi_join(tables[part].select(key), key).select("row")

    row: dict[str, Any] = {key: "A", **sample}
    plain: dict[str, Any] = {key: "A"}
    return within(
        code,
        table,
        QUERY,
        message,
        (key, *fields),
        faults,
        passes=({table: (row,), part: ({key: "B"},)}, {table: (plain,), part: ({key: "A"},)}),
        fails=({table: (row,), part: ({key: "A"},)},),
    )


def _orphans() -> tuple[Rule, ...]:
    chains = (
        ("requests", "person", "person_id", "The request's person"),
        ("assessment", "requests", "request_id", "The assessment's request"),
        ("named_plan", "assessment", "assessment_id", "The plan's assessment"),
        ("plan_detail", "named_plan", "named_plan_id", "The plan of this detail"),
        ("active_plans", "requests", "request_id", "The plan's request"),
        ("placement_detail", "active_plans", "active_plans_id", "The placement's plan"),
        ("sen_need", "active_plans", "active_plans_id", "The need's plan"),
    )
    return tuple(
        has_parent(f"{table}-orphan", table, parent, key, f"{words} is not in the return.")
        for table, parent, key, words in chains
    )


def _too_many() -> tuple[Rule, ...]:
    return (
        at_most(
            "assessments-twice",
            "assessment",
            "request_id",
            1,
            "A request has more than one assessment.",
            {},
        ),
        at_most(
            "plans-twice",
            "named_plan",
            "assessment_id",
            1,
            "An assessment has more than one plan.",
            {},
        ),
        at_most(
            "plans-in-force-twice",
            "active_plans",
            "request_id",
            1,
            "A request has more than one plan in force.",
            {},
        ),
        at_most(
            "settings-named-thrice",
            "plan_detail",
            "named_plan_id",
            2,
            "A plan names more than two settings.",
            {},
        ),
        at_most(
            "needs-thrice",
            "sen_need",
            "active_plans_id",
            2,
            "A plan has more than two needs.",
            {},
        ),
        at_most(
            "primary-need-twice",
            "sen_need",
            "active_plans_id",
            1,
            "A plan has more than one primary need.",
            {"sentyperank": 1},
            lambda rows: rows.sentyperank == 1,
            ("sentyperank",),
        ),
        at_most(
            "main-setting-twice",
            "plan_detail",
            "named_plan_id",
            1,
            "A plan names more than one main setting.",
            {"placementrank": 1},
            lambda rows: rows.placementrank == 1,
            ("placementrank",),
        ),
        at_most(
            "educated-twice",
            "placement_detail",
            "active_plans_id",
            1,
            "A child has two main placements at once.",
            {"placementrank": 1, "entrydate": DAY},
            lambda rows: (rows.placementrank == 1) & rows.leavingdate.isnull(),
            ("placementrank", "leavingdate"),
        ),
        at_most(
            "two-open-plans",
            "named_plan",
            "person_id",
            1,
            "A person has two plans that have not ceased.",
            {"startdate": DAY},
            lambda rows: rows.ceasedate.isnull(),
            ("ceasedate",),
        ),
        at_most(
            "two-requests-open",
            "requests",
            "person_id",
            1,
            "A person has two requests that are not yet decided.",
            {"requestoutcome": "A"},
            lambda rows: rows.requestoutcome == "A",
            ("requestoutcome",),
        ),
        at_most(
            "in-force-from-two-requests",
            "active_plans",
            "person_id",
            1,
            "A person has plans in force from two requests.",
            {},
        ),
    )


def _too_few() -> tuple[Rule, ...]:
    return (
        lacks(
            "person-without-request",
            "person",
            "requests",
            "person_id",
            "A person of the return has no request, assessment or plan.",
        ),
        lacks(
            "agreed-without-assessment",
            "requests",
            "assessment",
            "request_id",
            "The request was agreed and there is no assessment, not even one that is awaited.",
            {"requestoutcome": "Y"},
            lambda rows: rows.requestoutcome == "Y",
            ("requestoutcome",),
        ),
        lacks(
            "plan-names-nowhere",
            "named_plan",
            "plan_detail",
            "named_plan_id",
            "The plan names no setting nor kind of setting.",
        ),
        lacks(
            "in-force-without-plan",
            "active_plans",
            "named_plan",
            "request_id",
            "A plan is in force and there is no plan as it was written.",
        ),
        lacks(
            "no-placement-transferred",
            "active_plans",
            "placement_detail",
            "active_plans_id",
            "A plan that was transferred in has no placement.",
            {"transferla": "801"},
            lambda rows: rows.transferla.notnull(),
            ("transferla",),
        ),
        lacks(
            "no-placement",
            "active_plans",
            "placement_detail",
            "active_plans_id",
            "A plan is in force and nothing says where the child is educated.",
            None,
            lambda rows: rows.transferla.isnull(),
            ("transferla",),
        ),
        lacks(
            "no-need",
            "active_plans",
            "sen_need",
            "active_plans_id",
            "A plan is in force and no kind of need is given.",
        ),
    )


def _should_not() -> tuple[Rule, ...]:
    return (
        has(
            "assessed-though-not-agreed",
            "requests",
            "assessment",
            "request_id",
            "There is an assessment though the request was refused, awaited or withdrawn, and "
            "neither mediation nor the tribunal is said to have changed it.",
            {"requestoutcome": "N"},
            lambda rows: (
                rows.requestoutcome.isin(("N", "A", "W"))
                & ~rows.requestmediation.fill_null(False)
                & ~rows.requesttribunal.fill_null(False)
            ),
            ("requestoutcome", "requestmediation", "requesttribunal"),
        ),
        has(
            "plan-though-not-decided",
            "assessment",
            "named_plan",
            "assessment_id",
            "There is a plan though the assessment's outcome is awaited or withdrawn, after which "
            "nothing further is asked.",
            {"assessmentoutcome": "A"},
            lambda rows: rows.assessmentoutcome.isin(("A", "W")),
            ("assessmentoutcome",),
        ),
        has(
            "plan-though-refused",
            "assessment",
            "named_plan",
            "assessment_id",
            "There is a plan though one was refused, and neither mediation nor the tribunal is "
            "said to have changed it.",
            {"assessmentoutcome": "N"},
            lambda rows: (
                (rows.assessmentoutcome == "N")
                & ~rows.assessmentmediation.fill_null(False)
                & ~rows.assessmenttribunal.fill_null(False)
            ),
            ("assessmentoutcome", "assessmentmediation", "assessmenttribunal"),
        ),
    )


RULES = (*_orphans(), *_too_many(), *_too_few(), *_should_not())
