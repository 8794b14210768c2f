"""Reviewing the words that families read as easy read, before they can read them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from goldenthread.accounts.rules import Permission

from ..changes import review_easy_read
from ..queries.easy_read import EasyRead, easy_read_of
from ..queries.published import Published, published_of, published_then
from .families import publishing_role
from .places import area_at


def easy_read(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the easy-read words as families would read them; keep that a person reviewed them."""
    posted = request.method == "POST"
    area = area_at(request, slug, Permission.PUBLISH if posted else Permission.SEE)
    read = published_then(slug, request.as_at) if request.past else published_of(slug)
    words = easy_read_of(read, request.as_at) if read else None
    may = Permission.PUBLISH in area.permitted
    role = publishing_role(request, area) if may else ""
    if posted and read and words:
        _review(request, read, words, role)
        return redirect("thread:easy_read", slug=slug)
    context = {
        "area": area,
        "here": "families",
        "true_at": request.as_at,
        "words": words,
        "role": role,
    }
    return render(request, "thread/easy_read.html", context)


def _review(request: HttpRequest, read: Published, words: EasyRead, role: str) -> None:
    if request.POST.get("seen") != words.stamp:
        messages.error(
            request,
            "The words have changed since you opened this page, so your review was not kept. "
            "Read them again as they are now.",
        )
        return
    review_easy_read(
        by=request.user.actor,
        improvement_plan=read.main,
        stamp=words.stamp,
        role=role,
        on=timezone.localdate(),
    )
    messages.success(request, "Your review is kept. Families can read these words now.")
