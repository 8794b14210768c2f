"""What other rooms may read of the trail."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Count, ForeignKey, Model, Q, QuerySet, Sum
from django.db.models.functions import Now
from django.utils import timezone

from .models import ChainHead, Event, Outbox, RunningWorker, WebhookSubscription
from .rules import GENESIS, Follow, Work, chained_hash, keyed_digest, told_of

LONGEST_KEY = 18


def _holds(event: Event, previous: str) -> bool:
    """Say whether an event follows the hash before it, is as it was, and names its own actor."""
    named = not event.actor_name or event.actor_digest == keyed_digest(
        settings.AUDIT_KEY, event.actor_name
    )
    linked = event.previous_hash == previous
    return linked and named and event.hash == chained_hash(previous, event.payload())


def first_broken_event() -> Event | None:
    """Return the first event whose hash or link to the one before does not hold, if any.

    Where events are missing at the end, it is the last one left; where none is left, one not
    stored that carries the hash the chain should end in.
    """
    head = ChainHead.objects.first()
    ends_in = head.hash if head else ""
    previous, last, whole = GENESIS, None, ends_in in ("", GENESIS)
    for event in Event.objects.order_by("id").iterator():
        if not _holds(event, previous):
            return event
        previous, last = event.hash, event
        whole = event.hash == ends_in or (whole and bool(ends_in))
    return None if whole else last or Event(hash=ends_in)


def chain_ends_in() -> str:
    """Return the hash that the trail should end in; of an empty trail, the first."""
    head = ChainHead.objects.first()
    return head.hash if head else GENESIS


def events_held() -> int:
    """Return how many events there are."""
    return Event.objects.count()


def holds_events() -> bool:
    """Say whether anything has ever been recorded here; no where there are no tables yet."""
    if Event._meta.db_table not in connection.introspection.table_names():
        return False
    return Event.objects.exists()


def chain_state() -> tuple[int, str]:
    """Return how many events the trail has and the hash it ends in."""
    head = ChainHead.objects.first()
    return Event.objects.count(), head.hash if head else GENESIS


def holds_hash(ended_in: str) -> bool:
    """Say whether the chain passes through a hash that it ended in at some time."""
    return ended_in == GENESIS or Event.objects.filter(hash=ended_in).exists()


def moment_of_database() -> datetime:
    """Return what time the database has; this machine's, where nothing has been recorded yet."""
    head = ChainHead.objects.annotate(moment=Now()).values_list("moment", flat=True).first()
    return head or timezone.now()


def latest_event(subject: str, ref: object) -> Event | None:
    """Return the last change to a subject, or None when nothing has been recorded."""
    return Event.objects.filter(subject=subject, subject_ref=str(ref)).order_by("-id").first()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is; `share` is 0 to 100, None when nobody knows."""

    state: Work
    done: int | None
    of: int | None
    words: str
    error: str

    @property
    def share(self) -> int | None:
        """Return whole percent of what there is to do."""
        if self.state is Work.DONE:
            return 100
        if self.done is None or not self.of:
            return None
        return min(100, 100 * self.done // self.of)

    @property
    def ended(self) -> bool:
        """Say whether nothing more will happen by itself."""
        return self.state in (Work.DONE, Work.EXHAUSTED)


def progress_of(pk: int) -> Progress | None:
    """Return how far the work of an outbox row is, or None when there is no such row."""
    row = Outbox.objects.filter(pk=pk).first()
    if row is None:
        return None
    return Progress(
        Work(row.state), row.progress_done, row.progress_of, row.progress_words, row.last_error
    )


def work_of(event: Event, kind: str) -> int | None:
    """Return the key of the work of a kind that followed an event, for `progress_of`."""
    rows = Outbox.objects.filter(event=event, kind=kind).order_by("id")
    return rows.values_list("pk", flat=True).first()


def work_waiting() -> list[Outbox]:
    """Return all work that is not done, that which was given up first; each with its event."""
    rows = Outbox.objects.exclude(state=Work.DONE).select_related("event")
    return sorted(rows, key=lambda row: (row.state != Work.EXHAUSTED, row.not_before, row.pk))


def due(now: datetime) -> QuerySet[Outbox]:
    """Return what may be claimed: waiting and due, or running on a lease that has lapsed."""
    waiting = Q(state=Work.WAITING, not_before__lte=now)
    return Outbox.objects.filter(waiting | Q(state=Work.RUNNING, lease_until__lte=now))


def work_due() -> list[int]:
    """Return the keys of all work that may be claimed now, oldest first."""
    return list(due(timezone.now()).order_by("not_before", "id").values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class WorkCounted:
    """How much work waits, is late and was given up; `last_beat` of any worker, if ever."""

    waiting: int
    late: int
    exhausted: int
    last_beat: datetime | None


def work_counted(late_since: datetime) -> WorkCounted:
    """Return how much work is not done; late is what has been due since before a moment."""
    undone = Q(state__in=(Work.WAITING, Work.RUNNING))
    lapsed = Q(state=Work.RUNNING, lease_until__lt=late_since)
    counted = Outbox.objects.aggregate(
        waiting=Count("pk", filter=undone),
        late=Count("pk", filter=Q(state=Work.WAITING, not_before__lt=late_since) | lapsed),
        exhausted=Count("pk", filter=Q(state=Work.EXHAUSTED)),
    )
    beats = RunningWorker.objects.order_by("-beat_at").values_list("beat_at", flat=True)
    return WorkCounted(**counted, last_beat=beats.first())


@dataclass(frozen=True, slots=True)
class Pulse:
    """Whether work moves: how much is due, how much is being done, and all attempts ever begun."""

    due: int
    running: int
    attempts: int


def pulse() -> Pulse:
    """Return whether work moves now."""
    now = timezone.now()
    counted = Outbox.objects.aggregate(
        running=Count("pk", filter=Q(state=Work.RUNNING, lease_until__gt=now)),
        attempts=Sum("attempts", default=0),
    )
    return Pulse(due=due(now).count(), **counted)


def letters_sent(count: int, to: str | None = None) -> list[Outbox]:
    """Return the last mails that were handed over, latest first, or only those to an address."""
    done = Outbox.objects.filter(kind="mail", state=Work.DONE).exclude(payload={})
    done = done.filter(payload__to=to) if to else done
    return list(done.order_by("-done_at", "-pk")[:count])


# How the trail calls what its table calls otherwise.
TABLES = {
    "area": "localarea",
    "feed": "feedaddress",
    "group": "workinggroup",
    "role": "roleheld",
    "terms": "termsofreference",
    "token": "apitoken",
    "webhook": "webhooksubscription",
}
WORDED = ("title", "name", "text", "words")
NAMED_BY = ("user", "post", "document", "body", "report", "meeting", "action", "risk", "inspection")


@lru_cache
def _table_of(subject: str) -> type[Model] | None:
    """Return the table that holds the subjects of a kind, if it is one of ours."""
    named = {
        model._meta.model_name: model
        for model in apps.get_models()
        if model.__module__.startswith("goldenthread.")
    }
    return named.get(TABLES.get(subject, subject.replace("_", "")))


@lru_cache
def _way_to_area(subject: str) -> tuple[type[Model], str] | None:
    """Return the table of a subject and the shortest way along its foreign keys to its area.

    What a row need not have is no way: it would lead some of them nowhere.
    """
    start = _table_of(subject)
    ways: deque[tuple[type[Model], str]] = deque([(start, "")] if start else [])
    seen = {start}
    while ways and start:
        model, way = ways.popleft()
        if model._meta.label == "areas.LocalArea":
            return start, f"{way}slug"
        for field in model._meta.fields:
            target = field.related_model
            always = isinstance(field, ForeignKey) and not field.null
            if always and isinstance(target, type) and target not in seen:
                seen.add(target)
                ways.append((target, f"{way}{field.name}__"))
    return None


@dataclass(frozen=True, slots=True)
class Thing:
    """What an event is of, as it is now: its key, number and words, and its area's slug and name.

    What a table does not hold is empty.
    """

    key: int
    number: str
    words: str
    area: str
    area_name: str


def _worded(model: type[Model]) -> str:
    """Return the field that says what a row is, perhaps of a row it belongs to; else "pk"."""
    fields = {field.name: field for field in model._meta.fields}
    for name in WORDED:
        if name in fields:
            return name
    for name in NAMED_BY:
        target = fields[name].related_model if name in fields else None
        if isinstance(target, type) and (further := _worded(target)) != "pk":
            return f"{name}__{further}"
    return "pk"


def _things_of(subject: str, keys: set[int]) -> dict[tuple[str, str], Thing]:
    model = _table_of(subject)
    if model is None:
        return {}
    way = _way_to_area(subject)
    named = way[1].removesuffix("slug") + "name" if way else "pk"
    worded, slug = _worded(model), way[1] if way else "pk"
    number = "number" if any(each.name == "number" for each in model._meta.fields) else "pk"
    rows = model._default_manager.filter(pk__in=keys).values(
        *dict.fromkeys(("pk", worded, number, slug, named))
    )
    return {
        (subject, str(row["pk"])): Thing(
            row["pk"],
            *(str(row[each] or "") if each != "pk" else "" for each in (number, worded)),
            *(str(row[each] or "") if way else "" for each in (slug, named)),
        )
        for row in rows
    }


def things(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Thing]:
    """Return what kinds and references of the trail stand for, one question for each kind."""
    wanted: dict[str, set[int]] = {}
    for subject, ref in pairs:
        if ref.isdecimal() and len(ref) <= LONGEST_KEY:
            wanted.setdefault(subject, set()).add(int(ref))
    found: dict[tuple[str, str], Thing] = {}
    for subject, keys in wanted.items():
        found |= _things_of(subject, keys)
    return found


def points_at(subject: str, name: str) -> str:
    """Return what kind of thing a value of a field is the key of; "" where it is no key."""
    model = _table_of(subject)
    for field in model._meta.fields if model else ():
        if field.name == name and isinstance(field.related_model, type):
            return str(field.related_model._meta.model_name)
    return ""


def area_of(event: Event) -> str:
    """Return the slug of the local area an event is of; empty when that is not known."""
    way = _way_to_area(event.subject)
    if way is None or not event.subject_ref.isdigit():
        return ""
    model, slug = way
    rows = model._default_manager.filter(pk=int(event.subject_ref))
    return rows.values_list(slug, flat=True).first() or ""


def webhooks_for(event: Event) -> list[Follow]:
    """Return the word to be sent to each address that asked for such an event.

    One question while nobody asked; the area is looked up only when somebody did. The word names
    what changed and holds no value of it: whoever may read that asks for it.
    """
    asked = WebhookSubscription.objects.filter(active=True).values_list("pk", "kinds", "area")
    told = [(pk, area) for pk, kinds, area in asked if told_of(kinds, event.subject, event.verb)]
    if not told:
        return []
    slug = area_of(event)
    body = {
        "type": f"{event.subject}.{event.verb}",
        "timestamp": event.at.isoformat(),
        "data": {
            "event": event.pk,
            "subject": event.subject,
            "ref": event.subject_ref,
            "verb": event.verb,
            "area": slug or None,
        },
    }
    return [
        Follow("webhook", {"subscription": pk, "body": body})
        for pk, area in told
        if area in ("", slug)
    ]


def webhooks_in(area: str) -> list[WebhookSubscription]:
    """Return the subscriptions of an area, or with "" those to the whole installation."""
    return list(WebhookSubscription.objects.filter(area=area))


def active_webhook(pk: int) -> WebhookSubscription | None:
    """Return a subscription that has not been stopped."""
    return WebhookSubscription.objects.filter(pk=pk, active=True).first()


def events_of(subject: str, refs: Iterable[object]) -> dict[str, list[Event]]:
    """Return the events of some subjects of one kind by reference, each list oldest first."""
    wanted = [str(ref) for ref in refs]
    found: dict[str, list[Event]] = {}
    for event in Event.objects.filter(subject=subject, subject_ref__in=wanted):
        found.setdefault(event.subject_ref, []).append(event)
    return found


def events_like(
    *,
    who: str = "",
    subject: str = "",
    verb: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Event]:
    """Return the events that match everything that is given, newest first.

    `who` is part of the printed name or the whole reference of an actor; both days count.
    """
    rows = Event.objects.order_by("-id")
    if who:
        rows = rows.filter(Q(actor_name__icontains=who) | Q(actor_ref=who))
    if subject:
        rows = rows.filter(subject=subject)
    if verb:
        rows = rows.filter(verb=verb)
    if since:
        rows = rows.filter(at__date__gte=since)
    if until:
        rows = rows.filter(at__date__lte=until)
    return rows


def subjects_and_verbs() -> tuple[list[str], list[str]]:
    """Return what kinds of thing and of deed the trail knows, each in order."""
    pairs = Event.objects.order_by().values_list("subject", "verb").distinct()
    return sorted({subject for subject, _ in pairs}), sorted({verb for _, verb in pairs})
