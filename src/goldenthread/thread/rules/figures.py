"""Rule on sums: do the amounts add up to what is printed under them?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goldenthread.reading.facts import Citation, Grid, Line, cite
from goldenthread.thread.rules.registry import Fault, rule
from goldenthread.thread.rules.view import CheckedPlan

_AMOUNT = re.compile(r"^(?P<label>.*?)\s*£\s?(?P<amount>\d[\d,]*(?:\.\d\d)?)\s*$")
_TOTAL = re.compile(r"\b(?:grand |sub-?)?total\b", re.IGNORECASE)
_NUMBER = re.compile(r"^£?\s?-?\d[\d,]*(?:\.\d+)?$")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An amount in pence, what it is for, and its line or cell."""

    label: str
    pence: int
    citation: Citation


@rule(
    "sum-does-not-add",
    title="A sum that does not add up",
    reason="If the money is wrong, what else was not checked?",
    severity=2,
)
def sum_does_not_add(checked: CheckedPlan) -> Iterator[Fault]:
    """Amounts under each other add up to the total printed below them.

    The last of three or more amounts in pounds on lines that follow each other is a total when its
    line says so, or when no line is labelled and it is larger than any other and within three
    tenths of their sum. In a table, a row whose first filled cell says 'total'.
    """
    for document in checked.documents:
        for run in _runs(document.name, document.lines):
            yield from _checked_sum(run)
        for grid in document.grids:
            for column in _columns(document.name, grid):
                yield from _checked_sum(column)


def _runs(document: str, lines: Sequence[Line]) -> Iterator[list[_Entry]]:
    run: list[_Entry] = []
    for line in lines:
        match = _AMOUNT.match(" ".join(line.text.split()))
        if match:
            run.append(_Entry(match["label"], _pence(match["amount"]), cite(document, [line])))
        elif line.text.strip():
            yield run
            run = []
    yield run


def _pence(amount: str) -> int:
    return round(float(re.sub(r"[£,\s]", "", amount)) * 100)


def _columns(document: str, grid: Grid) -> Iterator[list[_Entry]]:
    if not grid.rows:
        return
    for column in range(len(grid.rows[0])):
        run: list[_Entry] = []
        for row in grid.rows:
            cell = row[column]
            label = next((c.text for c in row if c.text.strip()), "")
            if _NUMBER.match(cell.text.strip()):
                words = f"{label} {cell.text}"
                place = Citation(document, words, sheet=grid.name, cell=cell.address)
                run.append(_Entry(label, _pence(cell.text), place))
                if _TOTAL.search(label):
                    yield run
                    run = []


def _checked_sum(run: list[_Entry]) -> Iterator[Fault]:
    if len(run) < 3 or not _ends_in_total(run):
        return
    parts, total = run[:-1], run[-1]
    added = sum(entry.pence for entry in parts)
    if added == total.pence:
        return
    yield Fault(
        f"The amounts add up to {_pounds(added)}; the total printed is {_pounds(total.pence)}, "
        f"{_pounds(abs(total.pence - added))} {'more' if total.pence > added else 'less'}.",
        f"Print {_pounds(added)}, or add the amount that is missing.",
        f"documents[{total.citation.document}]: {total.citation.words}",
        (_joined(run),),
        breadth=len(run),
    )


def _ends_in_total(run: list[_Entry]) -> bool:
    if _TOTAL.search(run[-1].label):
        return True
    if any(entry.label.strip(" -–•") for entry in run):
        return False
    others = [entry.pence for entry in run[:-1]]
    return run[-1].pence > max(others) and abs(run[-1].pence - sum(others)) <= 0.3 * sum(others)


def _joined(run: list[_Entry]) -> Citation:
    first, last = run[0].citation, run[-1].citation
    words = " ".join(entry.citation.words for entry in run)
    if first.lines and last.lines:
        return Citation(first.document, words, (first.lines[0], last.lines[1]), first.page)
    return Citation(first.document, words, sheet=last.sheet, cell=f"{first.cell}:{last.cell}")


def _pounds(pence: int) -> str:
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}" + (f".{rest:02}" if rest else "")
