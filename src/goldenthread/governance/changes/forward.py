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
    fault = None if title.strip() else "Give the decision a title."
    if fault is None and decide_on < on:
        fault = "The day of the decision has passed."
    if fault is None and key_decision:
        fault = fault_of_key_notice(
            published=on,
            decide_on=decide_on,
            urgency=urgency,
            why=urgency_why,
            agreed_by=urgency_agreed_by,
        )
    if fault is None and key_decision and not ask_at.strip():
        fault = "Say where the papers of a key decision can be asked for (SI 2012/2089, reg. 9)."
    fault = fault or fault_of_exemption(exempt_paragraph, public_interest)
    if fault:
        raise UserError(f"{fault} Nothing was put on the forward plan.")
    item = ForwardItem.objects.create(
        area=body.area,
        body=body,
        title=title.strip(),
        words=words,
        key_decision=key_decision,
        decide_on=decide_on,
        meeting=meeting,
        owner_role=owner_role,
        papers_words=papers_words,
        ask_at=ask_at,
        published_on=on,
        exempt_paragraph=exempt_paragraph,
        public_interest=public_interest.strip(),
        urgency=urgency.value,
        urgency_why=urgency_why.strip(),
        urgency_agreed_by=urgency_agreed_by.strip(),
    )
    after = {"body": body.pk, "title": item.title, "decide_on": str(decide_on), "key": key_decision}
    record(by=by, verb="put_on_forward_plan", subject="forward_item", ref=item.pk, after=after)
    return item


@transaction.atomic
def withdraw_from_forward_plan(*, by: Actor, item: ForwardItem, why: str, on: date) -> None:
    """Take a decision off the forward plan; that notice was given stays on record."""
    row = ForwardItem.objects.select_for_update().get(pk=item.pk)
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
