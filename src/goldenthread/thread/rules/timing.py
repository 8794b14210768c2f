"""Rules on dates: can this be done by then, and does anyone have the time?"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from goldenthread.core.calendar import FuzzyDate, Precision, day_words
from goldenthread.thread.rules.registry import Fault, cited, listed, quoted, rule
from goldenthread.thread.rules.view import Action, CheckedPlan

_BUSY_SHARE = 0.2
_BUSY_COUNT = 10


def dated(checked: CheckedPlan) -> list[tuple[Action, FuzzyDate]]:
    """Return each due date that can be placed in a calendar, with its action."""
    return [(a, d) for a in checked.actions for d in a.due if d.start or d.end]


def finish(action: Action) -> date | None:
    """Return the last day by which the whole of an action is due, as far as its dates say."""
    days = [day for d in action.due if (day := d.end or d.start)]
    return max(days) if days else None


def _words(due: FuzzyDate) -> str:
    return quoted(due.text, 50)


def _near(middle: date, day: date) -> date:
    """Return the same month in the year that lies nearest to the others' middle."""
    years = (middle.year - 1, middle.year, middle.year + 1)
    return min((day.replace(year=y, day=1) for y in years), key=lambda d: abs((d - middle).days))


@rule(
    "no-date",
    title="An action with no date",
    reason="'Ongoing' cannot be late, so it cannot be held to anything.",
    severity=4,
)
def no_date(checked: CheckedPlan) -> Iterator[Fault]:
    """Every action has a date that can be placed in a calendar; 'ongoing' alone is none.

    A date that was there but could not be attributed in reading is not held against the author.
    """
    bare = [a for a in checked.actions if "due" not in a.unread and not _placed(a)]
    if bare:
        yield Fault(
            f"{_count(len(bare), len(checked.actions))} no date by which anything is done: "
            f"{listed([a.number for a in bare], 12)}.",
            f"Give {bare[0].number} a month and year, and a milestone half way.",
            f"actions: dates ({len(bare)})",
            cited(*(a.cites.get("due") or a.cites.get("text") for a in bare)),
            breadth=len(bare),
            unsure=all("due" in a.doubtful for a in bare),
        )


def _count(bare: int, whole: int) -> str:
    return f"One of the {whole} actions has" if bare == 1 else f"{bare} of the {whole} actions have"


def _placed(action: Action) -> bool:
    return any(
        (d.start or d.end) and d.precision not in (Precision.ONGOING, Precision.UNKNOWN)
        for d in action.due
    )


@rule(
    "date-before-plan",
    title="A date before the improvement plan began",
    reason="A date that had passed when the plan was signed shows that nobody read it through.",
    severity=3,
)
def date_before_plan(checked: CheckedPlan) -> Iterator[Fault]:
    """No action falls due before the inspection ended; without that day, years before the rest.

    With no letter, a date counts as before the plan when it lies three years before the middle of
    all dates.
    """
    every = dated(checked)
    starts = [day for _, d in every if (day := d.start or d.end)]
    if not starts:
        return
    middle = sorted(starts)[len(starts) // 2]
    floor = checked.starts_on or date(middle.year - 3, middle.month, 1)
    later = sorted(s for s in starts if s >= floor) or [floor]
    for action, due in every:
        last = due.end or due.start
        if last and last < floor:
            meant = _near(later[len(later) // 2], last)
            yield Fault(
                f"Action {action.number} is due “{_words(due)}”, before the improvement plan "
                "existed.",
                f"Write “{meant:%B %Y}”, if that is the year meant.",
                f"{action.path}.due: {_words(due)}",
                cited(action.cites.get("due")),
            )


@rule(
    "due-after-revisit",
    title="An action due after inspectors come back",
    reason="What falls due after the revisit cannot count at it.",
    severity=4,
)
def due_after_revisit(checked: CheckedPlan) -> Iterator[Fault]:
    """No date lies after the day the revisit is due; words that straddle that day are unsure.

    The day is one the documents state, or 18 months after the improvement plan was accepted
    (the practice under the 2016 framework). When neither is known, the rule says nothing.
    """
    if checked.revisit_due is None:
        return
    due_by = day_words(checked.revisit_due)
    for action, due in dated(checked):
        last = due.end or due.start
        if due.precision in (Precision.OPEN_FROM, Precision.REPEATING) and not due.end:
            continue
        after = due.falls_after(checked.revisit_due)
        if after or (after is None and last and last > checked.revisit_due):
            unsure = not after
            said = "may fall after" if unsure else "falls after"
            yield Fault(
                f"Action {action.number}, due “{_words(due)}”, {said} {due_by}, when the revisit "
                "is due.",
                f"Bring a milestone of {action.number} that families would notice before {due_by}.",
                f"{action.path}.due: {_words(due)}",
                cited(action.cites.get("due"), checked.revisit_basis),
                unsure=unsure,
                severity=2 if unsure else 4,
            )


@rule(
    "month-overload",
    title="Too much due at once",
    reason="When a quarter of all dates fall in two months, most of them will slip.",
    severity=3,
)
def month_overload(checked: CheckedPlan) -> Iterator[Fault]:
    """Two months in a row hold at least a fifth of all dates, and ten or more.

    Counts the month in which each date ends; spans longer than a quarter and repeating dates are
    left out. Says nothing of a plan that runs for less than ten months.
    """
    in_month: dict[tuple[int, int], list[tuple[Action, FuzzyDate]]] = defaultdict(list)
    for action, due in dated(checked):
        if due.end and due.start and (due.end - due.start).days <= 92:
            in_month[due.end.year, due.end.month].append((action, due))
    whole = sum(map(len, in_month.values()))
    if not whole or _months_between(min(in_month), max(in_month)) < 10:
        return
    pairs = Counter({m: len(in_month[m]) + len(in_month.get(_next(m), [])) for m in list(in_month)})
    month, count = pairs.most_common(1)[0]
    if count < _BUSY_COUNT or count / whole < _BUSY_SHARE:
        return
    both = [*in_month[month], *in_month.get(_next(month), [])]
    first, second = (f"{date(*m, 1):%B %Y}" for m in (month, _next(month)))
    yield Fault(
        f"{first} and {second} hold {count} of the {whole} dates ({round(100 * count / whole)} %).",
        f"Spread them: keep in {first} what others wait for and move the rest, with the reason.",
        f"actions: {first}",
        cited(*(a.cites.get("due") for a, _ in both)),
        breadth=count,
    )


def _next(month: tuple[int, int]) -> tuple[int, int]:
    return (month[0] + 1, 1) if month[1] == 12 else (month[0], month[1] + 1)


def _months_between(first: tuple[int, int], last: tuple[int, int]) -> int:
    return (last[0] - first[0]) * 12 + last[1] - first[1]
