"""What belongs on an agenda, in which order, and how it is numbered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .states import ItemKind

ORDER = (
    ItemKind.APOLOGIES,
    ItemKind.DECLARATIONS,
    ItemKind.PREVIOUS_MINUTES,
    ItemKind.MATTERS_ARISING,
    ItemKind.URGENT,
    ItemKind.DECISION_DUE,
    ItemKind.ESCALATION,
    ItemKind.CHALLENGE,
    ItemKind.OFF_COURSE,
    ItemKind.STANDING,
    ItemKind.FORWARD,
    ItemKind.ORDINARY,
)
MOST_RED = 6
KIND_NAMES = {
    ItemKind.APOLOGIES: "Opening",
    ItemKind.DECLARATIONS: "Opening",
    ItemKind.PREVIOUS_MINUTES: "Previous minutes",
    ItemKind.MATTERS_ARISING: "Matters arising",
    ItemKind.STANDING: "Standing item",
    ItemKind.DECISION_DUE: "A decision that is due back",
    ItemKind.CHALLENGE: "A challenge without an answer",
    ItemKind.OFF_COURSE: "An action that is red or at risk",
    ItemKind.ESCALATION: "Moved up from another body",
    ItemKind.FORWARD: "On the forward plan",
    ItemKind.ORDINARY: "Item",
    ItemKind.URGENT: "Urgent item",
}


@dataclass(frozen=True, slots=True)
class Drafted:
    """An item that is due on an agenda; `of` and `key` name the thing it is about, if any."""

    kind: ItemKind
    title: str
    words: str = ""
    owner_role: str = ""
    of: str = ""
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What tells an item that is on the agenda already."""

    kind: ItemKind
    title: str
    key: int | None


def opening(previous: tuple[int, str] | None) -> list[Drafted]:
    """Return what every agenda opens with; `previous` is the key and day of the last meeting."""
    items = [
        Drafted(ItemKind.APOLOGIES, "Welcome and apologies"),
        Drafted(ItemKind.DECLARATIONS, "Declarations of interest"),
    ]
    if previous is not None:
        key, day = previous
        items.append(
            Drafted(
                ItemKind.PREVIOUS_MINUTES,
                f"Minutes of the meeting of {day}",
                "To confirm the minutes as a correct record.",
                of="previous",
                key=key,
            )
        )
        items.append(Drafted(ItemKind.MATTERS_ARISING, "Matters arising"))
    return items


def off_course(red: Sequence[tuple[int, str, str, str]], at_risk: Sequence[str]) -> list[Drafted]:
    """Return the items for actions off course: each red one up to six, else all under one item.

    `red` holds key, title, why and lead of each; `at_risk` the numbers of those only at risk.
    """
    items = []
    if len(red) <= MOST_RED:
        items = [
            Drafted(ItemKind.OFF_COURSE, title, why, lead, "action", key)
            for key, title, why, lead in red
        ]
    else:
        words = "\n".join(f"{title} ({why})" for _, title, why, _ in red)
        items = [Drafted(ItemKind.OFF_COURSE, "Actions that are red", words)]
    if at_risk:
        words = f"Reported at risk: {', '.join(at_risk)}."
        items.append(Drafted(ItemKind.OFF_COURSE, "Actions at risk", words))
    return items


def missing(due: Iterable[Drafted], there: Iterable[Known]) -> list[Drafted]:
    """Return what is due and not on the agenda yet, withdrawn items counting as there."""
    known = {_mark(item.kind, item.title, item.key) for item in there}
    found = []
    for item in due:
        mark = _mark(item.kind, item.title, item.key)
        if mark not in known:
            known.add(mark)
            found.append(item)
    return found


def _mark(kind: ItemKind, title: str, key: int | None) -> tuple[ItemKind, str | int]:
    return (kind, key if key is not None else " ".join(title.split()).lower())


def place_of(kind: ItemKind, exempt: bool) -> int:
    """Return where a kind of item stands in the order of an agenda; exempt items come last."""
    return ORDER.index(kind) + (len(ORDER) if exempt else 0)


def numbered(items: Sequence[tuple[int, str, bool]]) -> dict[int, str]:
    """Return the number of each item by key from (key, printed number, withdrawn), in order.

    A printed number is kept; a withdrawn item has none.
    """
    numbers, count = dict[int, str](), 0
    for key, printed, withdrawn in items:
        if withdrawn:
            numbers[key] = ""
            continue
        count += 1
        numbers[key] = printed or str(count)
    return numbers
