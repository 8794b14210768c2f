"""The posts of an area, and the people who hold them for dates."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.core.calendar import day_words

from ..changes import end_post as end
from ..changes import fill_posts, put_in_post
from ..forms import FillForm, LastDayForm, PostForm
from ..models import Post, PostHeld
from ..queries import area_for, empty_posts, people_of_area, posts_of_area
from ..rules import POST_KINDS, Permission, PostKind


def _on_the_day(post: Post, request: HttpRequest) -> dict[str, object]:
    """Return a post with whoever holds it on the day of the page, and held it before."""
    begun = [held for held in post.held.all() if held.starts <= request.as_at]
    now = [held for held in begun if held.ends is None or held.ends >= request.as_at]
    return {"post": post, "now": now, "before": [held for held in begun if held not in now]}


def _page(request: HttpRequest, area: LocalArea, form: PostForm) -> HttpResponse:
    rows = [_on_the_day(post, request) for post in posts_of_area(area)]
    told = [row for row in rows if row["now"] or row["before"]]
    kinds = [
        (name, [row for row in told if row["post"].kind == kind.value])
        for kind, name in POST_KINDS.items()
    ]
    page = {
        "area": area,
        "here": "people",
        "kinds": [(name, held) for name, held in kinds if held],
        "empty": [row["post"] for row in rows if not row["now"]],
        "count": len(rows),
        "form": form,
        "manages": Permission.MANAGE_PEOPLE in area.permitted,
    }
    return render(request, "accounts/posts.html", page)


def posts(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who holds which post, and put somebody in one."""
    if request.method != "POST":
        area = area_for(request.user, slug, Permission.SEE)
        begin = {"title": request.GET.get("title", "")[:200], "starts": timezone.localdate()}
        begin["kind"] = PostKind.LEAD.value
        return _page(request, area, PostForm(initial=begin, people=people_of_area(area)))
    area = area_for(request.user, slug, Permission.MANAGE_PEOPLE)
    form = PostForm(request.POST, people=people_of_area(area))
    if not form.is_valid():
        return _page(request, area, form)
    held = put_in_post(
        by=request.user.actor,
        area=area,
        title=form.cleaned_data["title"],
        user=form.cleaned_data["person"],
        starts=form.cleaned_data["starts"],
        kind=form.chosen_kind(),
    )
    messages.success(request, f"{held.user.name} is {held.post.title}.")
    return redirect("accounts:posts", area.slug)


def fill(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every post that nobody holds, and put people in many of them at once."""
    area = area_for(request.user, slug, Permission.MANAGE_PEOPLE)
    today = timezone.localdate()
    form = FillForm(
        request.POST if request.method == "POST" else None,
        initial={"starts": today},
        posts=empty_posts(area, today),
        people=people_of_area(area),
    )
    if request.method == "POST" and form.is_valid():
        starts = form.cleaned_data["starts"]
        count = fill_posts(by=request.user.actor, chosen=form.chosen(), starts=starts)
        told = (
            f"{count} posts are held from {day_words(starts)}." if count else "Nobody was chosen."
        )
        messages.success(request, told)
        return redirect("accounts:posts", area.slug)
    page = {"area": area, "here": "people", "form": form}
    return render(request, "accounts/fill.html", page)


def end_post(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask for the last day on which a post is held, and end it."""
    area = area_for(request.user, slug, Permission.MANAGE_PEOPLE)
    rows = PostHeld.objects.select_related("user", "post")
    held = get_object_or_404(rows, pk=pk, post__area=area)
    yesterday = timezone.localdate() - timedelta(days=1)
    form = LastDayForm(
        request.POST if request.method == "POST" else None,
        initial={"last_day": held.ends or yesterday},
    )
    if request.method == "POST" and form.is_valid():
        last = form.cleaned_data["last_day"]
        end(by=request.user.actor, held=held, ends=last)
        told = f"{held.user.name}: {held.post.title} to the end of {day_words(last)}."
        messages.success(request, told)
        return redirect("accounts:posts", area.slug)
    page = {"area": area, "here": "people", "form": form, "held": held, "what": held.post.title}
    return render(request, "accounts/end.html", {**page, "back": "accounts:posts"})
