"""Give each date moved the action of its milestone, which it needs where there was no date."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    """Take the action from the milestone, and the day that the milestone had."""
    milestones = apps.get_model("improvement", "Milestone").objects.filter(
        pk=OuterRef("milestone")
    )
    apps.get_model("improvement", "Redating").objects.filter(action=None).update(
        action=Subquery(milestones.values("action")[:1]),
        old_to=Subquery(milestones.values("ends")[:1]),
    )


class Migration(migrations.Migration):

    dependencies = [
        ("improvement", "0006_the_working_life"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="redating",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="redatings",
                to="improvement.action",
            ),
        ),
    ]
