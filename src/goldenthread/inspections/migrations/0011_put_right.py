"""What was recorded before a judgement, or what was said of an action, was put right."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0010_returns_by_hand"),
    ]

    operations = [
        migrations.AddField(
            model_name="judgement",
            name="corrected",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="progresssaid",
            name="corrected",
            field=models.JSONField(default=list),
        ),
    ]
