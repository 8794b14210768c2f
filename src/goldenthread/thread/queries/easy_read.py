"""What families read in easy words, and whether a person has reviewed those very words."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from ..models import EasyReadReview
from .promises import Card, cards_of, main_promises, topics_of
from .promises_then import promises_then
from .published import Published

MOST_IN_EASY_READ = 12


@dataclass(frozen=True, slots=True)
class EasyRead:
    """The main promises in easy words, of how many in all, and who reviewed them as they are.

    `stamp` differs as soon as any of the words differs. `review` is None until a person has
    reviewed these words; `before` is the last review of other words.
    """

    cards: list[Card]
    all: int
    stamp: str
    review: EasyReadReview | None
    before: EasyReadReview | None


def easy_read_of(published: Published, on: date) -> EasyRead:
    """Return the easy-read words of what an area shows to families, as they stood on a day."""
    topics = topics_of(published)
    rows = promises_then(published.improvement_plans, on)
    plain = [row for row in rows if row.plain_checked]
    cards = cards_of(main_promises(plain, topics, MOST_IN_EASY_READ), topics, on)
    stamp = _stamp_of(cards)
    reviews = list(EasyReadReview.objects.filter(improvement_plan=published.main, on__lte=on))
    these = [review for review in reviews if review.stamp == stamp]
    others = [review for review in reviews if review.stamp != stamp]
    return EasyRead(
        cards,
        len(rows),
        stamp,
        these[-1] if these else None,
        others[-1] if others else None,
    )


def _stamp_of(cards: list[Card]) -> str:
    """Return a digest of every word of these cards that a person wrote."""
    said = [
        (str(c.promise.pk), c.promise.plain, c.by_when, c.promise.no_because, c.told) for c in cards
    ]
    return sha256(repr(said).encode()).hexdigest()
