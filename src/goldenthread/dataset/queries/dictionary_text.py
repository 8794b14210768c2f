"""The dictionary and the catalogue of rules as pages of the manual, written from the sources.

`python -m goldenthread.dataset.queries.dictionary_text FOLDER` writes both into a folder.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from ..sources import all_sources
from ..sources.shape import Scope, Source, Table
from ..tables import COMMON, LINKED
from .dictionary import (
    ASKED_OF,
    OF_EVERY_COLUMN,
    Line,
    Used,
    code_lists,
    counts,
    described,
    in_force,
    in_words,
    lines,
    validity,
)

DICTIONARY, RULES = "data-dictionary.md", "data-rules.md"


def data_dictionary() -> str:
    """Return the page of every source, table, column and code list, and of the linked tables."""
    many = counts()
    parts = [
        "# Data dictionary",
        "What the data set knows how to read, written from its sources by `make references`: "
        f"{many['sources']} sources, {many['tables']} tables, {many['columns']} columns, "
        f"{many['lists']} code lists. [What is asked of the rows](data-rules.md) stands apart. In "
        "the product the same is under Data set, Dictionary, with a search.",
        "An *identifying* column is kept apart from the others and encrypted. A code list that "
        "could not be had whole says so: a code that is not in it is then asked about, never "
        "refused.",
        _table(
            ("source", "sent by", "tables"),
            (
                (
                    f"[{source.words}](#{anchor(source.words)})",
                    source.partner,
                    str(len(source.tables)),
                )
                for source in all_sources().values()
            ),
        ),
        "The sources come first, then [the linked tables](#linked-tables) that are built from "
        "them, then [the code lists](#code-lists).",
        *(part for source in all_sources().values() for part in _of_source(source)),
        *_of_linked(),
        "## Code lists",
        *(part for used in code_lists().values() for part in _of_codes(used)),
    ]
    return "\n\n".join(parts) + "\n"


def _of_source(source: Source) -> Iterable[str]:
    yield f"## {source.words}"
    yield (
        f"Code `{source.code}`. Sent by: {source.partner.lower()}. Used for “{source.purpose}” "
        f"unless said otherwise. As {' or '.join(one.upper() for one in source.formats)}. Stale "
        f"after {source.fresh_days} days. {_kept(source)}"
    )
    yield f"Where its shape was read: {source.read_at}"
    for table in source.tables:
        yield f"### `{source.code}.{table.name}`"
        yield f"{table.words}. {_about(table)}"
        yield _columns(lines(table))


def _kept(source: Source) -> str:
    if source.snapshot:
        return "Each extract is the whole state of things on its day."
    return "Each record stays until a later extract brings it anew."


def _about(table: Table) -> str:
    return " ".join(
        (
            f"A row is told from others by {' and '.join(f'`{name}`' for name in table.key)}.",
            *([f"It is of the day in `{table.event}`."] if table.event else []),
            f"It speaks of {table.domain}."
            if table.domain != "not about a person"
            else "It is not about a person.",
            *(["Most restricted: only the roles named for it see it."] if table.restricted else []),
        )
    )


def _columns(described_lines: Iterable[Line]) -> str:
    rows = (
        (
            f"`{line.column.name}`",
            line.column.words,
            _kind(line),
            "; ".join((*([line.bounds] if line.bounds else []), *line.marks)),
        )
        for line in described_lines
    )
    return _table(("column", "what it means", "kind", "besides"), rows)


def _kind(line: Line) -> str:
    codes = line.column.codes
    return f"[{line.kind}](#{anchor(codes.name)})" if codes else line.kind


def anchor(heading: str) -> str:
    """Return what a heading of the page is linked to by."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def _of_linked() -> Iterable[str]:
    yield "## Linked tables"
    yield (
        "Built from the sources: every row under the keyed name of its person, never with a name, "
        "a number or an address. These columns every one of them has:"
    )
    yield _columns(described(column) for column in COMMON)
    for table in LINKED.values():
        yield f"### `{table.name}`"
        lasting = "A row is true from `on` until `until`." if table.lasting else "It was on `on`."
        yield f"{table.words}. {lasting}"
        yield _columns(described(column) for column in table.own)


def _of_codes(used: Used) -> Iterable[str]:
    codes = used.codes
    yield f"### {codes.name}"
    columns = ", ".join(
        f"`{source.code}.{table.name}.{column.name}`" for source, table, column in used.by
    )
    whole = "" if codes.complete else " **Not had whole.**"
    yield f"From: {codes.source}.{whole} Used by {columns}.".replace("..", ".")
    if not codes.codes:
        yield "No code is listed."
        return
    rows = ((f"`{code.code}`", code.words, validity(code)) for code in codes.codes)
    yield _table(("code", "words", "valid"), rows)


def data_rules() -> str:
    """Return the page of every rule: its words, how grave a fault is, which fields are meant."""
    parts = [
        "# Rules of the data set",
        f"What is asked of the rows that partners send, written from the sources by `make "
        f"references`: {counts()['rules']} rules besides what every column is asked. An *error* "
        "holds a row back in quarantine, with the reason, until it is mended; a *query* lets it in "
        "and asks about it. Every rule has examples that pass and fail, tried on both engines.",
        "## Of every column",
        _table(("code", "fault is", "what is asked"), OF_EVERY_COLUMN),
        *(part for source in all_sources().values() for part in _rules_of(source)),
    ]
    return "\n\n".join(parts) + "\n"


def _rules_of(source: Source) -> Iterable[str]:
    yield f"## {source.words}"
    if not source.rules:
        yield "Nothing besides what every column is asked."
        return
    rows = (
        (
            f"`{rule.code}`",
            f"`{rule.table}`",
            str(rule.severity),
            rule.message,
            ", ".join(f"`{name}`" for name in rule.fields),
            " / ".join(in_words(rule.fails[0])),
            "; ".join(
                (
                    *([ASKED_OF[rule.scope]] if rule.scope is not Scope.ROW else []),
                    *([in_force(rule)] if in_force(rule) else []),
                )
            ),
        )
        for rule in source.rules
    )
    yield _table(
        (
            "code",
            "table",
            "fault is",
            "what is said of it",
            "fields",
            "a fault, for example",
            "besides",
        ),
        rows,
    )


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    drawn = [headings, ("---",) * len(headings), *rows]
    return "\n".join("| " + " | ".join(_cell(text) for text in row) + " |" for row in drawn)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / DICTIONARY).write_text(data_dictionary(), encoding="utf-8")
    (folder / RULES).write_text(data_rules(), encoding="utf-8")
