"""A child is found by a number or by name and birth, by whoever may know of the child at all."""

from datetime import date

import pytest

from goldenthread.accounts.rules import Role
from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError
from goldenthread.dataset.models import LinkageRun
from goldenthread.dataset.queries.loads import store_of
from goldenthread.dataset.queries.people import find_people, find_person, person_now
from goldenthread.dataset.rules.finding import Asked, check_asked, must_prove
from tests.dataset.people.conftest import CAT, CAT_NUMBER
from tests.dataset.tables.small_set import ADA, ADA_NUMBER, ADA_PUPIL, BEN

CASEWORKER, HEALTH, SENCO = {Role.CASEWORKER}, {Role.HEALTH_PROFESSIONAL}, {Role.SENCO}
BORN = date(2014, 5, 17)


@pytest.mark.parametrize("text", [ADA_NUMBER, "999 000 0018", ADA_PUPIL.lower(), "77"])
def test_a_person_is_found_by_any_number(area: LocalArea, text: str):
    assert find_person(area, text) == ADA


@pytest.mark.parametrize("text", ["", "9990000000", "7", "%", "'"])
def test_what_is_nobodys_number_finds_nobody(area: LocalArea, text: str):
    assert find_person(area, text) is None


def test_nobody_is_found_where_nothing_was_linked(area: LocalArea):
    LinkageRun.objects.update(state=LinkageRun.FAILED)
    assert find_person(area, ADA_NUMBER) is None
    assert find_person(area, "77") is None
    assert person_now(area, ADA) is None


def test_two_people_with_one_number_are_not_told_apart_by_chance(area: LocalArea):
    from tests.dataset.people.conftest import small_set
    from tests.dataset.tables.conftest import commit_spine

    small = small_set(store_of(area))
    small.number(BEN, "nhs_number", ADA_NUMBER, "conflicting", "camhs")
    commit_spine(area, small)
    with pytest.raises(UserError, match="More than one person"):
        find_person(area, ADA_NUMBER)
    assert find_people(area, Asked(ADA_NUMBER), CASEWORKER) == [ADA, BEN]
    assert find_people(area, Asked(ADA_NUMBER, born=BORN), CASEWORKER) == [ADA]


@pytest.mark.parametrize("surname", ["Invented", "invented", " Ínvented "])
def test_a_surname_goes_with_a_date_of_birth(area: LocalArea, surname: str):
    assert find_people(area, Asked(surname=surname, born=BORN), CASEWORKER) == [ADA]
    assert find_people(area, Asked(surname=surname, born=date(2014, 5, 18)), CASEWORKER) == []


def test_whom_only_a_restricted_register_knows_is_not_there_for_others(area: LocalArea):
    assert find_people(area, Asked(CAT_NUMBER), HEALTH) == [CAT]
    assert find_people(area, Asked(CAT_NUMBER), CASEWORKER) == []
    assert find_people(area, Asked("D2"), CASEWORKER) == []


def test_a_senco_gives_the_pupil_number_and_the_birth_together(area: LocalArea):
    assert find_people(area, Asked(ADA_PUPIL, born=BORN), SENCO) == [ADA]
    assert find_people(area, Asked(ADA_PUPIL, born=date(2014, 5, 18)), SENCO) == []
    assert find_people(area, Asked(ADA_NUMBER, born=BORN), SENCO) == []


@pytest.mark.parametrize(
    ("asked", "roles", "field"),
    [
        (Asked(), CASEWORKER, "number"),
        (Asked(surname="X"), CASEWORKER, "born"),
        (Asked(surname="X", born=BORN), SENCO, "number"),
        (Asked("Y"), SENCO, "born"),
    ],
)
def test_too_little_is_refused_with_its_field(asked, roles, field):
    with pytest.raises(UserError) as refused:
        check_asked(asked, roles)
    assert refused.value.field == field


def test_only_who_is_nothing_but_a_senco_must_prove():
    assert must_prove(SENCO)
    assert must_prove({Role.SENCO, Role.READER})
    assert not must_prove({Role.SENCO, Role.CASEWORKER})
    assert not must_prove({Role.ANALYST})


def test_a_merged_person_is_known_under_the_other(area: LocalArea):
    from tests.dataset.people.conftest import small_set
    from tests.dataset.tables.conftest import commit_spine

    small = small_set(store_of(area))
    small.merged[BEN] = ADA
    commit_spine(area, small)
    assert person_now(area, BEN) == ADA
    assert person_now(area, ADA) == ADA
    assert person_now(area, "not a reference") is None
