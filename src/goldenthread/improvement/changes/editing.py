"""Changing what an action says apart from its delivery: theme, leads, date and words at once."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.calendar import FuzzyDate
from goldenthread.core.errors import UserError
from goldenthread.reading.dates import parse_due

from ..models import Action, Lead, Milestone, Redating, Revision, Theme
from ..queries.editing import Editable, editable
from ..rules import Life
from ..rules.editing import EDITABLE, TEXTS, as_compared, roles_in
from .met import refuse

LONGEST_ROLE = 300


class EditedMeanwhile(UserError):
    """Somebody changed an action after it was shown; `now` is as they left it."""

    def __init__(self, now: Editable) -> None:
        super().__init__(
            f"Somebody else changed action {now.action.number} after you opened it. Theirs was "
            "kept and nothing of yours was saved for it: look at it again."
        )
        self.now = now


@transaction.atomic
def edit_action(
    *,
    by: Actor,
    action: Action,
    edits: Mapping[str, str],
    seen: str,
    on: date,
    reason: str = "",
) -> list[str]:
    """Change fields of an action (of `EDITABLE`) unless it is no longer as `seen`, its stamp.

    Words, theme and leads before are kept as revisions, a date before as a re-dating with the
    `reason`; one event tells of all. Returns the fields that differ. EditedMeanwhile where somebody
    was first; Unfit for what cannot be kept: nothing is written then.
    """
    Action.objects.select_for_update(no_key=True).get(pk=action.pk)
    now = editable(action.improvement_plan, on, [action.pk])[action.pk]
    if now.stamp != seen:
        raise EditedMeanwhile(now)
    changed = {
        name: words.strip()
        for name, words in edits.items()
        if as_compared(words) != as_compared(now.values[name])
    }
    if not changed:
        return []
    due = parse_due(changed.get("due", ""))
    theme = _theme(now.action, changed)
    refuse(_faults(now, changed, due, theme, reason))
    if theme is not None:
        now.action.theme, now.action.group_id = theme, theme.group_id
    for name in TEXTS:
        if name in changed:
            setattr(now.action, name, changed[name])
    for name in changed:
        now.action.left_unknown.pop({"leads": "lead"}.get(name, name), None)
    held = [name for name in TEXTS if name in changed]
    now.action.save(update_fields=[*held, "theme", "group", "left_unknown"])
    if "leads" in changed:
        _set_leads(now.action, roles_in(changed["leads"]))
    if "due" in changed:
        _set_date(by, now, due, changed["due"], reason, on)
    _revise(by, now, changed, on)
    _tell(by, now, changed, reason, on)
    action.refresh_from_db()
    return list(changed)


def _theme(action: Action, changed: Mapping[str, str]) -> Theme | None:
    if "theme" not in changed:
        return None
    rows = Theme.objects.filter(improvement_plan=action.improvement_plan_id)
    return rows.filter(number=changed["theme"][:20]).first()


def _faults(
    now: Editable,
    changed: Mapping[str, str],
    due: Sequence[FuzzyDate],
    theme: Theme | None,
    reason: str,
) -> dict[str, str]:
    number = now.action.number
    faults = {}
    unknown = set(changed) - set(EDITABLE)
    if unknown:
        faults["field"] = f"Action {number} has nothing called {sorted(unknown)[0]}"
    if "text" in changed and not changed["text"]:
        faults["text"] = f"Action {number} cannot be without words"
    if "theme" in changed and theme is None:
        faults["theme"] = (
            f"Action {number}: the plan has no theme {changed['theme'][:20] or '(none)'}"
        )
    if any(len(role) > LONGEST_ROLE for role in roles_in(changed.get("leads", ""))):
        faults["leads"] = f"Action {number}: a lead has at most {LONGEST_ROLE} characters"
    if "due" in changed and not any(d.start or d.end for d in due):
        faults["due"] = (
            f"Action {number}: no date can be read from “{changed['due'][:60]}”. Write it as "
            "31 March 2027, or spring 2027"
        )
    if "due" in changed and not _is_first(now) and not reason.strip():
        faults["reason"] = f"Action {number}: say why its date moves"
    return faults


def _is_first(now: Editable) -> bool:
    """Say whether a plan that is still being drafted gets its first date for an action."""
    drafting = now.action.improvement_plan.life == Life.DRAFTING.value
    return drafting and not now.values["due"]


def _set_leads(action: Action, roles: Sequence[str]) -> None:
    """Let these roles lead an action; who led it before stands in its revision."""
    held = list(Lead.objects.filter(action=action))
    for row, role in zip(held, roles, strict=False):
        if row.role != role:
            row.role, row.organisation = role, None
            row.save(update_fields=["role", "organisation"])
    for row in held[len(roles) :]:
        row.delete()
    plan = action.improvement_plan_id
    Lead.objects.bulk_create(
        Lead(improvement_plan_id=plan, action=action, role=role) for role in roles[len(held) :]
    )


def _set_date(
    by: Actor, now: Editable, due: Sequence[FuzzyDate], words: str, reason: str, on: date
) -> None:
    """Give an action of a draft its first date, or move its last one and keep the old for ever."""
    starts = min((d.start for d in due if d.start), default=None)
    ends = max((d.end for d in due if d.end), default=None)
    if _is_first(now):
        Milestone.objects.create(
            action=now.action,
            words=words[:500],
            starts=starts,
            ends=ends,
            precision=due[0].precision.value,
            position=0,
        )
        return
    milestones = sorted(now.action.milestones.all(), key=lambda m: (m.ends or date.min, m.position))
    last = milestones[-1] if milestones else None
    moved = Redating.objects.filter(action=now.action, milestone=last).last()
    Redating.objects.create(
        action=now.action,
        milestone=last,
        old_words=now.values["due"],
        old_to=moved.new_to if moved else last.ends if last else None,
        new_words=words[:500],
        new_from=starts,
        new_to=ends,
        reason=reason.strip(),
        agreed_by=by.name,
        agreed_by_ref=by.ref,
        on=on,
    )


def _revise(by: Actor, now: Editable, changed: Mapping[str, str], on: date) -> None:
    Revision.objects.bulk_create(
        Revision(
            action=now.action,
            field=name,
            old=now.values[name],
            new=words,
            on=on,
            by=by.name,
            by_ref=by.ref,
        )
        for name, words in changed.items()
        if name != "due"
    )


def _tell(by: Actor, now: Editable, changed: Mapping[str, str], reason: str, on: date) -> None:
    why = {"reason": reason.strip()} if "due" in changed and reason.strip() else {}
    record(
        by=by,
        verb="edit_action",
        subject="action",
        ref=now.action.pk,
        before={name: now.values[name] for name in changed},
        after={**changed, **why, "on": str(on)},
    )
