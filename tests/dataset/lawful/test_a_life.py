"""From the file to the certificate, by the real loader and linkage."""

import csv
from datetime import date
from pathlib import Path

import pytest

from goldenthread.core.errors import UserError
from goldenthread.dataset.changes.erasing import erase_person
from goldenthread.dataset.changes.linking import link_area
from goldenthread.dataset.changes.loads import load_extract
from goldenthread.dataset.changes.rights import add_shield, open_request
from goldenthread.dataset.models import Load
from goldenthread.dataset.queries.agreements import needs_of
from goldenthread.dataset.queries.people import find_person
from goldenthread.dataset.queries.subject import copy_for
from goldenthread.dataset.rules.rights import Right
from goldenthread.dataset.sources import source
from tests.dataset.lawful.conftest import BY, agreed
from tests.dataset.lawful.made_up import CHILDREN, SECRET, everything_in

PURPOSE = source("camhs").purpose


@pytest.fixture
def kept(area, settings, tmp_path):
    settings.DATASET_HOME, settings.DATASET_KEY = tmp_path / "dataset", SECRET
    return area


def extract(tmp_path: Path, name: str, *more: dict[str, str]) -> Path:
    """Write a file of referrals of the made-up children, and of more."""
    rows = [
        {
            **{key: str(value) for key, value in child.items()},
            "referral_id": f"R-{child['local_id']}",
            "received_on": "2025-02-03",
            "provider": "RXX",
        }
        for child in CHILDREN.values()
    ] + list(more)
    path = tmp_path / f"referrals_{name}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def load(area, path, on=date(2025, 3, 1)):
    return load_extract(by=BY, area=area, source="camhs", files=[path], extract_on=on)


@pytest.fixture
def first(kept, tmp_path):
    agreed(kept, purposes=[PURPOSE])
    made = load(kept, extract(tmp_path, "one"))
    link_area(by=BY, area=kept)
    return made


def test_a_load_without_an_agreement_is_refused_field_by_field_and_nothing_is_kept(kept, tmp_path):
    path = extract(tmp_path, "one")
    refused = load(kept, path)
    assert refused.state == Load.REFUSED
    assert "nhs_number" in refused.words
    assert f"stand in no agreement for “{PURPOSE}”" in refused.words
    assert everything_in(kept) == ""


def test_a_field_that_is_not_covered_refuses_the_load_and_is_the_only_one_named(kept, tmp_path):
    fields = {
        (need.source, need.table): [name for name in need.fields if name != "postcode"]
        for need in needs_of(source("camhs"))
    }
    agreed(kept, purposes=[PURPOSE], fields=fields)
    refused = load(kept, extract(tmp_path, "one"))
    assert refused.state == Load.REFUSED
    assert "the fields postcode stand in no agreement" in refused.words
    assert "surname" not in refused.words


def test_with_the_agreement_it_loads_and_is_linked(kept, first):
    assert first.state == Load.COMPLETE
    assert find_person(kept, "999 000 0018") is not None


def test_another_purpose_is_refused(kept, tmp_path):
    agreed(kept, purposes=[PURPOSE])
    path = extract(tmp_path, "one")
    refused = load_extract(
        by=BY, area=kept, source="camhs", files=[path], extract_on=date(2025, 3, 1), purpose="Sales"
    )
    assert refused.state == Load.REFUSED
    assert "not for “Sales”" in refused.words


def asked(area, right, number="9990000018"):
    return open_request(
        by=BY,
        area=area,
        right=right,
        person=find_person(area, number),
        asked_by="parent",
        received_on=date(2025, 4, 1),
    )


def test_an_old_file_does_not_bring_an_erased_person_back(kept, first, tmp_path):
    erase_person(by=BY, request=asked(kept, Right.ERASURE))
    assert "Annabel" not in everything_in(kept)
    again = {
        **{key: str(value) for key, value in next(iter(CHILDREN.values())).items()},
        **{"referral_id": "R-L-1", "received_on": "2025-02-03", "provider": "RXX"},
    }
    other = load(kept, extract(tmp_path, "two", again), on=date(2025, 3, 2))
    assert other.state == Load.COMPLETE
    assert other.tables.get().left_out >= 1
    link_area(by=BY, area=kept)
    said = everything_in(kept)
    assert "Annabel" not in said
    assert "9990000018" not in said
    assert "Benedict" in said
    assert find_person(kept, "9990000018") is None


def test_the_copy_holds_what_the_file_said(kept, first):
    copy = copy_for(asked(kept, Right.ACCESS))
    said = {value.name: value.text for row in copy.rows for value in row.values}
    assert said["nhs_number"] == "9990000018"
    assert said["forename"] == "Annabel"
    assert said["received_on"] == "3 February 2025"
    assert copy.rows[0].sent[0].agreements == ("ISA-1",)


def test_a_shield_outlives_a_linkage_from_nothing(kept, first):
    from goldenthread.dataset.queries.shields import shielded

    ann = find_person(kept, "9990000018")
    add_shield(by=BY, area=kept, person=ann, kind="adoption", starts=date(2025, 1, 1))
    link_area(by=BY, area=kept, full=True)
    assert shielded(kept).hides(find_person(kept, "9990000018"))
    assert not shielded(kept).hides(find_person(kept, "9990000026"))


def test_nobody_is_asked_about_whom_the_set_does_not_know(kept, first):
    with pytest.raises(UserError, match="no record of this person"):
        open_request(
            by=BY,
            area=kept,
            right=Right.ACCESS,
            person="f" * 32,
            asked_by="parent",
            received_on=date(2025, 4, 1),
        )
