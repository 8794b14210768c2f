"""The one count behind every number that the pages of bringing in show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from django.db.models import Count, Q

from ..models import Decided, Intake, ReadFact, ReadPart

SURE = ("sure", "absent")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many decisions wait to be looked at, and how many facts are sure, decided and left.

    `to_look_at` counts facts read alike from the very same words once, as they are decided once;
    `doubtful` counts each of them. What the document does not give is told apart throughout:
    `absent_waiting` until it is accepted as not given, `not_given` after.
    """

    to_look_at: int = 0
    doubtful: int = 0
    sure_waiting: int = 0
    absent_waiting: int = 0
    accepted: int = 0
    not_given: int = 0
    corrected: int = 0
    left_unknown: int = 0

    @property
    def pending(self) -> int:
        """Return how many facts nobody has decided yet."""
        return self.doubtful + self.easy

    @property
    def easy(self) -> int:
        """Return how many can be accepted at once because nothing about them is in doubt."""
        return self.sure_waiting + self.absent_waiting

    @property
    def decided(self) -> int:
        """Return how many facts somebody has decided."""
        return self.accepted + self.not_given + self.corrected + self.left_unknown

    @property
    def facts(self) -> int:
        """Return how many facts there are."""
        return self.pending + self.decided


def counts_of_parts(parts: Iterable[int]) -> dict[int, Counts]:
    """Count the facts of parts, whether or not the parts are to enter."""
    pending = Q(decided=Decided.PENDING.value)
    doubtful = pending & ~Q(state__in=SURE)
    accepted = Q(decided=Decided.ACCEPTED.value)
    rows = ReadFact.objects.filter(part__in=list(parts)).order_by()
    numbers = rows.values_list("part").annotate(
        alone=Count("pk", filter=doubtful & Q(bundle="")),
        bundles=Count("bundle", distinct=True, filter=doubtful & ~Q(bundle="")),
        doubtful=Count("pk", filter=doubtful),
        sure_waiting=Count("pk", filter=pending & Q(state="sure")),
        absent_waiting=Count("pk", filter=pending & Q(state="absent")),
        accepted=Count("pk", filter=accepted & ~Q(state="absent")),
        not_given=Count("pk", filter=accepted & Q(state="absent")),
        corrected=Count("pk", filter=Q(decided=Decided.CORRECTED.value)),
        left_unknown=Count("pk", filter=Q(decided=Decided.LEFT_UNKNOWN.value)),
    )
    return {part: Counts(alone + bundles, *counted) for part, alone, bundles, *counted in numbers}


def added(counts: Iterable[Counts]) -> Counts:
    """Return the counts of several parts as one."""
    rows = list(counts)
    return Counts(*(sum(getattr(row, one.name) for row in rows) for one in fields(Counts)))


def counts_of(intake: Intake) -> Counts:
    """Count the facts of the parts of a document that are to enter."""
    parts = ReadPart.objects.filter(intake=intake, taken=True)
    return added(counts_of_parts(parts.values_list("pk", flat=True)).values())


def parts_by_intake(intakes: Sequence[Intake]) -> dict[int, list[tuple[ReadPart, Counts]]]:
    """Return the parts of documents, each with its counts."""
    parts = list(ReadPart.objects.filter(intake__in=intakes).defer("skeleton"))
    counted = counts_of_parts(part.pk for part in parts)
    found: dict[int, list[tuple[ReadPart, Counts]]] = {}
    for part in parts:
        found.setdefault(part.intake_id, []).append((part, counted.get(part.pk, Counts())))
    return found
