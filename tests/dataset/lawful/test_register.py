"""The register: what an agreement covers from when, what widens it, how it ends."""

from datetime import date

import pytest

from goldenthread.core.errors import UserError
from goldenthread.dataset.changes.sharing import (
    Approval,
    Party,
    approve_agreement,
    change_agreement,
    every_field,
    withdraw_agreement,
)
from goldenthread.dataset.models import Agreement
from goldenthread.dataset.queries.agreements import (
    covered,
    covers_of,
    in_force,
    needs_of,
    purposes,
    waits_for,
)
from goldenthread.dataset.rules.cover import missing
from goldenthread.dataset.sources import source
from tests.dataset.lawful.conftest import APPROVALS, BY, PARTIES, agreed, terms

ON = date(2025, 6, 1)
PURPOSE = "Planning services"


def lacks(area, on=ON, purpose=PURPOSE):
    return missing(needs_of(source("camhs")), covers_of(area), purpose, on)


def test_nothing_loads_without_an_agreement_and_all_of_it_with_one(area):
    assert len(lacks(area)) == len(source("camhs").tables)
    row = agreed(area)
    assert lacks(area) == ()
    assert in_force(row, ON)
    assert {each.of for each in covered(row)} == {len(t.columns) for t in source("camhs").tables}
    assert PURPOSE in purposes(area)


def test_a_field_left_out_is_refused(area):
    fields = dict(every_field("camhs"))
    left = [name for name in fields[("camhs", "referrals")] if name != "reason"]
    agreed(area, fields=fields | {("camhs", "referrals"): left})
    (said,) = lacks(area)
    assert "the fields reason stand in no agreement" in said


def test_it_waits_for_each_approval_and_the_assessment(area):
    row = agreed(area, approvals=APPROVALS[:1], assessment_on=None)
    waits = "the approval of Anyshire Council and its data protection impact assessment"
    assert waits_for(row) == waits
    assert all(waits in said for said in lacks(area))


def test_an_approval_brings_it_into_force(area):
    row = agreed(area, approvals=APPROVALS[:1])
    approve_agreement(by=BY, agreement=row, approval=APPROVALS[1])
    assert lacks(area) == ()
    with pytest.raises(UserError, match="no party"):
        approve_agreement(
            by=BY, agreement=row, approval=Approval("Somebody else", "Chair", date(2025, 1, 1))
        )


def test_who_only_works_for_another_need_not_approve(area):
    row = agreed(area, parties=[*PARTIES, Party("A supplier", "processes")])
    assert waits_for(row) == ""


def changed(row, **other):
    given = {"terms": terms(), "purposes": [PURPOSE], "fields": every_field("camhs")}
    return change_agreement(by=BY, agreement=row, **{**given, "parties": PARTIES, **other})


def test_what_narrows_it_keeps_its_approvals(area):
    row = agreed(area)
    assert changed(row, terms=terms(retention_months=12, title="Shorter")) is False
    assert row.approvals.count() == 2


@pytest.mark.parametrize(
    "other",
    [
        {"terms": terms(retention_months=48)},
        {"purposes": [PURPOSE, "Research"]},
        {"parties": [*PARTIES, Party("Another", "receives")]},
    ],
)
def test_what_widens_it_must_be_approved_anew(area, other):
    row = agreed(area)
    assert changed(row, **other) is True
    assert lacks(area)


def test_a_withdrawn_one_covers_until_the_day_before(area):
    row = agreed(area)
    withdraw_agreement(by=BY, agreement=row, on=ON, why="The trust left")
    assert "was withdrawn after 31 May 2025" in lacks(area)[0]
    assert lacks(area, date(2025, 5, 31)) == ()
    row.refresh_from_db()
    with pytest.raises(UserError, match="was withdrawn"):
        changed(row)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"purposes": [" "]}, "for what the data may be used"),
        ({"parties": PARTIES[:1]}, "who sends the data and who receives it"),
        ({"fields": {}}, "Choose what the agreement covers"),
        ({"fields": {("camhs", "referrals"): ["shoe_size"]}}, "shoe_size"),
        ({"fields": {("nowhere", "x"): ["y"]}}, "nowhere"),
        ({"ends": date(2024, 1, 1)}, "before it begins"),
        ({"article_9": ""}, "Article 9"),
        ({"schedule_1": ""}, "Schedule 1"),
    ],
)
def test_what_could_be_no_agreement_is_not_kept(area, other, words):
    with pytest.raises(UserError, match=words):
        agreed(area, **other)
    assert not Agreement.objects.exists()


def test_a_reference_is_given_once(area):
    agreed(area)
    with pytest.raises(UserError, match="ISA-1 already"):
        agreed(area)
