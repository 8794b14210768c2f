"""Writing what families were promised and where each promise stands."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.reading.dates import parse_due

from ..models import Action, ImprovementPlan, Promise, PromiseRevision, SuccessMeasure
from ..rules import Standing


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """A promise in plain words, the action or measure it comes from, and its evidence."""

    plain: str
    action: Action | None = None
    measure: SuccessMeasure | None = None
    due_words: str = ""
    due_to: date | None = None
    evidence_promised: str = ""
    evidence_by: date | None = None
    plain_checked: bool = True


@dataclass(frozen=True, slots=True)
class PromiseWords:
    """All that a person says of a promise on one form, besides withholding it."""

    plain: str
    plain_checked: bool
    due_words: str
    evidence_promised: str
    evidence_by: date | None
    evidence_came_on: date | None
    standing: Standing
    what_changed: str
    no_because: str


class PromiseChanged(UserError):
    """Somebody changed a promise after it was shown; `now` is as they left it."""

    def __init__(self, now: Promise) -> None:
        super().__init__(
            "Somebody changed this promise after you opened it. Theirs was kept and nothing of "
            "yours was saved."
        )
        self.now = now


@transaction.atomic
def make_promises(
    *, by: Actor, improvement_plan: ImprovementPlan, drafts: Iterable[PromiseDraft]
) -> list[Promise]:
    """Add promises to a plan, after those already there, in the order given."""
    start = Promise.objects.filter(improvement_plan=improvement_plan).count()
    rows = [
        Promise(
            improvement_plan=improvement_plan,
            action=d.action,
            measure=d.measure,
            position=start + i,
            plain=d.plain,
            plain_checked=d.plain_checked,
            due_words=d.due_words[:500],
            due_to=d.due_to,
            evidence_promised=d.evidence_promised,
            evidence_by=d.evidence_by,
        )
        for i, d in enumerate(drafts)
    ]
    Promise.objects.bulk_create(rows, batch_size=500)
    record(
        by=by,
        verb="make_promises",
        subject="improvement_plan",
        ref=improvement_plan.pk,
        after={"promises": len(rows)},
    )
    return rows


@transaction.atomic
def begin_promises(*, by: Actor, improvement_plan: ImprovementPlan) -> list[Promise]:
    """Make a promise of every action that has none, in the action's own words for now."""
    ImprovementPlan.objects.select_for_update(no_key=True).get(pk=improvement_plan.pk)
    promised = Promise.objects.filter(action=OuterRef("pk"))
    actions = Action.objects.filter(~Exists(promised), improvement_plan=improvement_plan)
    drafts = [
        PromiseDraft(
            action.text,
            action,
            due_words="; ".join(milestone.words for milestone in action.milestones.all()),
            due_to=action.due_to,
            evidence_promised=action.evidence,
            plain_checked=False,
        )
        for action in actions.order_by("position").prefetch_related("milestones")
    ]
    return make_promises(by=by, improvement_plan=improvement_plan, drafts=drafts) if drafts else []


def is_plain(words: str, source: str, *, checked: bool) -> bool:
    """Say whether words count as plain: a person says so, or they are not the source's own."""
    return checked or words.split() != source.split()


@transaction.atomic
def rewrite_promise(
    *, by: Actor, promise: Promise, seen: str, words: PromiseWords, on: date
) -> bool:
    """Write all that a form says of a promise, unless it is no longer as `seen` (its stamp).

    The date is read anew when its words change. Returns whether anything was different; raises
    PromiseChanged, with nothing written, where somebody else changed it meanwhile.
    """
    now = Promise.objects.select_for_update(no_key=True).get(pk=promise.pk)
    if now.stamp != seen:
        raise PromiseChanged(now)
    _refuse_no_reason(words.standing, words.no_because)
    fields = asdict(words) | {
        "standing": words.standing.value,
        "due_words": words.due_words[:500],
        "no_because": words.no_because if words.standing is Standing.WILL_NOT_HAPPEN else "",
        "plain_checked": is_plain(words.plain, now.source_words, checked=words.plain_checked),
    }
    if fields["due_words"] != now.due_words:
        ends = [due.end for due in parse_due(fields["due_words"]) if due.end]
        fields["due_to"] = max(ends, default=None)
    changed = {name: value for name, value in fields.items() if value != getattr(now, name)}
    if not changed:
        return False
    if changed.keys() & {"standing", "what_changed", "no_because", "evidence_came_on"}:
        changed["changed_on"] = on
    before = _changed(by, now, changed, on)
    record(
        by=by,
        verb="rewrite_promise",
        subject="promise",
        ref=now.pk,
        before=before,
        after=changed,
    )
    promise.refresh_from_db()
    return True


def _refuse_no_reason(standing: Standing, no_because: str) -> None:
    if standing is Standing.WILL_NOT_HAPPEN and not no_because.strip():
        raise UserError(
            "Say why it will not happen: families see 'no, because' with your reason. "
            "Nothing was changed."
        )


@transaction.atomic
def settle_promise(
    *,
    by: Actor,
    promise: Promise,
    standing: Standing,
    on: date,
    what_changed: str = "",
    no_because: str = "",
) -> None:
    """Say where a promise stands; one that will not happen needs its reason."""
    _refuse_no_reason(standing, no_because)
    now = Promise.objects.select_for_update(no_key=True).get(pk=promise.pk)
    after = {"standing": standing.value, "what_changed": what_changed, "no_because": no_because}
    before = _changed(by, now, after | {"changed_on": on}, on)
    record(
        by=by,
        verb="settle_promise",
        subject="promise",
        ref=promise.pk,
        before={name: before[name] for name in after},
        after=after,
    )
    promise.refresh_from_db()


def _changed(
    by: Actor, promise: Promise, fields: Mapping[str, object], on: date
) -> dict[str, object]:
    """Set fields of a promise, keep what stood there with the day, and return that."""
    before = {name: getattr(promise, name) for name in fields}
    for name, value in fields.items():
        setattr(promise, name, value)
    promise.save(update_fields=list(fields))
    PromiseRevision.objects.bulk_create(
        PromiseRevision(
            promise=promise,
            field=name,
            old="" if before[name] is None else str(before[name]),
            new="" if value is None else str(value),
            on=on,
            by=by.name,
            by_ref=by.ref,
        )
        for name, value in fields.items()
        if value != before[name]
    )
    return before


@transaction.atomic
def withhold_promise(*, by: Actor, promise: Promise, role: str, since: date) -> None:
    """Withhold a promise's words from families; that it is withheld, by whom and since, shows.

    One that is withheld already is refused, so that by whom and since when stays as it was.
    """
    now = Promise.objects.select_for_update(no_key=True).get(pk=promise.pk)
    if now.withheld_by or now.withheld_since:
        raise UserError(
            f"This promise is withheld already, by: {now.withheld_by or 'we do not know'}. "
            "Nothing was changed."
        )
    _changed(by, now, {"withheld_by": role, "withheld_since": since}, since)
    record(
        by=by,
        verb="withhold_promise",
        subject="promise",
        ref=promise.pk,
        after={"by": role, "since": str(since)},
    )
    promise.refresh_from_db()


@transaction.atomic
def show_promise(*, by: Actor, promise: Promise, on: date) -> None:
    """Let families read a promise again from a day; that it was withheld stays on record."""
    now = Promise.objects.select_for_update(no_key=True).get(pk=promise.pk)
    if not (now.withheld_by or now.withheld_since):
        raise UserError("This promise is not withheld. Nothing was changed.")
    before = {"by": now.withheld_by, "since": str(now.withheld_since)}
    _changed(by, now, {"withheld_by": "", "withheld_since": None}, on)
    record(
        by=by,
        verb="show_promise",
        subject="promise",
        ref=promise.pk,
        before=before,
    )
    promise.refresh_from_db()
