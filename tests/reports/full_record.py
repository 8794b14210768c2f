"""One row of every table a report can print, each field with a value found nowhere else."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from django.db import models

from goldenthread.areas.changes import add_area
from goldenthread.areas.models import Body, LocalArea, Organisation, Succession
from goldenthread.audit.rules import Actor
from goldenthread.documents.models import Document
from goldenthread.governance.models import Challenge, ChallengeStep, Decision, Meeting
from goldenthread.improvement.models import (
    Action,
    ActionAnswersFinding,
    ActionGroup,
    ActionOrigin,
    ActionRestsOn,
    ActionServesMeasure,
    CarriedResponsibility,
    CoProduction,
    Cost,
    DifferenceDue,
    DifferenceVerdict,
    Evidence,
    ForumMark,
    GroupDependency,
    ImprovementPlan,
    Lead,
    LifeEvent,
    MeasureOfImprovement,
    MeasureOfPriorityAction,
    MeasureOfWeakness,
    Milestone,
    Priority,
    Promise,
    PromiseRevision,
    RagDefinition,
    RagOverride,
    Redating,
    Revision,
    Risk,
    RiskAction,
    RiskScore,
    SuccessMeasure,
    Theme,
    Update,
    UpdateCycle,
    WorkingGroup,
)
from goldenthread.inspections.models import (
    Advice,
    AdviceAnswer,
    AreaForImprovement,
    Contact,
    Finding,
    FindingOfWeakness,
    Inspection,
    InspectionEvent,
    Judgement,
    MonitoringNote,
    NextStep,
    PriorityAction,
    RepeatFinding,
    Shared,
    TimetableSlot,
    VisitNotice,
    Weakness,
)

BY = Actor("test", "A tester")
AS_AT = date(2019, 12, 1)
_TAKEN: list[date] = []


def next_day() -> date:
    """Return a day before the reports' that no other field holds, each later than the last.

    The ends of quarters are passed over, for trends print them.
    """
    day = (_TAKEN[-1] if _TAKEN else date(2018, 11, 1)) + timedelta(days=1)
    if day.month % 3 == 0 and (day + timedelta(days=1)).day == 1:
        day += timedelta(days=1)
    _TAKEN.append(day)
    return day


def token(model: type[models.Model], name: str) -> str:
    """Return words that only this field holds."""
    return f"{model.__name__}’s own {name.replace('_', ' ')}"


def made(model: type[models.Model], **given: Any) -> Any:
    """Keep a row in which every field not given has words or a day of its own."""
    values = dict(given)
    for each in model._meta.concrete_fields:
        if each.name in values or each.primary_key:
            continue
        if isinstance(each, models.DateField) and not isinstance(each, models.DateTimeField):
            values[each.name] = next_day()
        elif isinstance(each, models.CharField | models.TextField) and not each.choices:
            values[each.name] = token(model, each.name)[: each.max_length or 500]
    return model._default_manager.create(**values)


@dataclass
class Record:
    """A made-up area whose record holds a row of every table, by model."""

    area: LocalArea
    improvement_plan: ImprovementPlan
    group: WorkingGroup
    body: Body
    rows: dict[str, Any] = field(default_factory=dict)

    def keep(self, model: type[models.Model], **given: Any) -> Any:
        """Make a row and remember it under its model."""
        row = made(model, **given)
        self.rows[model._meta.label] = row
        return row


def full_record() -> Record:
    """Make the area, its plan and one row of everything."""
    _TAKEN.clear()
    area = add_area(by=BY, slug="anyshire", name="Anyshire")
    body = Body.objects.create(area=area, kind="improvement_board", name="The board of Anyshire")
    inspection = made(
        Inspection, area=area, regime="2016", kind="full", title="Letter",
        inspected_from=date(2018, 3, 1), inspected_to=date(2018, 3, 8), follows=None,
        document=None, letter_dated=date(2018, 4, 1), published=date(2018, 4, 2),
    )  # fmt: skip
    plan = made(
        ImprovementPlan, area=area, inspection=inspection, document=None, supersedes=None,
        plan_type="written_statement", life="live", governance=["Governed by the board"],
        glossary=[["Glossary term", "Glossary meaning"]], published_at=None,
    )  # fmt: skip
    group = made(
        WorkingGroup, improvement_plan=plan, number="7", position=1, body=body,
        also_called=["Also called so"],
    )  # fmt: skip
    record = Record(area, plan, group, body)
    record.rows |= {"improvement.ImprovementPlan": plan, "improvement.WorkingGroup": group}
    _required(record, inspection)
    _plan(record)
    _said(record)
    _judged(record)
    _beside(record)
    _asked(record)
    return record


def _required(record: Record, inspection: Inspection) -> None:
    weakness = record.keep(Weakness, inspection=inspection, number=1)
    finding = record.keep(
        Finding, inspection=inspection, side="develop", section="Leaders", ordinal=1
    )
    record.keep(FindingOfWeakness, finding=finding, weakness=weakness, state="confirmed")
    record.keep(InspectionEvent, inspection=inspection, event="fit_for_purpose")
    revisit = made(
        Inspection, area=record.area, regime="2016", kind="revisit", title="Revisit",
        inspected_from=date(2019, 10, 1), inspected_to=date(2019, 10, 3), follows=inspection,
        document=None, letter_dated=date(2019, 10, 20), published=date(2019, 10, 25),
    )  # fmt: skip
    judgement = record.keep(
        Judgement, inspection=revisit, weakness=weakness, judged="not_sufficient",
        strengths=["Judgement’s own strength"], caveats=["Judgement’s own caveat"],
    )  # fmt: skip
    _monitored(record, inspection, judgement)


def _monitored(record: Record, inspection: Inspection, judgement: Judgement) -> None:
    about = {
        "weakness": record.rows["inspections.Weakness"],
        "priority_action": None,
        "improvement": None,
    }
    document = _document(record, "Document of the contact")
    contact = record.keep(
        Contact, area=record.area, inspection=inspection, kind="deep_dive", document=document
    )
    record.keep(Shared, contact=contact, document=_document(record, "Document that was shared"))
    note = record.keep(MonitoringNote, contact=contact, side="develop", **about)
    advice = record.keep(Advice, contact=contact, **about)
    record.keep(AdviceAnswer, advice=advice, state="declined")
    notice = record.keep(
        VisitNotice, inspection=inspection, kind="revisit", document=None, withdrawn_on=None
    )
    times = {"starts": time(9, 10), "ends": None, "struck_on": None}
    record.keep(TimetableSlot, notice=notice, **times)
    record.keep(
        NextStep, inspection=judgement.inspection, judgement=judgement, kind="direction",
        document=None,
    )  # fmt: skip
    finding = record.rows["inspections.Finding"]
    record.keep(
        RepeatFinding, area=record.area, later="monitoring_note", later_ref=note.pk,
        earlier="finding", earlier_ref=finding.pk, share=0.5, words=[], state="confirmed",
    )  # fmt: skip


def _document(record: Record, title: str) -> Document:
    return made(
        Document, area=record.area, title=title, sha256=title, supersedes=None,
        received_at="2019-01-01T00:00:00Z",
    )  # fmt: skip


def _plan(record: Record) -> None:
    plan, group = record.improvement_plan, record.group
    weakness = record.rows["inspections.Weakness"]
    record.keep(
        Priority, improvement_plan=plan, group=group, number=3, weakness=weakness,
        priority_action=None, improvement=None,
    )  # fmt: skip
    theme = record.keep(Theme, improvement_plan=plan, group=group, number="7.1", position=1)
    like = {"improvement_plan": plan, "group": group, "theme": theme, "rag": "green"}
    record.rows["other"] = made(Action, number="7.1.9", position=2, **like)
    action = record.keep(
        Action, number="7.1.8", position=1, lead_shared=True,
        also_printed=[{"label": "Milestone at 6 months", "text": "Action’s own also printed"}],
        left_unknown={"lead": "Action’s own left unknown"}, due_to=date(2019, 12, 20), **like,
    )  # fmt: skip
    organisation = made(Organisation, kind="council", name="Organisation of the lead")
    record.keep(Lead, improvement_plan=plan, action=action, organisation=organisation)
    record.keep(
        Milestone,
        action=action,
        precision="day",
        position=1,
        ends=date(2019, 12, 20),
    )
    measure = record.keep(
        SuccessMeasure, improvement_plan=plan, number=41,
        also_printed=[{"label": "Lead", "text": "SuccessMeasure’s own also printed"}],
    )  # fmt: skip
    link = {"state": "proposed"}
    finding = record.rows["inspections.Finding"]
    record.keep(ActionAnswersFinding, action=action, finding=finding, **link)
    record.keep(ActionServesMeasure, action=action, measure=measure, **link)
    record.keep(ActionRestsOn, action=action, on=record.rows["other"], **link)
    record.keep(ActionGroup, action=action, group=group, **link)
    record.keep(ActionOrigin, action=action, source=record.rows["other"])
    for noun, links, model in (
        ("priority_action", MeasureOfPriorityAction, PriorityAction),
        ("improvement", MeasureOfImprovement, AreaForImprovement),
    ):
        words = {"number": 51, "text": f"Text of {noun}", "short": f"Short of {noun}"}
        required = made(model, inspection=record.improvement_plan.inspection, **words)
        record.keep(links, measure=measure, **{noun: required}, **link)
    record.keep(MeasureOfWeakness, measure=measure, weakness=weakness, **link)


def _said(record: Record) -> None:
    action, plan = record.rows["improvement.Action"], record.improvement_plan
    milestone = record.rows["improvement.Milestone"]
    record.keep(UpdateCycle, improvement_plan=plan)
    first = made(
        Update, action=action, delivery="on_track", milestone=None, replaced_by=None,
        supersedes=None, state="accepted", at=None,
    )  # fmt: skip
    update = record.keep(
        Update, action=action, delivery="off_track", milestone=milestone, on_behalf=True,
        replaced_by=record.rows["other"], supersedes=first, state="accepted", at=None,
        proposed_to=date(2020, 3, 3),
    )  # fmt: skip
    record.rows["superseded"] = first
    record.keep(
        Redating, action=action, milestone=milestone, update=update, old_to=date(2019, 12, 20),
        new_from=date(2020, 2, 27), new_to=date(2020, 3, 4),
    )  # fmt: skip
    document = _document(record, "Document of the evidence")
    about = {"action": action, "update": update, "kind": "file", "grade": "families"}
    about |= {"measure": record.rows["improvement.SuccessMeasure"], "document": document}
    wrong = Evidence.objects.create(
        **about, words="Evidence that was wrong", on=date(2019, 1, 1), withdrawn_on=date(2019, 2, 1)
    )
    record.keep(Evidence, **about, replaces=wrong, withdrawn_on=date(2019, 11, 27))
    record.keep(Revision, action=action, field="resources")
    action.resources = record.rows["improvement.Revision"].new
    action.save()


def _judged(record: Record) -> None:
    action = record.rows["improvement.Action"]
    verdict = record.keep(DifferenceVerdict, action=action, verdict="worse")
    verdict.evidence.add(record.rows["improvement.Evidence"])
    record.keep(DifferenceDue, action=action, judge_on=date(2020, 6, 6))
    record.keep(RagDefinition, area=record.area, rag="amber")
    record.keep(RagOverride, action=action, rag="red", ends=date(2020, 5, 5))
    record.keep(
        Cost,
        action=action,
        amount_pence=1_234_567,
        year="2019-20",
        withdrawn_on=None,
    )
    promise = record.keep(
        Promise, improvement_plan=record.improvement_plan, action=action, position=1,
        measure=record.rows["improvement.SuccessMeasure"], standing="not_kept",
        withheld_by="", withheld_since=None,
    )  # fmt: skip
    record.keep(PromiseRevision, promise=promise, field="due_words")
    record.keep(ForumMark, action=None, promise=promise, mark="not_ours")
    record.keep(CoProduction, action=action, level="co_produced")


def _beside(record: Record) -> None:
    plan, action = record.improvement_plan, record.rows["improvement.Action"]
    risk = record.keep(Risk, improvement_plan=plan, number=91, kind="issue")
    record.keep(RiskScore, risk=risk, likelihood=4, impact=5)
    record.keep(RiskAction, risk=risk, action=action, ends=None)
    other = made(
        WorkingGroup, improvement_plan=plan, number="8", position=2, body=None, also_called=[],
        name="The group waited for",
    )  # fmt: skip
    record.keep(GroupDependency, waits=record.group, on_group=other, action=action)
    record.keep(LifeEvent, improvement_plan=plan, life="live")
    succession = Succession.objects.create(on=date(2019, 4, 1), what="A succession", source="Law")
    names = ("The old council", "The new council")
    old, new = (made(Organisation, kind="council", name=name) for name in names)
    record.keep(
        CarriedResponsibility, improvement_plan=plan, succession=succession,
        from_organisation=old, to_organisation=new,
    )  # fmt: skip


def _asked(record: Record) -> None:
    meeting = made(
        Meeting, body=record.body, starts_at="2019-05-01T14:00:00Z", state="published",
        changed_at="2019-05-01T14:00:00Z", cadence=None, confirmed_at=None, cancelled_on=None,
        document=None, called_on=date(2019, 4, 1), drafted_on=date(2019, 5, 2),
    )  # fmt: skip
    record.keep(
        Decision, meeting=meeting, item=None, number=1, verb="RESOLVED", to_body=record.body,
        back_at=meeting,
    )  # fmt: skip
    challenge = record.keep(
        Challenge, area=record.area, number=61, raised_by_body=record.body, at_meeting=meeting,
        to_body=record.body, action=record.rows["improvement.Action"],
    )  # fmt: skip
    record.keep(ChallengeStep, challenge=challenge, kind="asked", body=record.body, meeting=meeting)
