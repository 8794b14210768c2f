"""The learning disability register of general practice and its annual health checks from 14."""

from collections.abc import Mapping
from datetime import date

import ibis

from goldenthread.dataset.sources.identity import (
    PATIENT_WHO,
    coded,
    day,
    patient,
    proposed,
    text,
    yes,
)
from goldenthread.dataset.sources.ruling import (
    BEFORE,
    DAY,
    QUERY,
    across,
    age,
    asked,
    born_by,
    has_parent,
    not_before,
    not_in_future,
    not_twice,
    within,
)
from goldenthread.dataset.sources.shape import Domain, Given, Rows, Source, Table, Who, Yes

OUTCOME = proposed(
    "Outcome of the annual health check",
    """
    DONE Done
    DECLINED Declined
    MISSED Invited, did not come
    NOT Not offered
    """,
)

PEOPLE = Table(
    "people",
    "People on the learning disability register of a general practice",
    (
        text("entry_id", "The sender's reference for the entry in the register", required=True),
        *patient(),
        text("practice", "Organisation code of the practice", "GP practice code"),
        day("added_on", "Day the person was put on the register", required=True),
        day("removed_on", "Day the person was taken off it"),
        yes("adjustments_flagged", "Whether reasonable adjustments are flagged in the record"),
    ),
    key=("entry_id",),
    domain=Domain.HEALTH,
    who=PATIENT_WHO,
    event="added_on",
    until="removed_on",
)

HEALTH_CHECKS = Table(
    "health_checks",
    "Annual health checks of people on the register, from the age of 14",
    (
        text("check_id", "The sender's reference for the check", required=True),
        text("entry_id", "The entry in the register", required=True),
        day("invited_on", "Day the person was invited"),
        day("held_on", "Day of the check, or of declining it", required=True),
        coded("outcome", "Outcome", OUTCOME, required=True),
        yes("action_plan", "Whether a health action plan was made or renewed"),
        day("action_plan_on", "Day of the health action plan"),
    ),
    key=("check_id",),
    domain=Domain.HEALTH,
    who=Who(local="entry_id", through="people"),
    event="held_on",
    parent="people",
)


def _under_fourteen(tables: Mapping[str, Rows], _given: Given) -> Rows:
    born = tables["people"].select("entry_id", "birth_date")
    joined = tables["health_checks"].inner_join(born, "entry_id")
    young = joined.filter(age(joined.birth_date, joined.held_on) < 14)
    return young.select("row")


def _plan_without_check(rows: Rows, _given: Given) -> Yes:
    return rows.action_plan & (rows.outcome != "DONE")


def _checked_after_removal(tables: Mapping[str, Rows], _given: Given) -> Rows:
    ends = tables["people"].select("entry_id", "removed_on")
    joined = tables["health_checks"].inner_join(ends, "entry_id")
    return joined.filter(joined.held_on > joined.removed_on).select("row")


def _twice_in_a_year(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows = tables["health_checks"]
    done = rows.filter(rows.outcome == "DONE")
    # A year of the scheme runs from April to March.
    dated = done.mutate(year=done.held_on.year() - ibis.ifelse(done.held_on.month() < 4, 1, 0))
    counted = dated.group_by(["entry_id", "year"]).agg(alike=dated.count())
    return dated.semi_join(counted.filter(counted.alike > 1), ["entry_id", "year"]).select("row")


def _need_without_register(tables: Mapping[str, Rows], _given: Given) -> Rows:
    people, needs = tables["ld_register.people"], tables["sen2.sen_need"]
    severe = needs.filter(needs.sentype.isin(("SLD", "PMLD")))
    gone = people.filter(people.removed_on.notnull() & people.person.notnull())
    still = people.filter(people.removed_on.isnull())
    return gone.semi_join(severe, "person").anti_join(still, "person").select("record")


_ENTRY = {"entry_id": "A", "birth_date": date(2010, 3, 14)}
_CHECK = {"entry_id": "A", "outcome": "DONE", "held_on": DAY}
_TAKEN_OFF = {"person": "p", "removed_on": DAY}
_SEVERE = {"sen2.sen_need": ({"person": "p", "sentype": "SLD"},)}
RULES = (
    not_in_future("LD01", "people", "added_on", "The entry lies after the day of the extract."),
    born_by("LD02", "people", "added_on", "The entry lies before birth."),
    not_before(
        "LD03",
        "people",
        "removed_on",
        "added_on",
        "The person was taken off the register before being put on it.",
    ),
    not_twice(
        "LD04",
        "people",
        ("local_id", "practice"),
        "removed_on",
        "The same person is on the register of the practice twice.",
        {"local_id": "A", "practice": "A82001"},
    ),
    not_in_future(
        "LD11", "health_checks", "held_on", "The check lies after the day of the extract."
    ),
    within(
        "LD12",
        "health_checks",
        QUERY,
        "The person was under 14 at the check; the scheme begins at 14.",
        ("held_on", "entry_id"),
        _under_fourteen,
        passes=({"people": (_ENTRY,), "health_checks": (_CHECK,)},),
        fails=({"people": (_ENTRY,), "health_checks": ({**_CHECK, "held_on": BEFORE},)},),
    ),
    has_parent(
        "LD13",
        "health_checks",
        "people",
        "entry_id",
        "The person checked is not on the register in this extract.",
    ),
    asked(
        "LD14",
        "health_checks",
        QUERY,
        "A health action plan is told of a check that was not done.",
        ("action_plan", "outcome"),
        _plan_without_check,
        passes=(
            {"action_plan": True, "outcome": "DONE"},
            {"action_plan": False, "outcome": "DECLINED"},
        ),
        fails=({"action_plan": True, "outcome": "MISSED"},),
    ),
    not_before(
        "LD15",
        "health_checks",
        "held_on",
        "invited_on",
        "The check lies before the invitation.",
        QUERY,
    ),
    within(
        "LD16",
        "health_checks",
        QUERY,
        "The check was done after the person was taken off the register.",
        ("held_on", "entry_id"),
        _checked_after_removal,
        passes=({"people": ({**_ENTRY, "removed_on": DAY},), "health_checks": (_CHECK,)},),
        fails=({"people": ({**_ENTRY, "removed_on": BEFORE},), "health_checks": (_CHECK,)},),
    ),
    within(
        "LD17",
        "health_checks",
        QUERY,
        "Two checks were done in one year from April to March.",
        ("held_on", "outcome"),
        _twice_in_a_year,
        passes=({"health_checks": (_CHECK, {**_CHECK, "held_on": date(2024, 4, 1)})},),
        fails=({"health_checks": (_CHECK, {**_CHECK, "held_on": date(2023, 4, 1)})},),
    ),
    across(
        "LD21",
        "people",
        "The person was taken off the register, although a plan names a "
        "severe or profound learning difficulty.",
        ("removed_on",),
        _need_without_register,
        needs=("ld_register.people", "sen2.sen_need"),
        passes=(
            {"ld_register.people": (_TAKEN_OFF, {"person": "p"}), **_SEVERE},
            {"ld_register.people": (_TAKEN_OFF,)},
        ),
        fails=({"ld_register.people": (_TAKEN_OFF,), **_SEVERE},),
    ),
)

SOURCE = Source(
    code="ld_register",
    words="Learning disability register and annual health checks",
    partner="General practice",
    purpose="Understanding need and provision",
    tables=(PEOPLE, HEALTH_CHECKS),
    rules=RULES,
    read_at=(
        "Our own proposal: practices send counts nationally, not rows. That a check is offered "
        "each year from the age of 14 to people on the register, with a health action plan, is "
        "the learning disabilities health check scheme (england.nhs.uk, annual health checks)."
    ),
    fresh_days=120,
)
