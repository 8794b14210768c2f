"""Setting a colour beside the computed one, and saying what colours mean in an area."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Action, RagDefinition, RagOverride
from ..queries import rag_definitions
from ..rules import Rag
from .met import ChangedMeanwhile, refuse


@transaction.atomic
def override_rag(
    *,
    by: Actor,
    action: Action,
    rag: Rag,
    reason: str,
    on: date,
    ends: date | None = None,
    seen: int | None = None,
) -> RagOverride:
    """Set a colour for an action beside the computed one, with the reason, until a day or still.

    `seen` is the key of the last colour set that the person saw, 0 for none.
    """
    Action.objects.select_for_update(no_key=True).get(pk=action.pk)
    newest = RagOverride.objects.filter(action=action).order_by("-pk").first()
    if seen is not None and newest is not None and newest.pk != seen:
        raise ChangedMeanwhile("set a colour for this action", newest)
    faults = {} if reason.strip() else {"reason": "Say why the computed colour is not right"}
    if ends is not None and ends < on:
        faults["ends"] = "The last day lies in the past"
    refuse(faults)
    override = RagOverride.objects.create(
        action=action,
        rag=rag.value,
        reason=reason.strip(),
        by=by.name,
        by_ref=by.ref,
        on=on,
        ends=ends,
    )
    record(
        by=by,
        verb="override_rag",
        subject="action",
        ref=action.pk,
        after={"rag": rag.value, "reason": reason.strip(), "on": str(on), "ends": str(ends)},
    )
    return override


@transaction.atomic
def end_override(*, by: Actor, override: RagOverride, last_day: date) -> None:
    """Let the computed colour count again after a day; that another was set stays on record."""
    now = RagOverride.objects.select_for_update(no_key=True).get(pk=override.pk)
    if now.ends is not None and now.ends <= last_day:
        raise UserError("This colour has ended already. Nothing was changed.")
    now.ends = last_day
    now.save(update_fields=["ends"])
    record(
        by=by,
        verb="end_override",
        subject="action",
        ref=now.action_id,
        before={"rag": now.rag},
        after={"ends": str(last_day)},
    )


@transaction.atomic
def define_rag(
    *,
    by: Actor,
    area: LocalArea,
    words: Mapping[Rag, str],
    on: date,
    seen: int | None = None,
) -> int:
    """Say what colours mean in an area from a day, and return how many were said anew.

    `seen` is the key of the last definition that the person saw, 0 for none.
    """
    LocalArea.objects.select_for_update(no_key=True).get(pk=area.pk)
    newest = RagDefinition.objects.filter(area=area).order_by("-pk").first()
    if seen is not None and newest is not None and newest.pk != seen:
        raise ChangedMeanwhile("said what colours mean", newest)
    refuse({rag.value: "Say what it means" for rag, said in words.items() if not said.strip()})
    before = rag_definitions(area, on)
    new = {rag: said.strip() for rag, said in words.items() if said.strip() != before[rag]}
    for rag, said in new.items():
        RagDefinition.objects.create(area=area, rag=rag.value, words=said, on=on, by=by.name)
    if new:
        record(
            by=by,
            verb="define_rag",
            subject="area",
            ref=area.pk,
            before={rag.value: before[rag] for rag in new},
            after={rag.value: said for rag, said in new.items()},
        )
    return len(new)
