"""The example's statement of action, its links, promises and accelerated plans."""

from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.improvement.changes import (
    PromiseDraft,
    carry_responsibility,
    make_promises,
    move_life,
    propose_links,
    record_improvement_plan,
)
from goldenthread.improvement.models import (
    Action,
    ActionAnswersFinding,
    ActionServesMeasure,
    ImprovementPlan,
    MeasureOfWeakness,
    SuccessMeasure,
)
from goldenthread.improvement.rules import (
    DraftAction,
    DraftGroup,
    DraftImprovementPlan,
    DraftMeasure,
    DraftTheme,
    Life,
    PlanType,
)
from goldenthread.inspections.models import Inspection

from .files import Row, Sources, day, fuzzy, load_file
from .inspected import findings_by_place, place_of
from .places import Places


def make_statement(
    *, by: Actor, area: LocalArea, inspection: Inspection, sources: Sources
) -> ImprovementPlan:
    """Make the statement of action with its links and promises, live since it was accepted."""
    data = load_file("improvement_plan")
    own = data["improvement_plan"]
    draft = DraftImprovementPlan(
        PlanType(own["type"]),
        own["title"],
        Life.FIT,
        tuple(_group(row, sources) for row in data["groups"]),
        tuple(
            DraftTheme(
                t["number"],
                str(t["group"]),
                t["title"] or "",
                sources.by_field(t["cites"], "title"),
            )
            for t in data["themes"]
        ),
        tuple(_action(row, sources) for row in data["actions"]),
        tuple(
            DraftMeasure(
                m["number"], m["text"], m["heading"] or "", cites=sources.by_field(m["cites"])
            )
            for m in data["measures"]
        ),
        sources.first(own["cites"]).document_id,
    )
    improvement_plan = record_improvement_plan(by=by, area=area, draft=draft, inspection=inspection)
    move_life(
        by=by,
        improvement_plan=improvement_plan,
        to=Life.LIVE,
        on=day(own["fit_for_purpose"]),
        note="Declared fit for purpose.",
    )
    _propose(by, improvement_plan, inspection, data)
    _promise(by, improvement_plan, data)
    return improvement_plan


def _group(row: Row, sources: Sources) -> DraftGroup:
    return DraftGroup(
        str(row["number"]),
        row["name"],
        tuple(row["also_called"]),
        row["chair_role"] or "",
        tuple((p["number"], p["text"]) for p in row["priorities"]),
        sources.by_field(row["cites"], "name"),
    )


def _action(row: Row, sources: Sources) -> DraftAction:
    unknown = {
        "lead": row["lead_unsure"] if row["lead"] is None else None,
        "due": row["due_unsure"] if not row["due"] else None,
    }
    return DraftAction(
        number=row["number"],
        theme=row["theme"],
        group=str(row["group"]),
        text=row["text"],
        intended_impact=row["intended_impact"] or "",
        success_measure=row["success_measure"] or "",
        leads=(row["lead"],) if row["lead"] else (),
        lead_shared=row["lead_shared"],
        due=tuple(fuzzy(d) for d in row["due"]),
        rag=row["rag"] or "",
        refers_to_groups=tuple(str(g) for g in row["refers_to_groups"]),
        rests_on=tuple(row["rests_on"]),
        left_unknown=tuple((field, why) for field, why in unknown.items() if why),
        cites=sources.by_field(row["cites"]),
    )


def actions_by_number(improvement_plan: ImprovementPlan) -> dict[str, Action]:
    """Return the actions of a plan by their printed number."""
    rows = Action.objects.filter(improvement_plan=improvement_plan)
    return {action.number: action for action in rows}


def _measures(improvement_plan: ImprovementPlan) -> dict[int, SuccessMeasure]:
    rows = SuccessMeasure.objects.filter(improvement_plan=improvement_plan)
    return {measure.number: measure for measure in rows}


def _propose(
    by: Actor, improvement_plan: ImprovementPlan, inspection: Inspection, data: Row
) -> None:
    actions, measures = actions_by_number(improvement_plan), _measures(improvement_plan)
    findings = findings_by_place(inspection)
    weaknesses = {w.number: w for w in inspection.weaknesses.all()}
    propose_links(
        by=by,
        kind=ActionAnswersFinding,
        links=[
            {
                "action": actions[row["action"]],
                "finding": findings[place_of(row["finding"])],
                "why": row["why"],
            }
            for row in data["links"]
        ],
    )
    propose_links(
        by=by,
        kind=MeasureOfWeakness,
        links=[
            {"measure": measures[m["number"]], "weakness": weaknesses[n], "why": m["why"] or ""}
            for m in data["measures"]
            for n in m["weaknesses"]
        ],
    )
    propose_links(
        by=by,
        kind=ActionServesMeasure,
        links=[
            {"measure": measures[m["number"]], "action": actions[n], "why": ""}
            for m in data["measures"]
            for n in m["actions"]
        ],
    )


def _promise(by: Actor, improvement_plan: ImprovementPlan, data: Row) -> None:
    """Make the promise cards, then one for each action that no card speaks of."""
    actions, measures = actions_by_number(improvement_plan), _measures(improvement_plan)
    cards = load_file("promises")["promises"]
    spoken = {number for card in cards for number in card["actions"]}
    drafts = [_card(card, actions, measures) for card in cards]
    for row in data["actions"]:
        if row["number"] in spoken or not row["promise"]:
            continue
        due = [fuzzy(d) for d in row["due"]]
        ends = [d.end for d in due if d.end]
        drafts.append(
            PromiseDraft(
                row["promise"],
                actions[row["number"]],
                due_words="; ".join(d.text for d in due),
                due_to=max(ends, default=None),
            )
        )
    make_promises(by=by, improvement_plan=improvement_plan, drafts=drafts)


def _card(
    card: Row, actions: dict[str, Action], measures: dict[int, SuccessMeasure]
) -> PromiseDraft:
    due, evidence = card["due"] or {}, card["evidence_promised"] or {}
    return PromiseDraft(
        card["plain"],
        actions[card["actions"][0]] if card["actions"] else None,
        measures[card["measures"][0]] if card["measures"] else None,
        due.get("words") or "",
        day(due.get("to")),
        evidence.get("what") or "",
        day(evidence.get("by")),
    )


def make_accelerated_plans(
    *,
    by: Actor,
    area: LocalArea,
    inspection: Inspection,
    statement: ImprovementPlan,
    sources: Sources,
) -> None:
    """Make the accelerated progress plans: what the documents tell of each and no more."""
    for row in load_file("inspection")["accelerated_plans"]:
        number = row["weakness"]
        group = DraftGroup(
            str(number),
            row["title"],
            priorities=((number, row["text"]),),
            cites=sources.by_field(row["cites"], "name"),
        )
        record_improvement_plan(
            by=by,
            area=area,
            inspection=inspection,
            draft=DraftImprovementPlan(
                PlanType.ACCELERATED_PROGRESS,
                f"Accelerated progress plan: {row['title'][:1].lower()}{row['title'][1:]}",
                Life.LIVE,
                (group,),
                document_id=sources.first(row["cites"]).document_id,
            ),
        )


def carry_on(*, by: Actor, improvement_plan: ImprovementPlan, places: Places) -> None:
    """Record which bodies carry the statement's responsibilities after each succession."""
    for row, succession in places.successions:
        if row["of"] != "organisations":
            continue
        before = [places.organisations[key] for key in row["from"]]
        after = [places.organisations[key] for key in row["to"]]
        pairs = (
            zip(before, after, strict=True)
            if len(before) == len(after)
            else ((old, new) for old in before for new in after)
        )
        for old, new in pairs:
            carry_responsibility(
                by=by,
                improvement_plan=improvement_plan,
                succession=succession,
                from_organisation=old,
                to_organisation=new,
                what=f"What {old.name} was responsible for in the statement",
            )
