"""Pairs in doubt: which is next for whom, and what the answers so far say of the links."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from goldenthread.areas.models import LocalArea
from goldenthread.audit.models import Outbox
from goldenthread.audit.queries import Progress, progress_of

from ..models import Joining, LinkageRun, ReviewAnswer, ReviewPair
from ..rules.review import Agreement, Band, Links, Quality, Said, Verdict, agreement, quality

REFRESH = "dataset_refresh"
STEP, ALONE = "step ", "single"
# Steps that rest on an identifier with a date of birth, on all names alike, or on people.
SURE = frozenset({"identical", "reference", "nhs_number", "upn", "uln", "demographics"}) | {
    *("traced", "decided"),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many pairs are open, open to this person, waiting for a third reviewer, and settled."""

    open: int
    mine: int
    disputed: int
    settled: int


def next_pair(area: LocalArea, who: str, after: int = 0) -> ReviewPair | None:
    """Return the pair that a person should look at next: those in dispute come first.

    Nobody is given a pair that they have answered; `after` passes over those up to it.
    """
    later = _open_to(area, who).filter(pk__gt=after)
    return later.annotate(given=Count("answers")).order_by("-given", "band", "pk").first()


def _open_to(area: LocalArea, who: str) -> QuerySet[ReviewPair]:
    answered = ReviewAnswer.objects.filter(who=who).values("pair")
    return ReviewPair.objects.filter(area=area, outcome="").exclude(pk__in=answered)


def waiting(area: LocalArea, who: str) -> Waiting:
    """Return how many pairs wait, and for whom."""
    open_pairs = ReviewPair.objects.filter(area=area, outcome="")
    given = open_pairs.annotate(given=Count("answers"))
    return Waiting(
        open=open_pairs.count(),
        mine=_open_to(area, who).count(),
        disputed=given.filter(given__gte=2).count(),
        settled=ReviewPair.objects.filter(area=area).exclude(outcome="").count(),
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How well reviewers agree, how right the links are by their word, and the latest run."""

    agreement: Agreement
    quality: Quality
    run: LinkageRun | None
    steps: dict[str, int]


def standing(area: LocalArea) -> Standing:
    """Return what people's answers so far say of the links in an area."""
    pairs = list(ReviewPair.objects.filter(area=area).prefetch_related("answers"))
    run = latest_run(area)
    steps = steps_of(run)
    likely = sum(count for step, count in steps.items() if step not in SURE)
    in_doubt = [pair for pair in pairs if pair.band != Band.LINKED]
    return Standing(
        agreement=agreement(answers(pair) for pair in pairs),
        quality=quality(
            [Verdict(pair.outcome) for pair in pairs if pair.outcome and pair.band == Band.LINKED],
            [Verdict(pair.outcome) for pair in in_doubt if pair.outcome],
            Links(sum(steps.values()) - likely, likely),
            len(in_doubt),
        ),
        run=run,
        steps=steps,
    )


def steps_of(run: LinkageRun | None) -> dict[str, int]:
    """Return how many records each step of a run linked, by the step's name, most first."""
    counts = run.counts if run else {}
    steps = {name.removeprefix(STEP): count for name, count in counts.items() if STEP in name}
    linked = {name: count for name, count in steps.items() if name != ALONE}
    return dict(sorted(linked.items(), key=lambda item: (-item[1], item[0])))


def answers(pair: ReviewPair) -> list[Said]:
    """Return the answers to a pair in the order in which they were given."""
    return [Said(answer.who, Verdict(answer.verdict)) for answer in pair.answers.all()]


def latest_run(area: LocalArea) -> LinkageRun | None:
    """Return the latest complete run of the linkage in an area, if any."""
    runs = LinkageRun.objects.filter(area=area, state=LinkageRun.COMPLETE)
    return runs.order_by("-finished_at", "-pk").first()


def refreshing_of(area: LocalArea) -> Progress | None:
    """Return how far the last bringing up to date that was asked for is, None where none was."""
    rows = Outbox.objects.filter(kind=REFRESH, payload__area=area.slug)
    last = rows.order_by("-pk").values_list("pk", flat=True).first()
    return progress_of(last) if last else None


def joinings(area: LocalArea) -> list[Joining]:
    """Return what was joined and taken apart by hand, the newest first, what was undone too."""
    return list(Joining.objects.filter(area=area).order_by("-pk"))
