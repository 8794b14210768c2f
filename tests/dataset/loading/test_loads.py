"""Loads as the database counts them: committed by one row, refused in words, done only once."""

import csv
import io
from pathlib import Path

import pytest
from django.db.utils import IntegrityError

from goldenthread.core.errors import UserError
from goldenthread.dataset.changes import loads as changes
from goldenthread.dataset.changes.mending import give_out_quarantine, load_to_mend
from goldenthread.dataset.models import Load, LoadTable, Reading
from goldenthread.dataset.queries.loads import kept_loads, store_of, sum_of
from goldenthread.dataset.store.turn import turn
from tests.dataset.lawful.conftest import BY, agreed

from .extracts import ON, row, written

PURPOSE = "Planning services"


def load(area, *files: Path, **options) -> Load:
    given = {"source": "camhs", "purpose": PURPOSE, "extract_on": ON} | options
    return changes.load_extract(by=BY, area=area, files=list(files), **given)


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    return written(tmp_path / "referrals.csv", [row(1), row(2), row(3, sex="Q"), row(1)])


def test_a_load_is_committed_with_its_sum_and_its_faults(area, extract):
    agreed(area)
    done = load(area, extract, partner="Anyshire Trust", made_up=True)
    assert done.state == Load.COMPLETE
    table = done.tables.get()
    assert sum_of(table) == "4 read = 2 accepted + 1 held back + 1 repeated"
    fault = done.faults.get(rule="code.sex")
    assert (fault.count, fault.rows, fault.severity) == (1, [4], "error")
    (kept,) = kept_loads(area)
    assert (kept.load, kept.folder, kept.partner) == (done.pk, done.folder, "Anyshire Trust")
    assert store_of(area).problems({"loads": {done.folder}}) == []


def test_the_same_files_are_loaded_once(area, extract):
    agreed(area)
    done = load(area, extract)
    assert load(area, extract) == done
    assert Load.objects.count() == 1
    assert store_of(area).names("loads") == [done.folder]


def test_without_an_agreement_it_is_refused_field_by_field_and_nothing_is_kept(area, extract):
    refused = load(area, extract)
    assert refused.state == Load.REFUSED
    assert "nhs_number" in refused.words
    assert "stand in no agreement for “Planning services”" in refused.words
    assert store_of(area).names("loads") == []
    agreed(area)
    assert load(area, extract).state == Load.COMPLETE


def test_another_purpose_is_refused(area, extract):
    agreed(area)
    assert "may be used only for" in load(area, extract, purpose="Research").words


def test_a_file_that_cannot_be_used_leaves_its_reason_and_no_folder(area, tmp_path: Path):
    agreed(area)
    bad = tmp_path / "referrals.csv"
    bad.write_text("colour,shape\nred,round\n", encoding="utf-8")
    with pytest.raises(UserError, match="headings"):
        load(area, bad)
    failed = Load.objects.get()
    assert failed.state == Load.FAILED
    assert "headings" in failed.words
    assert store_of(area).names("loads") == []


def test_a_load_that_was_cut_off_goes_on_in_its_own_row_and_folder(area, extract, monkeypatch):
    agreed(area)

    def cut(**_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(changes, "finish_load", cut)
        with pytest.raises(KeyboardInterrupt):
            load(area, extract)
    begun = Load.objects.get()
    assert begun.state == Load.BEGUN
    assert kept_loads(area) == ()
    done = load(area, extract)
    assert (done.pk, done.folder, done.state) == (begun.pk, begun.folder, Load.COMPLETE)


def test_what_was_cut_off_is_swept_once_another_extract_is_in(area, extract, tmp_path, monkeypatch):
    agreed(area)
    with monkeypatch.context() as patch:
        patch.setattr(changes, "finish_load", lambda **_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            load(area, extract)
    other = written(tmp_path / "later-referrals.csv", [row(9)])
    done = load(area, other)
    assert Load.objects.exclude(pk=done.pk).get().words == changes.CUT_OFF
    assert store_of(area).names("loads") == [done.folder]


def test_two_processes_do_not_load_the_same_files_at_once(area, extract):
    from goldenthread.dataset.loading import digest_of

    agreed(area)
    with turn(store_of(area), digest_of([extract])) as ours:
        assert ours
        with pytest.raises(UserError, match="being loaded just now"):
            load(area, extract)


def test_mended_rows_come_in_and_the_quarantine_shrinks(area, extract, tmp_path: Path):
    agreed(area)
    first = load(area, extract)
    lines = give_out_quarantine(by=BY, load=load_to_mend(area, first.pk), table="referrals")
    (held,) = csv.DictReader(io.StringIO("".join(lines)))
    assert (held["quarantined row"], held["line"], held["sex"]) == ("3", "4", "Q")
    assert "sex: " in held["what is wrong"]
    assert Reading.objects.get().reason == "quarantine"
    mended = tmp_path / "mended-referrals.csv"
    with mended.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, held)
        writer.writeheader()
        writer.writerow(held | {"sex": "1"})
    second = load(area, mended, mends=first)
    assert second.tables.get().accepted == 1
    table = LoadTable.objects.get(load=first)
    assert (table.quarantined, table.taken_up) == (1, 1)
    assert [each.mends for each in kept_loads(area)] == [None, first.pk]
    more = written(tmp_path / "more-referrals.csv", [row(7), row(8)])
    with pytest.raises(UserError, match="only 0 still wait"):
        load(area, more, mends=first)
    assert len(store_of(area).names("loads")) == 2


def test_rows_that_do_not_balance_cannot_be_committed(area, extract):
    agreed(area)
    done = load(area, extract)
    with pytest.raises(IntegrityError):
        done.tables.update(accepted=5)
