"""Give each lead the plan of its action, so that a plan's roles are read from one index."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    """Take the plan from the action."""
    actions = apps.get_model("improvement", "Action").objects.filter(pk=OuterRef("action"))
    apps.get_model("improvement", "Lead").objects.update(
        improvement_plan=Subquery(actions.values("improvement_plan")[:1])
    )


def plan_of_lead(**more):
    """Return the key from a lead to its plan."""
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="leads",
        to="improvement.improvementplan",
        **more,
    )


class Migration(migrations.Migration):

    dependencies = [
        ("improvement", "0004_what_trackers_also_print"),
    ]

    operations = [
        migrations.AddField("lead", "improvement_plan", plan_of_lead(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("lead", "improvement_plan", plan_of_lead()),
        migrations.RemoveIndex(model_name="lead", name="improvement_role_f7bff7_idx"),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["improvement_plan", "role"], name="lead_of_plan"),
        ),
    ]
