"""Placements that a local authority makes and pays for, with the reason and the cost."""

from collections.abc import Mapping
from decimal import Decimal

import ibis

from goldenthread.dataset.sources.between_sources import not_both
from goldenthread.dataset.sources.codes.local_authorities import LOCAL_AUTHORITIES
from goldenthread.dataset.sources.codes.needs import PLAN_NEEDS
from goldenthread.dataset.sources.codes.settings import PLACEMENT_KINDS, RESIDENTIAL
from goldenthread.dataset.sources.identity import (
    CLIENT_WHO,
    client,
    coded,
    day,
    pounds,
    proposed,
    text,
    yes,
)
from goldenthread.dataset.sources.ruling import (
    DAY,
    ERROR,
    EXTRACT_ON,
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
from goldenthread.dataset.sources.shape import Domain, Given, Rows, Rule, Source, Table

PLACED_FOR = proposed(
    "Why a placement is out of county, independent or residential",
    """
    no-place No suitable place in the area
    tribunal Ordered by the tribunal
    choice Parents' or the young person's preference
    care Placed with the child's home in care
    health Health needs
    safety Safety of the child or others
    nearer Nearer to home than a school in the area
    broken-down Earlier placement broke down
    other Other
    """,
)

ENDED = proposed(
    "Why a placement ended",
    """
    phase Moved on to the next phase
    change Changed by a review
    broken-down Broke down
    moved Family moved
    ceased Plan ceased
    closed Provider closed
    other Other
    """,
)

PLACEMENTS = Table(
    "placements",
    "A placement of a child or young person with special educational needs",
    (
        text("placement_id", "The sender's reference for it", required=True),
        *client(),
        text("urn", "URN – Unique Reference Number"),
        text("ukprn", "UKPRN – UK Provider Reference Number"),
        text("provider", "Name of the provider"),
        coded("kind", "Kind of placement", PLACEMENT_KINDS, required=True),
        coded("need", "Primary need placed for", PLAN_NEEDS),
        coded("host_la", "Local authority in which it is", LOCAL_AUTHORITIES),
        yes("out_of_area", "Whether outside the area", "Out of county"),
        coded("residential", "Residential weeks", RESIDENTIAL),
        day("starts_on", "First day", "Start date", required=True),
        day("ends_on", "Last day", "End date"),
        coded("reason", "Why out of county, independent or residential", PLACED_FOR),
        coded("ended", "Why it ended", ENDED),
        pounds("cost_year", "Cost in a full year", unit="pounds a year"),
        pounds("cost_education", "Of which education", unit="pounds a year"),
        pounds("cost_health", "Of which health", unit="pounds a year"),
        pounds("cost_care", "Of which social care", unit="pounds a year"),
        pounds("cost_transport", "Cost of transport in a full year", unit="pounds a year"),
    ),
    key=("placement_id",),
    domain=Domain.EDUCATION,
    who=CLIENT_WHO,
    event="starts_on",
    until="ends_on",
    sheets=("Placements",),
)

TABLE = "placements"
COSTLY = ("independent", "non-maintained", "specialist-college")
PARTS = ("cost_education", "cost_health", "cost_care")


def _days() -> tuple[Rule, ...]:
    return (
        not_before("ends-before-start", TABLE, "ends_on", "starts_on", "It ends before it begins."),
        not_in_future("starts-in-future", TABLE, "starts_on", "It begins after the extract's day."),
        born_by("before-birth", TABLE, "starts_on", "It begins before the child was born."),
        aged(
            "outside-send-age",
            TABLE,
            "starts_on",
            0,
            25,
            "The person was 26 or older when it began.",
            ERROR,
        ),
        asked(
            "ended-half-told",
            TABLE,
            QUERY,
            "Why it ended is given without the day, or the day without why.",
            ("ended", "ends_on"),
            lambda rows, _given: rows.ended.isnull() != rows.ends_on.isnull(),
            passes=({"ended": "phase", "ends_on": DAY}, {}),
            fails=({"ended": "phase"}, {"ends_on": DAY}),
        ),
    )


def _costs() -> tuple[Rule, ...]:
    def parts(rows: Rows) -> Rows:
        nothing = ibis.literal(0)
        return sum((rows[part].fill_null(nothing) for part in PARTS), nothing)

    return (
        asked(
            "cost-missing",
            TABLE,
            QUERY,
            "It is out of county, independent or residential, and the cost is missing.",
            ("cost_year", "out_of_area", "kind", "residential"),
            lambda rows, _given: (
                rows.cost_year.isnull()
                & (
                    rows.out_of_area.fill_null(False)
                    | rows.kind.isin(COSTLY)
                    | rows.residential.notnull()
                )
            ),
            passes=({"kind": "independent", "cost_year": Decimal(1)}, {"kind": "mainstream"}),
            fails=({"kind": "independent"},),
        ),
        asked(
            "parts-above-cost",
            TABLE,
            QUERY,
            "Education, health and care together cost more than the whole.",
            ("cost_year", *PARTS),
            lambda rows, _given: parts(rows) > rows.cost_year,
            passes=(
                {"cost_year": Decimal(10), "cost_education": Decimal(6), "cost_care": Decimal(4)},
                {"cost_education": Decimal(6)},
            ),
            fails=({"cost_year": Decimal(10), "cost_education": Decimal(11)},),
        ),
    )


def _two_at_once(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows = tables[TABLE].filter(tables[TABLE].ends_on.isnull() & tables[TABLE].urn.notnull())
    counted = rows.group_by("local_id").agg(places=rows.urn.nunique())
    return rows.semi_join(counted.filter(counted.places > 1), "local_id").select("row")


def _ceased(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows, plans = tables["placements.placements"], tables["sen2.named_plan"]
    running = rows.filter(rows.ends_on.isnull())
    return (
        running.semi_join(plans.filter(plans.ceasedate.notnull()), "person")
        .anti_join(plans.filter(plans.ceasedate.isnull()), "person")
        .select("record")
    )


def _together() -> tuple[Rule, ...]:
    own, plans = "placements.placements", "sen2.named_plan"
    row: Row = {"local_id": "A", "urn": "1", "starts_on": DAY}
    placed, ceased = {"person": "p"}, {"person": "p", "ceasedate": DAY}
    return (
        within(
            "educated-in-two-places",
            TABLE,
            QUERY,
            "A child is placed at two establishments at once.",
            ("local_id", "urn", "ends_on"),
            _two_at_once,
            passes=({TABLE: (row, {**row, "urn": "2", "ends_on": EXTRACT_ON})},),
            fails=({TABLE: (row, {**row, "urn": "2"})},),
        ),
        across(
            "placed-though-plan-ceased",
            TABLE,
            "The placement goes on and the plan has ceased in the SEN2 return.",
            ("ends_on",),
            _ceased,
            needs=(own, plans),
            passes=(
                {own: (placed,), plans: (ceased, {"person": "p"})},
                {own: (placed,), plans: ()},
                {own: ({**placed, "ends_on": DAY},), plans: (ceased,)},
            ),
            fails=({own: (placed,), plans: (ceased,)},),
        ),
        not_both(
            "placed-though-without",
            "placements",
            TABLE,
            "attendance.without_placement",
            "The child is placed and is listed as without a placement.",
            ("ends_on",),
            lambda rows: rows.ends_on.isnull(),
            lambda rows: rows.ends_on.isnull(),
            row={"starts_on": DAY},
            beside={"starts_on": DAY},
            unless=({"starts_on": DAY, "ends_on": DAY},),
        ),
    )


_WHERE = (
    asked(
        "nowhere",
        TABLE,
        QUERY,
        "Nothing says where: no URN, no UKPRN and no name of a provider.",
        ("urn", "ukprn", "provider", "kind"),
        lambda rows, _given: (
            rows.urn.isnull()
            & rows.ukprn.isnull()
            & rows.provider.isnull()
            & (rows.kind != "other-than-school")
        ),
        passes=(
            {"kind": "special", "urn": "123456"},
            {"kind": "special", "ukprn": "10000001"},
            {"kind": "special", "provider": "x"},
            {"kind": "other-than-school"},
        ),
        fails=({"kind": "special"},),
    ),
    asked(
        "out-of-area-against-host",
        TABLE,
        QUERY,
        "Whether it is outside the area does not agree with the authority in which it is.",
        ("out_of_area", "host_la"),
        lambda rows, given: (
            ibis.literal(bool(given.area_code))
            & (rows.out_of_area == (rows.host_la == given.area_code))
        ),
        passes=(
            {"out_of_area": True, "host_la": "801"},
            {"out_of_area": False, "host_la": "909"},
            {"host_la": "801"},
        ),
        fails=(
            {"out_of_area": True, "host_la": "909"},
            {"out_of_area": False, "host_la": "801"},
        ),
    ),
    asked(
        "reason-missing",
        TABLE,
        QUERY,
        "It is out of county, independent or residential, and no reason is given.",
        ("reason", "out_of_area", "kind", "residential"),
        lambda rows, _given: (
            rows.reason.isnull()
            & (
                rows.out_of_area.fill_null(False)
                | rows.kind.isin(COSTLY)
                | rows.residential.notnull()
            )
        ),
        passes=({"kind": "special"}, {"kind": "independent", "reason": "no-place"}),
        fails=(
            {"kind": "independent"},
            {"kind": "special", "out_of_area": True},
            {"kind": "special", "residential": "B"},
        ),
    ),
)


RULES = (*_days(), *_WHERE, *_costs(), *_together())

SOURCE = Source(
    code="placements",
    words="Placements, with reason and cost",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=(PLACEMENTS,),
    rules=RULES,
    read_at="No national layout was found: our own proposal, with the needs, residential weeks and "
    "establishment numbers of the SEN2 return so that the two can be compared.",
)
