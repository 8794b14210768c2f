"""Whatever bytes come as a file, the reader gives rows or one clear sentence, and nothing else."""

import io
import tempfile
import zipfile
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.core.errors import UserError
from goldenthread.dataset.files import open_rows, read_mapping, sniff, tables_in, write_return
from goldenthread.dataset.sources.shape import Source
from tests.dataset.files.made import HEAD, ROW, SOURCE
from tests.dataset.files.returns import SEN2
from tests.dataset.files.test_mappings import SAID
from tests.dataset.files.test_sen2_round_trip import child

STEADY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_all(data: bytes, name: str, source: Source) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        for read in (sniff, lambda one: list(open_rows(one).rows)):
            with suppress(UserError):
                read(path)
        with suppress(UserError):
            read_mapping(path, source)
        with suppress(UserError):
            for found in tables_in([path], source).tables:
                for row in found.rows():
                    assert len(row.cells) == len(found.table.columns)


@cache
def whole(kind: str) -> bytes:
    if kind == "csv":
        return f"{HEAD}\n{ROW}\n{ROW.replace('r1', 'Zoë')}\n".encode()
    if kind == "toml":
        return SAID.encode()
    with tempfile.TemporaryDirectory() as folder:
        (path,) = write_return(SEN2, child(), kind, Path(folder), on=date(2025, 1, 20))
        return path.read_bytes()


@STEADY
@given(st.binary(max_size=300))
def test_random_bytes(data: bytes):
    read_all(data, "referrals.csv", SOURCE)
    read_all(data, "return.xml", SEN2)


@pytest.mark.parametrize("kind", ["csv", "xml", "xlsx", "toml"])
@STEADY
@given(data=st.data())
def test_files_with_bytes_changed_cut_or_put_in(kind: str, data: st.DataObject):
    spoiled = bytearray(whole(kind))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(spoiled)))
        put = data.draw(st.binary(max_size=6) | st.sampled_from([b"\0", b'"', b"<", b"&a;", b"="]))
        spoiled[at : at + data.draw(st.integers(0, 8))] = put
    read_all(bytes(spoiled), f"referrals.{kind}", SOURCE if kind == "csv" else SEN2)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_workbooks_with_the_markup_of_a_part_spoiled(data: st.DataObject):
    old = zipfile.ZipFile(io.BytesIO(whole("xlsx")))
    part = data.draw(st.sampled_from(old.namelist()))
    markup = bytearray(old.read(part))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(markup)))
        put = data.draw(
            st.sampled_from([b"", b"<", b">", b'"', b"9" * 20, b"-1", b"A", b"</c>", b"\xff"])
        )
        markup[at : at + data.draw(st.integers(0, 12))] = put
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, bytes(markup) if name == part else old.read(name))
    read_all(made.getvalue(), "return.xlsx", SEN2)
