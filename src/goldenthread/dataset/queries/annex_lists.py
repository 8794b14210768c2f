"""The two lists of Annex A, made of the SEN2 return and what else is held of the same people.

List 1 has everybody with a plan in force on the day; list 2 everybody whose needs are being
assessed: a request was agreed, no outcome of its assessment was told and they have no plan. What no
source says stays empty: the phase of a school and the social care team are in none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import ibis

from ..sources import source as source_of
from ..sources.shape import Given, Rows, Scope, Severity, Table, Yes
from ..store import held_identifying
from ..store.types import type_of
from ..tables.whole import Set

LISTS = (1, 2)
MAIN = ("C", "M")
GENDERS = {"1": "M", "2": "F", "0": "U", "9": "I"}
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ListFault:
    """What one of the Annex A rules finds in a list: in how many rows, the first of them."""

    rule: str
    severity: Severity
    message: str
    count: int
    rows: tuple[int, ...]


def list_table(number: int) -> Table:
    """Return the table of a list; KeyError where there is no such list."""
    return source_of("annex_a").table(f"list{number}")


def annex_list(whole: Set, number: int, on: date) -> Rows:
    """Return a list's rows as on a day, with `record` (of SEN2) and `person` (keyed) beside them.

    An Ibis expression; one row for a person, in the order of their numbers in the return.
    """
    people = _people(whole)
    chosen = _with_plan(whole, on) if number == 1 else _in_assessment(whole, on)
    rows = people.semi_join(chosen, "person")
    parts = [_needs(whole), _places(whole, on), _census(whole, on), _care(whole)]
    parts += [_plans(whole, on), _at_home(whole, on), _excluded(whole, on)]
    for part in parts:
        rows = rows.left_join(part, "person").drop("person_right")
    table = list_table(number)
    filled = _said(rows, whole)
    kept = {c.name: filled[c.name].cast(type_of(c)) for c in table.columns}
    return filled.select("record", "person", **kept).order_by("unique_id")


def unlinked(whole: Set) -> int:
    """Return how many people of the SEN2 return nobody has linked yet."""
    rows = whole.rows("sen2", "person")
    count = rows.filter(rows.who_person.isnull()).count()
    return int(whole.backend.to_pyarrow(count).as_py())


def faults_of(rows: Rows, number: int, on: date) -> list[ListFault]:
    """Return what the Annex A rules find in a list that was made; rows count from 1."""
    source = source_of("annex_a")
    name = list_table(number).name
    numbered = rows.mutate(row=ibis.row_number().over(order_by=rows.unique_id) + 1)
    empty = {
        table.name: ibis.memtable(
            [], schema={"row": "int64"} | {c.name: type_of(c) for c in table.columns}
        )
        for table in source.tables
    }
    given = Given(on=on)
    found = []
    for rule in source.rules:
        if rule.table != name or rule.scope is Scope.SET:
            continue
        if rule.scope is Scope.ROW:
            faulty = numbered.filter(rule.faults(numbered, given).fill_null(False))
        else:
            faulty = rule.faults({**empty, name: numbered}, given)
        at = sorted(faulty.select("row").to_pyarrow()["row"].to_pylist())
        if at:
            severity, message = rule.severity, rule.message
            found.append(ListFault(rule.code, severity, message, len(at), tuple(at[:20])))
    return found


def _of(whole: Set, source: str, table: str) -> Rows:
    """Return the rows of a table that are of somebody known, with `person`."""
    rows = whole.rows(source, table)
    known = rows.filter(rows.who_person.notnull())
    return known.mutate(person=known.who_person).drop(
        "who_person", "who_born", "who_sex", "who_home"
    )


def _first(rows: Rows, order: Sequence[Yes]) -> Rows:
    """Return the first row of each person in an order."""
    ranked = rows.mutate(
        place_=ibis.row_number().over(ibis.window(group_by=rows.person, order_by=order))
    )
    return ranked.filter(ranked.place_ == 0).drop("place_")


def _people(whole: Set) -> Rows:
    facts = _of(whole, "sen2", "person")
    names = held_identifying(whole.backend, whole.store, "sen2", "person", whole.loads)
    rows = facts.join(names.drop("extract_on", "record"), ["load", "row"])
    return _first(rows, [rows.person_id]).select(
        "record",
        "person",
        "ethnicity",
        "upn",
        unique_id=rows.person_id,
        uln=rows.uniquelearnernumber,
        upn_unknown=rows.upnunknown,
        birth_date=rows.personbirthdate,
        gender=ibis.coalesce(rows.sex, rows.gendercurrent.substitute(GENDERS)),
    )


def _running(rows: Rows, starts: str, ends: str, on: date) -> Rows:
    """Return the rows that had begun and not ended on a day."""
    begun = rows[starts].isnull() | (rows[starts] <= on)
    return rows.filter(begun & (rows[ends].isnull() | (rows[ends] > on)))


def _with_plan(whole: Set, on: date) -> Rows:
    """Return whose plan is in force: reported so, or written, and not ceased by the day."""
    written = _of(whole, "sen2", "named_plan")
    there = _of(whole, "sen2", "active_plans").select("person", "request_id")
    there = there.union(written.filter(written.startdate <= on).select("person", "request_id"))
    ceased = written.filter(written.ceasedate <= on)
    return there.anti_join(ceased, "request_id").select("person").distinct()


def _in_assessment(whole: Set, on: date) -> Rows:
    """Return who is being assessed on the day and has no plan."""
    asked = _of(whole, "sen2", "requests")
    agreed = asked.filter((asked.requestoutcome == "Y") & asked.exported.isnull())
    told = _of(whole, "sen2", "assessment")
    told = told.filter(
        told.assessmentoutcome.notnull()
        & (told.assessmentoutcome != "A")
        & (told.assessmentoutcomedate.isnull() | (told.assessmentoutcomedate <= on))
    )
    waiting = agreed.anti_join(told, "request_id").select("person").distinct()
    return waiting.anti_join(_with_plan(whole, on), "person")


def _plans(whole: Set, on: date) -> Rows:
    """Return when each person's plan was first and last issued, and last reviewed."""
    written = _of(whole, "sen2", "named_plan").select("person", day="startdate")
    older = _of(whole, "ssd", "ehcp_named_plan")
    issued = written.union(older.select("person", day="ehcn_named_plan_start_date"))
    issued = issued.filter(issued.day <= on)
    dates = issued.group_by("person").agg(first=issued.day.min(), last=issued.day.max())
    active = _of(whole, "sen2", "active_plans").select("person", day="lastreview")
    reviews = _of(whole, "ssd", "ehcp_active_plans")
    held = active.union(reviews.select("person", day="ehcp_active_ehcp_last_review_date"))
    held = held.filter(held.day <= on)
    reviewed = held.group_by("person").agg(last_review_date=held.day.max())
    both = dates.outer_join(reviewed, "person")
    return both.select(
        person=ibis.coalesce(both.person, both.person_right),
        initial_plan_date=both["first"],
        updated_plan_date=ibis.ifelse(
            both["last"] > both["first"], both["last"], ibis.null("date")
        ),
        last_review_date=both.last_review_date,
    )


def _needs(whole: Set) -> Rows:
    told = _of(whole, "sen2", "sen_need").select("person", rank="sentyperank", need="sentype")
    also = _of(whole, "ssd", "sen_need").select(
        "person", rank="senn_active_ehcp_need_rank", need="senn_active_ehcp_need_type"
    )
    both = told.mutate(source=1).union(also.mutate(source=2))
    both = both.filter(both.need.notnull())
    return _first(both, [both.source, both["rank"].fill_null(9), both.need]).select(
        "person", plan_need="need"
    )


def _places(whole: Set, on: date) -> Rows:
    rows = _running(_of(whole, "sen2", "placement_detail"), "entrydate", "leavingdate", on)
    first = _first(rows, [rows.placementrank.fill_null(9), rows.entrydate.desc()])
    return first.select("person", placed_urn="urn", setting="sensetting")


def _census(whole: Set, on: date) -> Rows:
    rows = _of(whole, "school_census", "pupils")
    rows = rows.filter(rows.census_date <= on)
    main = rows.enrolment.isin(MAIN).fill_null(False)
    last = _first(rows, [rows.census_date.desc(), main.desc(), rows.school_urn])
    missed = last.sessions_authorised.fill_null(0) + last.sessions_unauthorised.fill_null(0)
    known = (last.sessions_possible > 0) & (
        last.sessions_authorised.notnull() | last.sessions_unauthorised.notnull()
    )
    return last.select(
        "person",
        "pupil_premium",
        school_urn="school_urn",
        census_need="need_1",
        absence=ibis.ifelse(
            known, (100.0 * missed / last.sessions_possible).round(1), ibis.null("float64")
        ),
    )


def _care(whole: Set) -> Rows:
    """Return who is known to social care, and of them who is said to be disabled or not."""
    known = _of(whole, "ssd", "person").select("person").distinct()
    rows = _of(whole, "ssd", "disability")
    said = rows.group_by("person").agg(disability=(rows.disa_disability_code != "NONE").any())
    return known.mutate(in_care_records=True).left_join(said, "person").drop("person_right")


def _at_home(whole: Set, on: date) -> Rows:
    rows = _running(_of(whole, "ehe", "registrations"), "starts_on", "ends_on", on)
    return rows.select("person").distinct().mutate(registered_at_home=True)


def _excluded(whole: Set, on: date) -> Rows:
    """Return each person's suspensions in the 365 days up to the day and exclusions for good."""
    rows = _of(whole, "exclusions", "exclusions")
    rows = rows.filter((rows.starts_on <= on) & (rows.starts_on > on - YEAR))
    for_good = rows.kind == "PERM"
    return rows.group_by("person").agg(
        suspended=(~for_good).sum().cast("int64"), excluded=for_good.sum().cast("int64")
    )


def _said(rows: Rows, whole: Set) -> Rows:
    """Return the lists' columns; "no" and 0 are said only where the source that knows is held."""
    home = (rows.setting == "EHE").fill_null(False) | rows.registered_at_home.fill_null(False)
    tells = rows.setting.notnull() | rows.placed_urn.notnull() | whole.has("ehe", "registrations")
    counted = 0 if whole.has("exclusions", "exclusions") else None
    cared = False if whole.has("ssd", "person") else None
    nothing = ibis.null("string")
    return rows.mutate(
        primary_need=ibis.coalesce(rows.plan_need, rows.census_need),
        main_urn=ibis.coalesce(rows.placed_urn, rows.school_urn),
        main_phase=nothing,
        subsidiary_phase=nothing,
        home_educated=ibis.ifelse(home | tells, home, ibis.null("boolean")),
        suspensions=ibis.coalesce(rows.suspended, ibis.literal(counted, "int64")),
        permanent_exclusions=ibis.coalesce(rows.excluded, ibis.literal(counted, "int64")),
        known_to_social_care=ibis.coalesce(rows.in_care_records, ibis.literal(cared, "boolean")),
        social_care_team=nothing,
    )
