"""Rules of the Standard Safeguarding Dataset's SEND tables."""

from collections.abc import Mapping
from datetime import date

import ibis

from goldenthread.dataset.sources.between import Beside, at_most, beside, lacks
from goldenthread.dataset.sources.between_sources import open_though_ceased
from goldenthread.dataset.sources.ruling import (
    DAY,
    EXTRACT_ON,
    QUERY,
    Row,
    after_parent,
    age,
    asked,
    has_parent,
    not_before,
    not_in_future,
    within,
)
from goldenthread.dataset.sources.shape import Given, Rows, Rule

BORN, DIED, DUE = "pers_dob", "pers_death_date", "pers_expected_dob"
PLAN, CEASED, STARTED = (
    "ehcp_named_plan",
    "ehcn_named_plan_ceased_date",
    "ehcn_named_plan_start_date",
)
REASON = "ehcn_named_plan_ceased_reason"


def _person() -> tuple[Rule, ...]:
    return (
        not_in_future("born-later", "person", BORN, "The date of birth is in the future."),
        not_before("died-before-born", "person", DIED, BORN, "The person died before birth."),
        asked(
            "birth-missing",
            "person",
            QUERY,
            "There is neither a date of birth nor an expected one.",
            (BORN, DUE),
            lambda rows, _given: rows[BORN].isnull() & rows[DUE].isnull(),
            passes=({BORN: DAY}, {DUE: DAY}),
            fails=({},),
        ),
        asked(
            "born-and-expected",
            "person",
            QUERY,
            "There is a date of birth and an expected one: a child who is born has the first only.",
            (BORN, DUE),
            lambda rows, _given: rows[BORN].notnull() & rows[DUE].notnull(),
            passes=({BORN: DAY}, {DUE: DAY}),
            fails=({BORN: DAY, DUE: DAY},),
        ),
        beside(
            "pupil-numbers-differ",
            "send",
            "person",
            "pers_person_id",
            "The pupil number differs between the person and their SEND row.",
            ("send_upn",),
            lambda rows, _given: rows.send_upn != rows.pers_upn,
            brings=("pers_upn",),
            passes=(({"send_upn": "A"}, {"pers_upn": "A"}), ({}, {"pers_upn": "A"})),
            fails=(({"send_upn": "A"}, {"pers_upn": "B"}),),
        ),
        at_most(
            "send-twice", "send", "pers_person_id", 1, "A person has more than one SEND row.", {}
        ),
        at_most(
            "pupil-number-twice",
            "send",
            "send_upn",
            1,
            "Two people have the same pupil number.",
            {},
        ),
        _none_and_some(),
    )


def _none_and_some() -> Rule:
    def faults(tables: Mapping[str, Rows], _given: Given) -> Rows:
        rows = tables["disability"]
        some = rows.filter(rows.disa_disability_code != "NONE")
        none = rows.filter(rows.disa_disability_code == "NONE")
        return none.semi_join(some, "pers_person_id").select("row")

    one = {"pers_person_id": "A", "disa_disability_code": "NONE"}
    return within(
        "no-disability-and-one",
        "disability",
        QUERY,
        "The person is said to have no disability and to have one.",
        ("pers_person_id", "disa_disability_code"),
        faults,
        passes=({"disability": (one, {**one, "pers_person_id": "B"})},),
        fails=({"disability": (one, {**one, "disa_disability_code": "LD"})},),
    )


def _numbers() -> tuple[Rule, ...]:
    fields = ("send_upn", "send_uln", "send_upn_unknown")
    return (
        asked(
            "no-number-no-reason",
            "send",
            QUERY,
            "There is neither a pupil number nor a learner number, and no reason why.",
            fields,
            lambda rows, _given: (
                rows.send_upn.isnull() & rows.send_uln.isnull() & rows.send_upn_unknown.isnull()
            ),
            passes=({"send_upn": "A"}, {"send_uln": "1"}, {"send_upn_unknown": "UN1"}),
            fails=({},),
        ),
        asked(
            "reason-beside-number",
            "send",
            QUERY,
            "A reason for having no number stands beside a number.",
            fields,
            lambda rows, _given: (
                (rows.send_upn.notnull() | rows.send_uln.notnull())
                & rows.send_upn_unknown.notnull()
            ),
            passes=({"send_upn": "A"}, {"send_upn_unknown": "UN1"}),
            fails=({"send_upn": "A", "send_upn_unknown": "UN2"},),
        ),
        beside(
            "too-old-for-un1",
            "send",
            "person",
            "pers_person_id",
            "UN1 says under six years old, but the person is six or older.",
            ("send_upn_unknown",),
            lambda rows, given: (
                (rows.send_upn_unknown == "UN1") & (age(rows[BORN], ibis.literal(given.on)) >= 6)
            ),
            brings=(BORN,),
            passes=(({"send_upn_unknown": "UN1"}, {BORN: date(2019, 1, 17)}),),
            fails=(({"send_upn_unknown": "UN1"}, {BORN: date(2019, 1, 16)}),),
        ),
    )


def _decided(table: str, stem: str, codes: tuple[str, ...]) -> tuple[Rule, ...]:
    """Return the queries that a decision has its day, and what is undecided has none."""
    outcome, day = f"{stem}_outcome", f"{stem}_outcome_date"
    return (
        asked(
            f"{table}-without-day",
            table,
            QUERY,
            f"The outcome is {' or '.join(codes)}, but its date is missing.",
            (outcome, day),
            lambda rows, _given: rows[outcome].isin(codes) & rows[day].isnull(),
            passes=({outcome: codes[0], day: DAY}, {outcome: "A"}),
            fails=({outcome: codes[0]},),
        ),
        asked(
            f"{table}-day-too-many",
            table,
            QUERY,
            "A date of outcome is given, but the outcome is awaited, withdrawn or historical.",
            (outcome, day),
            lambda rows, _given: rows[outcome].isin(("A", "W", "H")) & rows[day].notnull(),
            passes=({outcome: codes[0], day: DAY}, {outcome: "H"}),
            fails=({outcome: "W", day: DAY},),
        ),
        not_in_future(f"{table}-in-future", table, day, "The date of outcome is in the future."),
    )


def _stages() -> tuple[Rule, ...]:
    request, assessment = "ehcp_requests", "ehcp_assessment"
    return (
        *_decided(request, "ehcr_ehcp_req", ("Y", "N")),
        *_decided(assessment, "ehca_ehcp_assessment", ("N",)),
        not_in_future(
            "received-in-future",
            request,
            "ehcr_ehcp_req_date",
            "The request was received in the future.",
        ),
        not_before(
            "decided-before-received",
            request,
            "ehcr_ehcp_req_outcome_date",
            "ehcr_ehcp_req_date",
            "The request was decided before it was received.",
        ),
        after_parent(
            "assessed-before-received",
            assessment,
            "ehca_ehcp_assessment_outcome_date",
            request,
            "ehcr_ehcp_request_id",
            "ehcr_ehcp_req_date",
            "The assessment's outcome is dated before the request was received.",
        ),
        after_parent(
            "plan-before-outcome",
            PLAN,
            STARTED,
            assessment,
            "ehca_ehcp_assessment_id",
            "ehca_ehcp_assessment_outcome_date",
            "The plan begins before the day on which it was issued.",
            QUERY,
        ),
        not_in_future(
            "decision-in-future",
            "ehcp_active_plans",
            "ehcp_active_ehcp_last_review_date",
            "The last review's decision is in the future.",
        ),
    )


def _climbed(tables: Mapping[str, Rows]) -> Rows:
    """Return the plans that have not ceased, each with the person's own columns."""
    plans = tables[PLAN]
    steps = (
        ("ehcp_assessment", "ehca_ehcp_assessment_id", ("ehcr_ehcp_request_id",)),
        ("ehcp_requests", "ehcr_ehcp_request_id", ("send_table_id",)),
        ("send", "send_table_id", ("pers_person_id",)),
        ("person", "pers_person_id", (BORN, DIED, "pers_send_flag")),
    )
    found = plans.filter(plans[CEASED].isnull()).select("row", "ehca_ehcp_assessment_id")
    for table, key, brings in steps:
        found = found.inner_join(tables[table].select(key, *brings), key)
    return found


CHAIN: dict[str, tuple[Row, ...]] = {
    "ehcp_assessment": ({"ehca_ehcp_assessment_id": "A", "ehcr_ehcp_request_id": "R"},),
    "ehcp_requests": ({"ehcr_ehcp_request_id": "R", "send_table_id": "S"},),
    "send": ({"send_table_id": "S", "pers_person_id": "P"},),
}


def _of_person(code: str, message: str, holds: Beside, right: Row, wrong: Row) -> Rule:
    def faults(tables: Mapping[str, Rows], given: Given) -> Rows:
        plans = _climbed(tables)
        return plans.filter(holds(plans, given).fill_null(False)).select("row").distinct()

    def example(person: Row, ceased: date | None = None) -> dict[str, tuple[Row, ...]]:
        plan = {"ehca_ehcp_assessment_id": "A", STARTED: DAY, CEASED: ceased}
        return {**CHAIN, PLAN: (plan,), "person": ({"pers_person_id": "P", **person},)}

    return within(
        code,
        PLAN,
        QUERY,
        message,
        (CEASED,),
        faults,
        passes=(example(right), example(wrong, EXTRACT_ON)),
        fails=(example(wrong),),
    )


def _two_open() -> Rule:
    def faults(tables: Mapping[str, Rows], _given: Given) -> Rows:
        plans = _climbed(tables)
        counted = plans.group_by("pers_person_id").agg(alike=plans["row"].nunique())
        return plans.semi_join(counted.filter(counted.alike > 1), "pers_person_id").select("row")

    plan = {"ehca_ehcp_assessment_id": "A", STARTED: DAY}
    person = ({"pers_person_id": "P"},)
    return within(
        "two-open-plans",
        PLAN,
        QUERY,
        "A person has two plans that have not ceased.",
        (CEASED,),
        faults,
        passes=({**CHAIN, "person": person, PLAN: (plan, {**plan, CEASED: DAY})},),
        fails=({**CHAIN, "person": person, PLAN: (plan, plan)},),
    )


def _orphans() -> tuple[Rule, ...]:
    chains = (
        ("disability", "person", "pers_person_id", "The disability's person"),
        ("send", "person", "pers_person_id", "The SEND row's person"),
        ("ehcp_requests", "send", "send_table_id", "The request's SEND row"),
        ("ehcp_assessment", "ehcp_requests", "ehcr_ehcp_request_id", "The assessment's request"),
        (PLAN, "ehcp_assessment", "ehca_ehcp_assessment_id", "The plan's assessment"),
        ("ehcp_active_plans", "ehcp_requests", "ehcr_ehcp_request_id", "The plan's request"),
        ("sen_need", "ehcp_active_plans", "ehcp_active_ehcp_id", "The need's plan"),
    )
    return tuple(
        has_parent(f"{table}-orphan", table, parent, key, f"{words} is not in the extract.")
        for table, parent, key, words in chains
    )


_PLANS = (
    not_before("ceased-before-start", PLAN, CEASED, STARTED, "The plan ceased before it began."),
    asked(
        "ceased-without-reason",
        PLAN,
        QUERY,
        "The plan ceased and the reason is missing, or the reason is there and the day is not.",
        (CEASED, REASON),
        lambda rows, _given: rows[CEASED].isnull() != rows[REASON].isnull(),
        passes=({CEASED: DAY, REASON: "2"}, {}),
        fails=({CEASED: DAY}, {REASON: "2"}),
    ),
    _of_person(
        "aged-26",
        "A plan has not ceased and the person is 26 or older.",
        lambda plans, given: age(plans[BORN], ibis.literal(given.on)) >= 26,
        {BORN: date(1999, 1, 17)},
        {BORN: date(1999, 1, 16)},
    ),
    _of_person(
        "open-though-died",
        "A plan has not ceased and the person has died.",
        lambda plans, _given: plans[DIED].notnull(),
        {BORN: DAY},
        {BORN: DAY, DIED: DAY},
    ),
    _of_person(
        "flag-against-plan",
        "A plan has not ceased and the person is flagged as having none.",
        lambda plans, _given: plans.pers_send_flag == ibis.literal(False),
        {"pers_send_flag": True},
        {"pers_send_flag": False},
    ),
    _two_open(),
    lacks(
        "no-need",
        "ehcp_active_plans",
        "sen_need",
        "ehcp_active_ehcp_id",
        "A plan is in force and no kind of need is given.",
    ),
    at_most(
        "primary-need-twice",
        "sen_need",
        "ehcp_active_ehcp_id",
        1,
        "A plan has more than one primary need.",
        {"senn_active_ehcp_need_rank": 1},
        lambda rows: rows.senn_active_ehcp_need_rank == 1,
        ("senn_active_ehcp_need_rank",),
    ),
)


RULES = (
    *_person(),
    *_numbers(),
    *_stages(),
    *_PLANS,
    *_orphans(),
    open_though_ceased(
        "open-though-ceased-in-return",
        "ssd",
        PLAN,
        CEASED,
        "sen2.named_plan",
        "ceasedate",
        "The plan is in force here and has ceased in the SEN2 return.",
    ),
)
