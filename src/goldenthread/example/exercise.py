"""Made-up updates over the real programme, each labelled as made up."""

from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.core.calendar import day_words
from goldenthread.improvement.changes import (
    PromiseDraft,
    make_promises,
    move_date,
    record_update,
    settle_promise,
    withhold_promise,
)
from goldenthread.improvement.models import Action, ImprovementPlan, Promise
from goldenthread.improvement.rules import AGREED, Delivery, Standing
from goldenthread.inspections.models import Inspection

from .boards import note_cancelled, note_lately, note_meetings, set_up_bodies
from .contacts import make_contacts
from .diary import Diary
from .files import Row, day, load_file
from .people import Cast, fill_the_posts
from .places import Places
from .programme import actions_by_number
from .proposing import make_proposals
from .questions import (
    Asking,
    note_challenges,
    note_disagreements,
    note_moved_up,
    plan_ahead,
    set_rules,
)
from .reporting import make_reports
from .working_life import CHAIR, make_working_life

STANDING = {
    Delivery.DONE: Standing.KEPT,
    Delivery.ON_TRACK: Standing.PARTLY,
    Delivery.AT_RISK: Standing.PARTLY,
    Delivery.NOT_STARTED: Standing.NOT_KEPT,
    Delivery.OFF_TRACK: Standing.NOT_KEPT,
    Delivery.PAUSED: Standing.NOT_KEPT,
    Delivery.STOPPED: Standing.NOT_KEPT,
}


@dataclass(frozen=True, slots=True)
class Stage:
    """What a made-up working life is laid over: the area, its places, its inspection, its plan."""

    area: LocalArea
    places: Places
    inspection: Inspection
    improvement_plan: ImprovementPlan


def make_exercise(*, by: Actor, stage: Stage, cast: Cast) -> None:
    """Lay a made-up working life over a plan: updates, boards, contacts and reports."""
    make_updates(by=by, improvement_plan=stage.improvement_plan)
    make_working_life(improvement_plan=stage.improvement_plan)
    make_proposals(improvement_plan=stage.improvement_plan)
    fill_the_posts(by=by, area=stage.area, places=stage.places)
    make_contacts(by=by, area=stage.area, inspection=stage.inspection)
    _make_boards(stage, cast)
    make_reports(
        area=stage.area,
        improvement_plan=stage.improvement_plan,
        places=stage.places,
        cast=cast,
    )


def _make_boards(stage: Stage, cast: Cast) -> None:
    """Let the made-up boards meet, ask and decide, in the order of the days."""
    data = load_file("boards")
    met = set_up_bodies(stage.places, data["bodies"])
    set_rules(stage.area, data["escalation_rules"], day(data["rules_from"]) or date.min)
    diary = Diary()
    actions = actions_by_number(stage.improvement_plan)
    asking = Asking(stage.area, stage.places, actions, cast)
    note_meetings(diary, stage.places, met, data["meetings"])
    note_cancelled(diary, met, data["cancelled"])
    note_lately(diary, stage.places, data["held_lately"], data["coming"])
    note_challenges(diary, asking, data["challenges"])
    note_disagreements(diary, asking, data["disagreements"])
    note_moved_up(diary, asking, data["moved_up"])
    diary.tell()
    plan_ahead(stage.places, data["forward"])


def make_updates(*, by: Actor, improvement_plan: ImprovementPlan) -> None:
    """Lay the made-up updates, notes for families, refusals and withheld items over a plan."""
    data = load_file("exercise")
    actions = actions_by_number(improvement_plan)
    changed = {row["action"]: row for row in data["changed_for_families"]}
    for row in data["updates"]:
        told = changed.get(row["action"])
        _record(by, actions[row["action"]], row, told)
    _settle(by, improvement_plan, data["updates"], changed)
    for row in data["no_because"]:
        promise = _promise_of(improvement_plan, row["action"])
        settle_promise(
            by=by,
            promise=promise,
            standing=Standing.WILL_NOT_HAPPEN,
            on=day(row["on"]),
            no_because=row["reason"],
        )
    for row in data["withheld"]:
        promise = _promise_of(improvement_plan, row["action"])
        withhold_promise(by=by, promise=promise, role=row["by_role"], since=day(row["since"]))


def _record(by: Actor, action: Action, row: Row, told: Row | None) -> None:
    """Record a made-up update as accepted, and move the date that it proposes a week later."""
    proposed = day(row["proposed_date"])
    needs = Delivery(row["delivery"]) in AGREED
    update = record_update(
        by=by,
        action=action,
        on=day(row["at"]),
        by_role=row["by_role"],
        delivery=Delivery(row["delivery"]),
        words=row["words"],
        changed_for_families=told["words"] if told and told["at"] == row["at"] else "",
        proposed_words=day_words(proposed) if proposed else "",
        proposed_reason=row["words"] if proposed else "",
        agreed_by="Improvement board" if needs else "",
        agreed_why=row["words"] if needs else "",
    )
    if proposed:
        move_date(by=CHAIR, update=update, on=update.on + timedelta(days=7))


def _promise_of(improvement_plan: ImprovementPlan, number: str) -> Promise:
    """Return the promise that speaks of an action; a shared card gives way to one of its own."""
    rows = Promise.objects.filter(improvement_plan=improvement_plan, action__number=number)
    found = rows.first()
    if found is not None:
        return found
    action = actions_by_number(improvement_plan)[number]
    words = next(
        row["promise"]
        for row in load_file("improvement_plan")["actions"]
        if row["number"] == number
    )
    return make_promises(
        by=Actor("example", "Example"),
        improvement_plan=improvement_plan,
        drafts=[PromiseDraft(words, action)],
    )[0]


def _settle(
    by: Actor, improvement_plan: ImprovementPlan, updates: list[Row], changed: dict[str, Row]
) -> None:
    """Let each promise stand where the last made-up update of its action leaves it."""
    last: dict[str, Row] = {}
    for row in updates:
        if row["action"] not in last or row["at"] >= last[row["action"]]["at"]:
            last[row["action"]] = row
    for promise in Promise.objects.filter(improvement_plan=improvement_plan, action__isnull=False):
        number = promise.action.number if promise.action else ""
        if number not in last:
            continue
        told = changed.get(number)
        row = last[number]
        on = (
            max(day(row["at"]) or date.min, day(told["at"]) or date.min) if told else day(row["at"])
        )
        settle_promise(
            by=by,
            promise=promise,
            on=on,
            standing=STANDING[Delivery(row["delivery"])],
            what_changed=told["words"] if told else row["words"],
        )
