"""The outbox row says who may do its work; workers and subscriptions."""

from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import goldenthread.audit.models

STATES = [(state, state) for state in ("waiting", "running", "done", "exhausted")]


def fill(apps: Any, schema_editor: Any) -> None:
    """Give each row a key of its own, and say of those done before that they are."""
    rows = apps.get_model("audit", "Outbox").objects
    for row in rows.all():
        row.key = goldenthread.audit.models.new_key()
        row.state = "done" if row.done_at else "waiting"
        row.save(update_fields=["key", "state"])


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_guard_the_trail")]

    operations = [
        migrations.AddField(
            "outbox", "key", models.CharField(default="", max_length=32), preserve_default=False
        ),
        migrations.AddField(
            "outbox",
            "state",
            models.CharField(max_length=10, choices=STATES, default="waiting"),
        ),
        migrations.AddField("outbox", "attempts", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("outbox", "forgiven", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(
            "outbox", "not_before", models.DateTimeField(default=django.utils.timezone.now)
        ),
        migrations.AddField("outbox", "queued_at", models.DateTimeField(null=True)),
        migrations.AddField("outbox", "lease_until", models.DateTimeField(null=True)),
        migrations.AddField(
            "outbox",
            "last_error",
            models.CharField(blank=True, default="", max_length=500),
            preserve_default=False,
        ),
        migrations.AddField("outbox", "progress_done", models.PositiveIntegerField(null=True)),
        migrations.AddField("outbox", "progress_of", models.PositiveIntegerField(null=True)),
        migrations.AddField(
            "outbox",
            "progress_words",
            models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AlterField(
            "outbox",
            "event",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="outbox",
                to="audit.event",
            ),
        ),
        migrations.AlterModelOptions("outbox", {"ordering": ("id",)}),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            "outbox",
            "key",
            models.CharField(default=goldenthread.audit.models.new_key, max_length=32, unique=True),
        ),
        migrations.AddIndex(
            "outbox",
            models.Index(fields=["state", "not_before"], name="audit_outbo_state_96a3b4_idx"),
        ),
        migrations.CreateModel(
            "RunningWorker",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True)),
                ("started_at", models.DateTimeField()),
                ("beat_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            "WebhookSubscription",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.URLField(max_length=500)),
                (
                    "key",
                    models.CharField(
                        default=goldenthread.audit.models.new_key, max_length=32, unique=True
                    ),
                ),
                ("kinds", models.JSONField(default=list)),
                ("area", models.CharField(blank=True, max_length=100)),
                ("active", models.BooleanField(default=True)),
                ("made_by", models.CharField(max_length=200)),
                ("made_by_ref", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("stopped_at", models.DateTimeField(null=True)),
            ],
            options={"ordering": ("id",)},
        ),
    ]
