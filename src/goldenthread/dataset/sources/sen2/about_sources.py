"""Rules of the SEN2 return against what other sources say of the same person."""

from collections.abc import Mapping
from datetime import timedelta

from goldenthread.dataset.sources.between_sources import (
    current_census,
    elsewhere,
    not_both,
    not_without,
    open_though_ceased,
)
from goldenthread.dataset.sources.ruling import DAY, across
from goldenthread.dataset.sources.shape import Given, Rows, Rule, Yes

AFTER = DAY + timedelta(days=1)
PLACED, PLAN = "placement_detail", "named_plan"
PUPILS, PLACES = "school_census.pupils", "provision.places"


def _open(rows: Rows) -> Yes:
    return rows.ceasedate.isnull()


def _here(rows: Rows) -> Yes:
    return rows.leavingdate.isnull()


def _main_here(rows: Rows) -> Yes:
    return rows.leavingdate.isnull() & (rows.placementrank.fill_null(1) == 1)


def _at_school(rows: Rows) -> Yes:
    return rows.urn.notnull() & rows.leavingdate.isnull()


def _ends_open(rows: Rows) -> Yes:
    return rows.ends_on.isnull()


def _support_only(tables: Mapping[str, Rows], _given: Given) -> Rows:
    plans, pupils = tables["sen2.named_plan"], current_census(tables[PUPILS])
    less = pupils.filter(pupils.sen_provision.isin(("K", "N"))).select("person", "census_date")
    full = pupils.filter(pupils.sen_provision == "E")
    both = plans.filter(_open(plans)).anti_join(full, "person").inner_join(less, "person")
    return both.filter(both.startdate <= both.census_date).select("record").distinct()


def _unit_not_registered(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows, places = tables["sen2.placement_detail"], tables[PLACES]
    units = places.filter(places.kind.isin(("sen-unit", "resourced")) & places.urn.notnull())
    flagged = rows.filter(
        rows.senunitindicator.fill_null(False) | rows.resourcedprovisionindicator.fill_null(False)
    )
    known = flagged.semi_join(places.filter(places.urn.notnull()), "urn")
    return known.anti_join(units, "urn").select("record")


WITH_PLAN = {"person": "p"}
BEGUN = {**WITH_PLAN, "startdate": DAY}


def _plans() -> tuple[Rule, ...]:
    return (
        open_though_ceased(
            "open-though-ceased-in-safeguarding",
            "sen2",
            PLAN,
            "ceasedate",
            "ssd.ehcp_named_plan",
            "ehcn_named_plan_ceased_date",
            "The plan is in force here and has ceased in the Standard Safeguarding Dataset.",
        ),
        across(
            "open-though-not-in-census",
            PLAN,
            "The plan was in force at the last school census, which says SEN support or none.",
            ("startdate", "ceasedate"),
            _support_only,
            needs=("sen2.named_plan", PUPILS),
            passes=(
                {
                    "sen2.named_plan": (BEGUN,),
                    PUPILS: ({**WITH_PLAN, "census_date": DAY, "sen_provision": "E"},),
                },
                {
                    "sen2.named_plan": ({**WITH_PLAN, "startdate": AFTER},),
                    PUPILS: ({**WITH_PLAN, "census_date": DAY, "sen_provision": "K"},),
                },
            ),
            fails=(
                {
                    "sen2.named_plan": (BEGUN,),
                    PUPILS: ({**WITH_PLAN, "census_date": DAY, "sen_provision": "K"},),
                },
            ),
        ),
        not_both(
            "open-though-died",
            "sen2",
            PLAN,
            "ssd.person",
            "The plan is in force and a date of death is recorded.",
            ("ceasedate",),
            _open,
            lambda rows: rows.pers_death_date.notnull(),
            row={"startdate": DAY},
            beside={"pers_death_date": DAY},
            unless=({},),
        ),
    )


_PLACEMENTS = (
    not_both(
        "placed-though-home-educated",
        "sen2",
        PLACED,
        "ehe.registrations",
        "The child is placed at a school and is on the register of home education.",
        ("urn", "leavingdate"),
        _at_school,
        _ends_open,
        row={"urn": "123456"},
        beside={"starts_on": DAY},
        unless=({"starts_on": DAY, "ends_on": DAY},),
    ),
    not_both(
        "placed-though-without",
        "sen2",
        PLACED,
        "attendance.without_placement",
        "The child is placed at a school and is listed as without a placement.",
        ("urn", "leavingdate"),
        _at_school,
        _ends_open,
        row={"urn": "123456"},
        beside={"starts_on": DAY},
        unless=({"starts_on": DAY, "ends_on": DAY},),
    ),
    not_without(
        "home-educated-unregistered",
        "sen2",
        PLACED,
        "ehe.registrations",
        "The placement is home education and the child is not on the register of it.",
        ("sensetting",),
        lambda rows: (rows.sensetting == "EHE") & _here(rows),
        _ends_open,
        row={"sensetting": "EHE"},
        beside={"starts_on": DAY},
        instead=({"starts_on": DAY, "ends_on": DAY},),
    ),
    elsewhere(
        "educated-in-two-places",
        "sen2",
        PLACED,
        PUPILS,
        "The child is placed at one school and on the roll of another at the last census.",
        "urn",
        _main_here,
        lambda pupils: current_census(
            pupils.filter(pupils.enrolment.fill_null("C").isin(("C", "M")))
        ),
        "school_urn",
        row={"placementrank": 1},
        beside={"census_date": DAY, "enrolment": "C"},
    ),
    elsewhere(
        "placed-elsewhere-by-register",
        "sen2",
        PLACED,
        "placements.placements",
        "The child is placed at one school here and at another in the placements register.",
        "urn",
        _main_here,
        lambda rows: rows.filter(_ends_open(rows)),
        "urn",
        row={"placementrank": 1},
        beside={"starts_on": DAY},
    ),
    across(
        "unit-not-registered",
        PLACED,
        "A SEN unit or resourced provision is flagged at a school of which the register of "
        "places knows none.",
        ("urn", "senunitindicator", "resourcedprovisionindicator"),
        _unit_not_registered,
        needs=("sen2.placement_detail", PLACES),
        passes=(
            {
                "sen2.placement_detail": ({"urn": "1", "senunitindicator": True},),
                PLACES: ({"urn": "1", "kind": "sen-unit"},),
            },
            {
                "sen2.placement_detail": ({"urn": "1", "senunitindicator": True},),
                PLACES: ({"urn": "2", "kind": "special"},),
            },
        ),
        fails=(
            {
                "sen2.placement_detail": ({"urn": "1", "senunitindicator": True},),
                PLACES: ({"urn": "1", "kind": "special"},),
            },
        ),
    ),
)


RULES = (*_plans(), *_PLACEMENTS)
