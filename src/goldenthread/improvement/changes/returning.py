"""Taking a workbook of actions back, and letting in what a person chose of it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.reading.extract import extract_bytes

from ..models import Action, ImprovementPlan, ReturnedWorkbook, Theme
from ..queries.editing import stamp_in
from ..rules.returned import ReturnedRow, rows_returned
from .building import add_action
from .editing import edit_action


@transaction.atomic
def receive_workbook(
    *, by: Actor, improvement_plan: ImprovementPlan, name: str, data: bytes
) -> ReturnedWorkbook:
    """Keep a workbook that came back; nothing of it enters the plan yet.

    UserError, and nothing kept, for a file that is not ours, is of another plan or holds no row.
    """
    rows = rows_returned(extract_bytes(data, name).source)
    stamps = [stamp for stamp in (stamp_in(row.stamp) for row in rows) if stamp]
    if not stamps:
        raise UserError(
            f"No row of “{name[:60]}” carries a key of ours that is whole. Nothing was kept. Take "
            "the workbook anew from the page of the plan."
        )
    if {stamp.improvement_plan for stamp in stamps} != {improvement_plan.pk}:
        raise UserError(
            f"“{name[:60]}” holds actions of another plan, or of an older version. Nothing was "
            "kept. Take the workbook of the plan that the area works to now."
        )
    book = ReturnedWorkbook.objects.create(
        improvement_plan=improvement_plan,
        name=name[:300],
        sha256=hashlib.sha256(data).hexdigest(),
        exported_on=min(stamp.on for stamp in stamps),
        rows=[row.as_json() for row in rows],
        received_at=timezone.now(),
        received_by=by.name,
        received_by_ref=by.ref,
    )
    record(
        by=by,
        verb="receive_workbook",
        subject="improvement_plan",
        ref=improvement_plan.pk,
        after={"workbook": book.pk, "sha256": book.sha256, "rows": len(rows)},
    )
    return book


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person chose for one action: new words by field, the stamp they saw, and why."""

    edits: Mapping[str, str]
    seen: str
    reason: str = ""


@dataclass(slots=True)
class Entered:
    """What became of a choice: numbers of actions changed and added, and why others were not.

    `rows` are the places of the rows that became actions, which are not offered again.
    """

    changed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def enter_workbook(
    *,
    by: Actor,
    book: ReturnedWorkbook,
    chosen: Mapping[int, Chosen],
    added: Sequence[ReturnedRow],
    on: date,
) -> Entered:
    """Let in what was chosen of a workbook: each action by itself, all of it or nothing.

    One that somebody else changed meanwhile, or that cannot be kept, keeps no other back; it is
    told in `left` and can be decided again.
    """
    entered = Entered()
    actions = Action.objects.filter(improvement_plan=book.improvement_plan).in_bulk(list(chosen))
    for pk, what in chosen.items():
        try:
            done = edit_action(
                by=by,
                action=actions[pk],
                edits=what.edits,
                seen=what.seen,
                on=on,
                reason=what.reason,
            )
        except UserError as refused:
            entered.left.append(refused.message)
        else:
            entered.changed += [actions[pk].number] if done else []
    for row in added:
        _add(by, book, row, entered)
    _close(by, book, entered)
    return entered


def _add(by: Actor, book: ReturnedWorkbook, row: ReturnedRow, entered: Entered) -> None:
    said = row.values
    themes = Theme.objects.filter(improvement_plan=book.improvement_plan)
    theme = themes.filter(number=said.get("theme", "").strip()[:20]).first()
    if theme is None:
        words = f"Row {row.row} names no theme of the plan, so no action was added for it."
        entered.left.append(words)
        return
    try:
        action = add_action(
            by=by,
            theme=theme,
            text=said.get("text", ""),
            leads=said.get("leads", ""),
            due=said.get("due", ""),
            intended_impact=said.get("intended_impact", ""),
            success_measure=said.get("success_measure", ""),
            more={n: said.get(n, "") for n in ("resources", "baseline", "target", "evidence")},
        )
    except UserError as refused:
        entered.left.append(f"Row {row.row}: {refused.message}")
    else:
        entered.added.append(action.number)
        entered.rows.append(row.row)


@transaction.atomic
def _close(by: Actor, book: ReturnedWorkbook, entered: Entered) -> None:
    """Keep what became of a workbook; what was let in before is kept with it."""
    now = ReturnedWorkbook.objects.select_for_update(no_key=True).get(pk=book.pk)
    before = now.outcome
    now.outcome = {
        "changed": [*before.get("changed", []), *entered.changed],
        "added": [*before.get("added", []), *entered.added],
        "rows": [*before.get("rows", []), *entered.rows],
        "left": entered.left,
    }
    now.applied_at = timezone.now()
    now.save(update_fields=["outcome", "applied_at"])
    record(
        by=by,
        verb="enter_workbook",
        subject="improvement_plan",
        ref=now.improvement_plan_id,
        after={
            "workbook": now.pk,
            "changed": entered.changed,
            "added": entered.added,
            "left": len(entered.left),
        },
    )
