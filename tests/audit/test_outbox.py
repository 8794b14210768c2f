"""The outbox as a claim table: done once however often it is brought, and never for ever."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from django_q.exceptions import TimeoutException
from django_q.models import OrmQ
from django_q.signing import SignedPackage

from goldenthread.audit.changes import (
    LeaseLost,
    beat,
    claim,
    fail,
    finish,
    forget_letters,
    hold_back,
    leave,
    record,
    sweep,
    tell_progress,
    try_again,
)
from goldenthread.audit.models import Event, Outbox, RunningWorker
from goldenthread.audit.queries import progress_of, work_counted, work_due, work_of, work_waiting
from goldenthread.audit.rules import (
    MOST_ATTEMPTS,
    PAUSES,
    SYSTEM,
    Claim,
    Follow,
    Work,
    letter,
    pause_after,
)
from goldenthread.audit.tasks import Hopeless, carry_out

pytestmark = pytest.mark.django_db
did: list[Claim] = []


def does_it(work: Claim) -> None:
    did.append(work)


def breaks(work: Claim) -> None:
    raise OSError("no answer")


def gives_up(work: Claim) -> None:
    raise Hopeless("never")


def hangs(work: Claim) -> None:
    raise TimeoutException("too long")


def finishes_for_another(work: Claim) -> None:
    """Do the work after its lease has lapsed and somebody else has taken it."""
    lapse(work.pk)
    assert claim(pk=work.pk)
    finish(work=work)


@pytest.fixture(autouse=True)
def handlers(settings):
    did.clear()
    kinds = (does_it, breaks, gives_up, hangs, finishes_for_another)
    settings.OUTBOX_HANDLERS = {each.__name__: f"{__name__}.{each.__name__}" for each in kinds}


def some_work(kind: str = "does_it") -> Outbox:
    event = record(by=SYSTEM, verb="v", subject="s", ref=1, follow=[Follow(kind, {"n": 1})])
    return event.outbox.get()


def lapse(pk: int) -> None:
    Outbox.objects.filter(pk=pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def again(row: Outbox) -> Outbox:
    return Outbox.objects.get(pk=row.pk)


def test_work_is_done_once_however_often_it_is_brought():
    row = some_work()
    assert [carry_out(row.pk) for _ in range(3)] == ["done", "left", "left"]
    assert [(work.payload, work.by, work.key) for work in did] == [({"n": 1}, SYSTEM, row.key)]
    row = again(row)
    assert (row.state, row.attempts, row.lease_until) == (Work.DONE, 1, None)
    assert row.done_at


def test_work_under_a_lease_is_left_alone_and_taken_over_when_it_lapses():
    row = some_work()
    first = claim(pk=row.pk)
    assert claim(pk=row.pk) is None
    lapse(row.pk)
    second = claim(pk=row.pk)
    assert (first.attempt, second.attempt) == (1, 2)
    with pytest.raises(LeaseLost):
        finish(work=first)
    with pytest.raises(LeaseLost):
        tell_progress(work=first, done=1)
    fail(work=first, words="late")
    assert again(row).state == Work.RUNNING
    finish(work=second)
    assert again(row).state == Work.DONE


def test_a_worker_that_lost_its_lease_cannot_say_that_it_is_done():
    row = some_work("finishes_for_another")
    assert carry_out(row.pk) == "lost"
    assert (again(row).state, again(row).attempts) == (Work.RUNNING, 2)


def test_failure_is_tried_again_after_growing_pauses_and_then_given_up():
    row = some_work("breaks")
    for attempt in range(1, MOST_ATTEMPTS):
        before = timezone.now()
        assert carry_out(row.pk) == "failed"
        kept = again(row)
        assert (kept.state, kept.last_error) == (Work.WAITING, "OSError: no answer")
        assert kept.not_before - before >= PAUSES[attempt - 1]
        assert carry_out(row.pk) == "left"
        Outbox.objects.filter(pk=row.pk).update(not_before=timezone.now())
    assert carry_out(row.pk) == "failed"
    assert again(row).state == Work.EXHAUSTED
    assert list(PAUSES) == sorted(PAUSES)
    assert pause_after(MOST_ATTEMPTS) is None


def test_work_that_kills_its_worker_every_time_is_given_up():
    row = some_work()
    for _ in range(MOST_ATTEMPTS):
        assert claim(pk=row.pk)
        lapse(row.pk)
    assert carry_out(row.pk) == "left"
    assert again(row).state == Work.EXHAUSTED
    assert "killed" in again(row).last_error
    assert did == []


@pytest.mark.parametrize(
    ("kind", "words"), [("gives_up", "never"), ("unheard_of", "Nobody here does work of the kind")]
)
def test_hopeless_work_is_given_up_at_once(kind, words):
    row = some_work(kind)
    assert carry_out(row.pk) == "given up"
    assert again(row).state == Work.EXHAUSTED
    assert words in again(row).last_error


def test_work_that_takes_too_long_is_put_back_and_its_worker_ended():
    row = some_work("hangs")
    with pytest.raises(TimeoutException):
        carry_out(row.pk)
    assert (again(row).state, again(row).last_error) == (
        Work.WAITING,
        "It took longer than its lease.",
    )


def queued() -> list[int]:
    return [SignedPackage.loads(each.payload)["args"][0] for each in OrmQ.objects.all()]


def test_a_commit_rings_for_a_worker(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = some_work()
        assert queued() == []
    assert queued() == [row.pk]
    assert sweep() == 0


def test_the_sweep_brings_what_nobody_was_told_of_and_no_more():
    waiting, lapsed, later, done = (some_work() for _ in range(4))
    claim(pk=lapsed.pk)
    lapse(lapsed.pk)
    Outbox.objects.filter(pk=later.pk).update(not_before=timezone.now() + timedelta(minutes=1))
    carry_out(done.pk)
    assert sweep() == 2
    assert sorted(queued()) == work_due() == [waiting.pk, lapsed.pk]
    assert sweep() == 0
    Outbox.objects.update(queued_at=timezone.now() - timedelta(minutes=2))
    assert sweep() == 2


def test_work_given_up_can_be_tried_again_from_the_start():
    row = some_work("gives_up")
    carry_out(row.pk)
    assert try_again(by=SYSTEM, pk=row.pk)
    assert Event.objects.last().verb == "try_again"
    second = claim(pk=row.pk)
    assert (second.attempt, second.tries) == (2, 1)
    finish(work=second)
    assert not try_again(by=SYSTEM, pk=row.pk)


def test_progress_is_told_and_renews_the_lease():
    row = some_work()
    assert progress_of(row.pk).share is None
    work = claim(pk=row.pk)
    Outbox.objects.filter(pk=row.pk).update(lease_until=timezone.now() + timedelta(seconds=1))
    tell_progress(work=work, done=3, of=12, words="Page 3")
    told = progress_of(row.pk)
    assert (told.share, told.words, told.ended) == (25, "Page 3", False)
    assert again(row).lease_until > timezone.now() + timedelta(seconds=60)
    finish(work=work)
    assert (progress_of(row.pk).share, progress_of(row.pk).ended) == (100, True)
    assert work_of(row.event, row.kind) == row.pk
    assert progress_of(0) is None


def test_what_waits_is_listed_with_what_was_given_up_first():
    waiting, given_up = some_work(), some_work("gives_up")
    carry_out(given_up.pk)
    assert [row.pk for row in work_waiting()] == [given_up.pk, waiting.pk]
    counted = work_counted(timezone.now())
    assert (counted.waiting, counted.late, counted.exhausted) == (1, 1, 1)
    assert counted.last_beat is None


def test_everything_undone_can_be_held_back():
    done, waiting = some_work(), some_work()
    carry_out(done.pk)
    assert hold_back(words="Restored.") == 1
    assert (again(done).state, again(waiting).state) == (Work.DONE, Work.EXHAUSTED)


def test_a_person_is_taken_out_of_the_letters():
    for to in ("a@example.org", "b@example.org"):
        record(by=SYSTEM, verb="v", subject="s", ref=1, follow=[letter(to=to, subject="", text="")])
    assert forget_letters(by=SYSTEM, to="a@example.org") == 1
    gone, kept = Outbox.objects.order_by("pk")
    assert (gone.payload, gone.state) == ({}, Work.EXHAUSTED)
    assert (kept.payload["to"], kept.state) == ("b@example.org", Work.WAITING)


def test_workers_are_heard_of_until_they_leave():
    beat(name="here:1")
    RunningWorker.objects.update(beat_at=timezone.now() - timedelta(days=8))
    beat(name="here:2")
    assert [each.name for each in RunningWorker.objects.all()] == ["here:2"]
    beat(name="here:2")
    leave(name="here:2")
    assert not RunningWorker.objects.exists()


def test_the_cache_is_shared_in_the_database():
    cache.set("k", 1)
    assert cache.get("k") == 1
