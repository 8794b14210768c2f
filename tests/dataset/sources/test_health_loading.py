"""Extracts of health bodies and the rest are let in under the headings that suppliers send."""

from datetime import date
from pathlib import Path

import pytest

from goldenthread.dataset.engine import connect
from goldenthread.dataset.loading import read
from goldenthread.dataset.loading.outcome import LoadedTable
from goldenthread.dataset.sources import source
from goldenthread.dataset.sources.shape import Code, Column, Given, Kind, Severity, Table
from goldenthread.dataset.store import Store

ON = date(2025, 1, 16)
DAY = "2024-05-14"
OURS = (
    "camhs",
    "neurodevelopmental",
    "community_health",
    "health_visiting",
    "ld_register",
    "dsr",
    "continuing_care",
    "nhs_trace",
    "destinations",
    "budgets",
    "workforce",
    "complaints",
)
SAID = {
    Kind.TEXT: "x1",
    Kind.DATE: DAY,
    Kind.YESNO: "yes",
    Kind.NHS_NUMBER: "9990000018",
    Kind.UPN: "T801200001001",
    Kind.ULN: "9999999993",
    Kind.POSTCODE: "CA1 2AB",
    Kind.NUMBER: "2.5",
    Kind.MONEY: "120.50",
}
# What must be otherwise for the row to be sound as a whole.
OTHERWISE = {
    "birth_date": "2008-02-03",
    "child_birth_date": "2024-06-01",
    "health_visiting.contacts.kind": "NBV",
    "health_visiting.contacts.birth_date": "2024-05-04",
    "nhs_trace.results.died_on": "",
    "nhs_trace.results.asked_nhs_number": "9990000026",
}
TABLES = [(code, table.name) for code in OURS for table in source(code).tables]


def sound(code: str, table: Table, column: Column) -> str:
    """Return a text for a cell that is right by itself and with the others."""
    for key in (f"{code}.{table.name}.{column.name}", column.name):
        if key in OTHERWISE:
            return OTHERWISE[key]
    if column.codes:
        return next(one.code for one in column.codes.codes if valid(one))
    if column.kind is Kind.WHOLE:
        return str(int(column.low or 0) + 1)
    return SAID[column.kind]


def valid(code: Code) -> bool:
    """Say whether a code was valid both on the day of the rows and of the extract."""
    return (code.since or date.min) <= date(2024, 5, 14) and (code.until or date.max) >= ON


def load(tmp_path: Path, code: str, name: str, rows: list[dict[str, str]]) -> LoadedTable:
    """Write rows as CSV under suppliers' headings, where there are any, and load them."""
    table = source(code).table(name)
    columns = [column for column in table.columns if column.name in rows[0]]
    heads = [(column.headings or (column.name,))[0] for column in columns]
    lines = [heads, *([row[column.name] for column in columns] for row in rows)]
    path = tmp_path / f"{name}.csv"
    path.write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8")
    store = Store(tmp_path / "store", "a secret of the test")
    with connect() as backend:
        (found,) = read(
            backend, source(code), [path], given=Given(ON), store=store, folder="one"
        ).tables
    return found


def whole_row(code: str, name: str, **changes: str) -> dict[str, str]:
    """Return a sound row with every column filled, changed as said."""
    table = source(code).table(name)
    return {column.name: sound(code, table, column) for column in table.columns} | changes


@pytest.mark.parametrize(("code", "name"), TABLES)
def test_a_sound_row_is_let_in_under_suppliers_headings(tmp_path: Path, code: str, name: str):
    table = load(tmp_path, code, name, [whole_row(code, name)])
    assert [fault.rule for fault in table.faults if fault.severity is Severity.ERROR] == []
    assert (table.read, table.accepted) == (1, 1)


@pytest.mark.parametrize(("code", "name"), TABLES)
def test_an_extract_may_bring_no_more_than_what_is_required(tmp_path: Path, code: str, name: str):
    table = source(code).table(name)
    needed = {column.name for column in table.columns if column.required} | {"birth_date"}
    row = {key: text for key, text in whole_row(code, name).items() if key in needed}
    assert load(tmp_path, code, name, [row]).accepted == 1


@pytest.mark.parametrize(
    ("code", "name", "changes", "rule", "accepted"),
    [
        ("camhs", "referrals", {"discharged_on": "2024-05-13"}, "MH07", 0),
        ("camhs", "referrals", {"received_on": "2025-01-17"}, "MH01", 0),
        ("camhs", "referrals", {"birth_date": "1990-01-01"}, "MH03", 1),
        ("camhs", "contacts", {"held_on": "2025-02-01", "attendance": "5"}, "MH11", 0),
        ("camhs", "contacts", {"minutes": "2000"}, "range.minutes", 0),
        ("camhs", "admissions", {"bed": "24"}, "code.bed", 1),
        ("camhs", "referrals", {"nhs_number_status": "09"}, "code.nhs_number_status", 0),
        ("health_visiting", "contacts", {"held_on": "2024-05-03"}, "HV02", 0),
        ("health_visiting", "contacts", {"kind": "AN"}, "HV03", 0),
        ("health_visiting", "contacts", {"birth_date": ""}, "HV04", 0),
        ("dsr", "people", {"consent": "NONE", "removed_on": ""}, "DS05", 0),
        ("nhs_trace", "results", {"nhs_number": "0000000000", "step": "1"}, "NT01", 0),
        ("nhs_trace", "results", {"result": "98"}, "NT02", 0),
        ("continuing_care", "packages", {"health_share": "101"}, "range.health_share", 0),
        ("destinations", "destinations", {"ended_on": "2024-01-01"}, "DE02", 0),
        ("workforce", "training", {"came": "1", "asked_after": "3"}, "WT02", 0),
        ("budgets", "direct_payments", {"weekly_amount": "-5"}, "range.weekly_amount", 0),
        ("complaints", "complaints", {"answered_on": "2024-01-01"}, "CO02", 0),
    ],
)
def test_a_fault_is_named_and_held_back_or_asked_about(
    tmp_path: Path, code: str, name: str, changes: dict[str, str], rule: str, accepted: int
):
    table = load(tmp_path, code, name, [whole_row(code, name, **changes)])
    assert rule in {fault.rule for fault in table.faults}
    assert (table.read, table.accepted) == (1, accepted)


def test_an_antenatal_contact_needs_no_date_of_birth(tmp_path: Path):
    row = whole_row("health_visiting", "contacts", kind="AN", birth_date="", nhs_number="")
    assert load(tmp_path, "health_visiting", "contacts", [row]).accepted == 1


def test_a_trace_that_found_nothing_is_let_in(tmp_path: Path):
    none = whole_row("nhs_trace", "results", result="98", step="0", nhs_number="0000000000")
    several = whole_row(
        "nhs_trace", "results", reference="x2", result="97", step="0", nhs_number="9999999999"
    )
    assert load(tmp_path, "nhs_trace", "results", [none, several]).accepted == 2
