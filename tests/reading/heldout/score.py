"""The held-out documents with their keys, and how a reading of each is scored.

`python -m tests.reading.heldout.score NAME READING.json` prints the score of a reading.
"""

import json
import sys
from pathlib import Path
from typing import Any

from tests.reading.scoring import score_inspection, score_statement

__all__ = ["documents", "score", "score_inspection", "score_statement"]

HERE = Path(__file__).parent
REAL_KEY = HERE.parent / "key" / "statement.json"


def documents() -> list[tuple[Path, dict[str, Any]]]:
    """Return each held-out document with its key."""
    return [
        (path, json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))
        for path in sorted(HERE.glob("*.txt"))
    ]


def real_statement(seeds: Path) -> tuple[list[str], dict[str, Any]]:
    """Return the lines of the real statement's document and its key; raise when it is not there."""
    key = json.loads(REAL_KEY.read_text(encoding="utf-8"))
    return (seeds / key["document"]).read_text(encoding="utf-8").split("\n"), key


def score(key: dict[str, Any], parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Score the one part of the key's kind among the parts that were read."""
    fitting = [part for part in parts if part["kind"] == key["kind"]]
    if len(fitting) != 1:
        raise ValueError(f"expected one {key['kind']}, found {len(fitting)}")
    (part,) = fitting
    if key["kind"] == "statement":
        return score_statement(key, part)
    return score_inspection(key, part)


def main(name: str, reading: str) -> None:
    """Print the score of one reading, a JSON array of parts, of the held-out document `name`."""
    key = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    parts = json.loads(Path(reading).read_text(encoding="utf-8"))
    print(json.dumps(score(key, parts), indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
