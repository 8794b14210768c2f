"""What a trial by killing left, looked at from inside: what is lost, doubled or only half there."""

import json
import sys
from collections.abc import Iterable, Iterator

from goldenthread.audit.models import Event, Outbox
from goldenthread.audit.queries import first_broken_event
from goldenthread.audit.rules import Work
from goldenthread.documents.models import Document, DocumentContent
from goldenthread.improvement.models import Update
from goldenthread.intake.models import Intake, ReadFact
from goldenthread.reports.models import Rendering, Report
from goldenthread.reports.queries.kept import stamp_of
from goldenthread.reports.rules import Form, State


def counted(what: str, found: Iterable[str], answered: set[str]) -> Iterator[str]:
    """Yield what was answered and is not there, and what is there more than once."""
    names = list(found)
    yield from (f"{what} lost: {name}" for name in answered - set(names))
    yield from (f"{what} doubled: {name}" for name in set(names) if names.count(name) > 1)


def same(what: str, rows: int, events: int) -> Iterator[str]:
    """Yield a line when there are not as many events in the trail as rows."""
    if rows != events:
        yield f"{what}: {rows} rows and {events} events"


TRIAL = ("kills:1", "kills:2")


def events(verb: str) -> int:
    """Return how many events of the trial have a verb."""
    return Event.objects.filter(verb=verb, actor_ref__in=TRIAL).count()


def updates(answered: set[str]) -> Iterator[str]:
    """Each update once, with its event."""
    words = list(Update.objects.filter(by_role="Lead", entered_by_ref="kills:1"))
    yield from counted("update", [row.words for row in words], answered)
    yield from same("updates", len(words), events("record_update"))


def imports(answered: set[str]) -> Iterator[str]:
    """Each document once, whole: its bytes, its intake, as many facts as every other."""
    documents = Document.objects.filter(name__startswith="bring_in-")
    yield from counted("document", [row.name.removesuffix(".xlsx") for row in documents], answered)
    intakes = Intake.objects.filter(document__in=documents)
    yield from same("intakes", intakes.count(), events("take_in"))
    yield from same("documents", documents.count(), intakes.count())
    contents = DocumentContent.objects.filter(document__in=documents)
    yield from same("contents", documents.count(), contents.count())
    facts = {intake.pk: ReadFact.objects.filter(part__intake=intake).count() for intake in intakes}
    if len(set(facts.values())) > 1:
        yield f"documents are held in part: {facts}"


def reports(answered: set[str]) -> Iterator[str]:
    """Each report once; a published one frozen, with one file of each form."""
    found = list(Report.objects.filter(title__startswith="publish-"))
    yield from counted("report", [row.title for row in found], answered)
    yield from same("reports", len(found), events("draft_report"))
    files = Rendering.objects.filter(report__in=found)
    theirs = [str(row.pk) for row in found]
    made = Event.objects.filter(verb="keep_rendering", subject_ref__in=theirs)
    yield from same("files", files.count(), made.count())
    for row in found:
        published = row.state == State.PUBLISHED
        if row.title in answered and not published:
            yield f"report not published: {row.title}"
        if published and row.frozen_hash != stamp_of(row.frozen):
            yield f"report not as it was frozen: {row.title}"
        if published and files.filter(report=row).count() != len(Form):
            yield f"report without its files: {row.title}"


def letters(answered: set[str], received: list[str]) -> Iterator[str]:
    """Each letter sent at least once, under one Message-ID, and nothing else."""
    rows = Outbox.objects.filter(kind="mail", event__verb="remind", event__actor_ref__in=TRIAL)
    names = list(rows.values_list("event__subject_ref", flat=True))
    yield from counted("letter", names, answered)
    yield from same("letters", len(names), events("remind"))
    sent = {name.strip("<>").partition("@")[0] for name in received}
    due = {_name(row) for row in rows}
    known = {_name(row) for row in Outbox.objects.filter(kind="mail")}
    yield from (f"letter never arrived: {name}" for name in due - sent)
    yield from (f"letter from nowhere: {name}" for name in sent - known)


def _name(row: Outbox) -> str:
    """Return the name that a letter's Message-ID begins with."""
    return f"outbox-{row.pk}.{row.key}"


def problems(answered: dict[str, list[str]], received: list[str]) -> list[str]:
    """Return a line for everything that is not as it should be."""
    done = {deed: set(tokens) for deed, tokens in answered.items()}
    broken = first_broken_event()
    undone = Outbox.objects.exclude(state=Work.DONE)
    return [
        *([f"the trail breaks at event {broken.pk}"] if broken else []),
        *(f"{row.kind} {row.state} after {row.attempts}: {row.last_error}" for row in undone),
        *updates(done["update"]),
        *imports(done["bring_in"]),
        *reports(done["publish"]),
        *letters(done["mail"], received),
    ]


if __name__ == "__main__":
    told = json.load(sys.stdin)
    json.dump(problems(told["answered"], told["received"]), sys.stdout)
