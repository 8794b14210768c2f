"""A build is committed by its row alone: begun, finished, given up, swept, and told."""

from pathlib import Path

import pytest

from goldenthread import cli
from goldenthread.areas.models import LocalArea
from goldenthread.audit.models import Event
from goldenthread.core.errors import UserError
from goldenthread.dataset.changes import builds
from goldenthread.dataset.models import Build, LinkageRun
from goldenthread.dataset.queries.builds import behind, folder_of, latest_build
from goldenthread.dataset.queries.loads import store_of
from goldenthread.dataset.tables import LINKED
from tests.dataset.tables.conftest import BY, commit_spine
from tests.dataset.tables.small_set import SmallSet, rows_of, two_children


def test_a_build_counts_once_it_is_finished_with_its_rows_told(linked_area: LocalArea):
    assert behind(linked_area) == "Nothing has been linked and built yet."
    build = builds.build_area(by=BY, area=linked_area)
    assert latest_build(linked_area) == build
    assert behind(linked_area) == ""
    told = {table.table: (table.rows, table.nobody) for table in build.tables.all()}
    assert set(told) == set(LINKED)
    assert told["plans"] == (2, 1)
    assert {path.stem for path in folder_of(build).iterdir()} == set(LINKED)
    verbs = Event.objects.filter(subject="build").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["begin", "finish"]


def test_the_tables_fall_behind_a_new_load_and_a_new_run(linked_area: LocalArea):
    builds.build_area(by=BY, area=linked_area)
    commit_spine(linked_area, two_children(store_of(linked_area)))
    assert behind(linked_area) == "Records have been linked anew since the tables were built."


def test_nothing_is_built_before_anything_is_linked(area: LocalArea):
    with pytest.raises(UserError, match="Link the records first"):
        builds.build_area(by=BY, area=area)
    assert not Build.objects.exists()


def test_a_build_that_fails_leaves_nothing_and_the_one_before_counts(linked_area, monkeypatch):
    first = builds.build_area(by=BY, area=linked_area)

    def broken(*args, **more):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(builds, "_built", broken)
    with pytest.raises(RuntimeError):
        builds.build_area(by=BY, area=linked_area)
    assert latest_build(linked_area) == first
    assert list(Build.objects.values_list("state", flat=True)) == [Build.COMPLETE, Build.FAILED]
    assert store_of(linked_area).names("linked") == [first.folder]


def test_a_build_that_was_killed_is_given_up_and_swept_by_the_next(linked_area: LocalArea):
    run = LinkageRun.objects.get()
    dead = builds.begin_build(by=BY, area=linked_area, run=run, engine="duckdb")
    store_of(linked_area).stage("linked", dead.folder)
    build = builds.build_area(by=BY, area=linked_area)
    dead.refresh_from_db()
    assert (dead.state, dead.words) == (Build.FAILED, "It was cut off.")
    assert store_of(linked_area).names("linked") == [build.folder]


def test_of_two_builds_at_once_the_later_counts(linked_area: LocalArea):
    run = LinkageRun.objects.get()
    slow = builds.begin_build(by=BY, area=linked_area, run=run, engine="duckdb")
    quick = builds.build_area(by=BY, area=linked_area)
    with pytest.raises(UserError, match="Another build"):
        builds.finish_build(by=BY, build=slow, built=None)
    assert latest_build(linked_area) == quick


def test_only_the_last_two_builds_keep_their_files(linked_area: LocalArea):
    made = [builds.build_area(by=BY, area=linked_area).folder for _ in range(3)]
    assert store_of(linked_area).names("linked") == sorted(made[1:])


def test_postcodes_are_kept_for_the_next_build(linked_area: LocalArea, tmp_path: Path):
    directory = tmp_path / "directory.csv"
    directory.write_text(
        "pcds,lad24cd,lad24nm\nZZ1 1AA,E07000026,Allerdale\nzz99zz,E07000030,Eden\n"
    )
    for postcodes in (directory, None):
        build = builds.build_area(by=BY, area=linked_area, postcodes=postcodes)
        homes = {row[0] for row in rows_of(folder_of(build), "people", ("home",))}
        assert homes == {"E07000026", "E07000030"}


@pytest.mark.parametrize("text", ["a,b\n1,2\n", ""])
def test_a_directory_without_its_columns_is_refused(linked_area, tmp_path, text):
    directory = tmp_path / "directory.csv"
    directory.write_text(text)
    with pytest.raises(UserError, match="Nothing was changed"):
        builds.build_area(by=BY, area=linked_area, postcodes=directory)
    assert latest_build(linked_area) is None


def test_faults_across_sources_are_found_and_kept(area: LocalArea, db):
    from goldenthread.dataset.tables.across import SetFault
    from goldenthread.dataset.tables.build import Built

    small = SmallSet(store_of(area))
    run = commit_spine(area, small)
    build = Build.objects.create(area=area, run=run, folder="x")
    fault = SetFault("S1", "sen2", "person", "query", "Words.", ("sex",), 3, ("0" * 32,))
    built = Built(dict.fromkeys(LINKED, 0), dict.fromkeys(LINKED, 0), (fault,))
    builds.finish_build(by=BY, build=build, built=built)
    kept = build.faults.get()
    assert (kept.rule, kept.count, kept.records) == ("S1", 3, ["0" * 32])


def test_the_command_builds_and_tells(linked_area: LocalArea, capsys):
    assert cli.main(["dataset", "build", "--area", "anyshire"]) == 0
    assert "plans" in (out := capsys.readouterr().out)
    assert "1 of nobody known" in out
    assert cli.main(["dataset", "tables", "plans", "--area", "anyshire"]) == 0
    out = capsys.readouterr().out
    assert "2 rows" in out
    assert "residential" in out
    assert "requests" not in out.split()[0]
    assert cli.main(["dataset", "tables", "wishes"]) == 2
    assert "There is no linked table called wishes" in capsys.readouterr().err
