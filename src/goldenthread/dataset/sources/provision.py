"""Sufficiency: places in special schools, units, resourced and alternative provision."""

from collections.abc import Mapping
from datetime import date, timedelta

from goldenthread.dataset.sources.codes.needs import PLAN_NEEDS
from goldenthread.dataset.sources.codes.settings import PLACEMENT_KINDS
from goldenthread.dataset.sources.identity import coded, day, pounds, text, whole
from goldenthread.dataset.sources.ruling import (
    DAY,
    ERROR,
    EXTRACT_ON,
    QUERY,
    Row,
    asked,
    has_parent,
    not_before,
    not_in_future,
    within,
)
from goldenthread.dataset.sources.shape import Domain, Given, Rows, Rule, Source, Table

PLACES = Table(
    "places",
    "Places commissioned at an establishment for a need, for a time",
    (
        text("provision_id", "The sender's reference for the provision", required=True),
        text("urn", "URN – Unique Reference Number"),
        text("name", "Name of the provision"),
        text("district", "Code of the district in which it is (E06, E07, E08, E09)", "LAD code"),
        coded("kind", "Kind of provision", PLACEMENT_KINDS, required=True),
        coded("need", "Need it is designated for", PLAN_NEEDS),
        whole("age_from", "Youngest age", 0, 25, "years"),
        whole("age_to", "Oldest age", 0, 25, "years"),
        day("starts_on", "First day of the commission", required=True),
        day("ends_on", "Last day of the commission"),
        whole("places", "Places commissioned", 0, 2000, "places"),
        pounds("place_funding", "Funding for a place", unit="pounds a year"),
    ),
    key=("provision_id", "starts_on"),
    domain=Domain.NOBODY,
    event="starts_on",
    until="ends_on",
    sheets=("Places",),
)

OCCUPANCY = Table(
    "occupancy",
    "How many places were taken on a day",
    (
        text("provision_id", "The sender's reference for the provision", required=True),
        day("counted_on", "Day of the count", required=True),
        whole("pupils", "Pupils on roll", 0, 3000, "pupils"),
        whole("from_elsewhere", "Of whom from other authorities", 0, 3000, "pupils"),
        whole("waiting", "Children agreed and waiting for a place", 0, 3000, "children"),
    ),
    key=("provision_id", "counted_on"),
    domain=Domain.NOBODY,
    event="counted_on",
    parent="places",
    sheets=("Occupancy",),
)

FAR_OFF = timedelta(days=3660)


def _places() -> tuple[Rule, ...]:
    return (
        not_before(
            "ends-before-start", "places", "ends_on", "starts_on", "It ends before it begins."
        ),
        asked(
            "starts-far-off",
            "places",
            QUERY,
            "The commission begins more than ten years after the extract's day.",
            ("starts_on",),
            lambda rows, given: rows.starts_on > given.on + FAR_OFF,
            passes=({"starts_on": date(2027, 9, 1)},),
            fails=({"starts_on": date(2205, 9, 1)},),
        ),
        asked(
            "ages-wrong-way",
            "places",
            ERROR,
            "The youngest age is above the oldest.",
            ("age_from", "age_to"),
            lambda rows, _given: rows.age_from > rows.age_to,
            passes=({"age_from": 4, "age_to": 11}, {"age_from": 4}),
            fails=({"age_from": 11, "age_to": 4},),
        ),
        asked(
            "places-missing",
            "places",
            QUERY,
            "How many places are commissioned is missing, which is not none.",
            ("places",),
            lambda rows, _given: rows.places.isnull(),
            passes=({"places": 0},),
            fails=({},),
        ),
        asked(
            "nowhere",
            "places",
            QUERY,
            "Neither a URN nor a name says where.",
            ("urn", "name"),
            lambda rows, _given: rows.urn.isnull() & rows.name.isnull(),
            passes=({"urn": "123456"}, {"name": "x"}),
            fails=({},),
        ),
    )


def _occupancy() -> tuple[Rule, ...]:
    return (
        not_in_future(
            "counted-in-future", "occupancy", "counted_on", "The count is after the extract's day."
        ),
        asked(
            "more-from-elsewhere",
            "occupancy",
            ERROR,
            "More pupils are from other authorities than are on roll.",
            ("pupils", "from_elsewhere"),
            lambda rows, _given: rows.from_elsewhere > rows.pupils,
            passes=({"pupils": 10, "from_elsewhere": 10}, {"pupils": 10}),
            fails=({"pupils": 10, "from_elsewhere": 11},),
        ),
        has_parent(
            "occupancy-orphan",
            "occupancy",
            "places",
            "provision_id",
            "The provision that was counted is not in the extract.",
        ),
    )


def _fuller(tables: Mapping[str, Rows], _given: Given) -> Rows:
    counts, places = tables["occupancy"], tables["places"]
    offered = places.select(
        "provision_id", "places", offered_from=places.starts_on, offered_until=places.ends_on
    )
    both = counts.inner_join(offered, "provision_id")
    then = both.filter(
        (both.offered_from <= both.counted_on)
        & (both.offered_until.isnull() | (both.offered_until >= both.counted_on))
    )
    summed = then.group_by(["row", "pupils"]).agg(offered=then.places.sum())
    return summed.filter(summed.pupils > summed.offered).select("row")


def _not_offered(tables: Mapping[str, Rows], _given: Given) -> Rows:
    counts, places = tables["occupancy"], tables["places"]
    offered = places.select(
        "provision_id", offered_from=places.starts_on, offered_until=places.ends_on
    )
    both = counts.inner_join(offered, "provision_id")
    then = both.filter(
        (both.offered_from <= both.counted_on)
        & (both.offered_until.isnull() | (both.offered_until >= both.counted_on))
    )
    known = counts.semi_join(places, "provision_id")
    return known.anti_join(then.select("row"), "row").select("row")


def _together() -> tuple[Rule, ...]:
    offer: Row = {"provision_id": "A", "starts_on": DAY, "places": 10}
    count: Row = {"provision_id": "A", "counted_on": EXTRACT_ON, "pupils": 10}
    return (
        within(
            "over-full",
            "occupancy",
            QUERY,
            "More pupils are on roll than places were commissioned.",
            ("provision_id", "pupils"),
            _fuller,
            passes=({"places": (offer,), "occupancy": (count,)},),
            fails=({"places": (offer,), "occupancy": ({**count, "pupils": 11},)},),
        ),
        within(
            "counted-when-not-commissioned",
            "occupancy",
            QUERY,
            "Pupils were counted on a day for which no places are commissioned.",
            ("provision_id", "counted_on"),
            _not_offered,
            passes=({"places": (offer,), "occupancy": (count,)},),
            fails=({"places": ({**offer, "ends_on": DAY},), "occupancy": (count,)},),
        ),
    )


RULES = (*_places(), *_occupancy(), *_together())

SOURCE = Source(
    code="provision",
    words="Places and occupancy of specialist and alternative provision",
    partner="Local authority",
    purpose="Understanding need and provision",
    tables=(PLACES, OCCUPANCY),
    rules=RULES,
    read_at="No national layout was found: our own proposal. No row is about a person.",
)
