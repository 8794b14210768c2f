"""Make the visits and meetings that stood among the dates of an inspection into contacts."""

from django.db import migrations

KINDS = {"monitoring_visit": "Monitoring visit", "keeping_in_touch": "Keeping-in-touch meeting"}


def move(apps, schema_editor):
    """Give each visit or meeting its contact, its notes and its passages, and take the date away.

    The note of the date was all that was recorded, so it stands as what the contact was.
    """
    event_model = apps.get_model("inspections", "InspectionEvent")
    contact_model = apps.get_model("inspections", "Contact")
    note_model = apps.get_model("inspections", "MonitoringNote")
    citation = apps.get_model("documents", "Citation")
    for event in event_model.objects.filter(event__in=KINDS).select_related("inspection"):
        contact = contact_model.objects.create(
            area_id=event.inspection.area_id,
            inspection_id=event.inspection_id,
            kind=event.event,
            on=event.on,
            title=event.note[:300] or KINDS[event.event],
            record_words=event.note if len(event.note) > 300 else "",
            record_on=event.on if len(event.note) > 300 else None,
        )
        note_model.objects.filter(event=event).update(contact=contact)
        moved = citation.objects.filter(fact="inspection_event", fact_ref=event.pk)
        moved.update(fact="contact", fact_ref=contact.pk)
    kept_by_date(note_model, contact_model)


def kept_by_date(note_model, contact_model):
    """Make a contact of any other date that had notes; the date itself stays where it is."""
    for note in note_model.objects.filter(contact=None).select_related("event__inspection"):
        event = note.event
        contact, _ = contact_model.objects.get_or_create(
            area_id=event.inspection.area_id,
            inspection_id=event.inspection_id,
            kind="stocktake",
            on=event.on,
            title=event.note[:300] or "What was said on this day",
        )
        note_model.objects.filter(pk=note.pk).update(contact=contact)


class Migration(migrations.Migration):
    """Moves monitoring visits and keeping-in-touch meetings with all that was said there."""

    dependencies = [
        ("inspections", "0005_contacts"),
        ("documents", "0001_initial"),
    ]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
