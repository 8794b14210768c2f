"""Posts that a plan prints, the people who hold them for dates, and what a page shows."""

from datetime import date, timedelta

import pytest

from goldenthread.accounts.changes import add_user, end_post, ensure_posts, give_role, put_in_post
from goldenthread.accounts.models import Post, PostHeld, User
from goldenthread.accounts.queries import holder_of, holders, posts_of
from goldenthread.accounts.rules import PostKind, Role
from goldenthread.audit.models import Event
from goldenthread.core.errors import UserError

from .conftest import BY, browser, today

pytestmark = pytest.mark.django_db
TITLE = "Assistant director, SEND"
FIRST, LAST = date(2024, 9, 1), date(2025, 8, 31)
POSTS = "/areas/anyshire/posts/"


@pytest.fixture
def ben(area) -> User:
    user = add_user(by=BY, email="ben@example.org", name="Ben Example", password=None)
    give_role(by=BY, user=user, area=area, role=Role.ACTION_LEAD, starts=date(2020, 1, 1))
    return user


def put(area, user: User, starts: date = FIRST, title: str = TITLE) -> PostHeld:
    return put_in_post(by=BY, area=area, title=title, user=user, starts=starts)


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (FIRST - timedelta(days=1), False),
        (FIRST, True),
        (LAST, True),
        (LAST + timedelta(days=1), False),
    ],
)
def test_a_post_is_held_from_its_first_day_to_its_last(area, ben, day, held):
    end_post(by=BY, held=put(area, ben), ends=LAST)
    assert (holder_of(area, TITLE, day) == ben) is held
    assert bool(posts_of(ben, area, day)) is held
    assert bool(holders(area, day)) is held


@pytest.mark.parametrize(
    "words", [TITLE, "assistant  DIRECTOR, send ", "Assistant director,\nSEND"]
)
def test_a_title_is_one_whatever_its_case_and_spaces(area, ben, words):
    put(area, ben)
    assert holder_of(area, words, FIRST) == ben
    assert ensure_posts(by=BY, area=area, titles=[words]) == []


def test_who_comes_after_another_is_asked(area, ben, ann):
    end_post(by=BY, held=put(area, ben), ends=LAST)
    put(area, ann, LAST + timedelta(days=1))
    assert holder_of(area, TITLE, LAST) == ben
    assert holder_of(area, TITLE, LAST + timedelta(days=1)) == ann
    assert Post.objects.count() == 1


def test_nobody_is_put_in_the_same_post_twice(area, ben):
    put(area, ben)
    with pytest.raises(UserError, match="already on that day"):
        put(area, ben, LAST)
    assert PostHeld.objects.count() == 1


@pytest.mark.parametrize("title", ["", "  ", "x" * 201, "a\0b"])
def test_a_post_needs_a_title(area, ben, title):
    with pytest.raises(UserError, match="1 to 200"):
        put(area, ben, title=title)


def test_lead_roles_of_a_plan_become_posts_without_a_holder(area, ann):
    made = ensure_posts(by=BY, area=area, titles=["Head of SEND", "head of send", "", "DCO"])
    assert [post.title for post in made] == ["head of send", "DCO"]
    events = Event.objects.filter(verb="ensure_posts").count()
    assert ensure_posts(by=BY, area=area, titles=["DCO"]) == []
    assert Event.objects.filter(verb="ensure_posts").count() == events
    page = browser(ann.email).get(POSTS).text
    assert "Nobody holds 2 posts" in page
    assert ">DCO</a>" in page


def test_an_administrator_puts_somebody_in_a_post_and_ends_it(area, ann, ben):
    client = browser(ann.email)
    given = {
        "title": "Designated clinical officer",
        "kind": PostKind.DCO.value,
        "person": ben.pk,
        "starts": FIRST.isoformat(),
    }
    assert client.post(POSTS, given).url == POSTS
    held = PostHeld.objects.get()
    assert (held.post.kind, held.user, held.starts) == ("dco", ben, FIRST)
    assert "Ben Example, since 1 September 2024" in client.get(POSTS).text
    client.post(f"{POSTS}{held.pk}/end", {"last_day": LAST.isoformat()})
    page = client.get(POSTS).text
    assert "Before: Ben Example, 1 September 2024 to 31 August 2025" in page
    then = client.get(f"{POSTS}?as-at=2025-01-01").text
    assert "Ben Example, since 1 September 2024" in then
    assert "Put somebody in a post" not in then


def test_only_an_administrator_fills_posts(area, ben):
    ben.set_password("four words of thread")
    ben.save()
    client = browser(ben.email)
    assert client.get(POSTS).status_code == 200
    given = {"title": TITLE, "kind": "lead", "person": ben.pk, "starts": today().isoformat()}
    assert client.post(POSTS, given).status_code == 403
    assert not PostHeld.objects.exists()


def test_nobody_from_elsewhere_is_put_in_a_post(area, ann):
    stranger = add_user(by=BY, email="s@example.org", name="Stranger", password=None)
    given = {"title": TITLE, "kind": "lead", "person": stranger.pk, "starts": FIRST.isoformat()}
    assert "There is a problem" in browser(ann.email).post(POSTS, given).text
    assert not PostHeld.objects.exists()


def test_many_posts_are_filled_at_once_and_the_rest_stay_empty(area, ann, ben):
    made = ensure_posts(by=BY, area=area, titles=["Head of SEND", "DCO", "Head of early years"])
    client = browser(ann.email)
    page = client.get(f"{POSTS}fill").text
    assert "Fill 3 empty posts" in page
    chosen = {f"post-{made[0].pk}": ben.pk, f"post-{made[1].pk}": ann.pk}
    client.post(f"{POSTS}fill", {"starts": today().isoformat(), **chosen})
    assert holder_of(area, "Head of SEND", today()) == ben
    assert holder_of(area, "DCO", today()) == ann
    assert holder_of(area, "Head of early years", today()) is None
    assert "Fill 1 empty post" in client.get(f"{POSTS}fill").text


def test_what_is_no_day_or_no_person_here_fills_nothing(area, ann):
    post = ensure_posts(by=BY, area=area, titles=["Head of SEND"])[0]
    client = browser(ann.email)
    for given in ({"starts": "soon"}, {"starts": FIRST.isoformat(), f"post-{post.pk}": "999999"}):
        assert "There is a problem" in client.post(f"{POSTS}fill", given).text
    assert not PostHeld.objects.exists()
