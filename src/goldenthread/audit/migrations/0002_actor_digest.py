"""The chain covers a keyed digest of who acted, and holds no value that names a person."""

from typing import Any

from django.conf import settings
from django.db import migrations, models

from goldenthread.audit.rules import GENESIS, chained_hash, keyed_digest, without_persons

COVERED = ("actor_ref", "verb", "subject", "subject_ref", "before", "after", "note")


def chain_anew(apps: Any, schema_editor: Any) -> None:
    """Chain what was recorded before this version again, and record what the chain ended in."""
    events = apps.get_model("audit", "Event").objects
    heads = apps.get_model("audit", "ChainHead").objects
    head = heads.first()
    if head is None:
        return
    before, whole, now, key = GENESIS, True, GENESIS, settings.AUDIT_KEY
    for event in events.order_by("id"):
        covered = {"at": event.at.isoformat(), **{name: getattr(event, name) for name in COVERED}}
        as_it_was = chained_hash(before, {**covered, "actor_name": event.actor_name})
        whole = whole and (event.previous_hash, event.hash) == (before, as_it_was)
        before = event.hash
        event.actor_digest = keyed_digest(key, event.actor_name)
        event.before = without_persons(key, event.subject, event.before)
        event.after = without_persons(key, event.subject, event.after)
        covered.update(actor=event.actor_digest, before=event.before, after=event.after)
        event.previous_hash, event.hash = now, chained_hash(now, covered)
        now = event.hash
        event.save()
    ended_in, head.hash = head.hash, now
    head.save()
    _record_it(events, head, {"ended_in": ended_in, "was_whole": whole and before == ended_in})


def _record_it(events: Any, head: Any, after: dict[str, Any]) -> None:
    from django.utils import timezone

    name = "Golden Thread"
    event = events.model(
        at=timezone.now(),
        actor_ref="system",
        actor_name=name,
        actor_digest=keyed_digest(settings.AUDIT_KEY, name),
        verb="chain_anew",
        subject="trail",
        subject_ref="1",
        after=after,
        previous_hash=head.hash,
    )
    covered = {"at": event.at.isoformat(), **{field: getattr(event, field) for field in COVERED}}
    event.hash = chained_hash(head.hash, {**covered, "actor": event.actor_digest})
    event.save()
    head.hash = event.hash
    head.save()


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="event",
            name="actor_digest",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(chain_anew, migrations.RunPython.noop),
    ]
