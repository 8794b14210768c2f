"""Why a row was found faulty: each check that it fails, with the reason that its text gives."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.dataset.rules import identifiers, values
from goldenthread.dataset.rules.unreadable import WORDS, Unreadable
from goldenthread.dataset.sources.shape import Column, Kind, Severity, Table

from .checks import Check
from .outcome import FaultCount
from .texts import LINE
from .typed import CELLS, FAILS

READERS: Mapping[Kind, Callable[[str], Any]] = {
    Kind.WHOLE: values.whole,
    Kind.NUMBER: values.number,
    Kind.MONEY: values.pounds,
    Kind.DATE: values.day,
    Kind.MOMENT: values.moment,
    Kind.YESNO: values.yes_no,
    Kind.NHS_NUMBER: identifiers.nhs_number,
    Kind.UPN: identifiers.upn,
    Kind.ULN: identifiers.uln,
    Kind.POSTCODE: identifiers.postcode,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One fault of one row, as the quarantine keeps it; the words never repeat the value."""

    rule: str
    severity: Severity
    words: str
    fields: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it for the row's own file."""
        return {"rule": self.rule, "fields": list(self.fields), "words": self.words}


@lru_cache(maxsize=100_000)
def unread(kind: Kind, text: str) -> str:
    """Return the code of why a text is not read as a kind; "" where it is."""
    try:
        READERS[kind](text)
    except Unreadable as problem:
        return problem.code
    return ""


def reason_of(check: Check, column: Column | None, text: str | None) -> Reason:
    """Return what a failed check says of a row: of one column's text, by why it is not read."""
    code = unread(column.kind, text) if column and text is not None else ""
    if not code or column is None:
        return Reason(check.code, check.severity, check.message, check.fields)
    words = f"{column.words}: what was sent {WORDS[code]}."
    return Reason(f"{code}.{column.name}", check.severity, words, check.fields)


class Tally:
    """Counts faults by rule over a whole table, and says of each faulty row what was wrong."""

    def __init__(self, table: Table, checks: Sequence[Check]) -> None:
        self.table = table
        self.checks = checks
        self.counts: dict[str, FaultCount] = {}

    def of(self, faults: pa.Table, text: pa.Table) -> list[list[Reason]]:
        """Return each row's reasons, errors and queries, and count them.

        `faults` has a column `fails__n` for each check, `text` the same rows as they were sent.
        """
        found: list[list[Reason]] = [[] for _ in range(faults.num_rows)]
        for at, check in enumerate(self.checks):
            hits = pc.indices_nonzero(faults[f"{FAILS}{at}"]).to_pylist()
            for place, reason in zip(hits, self._reasons(check, text, hits), strict=True):
                found[place].append(reason)
        for place, cells in enumerate(faults[CELLS].to_pylist()):
            found[place] += _of_cells(self.table, cells)
        lines = text[LINE].to_pylist()
        for line, reasons in zip(lines, found, strict=True):
            for reason in {one.rule: one for one in reasons}.values():
                self.add(reason, 1, [line])
        return found

    def add(self, reason: Reason, count: int, lines: list[int]) -> None:
        """Count faults of rows, of which the first lie on these lines."""
        known = self.counts.get(reason.rule)
        if known is None:
            known = FaultCount(reason.rule, reason.severity, reason.words, reason.fields)
            self.counts[reason.rule] = known
        known.add(count, lines)

    def _reasons(self, check: Check, text: pa.Table, hits: list[int]) -> Iterator[Reason]:
        if not check.reason or check.reason not in text.column_names:
            plain = reason_of(check, None, None)
            yield from (plain for _ in hits)
            return
        column = self.table.column(check.reason)
        for sent in text[check.reason].take(pa.array(hits, pa.int64())).to_pylist():
            yield reason_of(check, column, sent)


def _of_cells(table: Table, cells: str | None) -> Iterator[Reason]:
    for name, code, message in json.loads(cells) if cells else ():
        if name:
            words = f"{table.column(name).words}: what was sent {message}."
            yield Reason(f"{code}.{name}", Severity.ERROR, words, (name,))
        else:
            yield Reason(code, Severity.ERROR, f"The row {message}.", ())
