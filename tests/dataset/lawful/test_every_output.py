"""A shielded child's address is in no output, and every output writes down that it was read."""

import ast
import csv
import io
from datetime import date

import pyarrow as pa
import pytest
from django.urls import reverse

from goldenthread.accounts.rules import Role
from goldenthread.dataset.changes.linking import link_area
from goldenthread.dataset.changes.loads import load_extract
from goldenthread.dataset.changes.mending import give_out_quarantine
from goldenthread.dataset.changes.rights import add_shield, open_request
from goldenthread.dataset.changes.tracing import make_trace_batch
from goldenthread.dataset.models import Load, Reading, ReviewPair
from goldenthread.dataset.queries.copies import json_bytes, workbook_bytes
from goldenthread.dataset.queries.people import find_person
from goldenthread.dataset.queries.rights import records_of
from goldenthread.dataset.queries.shields import shielded
from goldenthread.dataset.queries.subject import copy_for
from goldenthread.dataset.rules.rights import Right
from goldenthread.dataset.rules.shielding import HIDDEN, shielded_columns
from goldenthread.dataset.sources import all_sources, source
from goldenthread.dataset.sources.shape import Kind
from tests.dataset.lawful.conftest import BY, agreed, client_of
from tests.dataset.lawful.made_up import CHILDREN, SECRET
from tests.guards.house import SOURCE, modules, parsed

ANN_LIVES, ANN_LEARNS, BEN_LIVES = "ZZ99 3CZ", "999001", "ZZ99 3VZ"


@pytest.fixture
def area_with_ann(area, settings, tmp_path):
    """Return an area with a load of both children, one row of each held back, and a linkage."""
    settings.DATASET_HOME, settings.DATASET_KEY = tmp_path / "dataset", SECRET
    agreed(area, purposes=[source("camhs").purpose])
    rows = []
    for child in CHILDREN.values():
        said = {key: str(value) for key, value in child.items()}
        said |= {"received_on": "2025-02-03", "provider": "RXX", "school_urn": ANN_LEARNS}
        rows.append(said | {"referral_id": f"R-{child['local_id']}"})
        rows.append(said | {"referral_id": f"Q-{child['local_id']}", "received_on": "31/02/2025"})
    path = tmp_path / "referrals.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    load_extract(by=BY, area=area, source="camhs", files=[path], extract_on=date(2025, 3, 1))
    link_area(by=BY, area=area)
    return area


def person(area, number="9990000018"):
    return find_person(area, number)


def copy_of(area):
    request = open_request(
        by=BY,
        area=area,
        right=Right.ACCESS,
        person=person(area),
        asked_by="parent",
        received_on=date(2025, 4, 1),
    )
    return copy_for(request)


def as_json(area) -> str:
    return json_bytes(copy_of(area)).decode()


def as_workbook(area) -> str:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(copy_of(area))))
    return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def answer_page(area) -> str:
    number = copy_of(area).number
    lead = client_of(area, Role.INFORMATION_LEAD)
    return lead.get(reverse("dataset:rights_answer", args=[area.slug, number])).text


def trace_batch(area) -> str:
    return make_trace_batch(by=BY, area=area).data.decode()


def quarantine(area) -> str:
    return "".join(give_out_quarantine(by=BY, load=Load.objects.get(), table="referrals"))


def review_page(area) -> str:
    from goldenthread.dataset.models import LinkageRun

    pair = sorted(
        min(records_of(area, [person(area, number)])) for number in ("9990000018", "9990000026")
    )
    ReviewPair.objects.all().delete()
    run = LinkageRun.objects.latest("pk")
    ReviewPair.objects.create(area=area, run=run, left=pair[0], right=pair[1], band="doubt")
    return client_of(area, Role.ANALYST).get(reverse("dataset:review", args=[area.slug])).text


def spaced(said: str) -> str:
    """Return an output with postcodes as people write them; the spine keeps them without blanks."""
    return said.replace("ZZ993", "ZZ99 3")


OUTPUTS = (as_json, as_workbook, answer_page, trace_batch, quarantine, review_page)


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.__name__)
def test_a_shielded_address_is_in_no_output(area_with_ann, output):
    add_shield(
        by=BY,
        area=area_with_ann,
        person=person(area_with_ann),
        kind="domestic abuse",
        starts=date(2025, 1, 1),
    )
    said = output(area_with_ann)
    assert ANN_LIVES not in said
    assert ANN_LIVES not in spaced(said)
    assert "QUILLFEATHER" in said.upper()


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.__name__)
def test_without_a_shield_the_address_is_there(area_with_ann, output):
    assert ANN_LIVES in spaced(output(area_with_ann))


@pytest.mark.parametrize("output", [trace_batch, quarantine, review_page])
def test_who_is_not_shielded_keeps_theirs(area_with_ann, output):
    add_shield(
        by=BY,
        area=area_with_ann,
        person=person(area_with_ann),
        kind="adoption",
        starts=date(2025, 1, 1),
    )
    assert BEN_LIVES in spaced(output(area_with_ann))


@pytest.mark.parametrize("output", [answer_page, trace_batch, quarantine, review_page])
def test_every_output_writes_the_reading_down(area_with_ann, output):
    before = Reading.objects.count()
    output(area_with_ann)
    assert Reading.objects.count() > before


def test_a_shield_that_ended_hides_nothing(area_with_ann):
    from goldenthread.dataset.changes.rights import end_shield

    made = add_shield(
        by=BY,
        area=area_with_ann,
        person=person(area_with_ann),
        kind="other",
        starts=date(2025, 1, 1),
    )
    end_shield(by=BY, shield=made, on=date(2025, 1, 2), why="The danger is over")
    assert ANN_LIVES in as_json(area_with_ann)


def test_rows_of_any_engine_are_hidden_alike(area_with_ann):
    add_shield(
        by=BY,
        area=area_with_ann,
        person=person(area_with_ann),
        kind="other",
        starts=date(2025, 1, 1),
    )
    mine = min(records_of(area_with_ann, [person(area_with_ann)]))
    rows = pa.table(
        {"record": [mine, "f" * 32], "postcode": [ANN_LIVES, BEN_LIVES], "team": ["A", "B"]}
    )
    table = source("camhs").table("referrals")
    shown = shielded(area_with_ann).arrow(table, rows)
    assert shown["postcode"].to_pylist() == [HIDDEN, BEN_LIVES]
    assert shown["team"].to_pylist() == ["A", "B"]


# Words of a column that tell a place, and the columns that have them and tell none of a person's.
PLACE_WORDS = (
    *("address", "authority in which", "district", "establishment", "home", "hospital", "lives"),
    *("placement", "pointed to", "postcode", "provider", "school", "setting", "ward ", "where"),
)
KINDS_OF_PLACE = "a code for the kind of place, not which one"
KEY = "the sender's reference for the row"
TELLS_NO_PLACE = {
    "annex_a.list1.main_phase": KINDS_OF_PLACE,
    "annex_a.list1.subsidiary_phase": KINDS_OF_PLACE,
    "annex_a.list2.main_phase": KINDS_OF_PLACE,
    "annex_a.list2.subsidiary_phase": KINDS_OF_PLACE,
    "budgets.short_breaks.award_id": KEY,
    "placements.placements.kind": KINDS_OF_PLACE,
    "placements.placements.need": "a need",
    "sen2.active_plans.res": KINDS_OF_PLACE,
    "sen2.named_plan.planres": KINDS_OF_PLACE,
    "sen2.placement_detail.placement_detail_id": KEY,
    "sen2.placement_detail.res": KINDS_OF_PLACE,
    "sen2.placement_detail.sensetting": KINDS_OF_PLACE,
    "sen2.plan_detail.sensetting": KINDS_OF_PLACE,
}


def columns_that_sound_like_places() -> set[str]:
    return {
        f"{one.code}.{table.name}.{column.name}"
        for one in all_sources().values()
        for table in one.tables
        if table.who is not None
        for column in table.columns
        if column.kind in (Kind.TEXT, Kind.CODE, Kind.POSTCODE)
        and any(word in f"{column.words} ".lower() for word in PLACE_WORDS)
        and column.name not in shielded_columns(table)
    }


def test_every_column_that_tells_a_place_is_hidden():
    left = {name for name in columns_that_sound_like_places() if name not in TELLS_NO_PLACE}
    assert sorted(left) == [], "Is it a place? rules/shielding.py. If not, say it here."


READS = {"part_of_spine", "said_of_records", "read_locked", "held_rows", "held_identifying"}
READS |= {"rows_of", "identity_of", "locked_table", "held_back", "copy_for"}


def readers() -> set[str]:
    """Return the modules of pages, changes and commands that read identifiable rows themselves."""
    found = set()
    for path in modules(SOURCE):
        inside = path.relative_to(SOURCE).as_posix()
        if inside.startswith(("dataset/views", "dataset/changes", "dataset/forms", "cli/dataset")):
            called = {
                node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                for node in ast.walk(parsed(path))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
            }
            if called & READS:
                found.add(inside)
    return found


# Those that read but show nobody: what they make stays in the store.
SHOW_NOBODY = {
    "dataset/changes/retaining.py": "removes rows and shows none",
}


def test_whatever_reads_identifiable_rows_writes_it_down_or_shows_nobody():
    silent = [
        name
        for name in sorted(readers() - set(SHOW_NOBODY))
        if "record_read(" not in (SOURCE / name).read_text(encoding="utf-8")
    ]
    assert silent == []
    assert set(SHOW_NOBODY) <= readers()
