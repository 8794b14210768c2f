"""Drawing up a report, asking about it, approving it, publishing it and keeping its files."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.areas.models import Body, LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor, Follow
from goldenthread.core.errors import UserError
from goldenthread.improvement.models import ImprovementPlan, WorkingGroup

from .models import Comment, Commentary, DraftFile, Rendering, Report
from .queries.kept import RENDER, making_of, open_comments, printed_report, stamp_of
from .rules import (
    KINDS,
    Form,
    Kind,
    State,
    fault_of_approval,
    fault_of_period,
    fault_of_publication,
    moves_from,
)

_LONGEST_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class DraftReport:
    """What a new report is to be: its kind, the days it stands between, for whom and of what."""

    kind: Kind
    title: str
    as_at: date
    since: date | None = None
    body: Body | None = None
    group: WorkingGroup | None = None


@transaction.atomic
def draft_report(
    *, by: Actor, area: LocalArea, improvement_plan: ImprovementPlan, draft: DraftReport
) -> Report:
    """Begin a report; UserError when its days, title or group will not do."""
    _refuse(fault_of_period(draft.as_at, draft.since, timezone.localdate()))
    if not draft.title.strip() or len(draft.title) > 300 or "\x00" in draft.title:
        _refuse("A report needs a title of 1 to 300 characters.")
    if draft.kind == Kind.GROUP_HIGHLIGHT and draft.group is None:
        _refuse("A group highlight report is of one working group. Choose which.")
    report = Report.objects.create(
        area=area,
        improvement_plan=improvement_plan,
        kind=draft.kind,
        depth=KINDS[draft.kind].depth,
        title=draft.title.strip(),
        as_at=draft.as_at,
        since=draft.since,
        body=draft.body,
        group=draft.group,
        made_by=by.name,
        made_by_ref=by.ref,
        made_at=timezone.now(),
    )
    after = {"kind": report.kind, "as_at": report.as_at, "since": report.since}
    record(by=by, verb="draft_report", subject="report", ref=report.pk, after=after)
    return report


def _refuse(fault: str | None) -> None:
    if fault:
        raise UserError(f"{fault} Nothing was changed.")


def _locked(report: Report) -> Report:
    return Report.objects.select_for_update(of=("self",), no_key=True).get(pk=report.pk)


def _unfrozen(report: Report) -> Report:
    held = _locked(report)
    if held.state in (State.PUBLISHED, State.DROPPED):
        _refuse("This report is closed: what was published stays as it was. Draw up a new one.")
    return held


def _take_approval_away(held: Report) -> None:
    held.approved_by, held.approved_at, held.approved_stamp = "", None, ""


class WordsChanged(UserError):
    """Somebody wrote at a place of a report after it was shown; `theirs` is what they wrote."""

    def __init__(self, theirs: Commentary) -> None:
        super().__init__(
            f"{theirs.by} wrote here after you opened this page. Theirs stands in the report. "
            "Yours is not saved yet: look at both, then send yours again if it still holds."
        )
        self.theirs = theirs


@transaction.atomic
def write_commentary(
    *, by: Actor, report: Report, place: str, words: str, as_at: date, seen: int | None = None
) -> Commentary:
    """Put the author's words at a place of a report; what stood there before stays on record.

    `seen` is the key of the words that the author saw there, 0 for none; WordsChanged, with nothing
    written, where others came since.
    """
    held = _unfrozen(report)
    newest = held.commentary.filter(place=place[:100]).last()
    if seen is not None and newest is not None and newest.pk != seen:
        raise WordsChanged(newest)
    if len(words) > _LONGEST_WORDS or "\x00" in words:
        _refuse(f"A commentary has {_LONGEST_WORDS:,} characters at most.")
    if held.state == State.APPROVED:
        _refuse("This report is approved. Take it back to a draft before you change its words.")
    row = Commentary.objects.create(
        report=held,
        place=place[:100],
        words=words.strip(),
        as_at=as_at,
        by=by.name,
        at=timezone.now(),
    )
    after = {"place": row.place, "words": row.words, "as_at": row.as_at}
    record(by=by, verb="write_commentary", subject="report", ref=held.pk, after=after)
    return row


@transaction.atomic
def comment_on_report(*, by: Actor, report: Report, words: str) -> Comment:
    """Ask something of a report before it is published; an approval it had is gone by that."""
    held = _unfrozen(report)
    if not words.strip() or len(words) > _LONGEST_WORDS or "\x00" in words:
        _refuse("Write what you ask of the report.")
    row = Comment.objects.create(report=held, words=words.strip(), by=by.name, at=timezone.now())
    before = {"state": held.state}
    held.state = State.COMMENTED
    _take_approval_away(held)
    held.save()
    after = {"state": held.state, "comment": row.words}
    record(
        by=by, verb="comment_on_report", subject="report", ref=held.pk, before=before, after=after
    )
    return row


@transaction.atomic
def settle_comment(*, by: Actor, comment: Comment, words: str) -> Comment:
    """Say what was done with a comment."""
    _unfrozen(comment.report)
    row = Comment.objects.select_for_update(of=("self",), no_key=True).get(pk=comment.pk)
    if row.settled_at:
        _refuse(f"{row.settled_by} settled this comment already.")
    row.settled_by, row.settled_at, row.settled_words = by.name, timezone.now(), words.strip()
    row.save(update_fields=["settled_by", "settled_at", "settled_words"])
    after = {"comment": row.pk, "settled": row.settled_words}
    record(by=by, verb="settle_comment", subject="report", ref=row.report_id, after=after)
    return row


@transaction.atomic
def review_easy_read(*, by: Actor, report: Report) -> Report:
    """Say that a person has read an easy-read report through and found it fit for families."""
    held = _unfrozen(report)
    held.reviewed_by, held.reviewed_at = by.name, timezone.now()
    held.save(update_fields=["reviewed_by", "reviewed_at"])
    record(by=by, verb="review_easy_read", subject="report", ref=held.pk)
    return held


@transaction.atomic
def move_report(*, by: Actor, report: Report, to: State) -> Report:
    """Take a report to its next state; publishing freezes it and has its files made.

    UserError when the state cannot follow, the approver drew it up, a comment is open, or an
    easy-read report has not been reviewed.
    """
    held = _locked(report)
    was = State(held.state)
    if to not in moves_from(was):
        _refuse(f"A report that is {was} cannot become {to}.")
    if to == State.APPROVED:
        _refuse(fault_of_approval(held.made_by_ref, by.ref, len(open_comments(held))))
        held.approved_by, held.approved_at = by.name, timezone.now()
        held.approved_stamp = stamp_of(printed_report(held).as_json())
    if to == State.DRAFT:
        _take_approval_away(held)
        held.reviewed_by, held.reviewed_at = "", None
    if to == State.PUBLISHED:
        frozen = printed_report(held).as_json()
        said = (held.reviewed_by, held.approved_stamp, stamp_of(frozen))
        _refuse(fault_of_publication(Kind(held.kind), *said))
        _freeze(held, frozen, by)
    held.state = to
    held.save()
    record(
        by=by,
        verb="move_report",
        subject="report",
        ref=held.pk,
        before={"state": was},
        after={"state": to, "frozen": held.frozen_hash},
        follow=[Follow(RENDER, {"report": held.pk, "form": form}) for form in Form]
        if to == State.PUBLISHED
        else (),
    )
    return held


def _freeze(report: Report, frozen: dict[str, Any], by: Actor) -> None:
    report.frozen = frozen
    report.frozen_hash = stamp_of(frozen)
    report.published_by, report.published_at = by.name, timezone.now()


@transaction.atomic
def ask_for_file(*, by: Actor, report: Report, form: Form) -> None:
    """Have the worker make a file of a report; nothing where it is at it or about to be."""
    held = _locked(report)
    at = making_of(held, form)
    if at is not None and not at.ended:
        return
    follow = [Follow(RENDER, {"report": held.pk, "form": form})]
    after = {"form": form}
    record(by=by, verb="ask_for_file", subject="report", ref=held.pk, after=after, follow=follow)


@transaction.atomic
def keep_draft_file(*, by: Actor, report: Report, form: Form, stamp: str, data: bytes) -> DraftFile:
    """Keep a file of a draft that said what `stamp` is the digest of, in the last one's place."""
    held = _locked(report)
    row, _ = DraftFile.objects.update_or_create(
        report=held,
        form=form,
        defaults={"stamp": stamp, "data": data, "made_at": timezone.now()},
    )
    after = {"form": form, "stamp": stamp, "size": len(data)}
    record(by=by, verb="keep_draft_file", subject="report", ref=held.pk, after=after)
    return row


@transaction.atomic
def keep_rendering(*, by: Actor, report: Report, form: Form, data: bytes) -> Rendering:
    """Keep a file made of a published report; a second one of the same form changes nothing."""
    row, created = Rendering.objects.get_or_create(
        report=report,
        form=form,
        defaults={
            "data": data,
            "sha256": hashlib.sha256(data).hexdigest(),
            "size": len(data),
            "made_at": timezone.now(),
        },
    )
    if created:
        after = {"form": form, "sha256": row.sha256, "size": row.size}
        record(by=by, verb="keep_rendering", subject="report", ref=report.pk, after=after)
    return row
