"""Who may do what, in one table; roles by date; what a person reads when refused."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client

from goldenthread.accounts.changes import add_user, end_role, give_role
from goldenthread.accounts.models import User
from goldenthread.accounts.queries import area_for, areas_of, roles_in, user_with_email
from goldenthread.accounts.rules import Permission, Refused, Role, can, check_can
from goldenthread.areas.changes import add_area
from goldenthread.audit.queries import latest_event

from .conftest import BY

# Who may what: each letter of a row is a permission of ORDER.
ORDER = {
    "s": Permission.SEE,
    "r": Permission.REPAIR,
    "c": Permission.CONFIRM,
    "p": Permission.PUBLISH,
    "m": Permission.MANAGE_PEOPLE,
    "u": Permission.UPDATE,
    "o": Permission.UPDATE_FOR_OTHERS,
    "a": Permission.ACCEPT_UPDATE,
    "d": Permission.PROPOSE_DIFFERENCE,
    "g": Permission.AGREE_DIFFERENCE,
    "x": Permission.MARK_EXPERIENCE,
    "b": Permission.RUN_MEETINGS,
    "q": Permission.CHALLENGE,
    "n": Permission.ANSWER_CHALLENGE,
    "v": Permission.RECORD_MONITORING,
    "w": Permission.WRITE_REPORTS,
    "y": Permission.APPROVE_REPORTS,
    "t": Permission.USE_API,
    "D": Permission.SEE_DATASET,
    "L": Permission.LOAD_DATA,
    "P": Permission.REVIEW_PAIRS,
    "C": Permission.SEE_PERSON,
    "S": Permission.MANAGE_SHARING,
    "R": Permission.ANSWER_RIGHTS,
}
TABLE = {
    Role.ADMINISTRATOR: "s---m------------t------",
    Role.IMPROVEMENT_LEAD: "srcp-uo-d--b-nvw-tD-----",
    Role.ACTION_LEAD: "s----u--d----n----------",
    Role.GROUP_CHAIR: "s-c----adg-bqn-w--------",
    Role.BOARD_MEMBER: "s--------g--qn----------",
    Role.INDEPENDENT_CHAIR: "s--------g-bq---y-------",
    Role.DIRECTOR: "s--------g--qn--y-D-----",
    Role.SCRUTINY_MEMBER: "s-----------q-----------",
    Role.FORUM_MEMBER: "s--------gx-q-----------",
    Role.ANALYST: "s-------d--------tDLP---",
    Role.ADVISER: "s-----------------------",
    Role.READER: "s-----------------------",
    Role.INFORMATION_LEAD: "s-----------------D---SR",
    Role.CASEWORKER: "s-------------------PC--",
    Role.HEALTH_PROFESSIONAL: "s-------------------PC--",
    Role.SENCO: "s--------------------C--",
}
CASES = [
    (role, permission, letter in row)
    for role, row in TABLE.items()
    for letter, permission in ORDER.items()
]


def test_the_table_leaves_nothing_out():
    assert set(TABLE) == set(Role)
    assert set(ORDER.values()) == set(Permission)


@pytest.mark.parametrize(("role", "permission", "may"), CASES)
def test_who_may_do_what(role, permission, may):
    assert can(permission, [role]) is may
    if may:
        assert check_can(permission, [role]) is None
    else:
        with pytest.raises(Refused, match=r"^You cannot .+ can: .+ Ask your administrator"):
            check_can(permission, [role])


@pytest.mark.parametrize("permission", Permission)
def test_nobody_may_do_anything(permission):
    assert not can(permission, [])
    with pytest.raises(Refused):
        check_can(permission, [])


def test_any_one_of_several_roles_is_enough():
    assert can(Permission.PUBLISH, [Role.READER, Role.IMPROVEMENT_LEAD])
    with pytest.raises(Refused, match="publish for families.*Improvement lead"):
        check_can(Permission.PUBLISH, [Role.READER, Role.DIRECTOR])


@pytest.fixture
def user(db) -> User:
    return add_user(by=BY, email="  Some.One@Example.org ", name="Some One", password=None)


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2020, 8, 31), False),
        (date(2020, 9, 1), True),
        (date(2021, 8, 31), True),
        (date(2021, 9, 1), False),
    ],
)
def test_a_role_is_held_from_its_first_day_to_its_last(user, area, day, held):
    role = give_role(by=BY, user=user, area=area, role=Role.READER, starts=date(2020, 9, 1))
    end_role(by=BY, held=role, ends=date(2021, 8, 31))
    assert (Role.READER in roles_in(user, area, day)) is held


def test_an_ended_role_lets_nobody_in_and_stays_on_record(user, area):
    held = give_role(by=BY, user=user, area=area, role=Role.READER, starts=date(2020, 9, 1))
    assert areas_of(user) == [area]
    end_role(by=BY, held=held, ends=date(2021, 8, 31))
    assert areas_of(user) == []
    with pytest.raises(PermissionDenied):
        area_for(user, area.slug, Permission.SEE)
    assert latest_event("role", held.pk).verb == "end_role"
    assert user.roles.count() == 1


def test_a_role_given_twice_is_one(user, area):
    for _ in range(2):
        give_role(by=BY, user=user, area=area, role=Role.READER, starts=date(2020, 9, 1))
    assert user.roles.count() == 1


def test_an_area_that_is_not_there_is_missing(user):
    with pytest.raises(Http404, match="no such local area"):
        area_for(user, "nowhere", Permission.SEE)


@pytest.mark.parametrize("who", ["no role", "stranger", "elsewhere"])
def test_others_are_refused_with_the_reason(user, area, who):
    if who == "elsewhere":
        other = add_area(by=BY, slug="other", name="Other")
        give_role(by=BY, user=user, area=other, role=Role.IMPROVEMENT_LEAD, starts=date(2020, 1, 1))
    asking = AnonymousUser() if who == "stranger" else user
    with pytest.raises(PermissionDenied, match="You cannot see the working pages of this area"):
        area_for(asking, area.slug, Permission.SEE)


def test_the_area_carries_what_is_permitted(user, area):
    give_role(by=BY, user=user, area=area, role=Role.GROUP_CHAIR, starts=date(2020, 1, 1))
    found = area_for(user, area.slug, Permission.SEE)
    row = TABLE[Role.GROUP_CHAIR]
    assert found.permitted == {permission for letter, permission in ORDER.items() if letter in row}
    with pytest.raises(PermissionDenied, match="bring in documents.*Improvement lead"):
        area_for(user, area.slug, Permission.REPAIR)


def test_one_address_is_one_person_whatever_its_case(user):
    assert user_with_email("SOME.ONE@example.ORG") == user
    assert User.objects.get_by_natural_key("some.one@EXAMPLE.org") == user
    assert user_with_email("nobody@example.org") is None


def test_signing_in_and_out(db, area):
    user = add_user(by=BY, email="a@example.org", name="A", password="long-enough-words")
    give_role(by=BY, user=user, area=area, role=Role.READER, starts=date(2020, 1, 1))
    client = Client()
    wrong = client.post("/sign-in", {"login": "a@example.org", "password": "not-the-words"})
    assert wrong.status_code == 200
    assert "_auth_user_id" not in client.session
    client.post("/sign-in", {"login": "A@Example.org", "password": "long-enough-words"})
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.get("/sign-out").status_code == 405
    client.post("/sign-out")
    assert "_auth_user_id" not in client.session


def test_nobody_signs_in_without_a_password(user):
    client = Client()
    for words in ("", "!", "None", "long-enough-words"):
        client.post("/sign-in", {"login": user.email, "password": words})
        assert "_auth_user_id" not in client.session


def test_a_person_who_has_left_is_let_in_nowhere(user, area):
    give_role(by=BY, user=user, area=area, role=Role.READER, starts=date(2020, 1, 1))
    client = Client()
    client.force_login(user)
    assert client.get(f"/areas/{area.slug}/plan/").status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(f"/areas/{area.slug}/plan/").status_code == 302
