"""Made-up updates that go the room's own way: sent by a lead, accepted or declined by a chair."""

from datetime import date

from goldenthread.audit.rules import Actor
from goldenthread.improvement.changes import (
    UpdateDraft,
    accept_update,
    decline_update,
    open_cycle,
    propose_update,
)
from goldenthread.improvement.models import Action, ImprovementPlan, Update
from goldenthread.improvement.rules import Delivery

from .diary import days_ago, when
from .files import Row, day, load_file
from .programme import actions_by_number
from .working_life import CHAIR, LEAD

COORDINATOR = Actor("example:coordinator", "A coordinator (made up)")


def make_proposals(*, improvement_plan: ImprovementPlan) -> None:
    """Send the made-up updates of a plan and let its chairs decide those that they decided."""
    data = load_file("proposed")
    actions = actions_by_number(improvement_plan)
    for row in data["rounds"]:
        opens, due = days_ago(row["opens_ago"]), days_ago(row["due_ago"])
        open_cycle(by=CHAIR, improvement_plan=improvement_plan, opens=opens, due=due)
    for row in sorted(data["updates"], key=when):
        update = _propose(row, actions)
        if row.get("decision"):
            _decide(row, update)


def _propose(row: Row, actions: dict[str, Action]) -> Update:
    action = actions[row["action"]]
    lead = action.leads.first()
    behalf = row.get("behalf", False)
    by = COORDINATOR if behalf else LEAD
    return propose_update(
        by=by,
        action=action,
        on=when(row),
        by_role=lead.role if lead else LEAD.name,
        on_behalf=behalf,
        draft=UpdateDraft(
            Delivery(row["delivery"]),
            row["words"],
            proposed_words=row.get("proposed", ""),
            proposed_reason=row.get("reason", ""),
            agreed_by=row.get("agreed", ""),
            agreed_why=row.get("agreed_why", ""),
            replaced_by=actions.get(row.get("other", "")),
            judge_on=day(row.get("judge")),
        ),
    )


def _decide(row: Row, update: Update) -> None:
    on: date = day(row.get("decided")) or days_ago(int(row.get("decided_ago", 0)))
    if row["decision"] == "declined":
        decline_update(by=CHAIR, update=update, on=on, words=row["answer"])
    else:
        accept_update(by=CHAIR, update=update, on=on)
