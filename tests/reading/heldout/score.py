"""The held-out documents with their keys, and how a reading of each is scored.

`python -m tests.reading.heldout.score --all` reads every document and prints one line of counts
for each; with `--show` also what was read wrong. `python -m tests.reading.heldout.score NAME
READING.json` prints the score of a reading made before.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.reading.read import read_path
from tests.reading.scoring import score_inspection, score_statement, squeezed

__all__ = [
    "all_documents",
    "counts",
    "documents",
    "score",
    "score_inspection",
    "score_minutes",
    "score_outline",
    "score_statement",
]

HERE = Path(__file__).parent
REAL_KEY = HERE.parent / "key" / "statement.json"
Entries = list[tuple[str, ...]]


def _key_of(document: Path) -> dict[str, Any]:
    key: dict[str, Any] = json.loads(document.with_suffix(".json").read_text(encoding="utf-8"))
    return key


def documents() -> list[tuple[Path, dict[str, Any]]]:
    """Return each held-out document that is plain text, with its key."""
    return [(path, _key_of(path)) for path in sorted(HERE.glob("*.txt"))]


def all_documents() -> list[tuple[Path, dict[str, Any]]]:
    """Return each held-out document, text or PDF, with its key."""
    files = (path for path in HERE.iterdir() if path.suffix in {".txt", ".pdf"})
    return [(path, _key_of(path)) for path in sorted(files)]


def real_statement(seeds: Path) -> tuple[list[str], dict[str, Any]]:
    """Return the lines of the real statement's document and its key; raise when it is not there."""
    key = json.loads(REAL_KEY.read_text(encoding="utf-8"))
    return (seeds / key["document"]).read_text(encoding="utf-8").split("\n"), key


def _entry(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(squeezed("" if value is None else str(value)) for value in values)


def _decided(text: str) -> str:
    """Return what was decided, blind to a `that` before it."""
    return text.removeprefix("that ").removeprefix("That ")


def _minutes_entries(facts: Mapping[str, Any]) -> dict[str, Entries]:
    lists = ("present", "in_attendance", "apologies")
    people = {name: [_entry([who]) for who in facts.get(name) or ()] for name in lists}
    return {
        "body and day": [_entry(["body", facts.get("body")]), _entry(["on", facts.get("held_on")])],
        "people": [_entry([name, *who]) for name, listed in people.items() for who in listed],
        "items": [_entry([i["number"], i["title"]]) for i in facts.get("items") or ()],
        "decisions": [
            _entry([d["item"], d["verb"], _decided(d["text"])])
            for d in facts.get("decisions") or ()
        ],
    }


def _outline_entries(facts: Mapping[str, Any]) -> dict[str, Entries]:
    groups, actions = facts.get("groups") or (), facts.get("actions") or ()
    return {
        "groups": [_entry([g["number"], g["name"]]) for g in groups],
        "priorities": [
            _entry([g["number"], p["number"], p["text"]])
            for g in groups
            for p in g.get("priorities") or ()
        ],
        "themes": [
            _entry([t["number"], t["title"], t["group"]]) for t in facts.get("themes") or ()
        ],
        "placed": [_entry([a["number"], a.get("group"), a.get("theme")]) for a in actions],
        "measures": [_entry([m["number"], m["text"]]) for m in facts.get("measures") or ()],
    }


def _compared(wanted: Mapping[str, Entries], given: Mapping[str, Entries]) -> dict[str, Any]:
    """Return for each list how many entries are right, how many there are, and how many stray."""
    score: dict[str, Any] = {}
    for name, entries in wanted.items():
        lost, stray = Counter(entries), Counter(given[name])
        lost, stray = lost - stray, stray - lost
        wrong = list(lost.elements())
        score[name] = {
            "right": len(entries) - len(wrong),
            "of": len(entries),
            "wrong": wrong,
            "extra": list(stray.elements()),
        }
    return score


def score_minutes(key: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    """Score read minutes: people by list, items by number and title, decisions by item and verb."""
    return _compared(_minutes_entries(key["facts"]), _minutes_entries(part["facts"]))


def score_outline(key: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    """Score what a statement's actions hang upon: groups, priorities, themes and measures."""
    return _compared(_outline_entries(key), _outline_entries(part["facts"]))


def score(key: dict[str, Any], parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Score the one part of the key's kind among the parts that were read."""
    part = _fitting(key, parts)
    if key["kind"] == "statement":
        return score_statement(key, part)
    if key["kind"] == "minutes":
        return score_minutes(key, part)
    return score_inspection(key, part)


def _fitting(key: dict[str, Any], parts: list[dict[str, Any]]) -> dict[str, Any]:
    fitting = [part for part in parts if part["kind"] == key["kind"]]
    if len(fitting) != 1:
        raise ValueError(f"expected one {key['kind']}, found {len(fitting)}")
    return fitting[0]


def _fraction(name: str, result: Mapping[str, Any]) -> str:
    stray = f" (+{len(result['extra'])})" if result.get("extra") else ""
    return f"{name} {result['right']}/{result['of']}{stray}"


def _statement_counts(result: Mapping[str, Any]) -> Iterable[str]:
    for field in ("text", "date", "lead"):
        of = result[field]
        yield (
            f"{_fraction(field, of)} (sure {of['sure']}, of these wrong {len(of['sure_wrong'])}, "
            f"boasts {len(of['sure_where_nobody_can_tell'])})"
        )
    lost, added = len(result["missing"]), len(result["extra"])
    yield f"missing {lost}, extra {added}, twice {result['read_twice']}"
    yield f"sharing wrong {len(result['shared_wrong'])}, in order {result['in_order']}"


def counts(key: dict[str, Any], parts: list[dict[str, Any]]) -> str:
    """Return the score as one line of counts, without a word or a number of the document."""
    result = score(key, parts)
    if key["kind"] == "statement":
        outline = score_outline(key, _fitting(key, parts))
        shown = [_fraction(name, each) for name, each in outline.items() if each["of"]]
        return "; ".join([*_statement_counts(result), *shown])
    if key["kind"] == "minutes":
        return "; ".join(_fraction(name, each) for name, each in result.items())
    return _fraction("values", result)


def _print_all(show: bool) -> None:
    for path, key in all_documents():
        try:
            parts = [part.as_json() for part in read_path(path)]
        except UserError as error:
            print(f"{path.name} {key['kind']}: refused: {error}")
            continue
        try:
            line = counts(key, parts)
        except ValueError as error:
            print(f"{path.name} {key['kind']}: not scored: {error}")
            continue
        print(f"{path.name} {key['kind']}: {line}")
        if show:
            print(json.dumps(score(key, parts), indent=1, ensure_ascii=False))
            if key["kind"] == "statement":
                outline = score_outline(key, _fitting(key, parts))
                print(json.dumps(outline, indent=1, ensure_ascii=False))


def main() -> None:
    """Print the counts of every document, or the score of one reading of the document NAME."""
    parser = argparse.ArgumentParser(prog="python -m tests.reading.heldout.score")
    parser.add_argument("name", nargs="?", help="a held-out document, without its suffix")
    parser.add_argument("reading", nargs="?", type=Path, help="its reading: a JSON array of parts")
    parser.add_argument("--all", action="store_true", help="read and score every document")
    parser.add_argument("--show", action="store_true", help="with --all: also what was read wrong")
    args = parser.parse_args()
    if args.all and args.name is None:
        _print_all(args.show)
        return
    if args.all or args.reading is None:
        parser.error("give --all, or a NAME and its READING.json")
    key = json.loads((HERE / f"{args.name}.json").read_text(encoding="utf-8"))
    parts = json.loads(args.reading.read_text(encoding="utf-8"))
    print(json.dumps(score(key, parts), indent=1))


if __name__ == "__main__":
    main()
