"""Putting decisions on the forward plan and taking them off it."""

from datetime import date

from django.db import transaction

from goldenthread.areas.models import Body
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import ForwardItem, Meeting
from ..rules.notice import fault_of_exemption, fault_of_key_notice
from ..rules.states import Urgency


@transaction.atomic
def put_on_forward_plan(
    *,
    by: Actor,
    body: Body,
    title: str,
    decide_on: date,
    on: date,
    words: str = "",
    key_decision: bool = False,
    meeting: Meeting | None = None,
    owner_role: str = "",
    papers_words: str = "",
    ask_at: str = "",
    exempt_paragraph: int | None = None,
    public_interest: str = "",
    urgency: Urgency = Urgency.NONE,
    urgency_why: str = "",
    urgency_agreed_by: str = "",
) -> ForwardItem:
    """Give notice of a decision ahead; a key decision has the notice the law asks, or is refused.

    The particulars are those of SI 2012/2089, reg. 9(1): the matter, who decides, when, the papers
    and where to ask for them.
    """
    item = ForwardItem(
        area=body.area,
        body=body,
        title=title.strip(),
        words=words,
        key_decision=key_decision,
        decide_on=decide_on,
        meeting=meeting,
        owner_role=owner_role,
        papers_words=papers_words,
        ask_at=ask_at.strip(),
        published_on=on,
        exempt_paragraph=exempt_paragraph,
        public_interest=public_interest.strip(),
        urgency=urgency.value,
        urgency_why=urgency_why.strip(),
        urgency_agreed_by=urgency_agreed_by.strip(),
    )
    _refuse(item)
    item.save()
    after = {"body": body.pk, "title": item.title, "decide_on": str(decide_on), "key": key_decision}
    record(by=by, verb="put_on_forward_plan", subject="forward_item", ref=item.pk, after=after)
    return item


def _refuse(item: ForwardItem) -> None:
    """Raise UserError when an item would give notice too late, or of nothing."""
    fault = None if item.title else "Give the decision a title."
    if fault is None and item.decide_on < item.published_on:
        fault = "The day of the decision has passed."
    if fault is None and item.key_decision:
        fault = fault_of_key_notice(
            published=item.published_on,
            decide_on=item.decide_on,
            urgency=Urgency(item.urgency),
            why=item.urgency_why,
            agreed_by=item.urgency_agreed_by,
        )
        if fault is None and not item.ask_at:
            fault = (
                "Say where the papers of a key decision can be asked for (SI 2012/2089, reg. 9)."
            )
    fault = fault or fault_of_exemption(item.exempt_paragraph, item.public_interest)
    if fault:
        raise UserError(f"{fault} Nothing was put on the forward plan.")


@transaction.atomic
def withdraw_from_forward_plan(*, by: Actor, item: ForwardItem, why: str, on: date) -> None:
    """Take a decision off the forward plan; that notice was given stays on record."""
    row = ForwardItem.objects.select_for_update(no_key=True).get(pk=item.pk)
    if not why.strip():
        raise UserError("Say why it is withdrawn. Nothing was changed.")
    if row.withdrawn_on is not None:
        raise UserError("It was withdrawn already. Nothing was changed.")
    row.withdrawn_on, row.withdrawn_why = on, why.strip()
    row.save(update_fields=["withdrawn_on", "withdrawn_why"])
    after = {"why": why.strip()}
    record(
        by=by, verb="withdraw_from_forward_plan", subject="forward_item", ref=row.pk, after=after
    )
