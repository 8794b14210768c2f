"""`goldenthread read`: what documents say, for a person or as JSON."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.reading.facts import Part, Reading, State
from goldenthread.reading.read import read_path

NAME = "read"
SUMMARY = "Read inspection letters, reports, statements and minutes; show what they say and where."

_SHOWN = 80


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take one or more files, and whether to print JSON."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="PDF, DOCX, XLSX, ODS or text"
    )
    parser.add_argument(
        "--json", action="store_true", help="print one JSON array of all parts, nothing else"
    )


def run(args: argparse.Namespace) -> int:
    """Print the parts of every file; UserError naming each file that cannot be read.

    All or nothing: where one file fails nothing is printed on standard output, so that what is
    printed is always the whole answer.
    """
    parts: list[Part] = []
    refused: list[str] = []
    for path in args.files:
        try:
            parts.extend(read_path(path))
        except UserError as error:
            refused.append(error.message)
    if refused:
        raise UserError("\n".join(refused))
    if args.json:
        json.dump([part.as_json() for part in parts], sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        sys.stdout.writelines(f"{row}\n" for part in parts for row in _described(part))
    return 0


def _described(part: Part) -> Iterator[str]:
    """Yield a part as a person reads it: what it is, its facts in short, what is unsure."""
    first, last = part.span
    yield f"{part.document}, lines {first:,} to {last:,}: {part.kind.value.replace('_', ' ')}"
    yield f"  {part.title}"
    for name, value in part.facts.items():
        yield f"  {name.replace('_', ' ')}: {_in_short(value)}"
    states = [reading.state for reading in part.readings]
    if states:
        yield (
            f"  {states.count(State.SURE):,} facts sure, {states.count(State.UNSURE):,} unsure, "
            f"{states.count(State.ABSENT):,} not in the document"
        )
    for reading in part.readings:
        if reading.state is State.UNSURE:
            yield f"  unsure: {_doubt(reading)}"
    yield ""


def _in_short(value: Any) -> str:
    if value is None:
        return "not stated"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        plain = value and all(isinstance(each, str) and len(each) < _SHOWN for each in value)
        return "; ".join(value) if plain and len(value) < 8 else f"{len(value):,}"
    if isinstance(value, dict):
        return "; ".join(f"{name} ({_in_short(each)})" for name, each in value.items()) or "0"
    return str(value)


def _doubt(reading: Reading) -> str:
    """Return a doubt as one line: the fact, where it stands, why, and what else it could be."""
    where = ""
    if reading.citation and reading.citation.lines:
        first, last = reading.citation.lines
        where = f", line {first:,}" if first == last else f", lines {first:,} to {last:,}"
    elif reading.citation and reading.citation.cell:
        where = f", {reading.citation.sheet} {reading.citation.cell}"
    others = " or ".join(str(other)[:_SHOWN] for other in reading.alternatives)
    return f"{reading.fact}{where}: {reading.reason}{f' Could also be: {others}' if others else ''}"
