"""Who sees what of a person's record: one table for all roles and services."""

import pytest

from goldenthread.accounts.rules import Permission, Role, can
from goldenthread.dataset.rules.seeing import Depth, columns_seen, depth
from goldenthread.dataset.sources import source
from goldenthread.dataset.sources.shape import Column, Domain, Kind, Table

WHOLE, OUTLINE, NOTHING = Depth.WHOLE, Depth.OUTLINE, Depth.NOTHING
TRUTH = {
    Role.CASEWORKER: (WHOLE, OUTLINE, WHOLE, NOTHING),
    Role.HEALTH_PROFESSIONAL: (OUTLINE, WHOLE, OUTLINE, WHOLE),
    Role.SENCO: (WHOLE, OUTLINE, NOTHING, NOTHING),
    Role.INFORMATION_LEAD: (WHOLE, WHOLE, WHOLE, WHOLE),
}


@pytest.mark.parametrize("role", list(Role))
def test_what_each_role_sees_of_each_service(role):
    seen = (
        depth({role}, Domain.EDUCATION),
        depth({role}, Domain.HEALTH),
        depth({role}, Domain.CARE),
        depth({role}, Domain.HEALTH, restricted=True),
    )
    assert seen == TRUTH.get(role, (NOTHING,) * 4)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_sees_a_row_who_may_not_open_a_record(role):
    opens = can(Permission.SEE_PERSON, {role}) or can(Permission.ANSWER_RIGHTS, {role})
    assert opens == (role in TRUTH)


def test_of_two_roles_the_deeper_counts():
    assert depth({Role.SENCO, Role.HEALTH_PROFESSIONAL}, Domain.HEALTH) is WHOLE
    assert depth({Role.SENCO, Role.CASEWORKER}, Domain.CARE) is WHOLE


RESTRICTED = Table(
    "register",
    "A restricted register",
    (Column("added_on", "Day added", Kind.DATE), Column("risk", "Risk", Kind.TEXT)),
    key=("added_on",),
    domain=Domain.HEALTH,
    event="added_on",
    restricted=True,
)


def test_a_restricted_table_shows_nothing_not_even_its_days_to_others():
    assert columns_seen({Role.CASEWORKER}, RESTRICTED) == ()
    assert columns_seen({Role.SENCO}, RESTRICTED) == ()
    assert columns_seen({Role.HEALTH_PROFESSIONAL}, RESTRICTED) == ("added_on", "risk")


def test_an_outline_says_that_and_when_but_not_why():
    table = source("camhs").table("referrals")
    seen = columns_seen({Role.CASEWORKER}, table)
    assert {"received_on", "team", "discharged_on"} <= set(seen)
    assert not {"reason", "rejected_for", "ethnicity", "birth_date", "forename"} & set(seen)


def test_the_school_does_not_see_the_nhs_number_nor_the_clinic_the_upn():
    both = Table(
        "people",
        "People",
        (Column("nhs_number", "", Kind.NHS_NUMBER), Column("upn", "", Kind.UPN)),
        key=("upn",),
        domain=Domain.EDUCATION,
    )
    assert columns_seen({Role.SENCO}, both) == ("upn",)
    assert columns_seen({Role.CASEWORKER}, both) == ("nhs_number", "upn")
