"""Keys for programs: made, shown once, and revoked."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ..changes import make_token, revoke_token
from ..forms import TokenForm
from ..models import ApiToken
from ..queries import area_for, tokens_of_area
from ..rules import Permission, Scope
from .lately import only_lately_proved


@never_cache
@only_lately_proved
def tokens(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the tokens of an area that concern a person, and make one."""
    area = area_for(request.user, slug, Permission.USE_API)
    initial = {"scope": Scope.READ.value, "expires": timezone.localdate() + timedelta(days=90)}
    form = TokenForm(request.POST if request.method == "POST" else None, initial=initial)
    raw = ""
    if request.method == "POST" and form.is_valid():
        ends = datetime.combine(form.cleaned_data["expires"], time(23, 59))
        _, raw = make_token(
            by=request.user.actor,
            user=request.user,
            area=area,
            name=form.cleaned_data["name"],
            scope=form.chosen_scope(),
            expires=timezone.make_aware(ends),
        )
        form = TokenForm(initial=initial)
    manages = Permission.MANAGE_PEOPLE in area.permitted
    seen = [t for t in tokens_of_area(area) if manages or t.user_id == request.user.pk]
    page = {"area": area, "here": "people", "form": form, "raw": raw, "tokens": seen}
    return render(request, "accounts/tokens.html", {**page, "moment": timezone.now()})


@require_POST
def revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a token's power away: one's own, or anybody's for who manages people."""
    area = area_for(request.user, slug, Permission.USE_API)
    token = get_object_or_404(ApiToken, pk=pk, area=area)
    if token.user_id != request.user.pk and Permission.MANAGE_PEOPLE not in area.permitted:
        raise PermissionDenied("Only its owner or an administrator can revoke a token.")
    revoke_token(by=request.user.actor, token=token)
    messages.success(request, f"The token “{token.name}” is revoked and opens nothing any more.")
    return redirect("accounts:tokens", area.slug)
