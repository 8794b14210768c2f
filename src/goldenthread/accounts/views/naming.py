"""What a person is called, and the address they sign in with."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from goldenthread.core.errors import UserError

from ..changes import change_address, rename_person
from ..forms import NameForm, PersonForm
from ..models import User
from ..queries import area_for, looks_after
from ..rules import Permission
from .lately import only_lately_proved

ELSEWHERE = (
    "This person also holds a role in an area that you do not administer, so you cannot change "
    "how they sign in. Ask whoever looks after the installation. Nothing was changed."
)


def own_name(request: HttpRequest) -> HttpResponse:
    """Let a person put their own name right."""
    form = NameForm(
        request.POST if request.method == "POST" else None, initial={"name": request.user.name}
    )
    if request.method == "POST" and form.is_valid():
        by = request.user.actor
        changed = rename_person(by=by, user=request.user, name=form.cleaned_data["name"])
        messages.success(request, f"You are {request.user.name} here." if changed else SAME)
        return redirect("accounts:yours")
    status = 400 if request.method == "POST" else 200
    return render(request, "accounts/own_name.html", {"form": form}, status=status)


SAME = "Nothing was different, so nothing was changed."


@only_lately_proved
def person(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let an administrator put a person's name and address right."""
    area = area_for(request.user, slug, Permission.MANAGE_PEOPLE)
    user = get_object_or_404(
        User.objects.filter(roles__area=area, is_active=True).distinct(), pk=pk
    )
    if not looks_after(request.user, user):
        raise PermissionDenied(ELSEWHERE)
    form = PersonForm(
        request.POST if request.method == "POST" else None,
        initial={"name": user.name, "email": user.email},
    )
    posted = request.method == "POST"
    if posted and form.is_valid():
        try:
            changed = _keep(request, user, form)
        except UserError as refused:
            form.add_error("email", refused.message)
        else:
            messages.success(request, f"{user.name}, {user.email}: kept." if changed else SAME)
            return redirect("accounts:people", area.slug)
    page = {"area": area, "here": "people", "form": form, "person": user}
    return render(request, "accounts/person.html", page, status=400 if posted else 200)


@transaction.atomic
def _keep(request: HttpRequest, user: User, form: PersonForm) -> bool:
    """Keep name and address, both or neither, and say whether either differs."""
    by, said = request.user.actor, form.cleaned_data
    renamed = rename_person(by=by, user=user, name=said["name"])
    return change_address(by=by, user=user, email=said["email"]) or renamed
