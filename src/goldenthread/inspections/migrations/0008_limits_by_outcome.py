"""Take away the dates that are contacts now, and give limits to what follows a report of 2023."""

from django.db import migrations

SECONDARY = "not confirmed in the framework and handbook"
CLOCKS = [
    # code, name, months, outcome, source
    (
        "monitoring-inspection",
        "Monitoring inspection due, about",
        18,
        3,
        f"Accounts of the 2023 framework by others; {SECONDARY}",
    ),
    (
        "next-full-3",
        "Next full inspection due",
        36,
        3,
        f"Accounts of the 2023 framework by others; {SECONDARY}",
    ),
    (
        "next-full-2",
        "Next full inspection due, about",
        36,
        2,
        f"An area’s own account of what follows this outcome; {SECONDARY}",
    ),
    (
        "next-full-1",
        "Next full inspection due, in the usual cycle",
        60,
        1,
        f"General knowledge of the five-year cycle; {SECONDARY}",
    ),
]


def settle(apps, schema_editor):
    """Take away the dates that are contacts now, and add the limits that an outcome sets."""
    event = apps.get_model("inspections", "InspectionEvent")
    event.objects.filter(event__in=("monitoring_visit", "keeping_in_touch")).delete()
    clock = apps.get_model("inspections", "RegimeClock")
    held = clock.objects.filter(regime="2023")
    held.filter(code="priority-action-plan").update(outcome=3)
    begins = held.values_list("valid_from", flat=True).order_by("valid_from").first()
    for code, name, months, outcome, source in CLOCKS:
        clock.objects.create(
            regime="2023",
            code=code,
            name=name,
            starts_with="letter_received",
            amount=months,
            unit="months",
            valid_from=begins,
            valid_to=None,
            confirmed=False,
            source=source,
            outcome=outcome,
        )


class Migration(migrations.Migration):
    """Adds the limits that the outcome of a report sets, none of them confirmed."""

    dependencies = [("inspections", "0007_contacts_only")]
    operations = [migrations.RunPython(settle, migrations.RunPython.noop)]
