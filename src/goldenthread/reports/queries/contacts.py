"""What passed between an area and those who monitor it, by the day."""

from goldenthread.design.jinja import long_date
from goldenthread.inspections.models import InspectionEvent
from goldenthread.writing.report import Section
from goldenthread.writing.tabulated import PrintedTable

from .source import Source


def contacts(source: Source) -> list[Section]:
    """Return what is on record of monitoring by the day, none where nothing is."""
    if source.inspection is None:
        return []
    events = InspectionEvent.objects.filter(inspection=source.inspection, on__lte=source.on)
    rows = tuple(
        (long_date(event.on), event.event.replace("_", " ").capitalize(), event.note)
        for event in events
    )
    about = "What happened to the inspection, its statement and its monitoring, by date."
    table = PrintedTable("Events", about, ("Date", "What happened", "Note"), rows)
    return [Section("Monitoring on record", (table,), 1, "contacts", True)] if rows else []
