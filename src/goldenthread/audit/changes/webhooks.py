"""Who is told of events, and who no longer."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from goldenthread.core.errors import UserError

from ..models import WebhookSubscription
from ..rules import Actor
from .trail import record


def _sound_address(url: str) -> str:
    """Return an address that may be called, or raise UserError."""
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        raise UserError(
            f"“{url}” is no web address. Nothing was kept. Write it as https://example.org/here."
        ) from None
    parts = urlsplit(url)
    if parts.username or parts.password:
        raise UserError(
            "An address with a password in it is not kept. Nothing was changed. Leave the name "
            "and password out: every message is signed."
        )
    if parts.scheme != "https" and not settings.WEBHOOKS_INSIDE:
        raise UserError(
            "A webhook's address begins with https://, so that nobody on the way can read it. "
            "Nothing was kept."
        )
    return url


@transaction.atomic
def add_webhook(
    *, by: Actor, url: str, kinds: Sequence[str], area: str = ""
) -> WebhookSubscription:
    """Tell an address of every event that a pattern such as `action.*` takes in; or UserError.

    `area` is a slug: only events known to be of that area; empty means the whole installation.
    """
    wanted = sorted({kind.strip() for kind in kinds if kind.strip()})
    if not wanted:
        raise UserError(
            "Say of which events the address is to be told, such as action.* for everything about "
            "actions. Nothing was kept."
        )
    row = WebhookSubscription.objects.create(
        url=_sound_address(url.strip()),
        kinds=wanted,
        area=area,
        made_by=by.name,
        made_by_ref=by.ref,
    )
    after = {"host": urlsplit(row.url).hostname, "kinds": wanted, "area": area}
    record(by=by, verb="add_webhook", subject="webhook", ref=row.pk, after=after)
    return row


@transaction.atomic
def stop_webhook(*, by: Actor, pk: int, why: str = "") -> bool:
    """Tell an address nothing more; it stays on the list. False when it had stopped already."""
    going = WebhookSubscription.objects.filter(pk=pk, active=True)
    if not going.update(active=False, stopped_at=timezone.now()):
        return False
    record(by=by, verb="stop_webhook", subject="webhook", ref=pk, note=why)
    return True
