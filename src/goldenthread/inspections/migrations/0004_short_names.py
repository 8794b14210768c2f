"""Give areas for priority action and for improvement a short name that a person can change."""

from django.db import migrations, models

from goldenthread.inspections.rules import short_name


def fill(apps, schema_editor):
    """Start from the opening words, as they were shown until now."""
    for name in ("PriorityAction", "AreaForImprovement"):
        model = apps.get_model("inspections", name)
        for row in model.objects.filter(short=""):
            model.objects.filter(pk=row.pk).update(short=short_name(row.text))


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0003_outcome_and_returns"),
    ]

    operations = [
        migrations.AddField(
            model_name="areaforimprovement",
            name="short",
            field=models.CharField(blank=True, max_length=100, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="priorityaction",
            name="short",
            field=models.CharField(blank=True, max_length=100, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
