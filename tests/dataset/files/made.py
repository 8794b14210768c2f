"""A small source and files of it, as a partner might send them; every child is made up."""

from pathlib import Path

from goldenthread.dataset.files import FoundTable, tables_in
from goldenthread.dataset.files.mapping import NO_MAPPING, Mapping
from goldenthread.dataset.sources.shape import Column, Domain, Kind, Source, Table

REFERRALS = Table(
    "referrals",
    "Referrals",
    (
        Column("ref", "Reference", Kind.TEXT, required=True),
        Column("nhs_number", "NHS number", Kind.NHS_NUMBER, identifying=True),
        Column("birth_date", "Date of birth", Kind.DATE, identifying=True, headings=("DOB",)),
        Column("received_on", "Received on", Kind.DATE, required=True),
        Column("weeks", "Weeks waited", Kind.WHOLE),
    ),
    key=("ref",),
    domain=Domain.HEALTH,
)
CONTACTS = Table(
    "contacts",
    "Contacts",
    (
        Column("contact", "Contact reference", Kind.TEXT, required=True),
        Column("ref", "Reference", Kind.TEXT, required=True),
        Column("held_on", "Held on", Kind.DATE, required=True),
    ),
    key=("contact",),
    domain=Domain.HEALTH,
    sheets=("Care contacts",),
)
SOURCE = Source(
    code="made",
    words="a made-up extract",
    partner="Trust",
    purpose="Trying",
    tables=(REFERRALS, CONTACTS),
    rules=(),
    read_at="made up",
)

HEAD = "Reference,NHS number,Date of birth,Received on,Weeks waited"
ROW = "r1,999 000 0018,05/05/2015,01/09/2024,12"


def text_file(
    folder: Path, text: str, name: str = "referrals.csv", encoding: str = "utf-8"
) -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def found(path: Path, mapping: Mapping = NO_MAPPING) -> FoundTable:
    (table,) = tables_in([path], SOURCE, mapping).tables
    return table


def rows(path: Path, mapping: Mapping = NO_MAPPING) -> list[tuple]:
    return [row.cells for row in found(path, mapping).rows()]


def faults(path: Path, mapping: Mapping = NO_MAPPING) -> list[tuple[int, str, str, str]]:
    return [
        (row.line, fault.heading, fault.code, fault.message)
        for row in found(path, mapping).rows()
        for fault in row.faults
    ]
