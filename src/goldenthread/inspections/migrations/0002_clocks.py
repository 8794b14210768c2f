"""The limits each regime sets, as far as sources give them; an area can correct each one."""

from datetime import date

from django.db import migrations

CLOCKS = [
    # regime, code, name, starts with, amount, unit, from, to, confirmed, source
    (
        "2016",
        "statement",
        "Statement of action due",
        "letter_received",
        70,
        "working_days",
        date(2016, 5, 1),
        date(2022, 12, 31),
        False,
        "Local area SEND inspection handbook (2016); wording not confirmed at the source",
    ),
    (
        "2016",
        "revisit",
        "Revisit due",
        "fit_for_purpose",
        18,
        "months",
        date(2016, 5, 1),
        date(2022, 12, 31),
        True,
        "Guidance on revisits to local areas required to produce a written statement of action",
    ),
    (
        "2023",
        "priority-action-plan",
        "Priority action plan due",
        "letter_received",
        35,
        "working_days",
        date(2023, 1, 1),
        None,
        False,
        "Area SEND inspection handbook (2023); wording not confirmed at the source",
    ),
    (
        "2023",
        "strategic-plan",
        "Updated strategic plan published",
        "letter_received",
        30,
        "working_days",
        date(2023, 1, 1),
        None,
        False,
        "Area SEND inspection handbook (2023); later notices say 50 days; not confirmed",
    ),
]


def add_clocks(apps, schema_editor):
    """Add the clocks."""
    clock = apps.get_model("inspections", "RegimeClock")
    names = (
        "regime",
        "code",
        "name",
        "starts_with",
        "amount",
        "unit",
        "valid_from",
        "valid_to",
        "confirmed",
        "source",
    )
    for row in CLOCKS:
        clock.objects.create(**dict(zip(names, row, strict=True)))


class Migration(migrations.Migration):
    """Adds the limits of the regimes of 2016 and 2023."""

    dependencies = [("inspections", "0001_initial")]
    operations = [migrations.RunPython(add_clocks, migrations.RunPython.noop)]
