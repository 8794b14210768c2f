"""What to put into the parts of an address, so that it leads to something that exists."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from goldenthread.accounts.changes import put_in_post
from goldenthread.accounts.models import RoleHeld
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.documents.models import Document, DocumentPart
from goldenthread.improvement.changes import ScoreDraft, open_cycle, open_risk
from goldenthread.improvement.changes.returning import receive_workbook
from goldenthread.improvement.models import Action, ImprovementPlan, Promise, WorkingGroup
from goldenthread.improvement.queries import current_improvement_plan
from goldenthread.improvement.queries.workbook import workbook_of
from goldenthread.improvement.rules import RiskKind
from goldenthread.inspections.changes import (
    give_advice,
    record_contact,
    record_inspection,
    record_judgements,
    record_progress_said,
)
from goldenthread.inspections.models import Inspection, InspectionEvent
from goldenthread.inspections.rules import (
    ActionTaken,
    ContactKind,
    DraftContact,
    DraftInspection,
    DraftJudgement,
    DraftNote,
    DraftNumbered,
    DraftProgressSaid,
    InspectionKind,
    Judged,
    Regime,
)
from goldenthread.intake.changes import take_in
from tests.guards.samples_of_boards import samples_of_boards
from tests.guards.samples_of_dataset import samples_of_dataset
from tests.guards.samples_of_reports import samples_of_reports

BY = Actor("test", "The sweep")


def area_of_the_newer_framework() -> LocalArea:
    """Add an area whose report has an area for priority action and one for improvement."""
    area = add_area(by=BY, slug="newer", name="Newer")
    draft = DraftInspection(
        regime=Regime.AREA_SEND_2023,
        kind=InspectionKind.FULL,
        title="A report",
        inspected_from=date(2023, 5, 1),
        priority_actions=(DraftNumbered(number=1, text="Leaders must act."),),
        improvements=(DraftNumbered(number=1, text="Leaders should improve."),),
    )
    record_inspection(by=BY, area=area, draft=draft)
    return area


def document_in_repair(area: LocalArea) -> int:
    """Bring in the minutes of a meeting and return the number of its document."""
    words = b"Minutes of the Board held on 3 March 2020\n\nPresent\nThe chair\n\n1. Welcome\n"
    return take_in(by=BY, area=area, name="minutes.txt", data=words).intake.document_id


def advice_given(area: LocalArea) -> tuple[int, int]:
    """Record a contact with a piece of advice and return the keys of both."""
    draft = DraftContact(ContactKind.STOCKTAKE, date(2020, 3, 3), "A stocktake")
    contact = record_contact(by=BY, area=area, draft=draft)
    advice = DraftNote("Ask the forum first.")
    given = give_advice(by=BY, contact=contact, draft=advice, on=contact.on)
    return contact.pk, given.pk


def _came_back(area: LocalArea, regime: Regime, kind: InspectionKind) -> Inspection:
    """Record that inspectors came back on the first inspection of an area."""
    first = Inspection.objects.filter(area=area).order_by("pk")[0]
    draft = DraftInspection(regime, kind, "They came back", date(2024, 9, 2))
    return record_inspection(by=BY, area=area, draft=draft, follows=first)


def judgement_of(area: LocalArea) -> int:
    """Record a revisit that judges the first weakness of an area; return the judgement's key."""
    visit = _came_back(area, Regime.LOCAL_AREA_2016, InspectionKind.REVISIT)
    judged = [DraftJudgement(1, Judged.SUFFICIENT)]
    return record_judgements(by=BY, revisit=visit, drafts=judged)[0].pk


def progress_said_in(area: LocalArea) -> int:
    """Record what a monitoring inspection said of the first priority action; return its key."""
    visit = _came_back(area, Regime.AREA_SEND_2023, InspectionKind.MONITORING)
    said = [DraftProgressSaid(1, ActionTaken.EFFECTIVE, "Leaders have acted.")]
    return record_progress_said(by=BY, visit=visit, drafts=said)[0].pk


def post_held(area: LocalArea) -> int:
    """Put somebody in a post and return the key of their holding it."""
    holder = RoleHeld.objects.filter(area=area)[0].user
    kept = {"by": BY, "area": area, "title": "Head of SEND", "starts": date(2019, 1, 1)}
    return put_in_post(**kept, user=holder).pk


def part_of_minutes(area: LocalArea) -> int:
    """Return the key of the minutes within the document brought in."""
    document = document_in_repair(area)
    return key_of(DocumentPart.objects.filter(document=document, kind="minutes"))


def key_of(rows: QuerySet[Any]) -> int:
    """Return the key of the first of some rows."""
    return rows.values_list("pk", flat=True)[0]


def _action_number(area: LocalArea) -> str:
    """Return the number of the first action of the plan that an area works to."""
    numbers = Action.objects.filter(improvement_plan=current_improvement_plan(area.pk))
    return numbers.values_list("number", flat=True)[0]


OF_AN_ACTION_BY_PROGRAM = ("action", "updates", "say", "evidence", "give")
OF_AN_ACTION = (
    "update",
    "difference",
    "evidence",
    "cost",
    "mark",
    "coproduction",
    "override",
    "rewrite",
)


def open_risk_of(area: LocalArea) -> int:
    """Open a risk of the area's plan and return its number."""
    improvement_plan = current_improvement_plan(area.pk)
    score = ScoreDraft(3, 3, "Director")
    return open_risk(
        by=BY,
        improvement_plan=improvement_plan,
        kind=RiskKind.RISK,
        words="Nobody applies",
        on=date(2020, 1, 6),
        score=score,
    ).number


def round_of(area: LocalArea) -> int:
    """Open a round of updates of the area's plan and return its key."""
    opens = date(2020, 1, 6)
    kept = {"improvement_plan": current_improvement_plan(area.pk), "opens": opens}
    return open_cycle(by=BY, due=date(2020, 1, 20), **kept).pk


def workbook_returned(area: LocalArea) -> int:
    """Bring the workbook of the area's plan back as it was taken and return its key."""
    improvement_plan = current_improvement_plan(area.pk)
    data = workbook_of(improvement_plan, date(2020, 1, 6))
    kept = {"improvement_plan": improvement_plan, "name": "actions.xlsx", "data": data}
    return receive_workbook(by=BY, **kept).pk


def samples_of(area: LocalArea) -> dict[str, object]:
    """Return a part's name, or an address's name and the part's, with what to put there."""
    plan = {"improvement_plan__area": area}
    promise = key_of(Promise.objects.filter(**plan))
    improvement_plan = key_of(ImprovementPlan.objects.filter(area=area))
    inspection = key_of(Inspection.objects.filter(area=area))
    contact, advice = advice_given(area)
    return {
        "slug": area.slug,
        "number": 1,
        **samples_of_boards(area),
        "plan": improvement_plan,
        "name": "Actions",
        **{f"api:{each}.number": _action_number(area) for each in OF_AN_ACTION_BY_PROGRAM},
        **samples_of_reports(area),
        **(samples_of_dataset(area) if settings.DATASET else {}),
        "thread:action.number": Action.objects.filter(**plan).values_list("number", flat=True)[0],
        **{f"improvement:{page}.number": _action_number(area) for page in OF_AN_ACTION},
        "improvement:risk.number": open_risk_of(area),
        "improvement:round.pk": round_of(area),
        "improvement:returned.pk": workbook_returned(area),
        "thread:group.number": WorkingGroup.objects.filter(**plan).values_list("number", flat=True)[
            0
        ],
        "thread:document.pk": Document.objects.filter(area=area).values_list("pk", flat=True)[0],
        "thread:name_document.pk": key_of(Document.objects.filter(area=area)),
        "thread:name_required.noun": "weakness",
        "thread:priority_action.slug": "newer",
        "thread:improvement.slug": "newer",
        "pk": document_in_repair(area),
        "intake:minutes.part": part_of_minutes(area),
        "thread:printed.pk": improvement_plan,
        "thread:family_promise.pk": promise,
        "thread:withhold.pk": promise,
        "improvement:mark_promise.pk": promise,
        "thread:begin.pk": improvement_plan,
        "thread:publish.pk": improvement_plan,
        "thread:move.pk": improvement_plan,
        "thread:event.pk": key_of(InspectionEvent.objects.filter(inspection__area=area)),
        "thread:add_event.pk": inspection,
        "thread:correct_clock.pk": inspection,
        "inspections:inspection.pk": inspection,
        "inspections:revisit.pk": inspection,
        "inspections:write_return.pk": inspection,
        "inspections:check_return.pk": inspection,
        "inspections:correct_judgement.pk": judgement_of(area),
        "inspections:correct_progress.slug": "newer",
        "inspections:correct_progress.pk": progress_said_in(LocalArea.objects.get(slug="newer")),
        "inspections:contact.pk": contact,
        "inspections:answer.pk": advice,
        "accounts:person.pk": RoleHeld.objects.filter(area=area).values_list("user", flat=True)[0],
        "accounts:end_role.pk": key_of(RoleHeld.objects.filter(area=area)),
        "accounts:end_post.pk": post_held(area),
        "key": "no-such-key",
        "uidb36": "1",
        "provider_id": "organisation",
        "layout": "statement",
        "form": "docx",
    }
