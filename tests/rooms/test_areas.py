"""Areas on any day, who succeeded whom, and that nothing is overwritten."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from goldenthread.areas.changes import (
    add_area,
    add_body,
    add_locality,
    add_organisation,
    add_succession,
)
from goldenthread.areas.models import OrganisationInArea, SuccessionParty
from goldenthread.areas.queries import area_on, change_days, successions_of
from goldenthread.areas.rules import BodyKind, LocalityKind, OrganisationKind, in_force
from goldenthread.audit.models import Event

from .conftest import BY

COUNTY = "Cumbria County Council"
GROUPS = {
    "NHS North Cumbria Clinical Commissioning Group",
    "NHS Morecambe Bay Clinical Commissioning Group",
}
BOARDS = {
    "North East and North Cumbria Integrated Care Board",
    "Lancashire and South Cumbria Integrated Care Board",
}
DISTRICTS = {
    "Allerdale": "E07000026",
    "Barrow-in-Furness": "E07000027",
    "Carlisle": "E07000028",
    "Copeland": "E07000029",
    "Eden": "E07000030",
    "South Lakeland": "E07000031",
}


def bodies_on(area, day: date) -> set[str]:
    return {
        o.name
        for o in area_on(area, day).organisations
        if o.kind not in {OrganisationKind.TRUST.value, OrganisationKind.VOLUNTARY.value}
    }


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 3, 18), {COUNTY} | GROUPS),
        (date(2022, 6, 30), {COUNTY} | GROUPS),
        (date(2022, 7, 1), {COUNTY} | BOARDS),
        (date(2023, 3, 31), {COUNTY} | BOARDS),
        (date(2023, 4, 1), BOARDS),
    ],
)
def test_who_served_cumbria_on_a_day(cumbria, day, expected):
    assert bodies_on(cumbria, day) == expected


@pytest.mark.parametrize(
    ("slug", "day", "expected"),
    [
        ("cumberland", date(2023, 3, 31), {"North East and North Cumbria Integrated Care Board"}),
        (
            "cumberland",
            date(2023, 4, 1),
            {"Cumberland Council", "North East and North Cumbria Integrated Care Board"},
        ),
        ("westmorland-and-furness", date(2024, 1, 1), {"Westmorland and Furness Council"} | BOARDS),
    ],
)
def test_who_serves_the_areas_after_it(cumbria, examples, slug, day, expected):
    assert bodies_on(examples[slug], day) == expected


def test_the_places_of_cumbria_and_their_codes(cumbria):
    places = area_on(cumbria, date(2023, 3, 31)).localities
    districts = {p.name: p.code for p in places if p.kind == LocalityKind.DISTRICT.value}
    assert districts == DISTRICTS
    parts = {
        p.name: {m.name for m in p.made_of.all()}
        for p in places
        if p.kind == LocalityKind.LOCALITY_AREA.value
    }
    assert parts == {
        "Allerdale and Copeland": {"Allerdale", "Copeland"},
        "Carlisle and Eden": {"Carlisle", "Eden"},
        "Barrow and South Lakeland": {"Barrow-in-Furness", "South Lakeland"},
    }
    assert area_on(cumbria, date(2023, 4, 1)).localities == []


def test_one_locality_area_was_split_between_the_new_areas(cumbria):
    went: dict[str, str] = {}
    for succession in successions_of(cumbria):
        to = [p.area.name for p in succession.parties.all() if p.side == "to" and p.area]
        for party in succession.parties.all():
            if party.side == "from" and party.locality:
                went[party.locality.name] = to[0]
    assert set(went) == set(DISTRICTS)
    split = [
        place.name
        for place in area_on(cumbria, date(2023, 3, 31)).localities
        if len({went[m.name] for m in place.made_of.all()}) > 1
    ]
    assert split == ["Carlisle and Eden"]


def test_the_successions_and_their_days(cumbria):
    assert [s.on for s in successions_of(cumbria)] == [date(2022, 7, 1)] * 2 + [
        date(2023, 4, 1)
    ] * 4
    assert change_days(cumbria) == [date(2022, 7, 1), date(2023, 4, 1)]
    assert all(s.source for s in successions_of(cumbria))


def test_the_two_copies_do_not_mix(cumbria, examples):
    names = {
        p.area.name for s in successions_of(cumbria) for p in s.parties.all() if p.area is not None
    }
    assert names == {"Cumbria", "Cumberland", "Westmorland and Furness"}
    copy = area_on(examples["cumbria-exercise"], date(2023, 3, 31))
    assert {p.name for p in copy.localities} == {
        p.name for p in area_on(cumbria, date(2023, 3, 31)).localities
    }


def test_lines_of_report_join_bodies_of_the_area(cumbria):
    standing = area_on(cumbria, date(2020, 1, 1))
    groups = [b for b in standing.bodies if b.kind == BodyKind.WORKING_GROUP.value]
    assert len(groups) == 6
    board = next(b for b in standing.bodies if b.kind == BodyKind.IMPROVEMENT_BOARD.value)
    assert {r.body for r in standing.reports if r.to == board} == set(groups)


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (None, None, True),
        (date(2020, 1, 2), None, False),
        (date(2020, 1, 1), date(2020, 1, 1), True),
        (None, date(2019, 12, 31), False),
    ],
)
def test_in_force(starts, ends, expected, area):
    day = date(2020, 1, 1)
    assert in_force(starts, ends, day) is expected
    add_locality(
        by=BY, area=area, kind=LocalityKind.DISTRICT, name="Here", starts=starts, ends=ends
    )
    assert bool(area_on(area, day).localities) is expected


def test_an_organisation_is_one_however_many_areas_it_serves(area):
    other = add_area(by=BY, slug="other", name="Other")
    kind = OrganisationKind.INTEGRATED_CARE_BOARD
    rows = [add_organisation(by=BY, area=a, kind=kind, name="Board") for a in (area, other, other)]
    assert len({row.pk for row in rows}) == 1
    assert OrganisationInArea.objects.filter(organisation=rows[0]).count() == 2
    events = Event.objects.filter(verb="add_organisation", subject_ref=str(rows[0].pk))
    assert events.count() == 2


def test_an_organisation_can_stop_serving_one_area_only(area):
    other = add_area(by=BY, slug="other", name="Other")
    for place in (area, other):
        trust = add_organisation(by=BY, area=place, kind=OrganisationKind.TRUST, name="Trust")
    OrganisationInArea.objects.filter(area=other).update(ends=date(2020, 12, 31))
    assert area_on(area, date(2021, 1, 1)).organisations == [trust]
    assert area_on(other, date(2021, 1, 1)).organisations == []
    assert area_on(other, date(2020, 12, 31)).organisations == [trust]


def test_succession_keeps_both_sides(area):
    kind = OrganisationKind.COUNCIL
    old = add_organisation(by=BY, area=area, kind=kind, name="Old", ends=date(2023, 3, 31))
    new = [
        add_organisation(by=BY, area=area, kind=kind, name=name, starts=date(2023, 4, 1))
        for name in ("East", "West")
    ]
    add_succession(
        by=BY, on=date(2023, 4, 1), what="One became two", source="order", before=[old], after=new
    )
    [succession] = successions_of(area)
    sides = [(p.side, p.organisation.name) for p in succession.parties.order_by("pk")]
    assert sides == [("from", "Old"), ("to", "East"), ("to", "West")]
    assert old.name in {o.name for o in area_on(area, date(2023, 3, 31)).organisations}


def test_a_party_is_one_thing(area):
    succession = add_succession(
        by=BY, on=date(2023, 4, 1), what="w", source="s", before=[area], after=[]
    )
    place = add_locality(by=BY, area=area, kind=LocalityKind.DISTRICT, name="Here")
    for parties in ({"area": area, "locality": place}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SuccessionParty.objects.create(succession=succession, side="to", **parties)


def test_a_body_and_its_lines(area):
    above = add_body(by=BY, area=area, kind=BodyKind.CABINET, name="Cabinet")
    add_body(
        by=BY,
        area=area,
        kind=BodyKind.WORKING_GROUP,
        name="Group",
        also_called=["The group"],
        reports_to=[above],
        ends=date(2020, 12, 31),
    )
    [line] = area_on(area, date(2020, 12, 31)).reports
    assert (line.body.name, line.to.name) == ("Group", "Cabinet")
    assert area_on(area, date(2021, 1, 1)).reports == []
