"""Several actions updated in one sending: each card stands or falls by itself."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.documents.models import Document

from ..changes import ChangedMeanwhile, Unfit, hold_action, propose_update, receive_evidence
from ..forms import tell
from ..forms.cards import CardForm, Offered
from ..models import Action, ImprovementPlan, Update
from ..queries.asked import newest_said

# What a change calls a field that a card calls otherwise.
CALLED = (("replaced_by", "carried_on_in"), ("dated", "meeting_on"), ("evidence_words", "meeting"))


@dataclass(slots=True)
class Card:
    """An action with its form; `theirs` is what somebody else said of it meanwhile."""

    action: Action
    form: CardForm
    theirs: Update | None = None


@dataclass(slots=True)
class Sent:
    """What became of a sending: the actions whose update was kept, and the cards to mend."""

    kept: list[Action] = field(default_factory=list)
    faulty: list[Card] = field(default_factory=list)


def offered_in(improvement_plan: ImprovementPlan) -> Offered:
    """Return what the cards of a plan offer to choose from."""
    actions = Action.objects.filter(improvement_plan=improvement_plan)
    measures = improvement_plan.success_measures.all()
    return Offered({str(m.number): m for m in measures}, {a.number: a for a in actions})


def cards_of(
    actions: Sequence[Action],
    offered: Offered,
    request: HttpRequest | None = None,
    roles: Mapping[int, Sequence[str]] | None = None,
) -> list[Card]:
    """Return a card for each action: filled in from what was sent, or empty."""
    newest = newest_said(action.pk for action in actions)
    sent = (request.POST, request.FILES) if request is not None else (None, None)
    return [
        Card(
            action,
            CardForm(
                *sent,
                action=action,
                offered=offered,
                roles=(roles or {}).get(action.pk, ()),
                initial={"seen": newest[action.pk]},
            ),
        )
        for action in actions
    ]


def send_cards(
    cards: Sequence[Card],
    by: Actor,
    role_of: Callable[[Card], str],
    others: Collection[int] = (),
    *,
    waiting_at: str,
) -> Sent:
    """Keep what each card says that says anything; one that is wrong keeps no other back.

    `role_of` says for which lead a card speaks; `others` are the actions written on its behalf;
    `waiting_at` is the address of the page on which the chair finds them.
    """
    sent = Sent()
    for card in cards:
        if not card.form.answered:
            continue
        on_behalf = card.action.pk in others
        if card.form.is_valid() and _keep(card, by, role_of(card), on_behalf, waiting_at):
            sent.kept.append(card.action)
        else:
            sent.faulty.append(card)
    return sent


def _keep(card: Card, by: Actor, role: str, on_behalf: bool, waiting_at: str) -> bool:
    """Keep one card with its file, all or nothing; what is refused is shown on it."""
    form = card.form
    try:
        with transaction.atomic():
            hold_action(card.action)
            propose_update(
                by=by,
                action=card.action,
                on=timezone.localdate(),
                by_role=role,
                draft=form.draft(_file_of(card, by)),
                on_behalf=on_behalf,
                seen=form.cleaned_data["seen"] or 0,
                waiting_at=waiting_at,
            )
    except Unfit as refused:
        tell(form, refused, CALLED)
        return False
    except ChangedMeanwhile as met:
        card.form = _again(card, met)
        return False
    except UserError as refused:
        form.add_error("file" if form.cleaned_data["file"] else None, refused.message)
        return False
    return True


def _file_of(card: Card, by: Actor) -> Document | None:
    file = card.form.cleaned_data["file"]
    if not file:
        return None
    area = card.action.improvement_plan.area
    return receive_evidence(by=by, area=area, name=file.name, data=file.read())


def _again(card: Card, met: ChangedMeanwhile) -> CardForm:
    """Return the card as it was typed, so that it can be sent again beside what came meanwhile."""
    theirs = met.theirs
    assert isinstance(theirs, Update)
    card.theirs = theirs
    data: Any = card.form.data.copy()
    data[card.form.add_prefix("seen")] = str(theirs.pk)
    role = card.form.fields.get("by_role")
    roles = [key for key, _ in role.choices] if role else []
    form = CardForm(
        data, card.form.files, action=card.action, offered=card.form.offered, roles=roles
    )
    form.is_valid()
    form.add_error(None, f"{met.message}")
    return form
