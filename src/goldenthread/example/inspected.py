"""The example's inspection, monitoring, accelerated plans and revisit."""

from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.documents.changes import PartOfDocument, receive_document
from goldenthread.inspections.changes import (
    expect_step,
    link_findings,
    record_contact,
    record_event,
    record_inspection,
    record_judgements,
)
from goldenthread.inspections.models import Finding, Inspection
from goldenthread.inspections.rules import (
    CONTACT_NAMES,
    About,
    ContactKind,
    DraftContact,
    DraftFinding,
    DraftInspection,
    DraftJudgement,
    DraftNote,
    DraftNumbered,
    DraftShared,
    DraftStep,
    Event,
    InspectionKind,
    Judged,
    Regime,
    Side,
    StepKind,
)

from .files import Row, Sources, day, load_file


def make_documents(*, by: Actor, area: LocalArea) -> Sources:
    """Make the documents that the example cites: known by name, their text is not shipped."""
    keys = {}
    for row in load_file("documents")["documents"]:
        document = receive_document(
            by=by,
            area=area,
            name=row["title"],
            title=row["title"],
            kind=row["kind"],
            sha256=row["sha256"],
            line_count=row["lines"],
            dated=day(row["date"]),
            parts=[PartOfDocument(p["kind"], p["title"], tuple(p["lines"])) for p in row["parts"]],
        )
        keys[row["title"]] = document.pk
    return Sources(keys)


def make_inspection(*, by: Actor, area: LocalArea, sources: Sources) -> Inspection:
    """Make the inspection with its findings, weaknesses, events and revisit."""
    data = load_file("inspection")
    own = data["inspection"]
    inspection = record_inspection(
        by=by,
        area=area,
        draft=DraftInspection(
            Regime(data["regime"]),
            InspectionKind(own["kind"]),
            own["title"],
            day(own["inspected_from"]),
            day(own["inspected_to"]),
            day(own["letter_dated"]),
            day(own["published"]),
            plan_required=own["plan_required"],
            responsible=tuple(row["name"] for row in data["jointly_responsible"]),
            findings=tuple(
                DraftFinding(f["section"], Side(f["side"]), f["text"], sources.first(f["cites"]))
                for f in data["findings"]
            ),
            weaknesses=tuple(
                DraftNumbered(w["number"], w["text"], w["short"], cite=sources.first(w["cites"]))
                for w in data["weaknesses"]
            ),
            document_id=sources.first(own["cites"]).document_id,
            cites=sources.by_field(own["cites"], "title"),
        ),
    )
    _link(by, inspection, data["links"])
    _make_events(by, inspection, data, sources)
    _make_revisit(by, area, inspection, data, sources)
    return inspection


def _link(by: Actor, inspection: Inspection, rows: list[Row]) -> None:
    findings = findings_by_place(inspection)
    weaknesses = {w.number: w for w in inspection.weaknesses.all()}
    link_findings(
        by=by,
        inspection=inspection,
        state="proposed",
        links=[(findings[place_of(r["finding"])], weaknesses[r["weakness"]]) for r in rows],
    )


def place_of(row: Row) -> tuple[str, str, int]:
    """Return the place of a finding as the example's files name it."""
    return (row["section"], row["side"], row["ordinal"])


def findings_by_place(inspection: Inspection) -> dict[tuple[str, str, int], Finding]:
    """Return the findings of an inspection by section, side and ordinal."""
    rows = Finding.objects.filter(inspection=inspection)
    return {(f.section, f.side, f.ordinal): f for f in rows}


def _make_events(by: Actor, inspection: Inspection, data: Row, sources: Sources) -> None:
    known = {event.value for event in Event}
    contacts = {kind.value for kind in ContactKind}
    for row in data["events"]:
        if row["event"] in contacts:
            _make_contact(by, inspection, row, data["monitoring"], sources)
        elif row["event"] in known:
            record_event(
                by=by,
                inspection=inspection,
                event=Event(row["event"]),
                on=day(row["on"]),
                note=row["note"],
                where=sources.first(row["cites"]),
            )


def _make_contact(
    by: Actor, inspection: Inspection, row: Row, said: list[Row], sources: Sources
) -> None:
    """Make a visit or meeting with what was said there of each weakness."""
    kind = ContactKind(row["event"])
    notes = [
        DraftNote(
            each["text"],
            About("weakness", each["weakness"]) if each["weakness"] else About(),
            cite=sources.first(each["cites"]),
        )
        for each in said
        if each["on"] == row["on"]
    ]
    title = f"{CONTACT_NAMES[kind]}, {day(row['on']):%B %Y}"
    record_contact(
        by=by,
        area=inspection.area,
        inspection=inspection,
        draft=DraftContact(
            kind,
            day(row["on"]),
            title,
            by_whom=row["by_whom"],
            shared=tuple(DraftShared(words) for words in row["shared"]),
            notes=tuple(notes),
            cite=sources.first(row["cites"]),
        ),
    )


def _make_revisit(
    by: Actor, area: LocalArea, inspection: Inspection, data: Row, sources: Sources
) -> None:
    own = data["revisit"]
    revisit = record_inspection(
        by=by,
        area=area,
        follows=inspection,
        draft=DraftInspection(
            Regime(data["regime"]),
            InspectionKind(own["kind"]),
            own["title"],
            day(own["inspected_from"]),
            day(own["inspected_to"]),
            day(own["letter_dated"]),
            day(own["published"]),
            document_id=sources.first(own["cites"]).document_id,
            cites=sources.by_field(own["cites"], "title"),
        ),
    )
    record_judgements(
        by=by,
        revisit=revisit,
        drafts=[
            DraftJudgement(
                j["weakness"],
                Judged(j["judged"]),
                tuple(s["text"] for s in j["strengths"]),
                tuple(c["text"] for c in j["caveats"]),
                sources.first(j["cites"]),
            )
            for j in data["judgements"]
        ],
    )
    expect_step(
        by=by,
        inspection=revisit,
        draft=DraftStep(
            StepKind.OTHER,
            own["next_steps"],
            f"The letter: {own['title']}",
            day(own["letter_dated"]),
            document_id=sources.first(own["cites"]).document_id,
        ),
    )
