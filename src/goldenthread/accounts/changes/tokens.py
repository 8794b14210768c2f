"""Keys with which programs act for a person."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import ApiToken, User
from ..rules import TOKEN_MARK, Scope, token_digest

SEEN_EVERY = timedelta(minutes=1)


@transaction.atomic
def make_token(
    *, by: Actor, user: User, area: LocalArea, name: str, scope: Scope, expires: datetime
) -> tuple[ApiToken, str]:
    """Make a token for a person in an area and return it with its key, which is kept nowhere.

    `scope` UPDATE carries READ too. Raises UserError for a name or an end that will not do.
    """
    if not name.strip() or len(name) > 100 or "\x00" in name:
        raise UserError("A token needs a name of 1 to 100 characters. No token was made.")
    now = timezone.now()
    if not now < expires <= now + timedelta(days=366):
        raise UserError("A token ends within a year from today. No token was made.")
    raw = TOKEN_MARK + secrets.token_urlsafe(32)
    scopes = "read" if scope is Scope.READ else "read update"
    token = ApiToken.objects.create(
        user=user,
        area=area,
        name=name.strip(),
        digest=token_digest(raw),
        scopes=scopes,
        created=now,
        expires=expires,
    )
    after = {"area": area.slug, "scopes": scopes, "expires": str(expires), "user": user.pk}
    record(by=by, verb="make_token", subject="token", ref=token.pk, after=after)
    return token, raw


@transaction.atomic
def revoke_token(*, by: Actor, token: ApiToken) -> None:
    """Take a token's power away for good."""
    if token.revoked is not None:
        raise UserError("This token has been revoked already. Nothing was changed.")
    token.revoked = timezone.now()
    token.save(update_fields=["revoked"])
    record(by=by, verb="revoke_token", subject="token", ref=token.pk)


def note_token_use(*, token: ApiToken) -> None:
    """Keep when a token was last used, to the minute; not a change, so not in the trail."""
    now = timezone.now()
    if token.last_used is None or now - token.last_used >= SEEN_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used=now)
