"""Pairs in doubt: which is next for whom, and what the answers so far say of the links."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from goldenthread.areas.models import LocalArea
from goldenthread.audit.models import Outbox
from goldenthread.audit.queries import Progress, progress_of

from ..models import Joining, LinkageRun, ReviewAnswer, ReviewPair
from ..rules.review import Agreement, Band, Quality, Said, Verdict, agreement, quality

REFRESH = "dataset_refresh"


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
    return later.annotate(given=Count("answers")).order_by("-given", "pk").first()


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


def standing(area: LocalArea) -> Standing:
    """Return what people's answers so far say of the links in an area."""
    pairs = list(ReviewPair.objects.filter(area=area).prefetch_related("answers"))
    run = latest_run(area)
    links = int(run.counts.get("pairs", 0)) if run else 0
    return Standing(
        agreement=agreement(answers(pair) for pair in pairs),
        quality=quality(
            [Verdict(pair.outcome) for pair in pairs if pair.outcome and pair.band == Band.LINKED],
            [Verdict(pair.outcome) for pair in pairs if pair.outcome and pair.band != Band.LINKED],
            links,
        ),
        run=run,
    )


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
