"""Posts that plans and the law name, and who holds them."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Post, PostHeld, User
from ..rules import PostKind, title_key


def _title(words: str) -> str:
    title = " ".join(words.split())
    if not title or len(title) > 200 or "\x00" in title:
        raise UserError("A post needs a title of 1 to 200 characters. Nothing was changed.")
    return title


def hold_posts(area: LocalArea) -> None:
    """Hold the posts of an area until all is written, before anything is written to the trail.

    Who has written to the trail holds it to the end, so must not wait for a post after that.
    """
    LocalArea.objects.select_for_update(no_key=True).get(pk=area.pk)


@transaction.atomic
def ensure_posts(
    *, by: Actor, area: LocalArea, titles: Iterable[str], kind: PostKind = PostKind.LEAD
) -> list[Post]:
    """Make a post of each title that the area has none of yet, and return those that were made.

    Titles that differ only in case or spaces are one. A change that has written to the trail
    before has to `hold_posts` at its beginning.
    """
    hold_posts(area)
    wanted = {title_key(title): _title(title) for title in titles if title.strip()}
    there = Post.objects.filter(area=area, title_key__in=wanted)
    for key in there.values_list("title_key", flat=True):
        del wanted[key]
    made = [
        Post.objects.create(area=area, title=title, title_key=key, kind=kind.value)
        for key, title in wanted.items()
    ]
    if made:
        after = {"area": area.slug, "kind": kind.value, "titles": [post.title for post in made]}
        record(by=by, verb="ensure_posts", subject="post", ref=area.pk, after=after)
    return made


@transaction.atomic
def put_in_post(
    *,
    by: Actor,
    area: LocalArea,
    title: str,
    user: User,
    starts: date,
    kind: PostKind = PostKind.LEAD,
) -> PostHeld:
    """Let a person hold the post of this title from a day; the post is made when it is new.

    Raises UserError when they hold it on that day already.
    """
    ensure_posts(by=by, area=area, titles=[_title(title)], kind=kind)
    post = Post.objects.get(area=area, title_key=title_key(title))
    if PostHeld.objects.on(starts).filter(post=post, user=user).exists():
        raise UserError(f"{user.name} is {post.title} already on that day. Nothing was changed.")
    held, _ = PostHeld.objects.update_or_create(
        post=post, user=user, starts=starts, defaults={"ends": None}
    )
    after = {"post": post.title, "user": user.pk, "starts": str(starts)}
    record(by=by, verb="put_in_post", subject="post_held", ref=held.pk, after=after)
    return held


@transaction.atomic
def fill_posts(*, by: Actor, chosen: Mapping[Post, User], starts: date) -> int:
    """Put a person in each of some posts from one day, all of them or none; return how many."""
    for area in sorted({post.area for post in chosen}, key=lambda area: area.pk):
        hold_posts(area)
    for post, user in chosen.items():
        kind = PostKind(post.kind)
        put_in_post(by=by, area=post.area, title=post.title, user=user, starts=starts, kind=kind)
    return len(chosen)


@transaction.atomic
def end_post(*, by: Actor, held: PostHeld, ends: date) -> None:
    """End the holding of a post with its last day; that it was held stays on record."""
    hold_posts(held.post.area)
    before = {"ends": str(held.ends) if held.ends else None}
    held.ends = ends
    held.save(update_fields=["ends"])
    after = {"ends": str(ends)}
    record(by=by, verb="end_post", subject="post_held", ref=held.pk, before=before, after=after)
