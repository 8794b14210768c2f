"""How a reading is scored against an answer key: whole texts, months, leads and honest doubt."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz

LEAD_LIKENESS = 85.0
FIELDS = {"text": "text", "date": "due", "lead": "lead"}
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "ﬁ": "fi", "ﬂ": "fl"})
_IGNORED = re.compile(r"[\s\-\u00ad\u2010-\u2015\u2022\u25a0\u25aa\uf0b7]+")


def squeezed(text: str) -> str:
    """Return the letters of a text, blind to spacing, quotes, hyphens, bullets and a last stop."""
    return _IGNORED.sub("", text.translate(_QUOTES)).casefold().rstrip(".;,:")


def words_at(source: Sequence[str], span: Sequence[int] | Mapping[str, Any]) -> str:
    """Return the words of one span: whole lines `[from, to]` from 1, or a part of one line."""
    if not isinstance(span, Mapping):
        first, last = span
        return " ".join(source[first - 1 : last])
    line = source[span["line"] - 1]
    line = line[line.index(span.get("starts", line)) :]
    return line[: line.index(span["ends"]) + len(span["ends"])] if "ends" in span else line


def expected_text(action: Mapping[str, Any], source: Sequence[str]) -> str:
    """Return an action's text: given whole in the key, or put together from lines of the source."""
    if "text" in action:
        return str(action["text"])
    return " ".join(words_at(source, span) for span in action["text_lines"])


def months(dates: Iterable[str | Mapping[str, Any]]) -> frozenset[str]:
    """Return the months that bound each date; with none, the words `ongoing` or `repeating`."""
    found: set[str] = set()
    words: set[str] = set()
    for date in dates:
        if isinstance(date, str):
            found.update(re.findall(r"\d{4}-\d{2}", date))
            words.add(date)
        else:
            found.update(str(date[end])[:7] for end in ("from", "to") if date.get(end))
            words.add(str(date.get("precision")))
    return frozenset(found or words & {"ongoing", "repeating"})


def _said(lead: str | Sequence[str] | None) -> str:
    said = lead if isinstance(lead, str) else " ".join(lead or ())
    return re.sub(r"[,;/&().\-]+|\band\b", " ", said.translate(_QUOTES).casefold())


def leads_alike(expected: str | Sequence[str], found: str | Sequence[str] | None) -> bool:
    """Say whether two leads have the same words: their sets of words at least 0.85 alike.

    A lead that swallowed a neighbour's fails, as does one that lost half of its own words.
    """
    one, other = _said(expected).split(), _said(found).split()
    if not one or not other:
        return one == other
    by_words = fuzz.ratio(" ".join(sorted(set(one))), " ".join(sorted(set(other))))
    by_letters = fuzz.ratio("".join(one), "".join(other))
    return max(by_words, by_letters) >= LEAD_LIKENESS


def _is_unsure(unsure: Iterable[str], number: str, field: str) -> bool:
    whole, one = f"actions[{number}]", f"actions[{number}].{field}"
    return any(fact == whole or re.match(re.escape(one) + r"($|[.\[])", fact) for fact in unsure)


def _is_right(field: str, key: Mapping[str, Any], found: Any, source: Sequence[str]) -> bool:
    if field == "text":
        return squeezed(expected_text(key, source)) == squeezed(found or "")
    if field == "date":
        return months(key["dates"]) == months(found or ())
    return leads_alike(key["lead"], found)


def _score_field(
    field: str,
    key: Mapping[str, Any],
    actions: Mapping[str, Mapping[str, Any]],
    unsure: Sequence[str],
    source: Sequence[str],
) -> dict[str, Any]:
    path = FIELDS[field]
    wrong, sure_wrong, boasts, sure, of = [], [], [], 0, 0
    for expected in key["actions"]:
        number = expected["number"]
        found = actions.get(number, {}).get(path)
        is_sure = bool(found) and not _is_unsure(unsure, number, path)
        if field in expected.get("cannot_tell", ()):
            boasts += [number] if is_sure else []
            continue
        of, sure = of + 1, sure + is_sure
        if not _is_right(field, expected, found, source):
            wrong.append(number)
            sure_wrong += [number] if is_sure else []
    return {
        "right": of - len(wrong),
        "of": of,
        "wrong": wrong,
        "sure": sure,
        "sure_wrong": sure_wrong,
        "sure_rate": sure / of if of else 0.0,
        "sure_precision": (sure - len(sure_wrong)) / sure if sure else 0.0,
        "sure_where_nobody_can_tell": boasts,
    }


def score_statement(
    key: Mapping[str, Any], reading: Mapping[str, Any], source: Sequence[str] = ()
) -> dict[str, Any]:
    """Score a read statement (a part as JSON, or its facts alone) against a key, field by field.

    `source` is the lines of the document, needed by a key that cites lines. Facts that nobody can
    tell are left out of the counts; to be sure of one is reported apart.
    """
    facts = reading.get("facts", reading)
    unsure = [str(entry["fact"]) for entry in reading.get("unsure", ())]
    read = list(facts.get("actions", ()))
    actions = {str(action["number"]): action for action in read}
    numbers = [action["number"] for action in key["actions"]]
    tellable = [a for a in key["actions"] if "lead" not in a.get("cannot_tell", ())]
    score: dict[str, Any] = {
        field: _score_field(field, key, actions, unsure, source) for field in FIELDS
    }
    score["shared_wrong"] = [
        a["number"]
        for a in tellable
        if bool(actions.get(a["number"], {}).get("lead_shared")) != a["lead_shared"]
    ]
    score["missing"] = [number for number in numbers if number not in actions]
    score["extra"] = [number for number in actions if number not in numbers]
    score["read_twice"] = len(read) - len(actions)
    score["in_order"] = [n for n in actions if n in numbers] == [n for n in numbers if n in actions]
    return score


def _flat(value: Any, path: str = "") -> dict[str, str | None]:
    if isinstance(value, Mapping):
        return {p: v for k, each in value.items() for p, v in _flat(each, f"{path}.{k}").items()}
    if isinstance(value, list):
        flat = {f"{path}.count": str(len(value))}
        for index, each in enumerate(value):
            flat |= _flat(each, f"{path}[{index}]")
        return flat
    return {path: None if value is None else squeezed(str(value))}


def _findings_by_kind(findings: Mapping[str, Any]) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for section in findings.values():
        for kind, texts in section.items():
            kinds.setdefault(kind, []).extend(texts)
    return kinds


def score_inspection(key: Mapping[str, Any], reading: Mapping[str, Any]) -> dict[str, Any]:
    """Count the values of a letter's or a report's key that the reading gives word for word.

    A report's sections bear no fixed names, so its findings are compared by kind, in order.
    """
    expected, found = dict(key["facts"]), dict(reading.get("facts", reading))
    if "any section" in expected.get("findings", {}):
        expected["findings"] = expected["findings"]["any section"]
        by_kind = _findings_by_kind(found.get("findings") or {})
        found["findings"] = {kind: by_kind.get(kind, []) for kind in expected["findings"]}
    wanted, given = _flat(expected), _flat(found)
    wrong = [path for path, value in wanted.items() if path not in given or given[path] != value]
    if reading.get("kind", key["kind"]) != key["kind"]:
        wrong.append("kind")
    return {"right": len(wanted) + 1 - len(wrong), "of": len(wanted) + 1, "wrong": wrong}
