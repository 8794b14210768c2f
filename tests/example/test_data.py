"""The Cumbria example holds facts in our own words, each with its source, and nobody's name."""

import hashlib
import itertools
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest

import goldenthread
from goldenthread.core.calendar import Precision
from goldenthread.inspections.rules import ContactKind, Event, Judged, Side
from tests.shared import SEEDS, needs_shared

DATA = Path(goldenthread.__file__).parent / "example" / "data"
REAL = ("areas", "inspection", "improvement_plan", "promises")
FACT_KEYS = {"text", "plain", "says", "name", "title", "number", "role", "event", "what"}
RUN = 8

NUMBERS = (
    "1.1:4 1.2:4 1.3:3 2.1:4 2.2:4 2.3:5 3.1:2 3.2:2 3.3:5 3.4:3 3.5:2 3.6:4 3.7:2 3.8:2 3.9:2 "
    "4.1:5 4.2:5 4.3:3 4.4:1 4.5:6 4.6:4 4.7:3 5.1:7 5.2:1 5.3:1 5.4:2 6.1:11 6.2:2 6.3:7 6.4:2"
)

UNANSWERED = {
    ("main findings", "finding", 10),
    *(("meeting needs", "develop", ordinal) for ordinal in (2, 3, 5, 11, 12, 15, 16, 20)),
    ("improving outcomes", "develop", 2),
}

OFFICIAL_NAMES = (
    "NHS North Cumbria Clinical Commissioning Group",
    "NHS Morecambe Bay Clinical Commissioning Group",
    "North East and North Cumbria Integrated Care Board",
    "Lancashire and South Cumbria Integrated Care Board",
    "Scrutiny Advisory Board - Children and Young People",
    "Senior Commissioning Manager, Children and Families (North Cumbria CCG)",
    "Associate Director of Nursing, Mental Health and Learning Disability Care Group (CPFT)",
)


ROLE_WORDS = {
    *("Assistant", "Boards", "Chief", "Deputy", "Director", "Executive", "Inspector", "Manager"),
    *("Officer", "Operating", "Partnership", "Public", "Services"),
}


@cache
def load(name: str) -> dict[str, Any]:
    """Return one file of the example."""
    loaded: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object inside a value, outermost first."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from objects(inner)


def sentences(value: Any) -> Iterator[str]:
    """Yield every text inside a value except the titles of cited documents."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key != "document":
                yield from sentences(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sentences(inner)


def uncited(value: Any) -> list[dict[str, Any]]:
    """Return the facts that have no citation, neither their own nor one on each part."""
    if isinstance(value, list):
        return [fact for inner in value for fact in uncited(inner)]
    if not isinstance(value, dict) or value.get("cites"):
        return []
    inside = [inner for inner in value.values() if isinstance(inner, dict | list) and inner]
    missing = [fact for inner in inside for fact in uncited(inner)]
    parts_cited = any("cites" in part for inner in inside for part in objects(inner))
    if FACT_KEYS & value.keys() and not parts_cited:
        missing.append(value)
    return missing


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation."""
    return re.findall(r"[a-z0-9']+", text.lower().replace("\u2019", "'").replace("\u2018", "'"))


def runs(text: str) -> set[tuple[str, ...]]:
    """Return every run of consecutive words that is long enough to be a copy."""
    found = words(text)
    return {tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


@cache
def source_runs() -> frozenset[tuple[str, ...]]:
    """Return the runs of words of all source documents."""
    return frozenset().union(*(runs(path.read_text("utf-8")) for path in SEEDS.glob("*.txt")))


def copied(text: str) -> set[tuple[str, ...]]:
    """Return the runs a text shares with a source, official names left aside."""
    for name in OFFICIAL_NAMES:
        text = text.replace(name, " | ")
    return {run for part in text.split("|") for run in runs(part) & source_runs()}


@cache
def surnames() -> frozenset[str]:
    """Return the surnames in the documents, found by where a person's name can stand."""
    person = r"((?:O.|Mc|Mac)?[A-Z][a-z]+(?:-[A-Z][a-z]+)?)"
    patterns = (
        rf"Chair(?:: | - )\w+\s+{person}",
        rf"\b(?:Mr|Mrs|Ms|Dr) (?:[A-Z]+ )?{person}",
        rf"Councillor \w+ {person}",
        rf"\b[A-Z]\w+ {person},? (?:HMI|Chief|Assistant|Executive|Director|Nominated|Local)\b",
        rf"Contact: \w+ {person}",
    )
    text = "\n".join(path.read_text("utf-8") for path in SEEDS.glob("*.txt"))
    found = {name for pattern in patterns for name in re.findall(pattern, text)}
    for signatures in re.findall(r"(?s)Yours sincerely(.*?)\n[Cc]c:", text):
        found |= set(
            re.findall(rf"(?m)(?:^|\t)\W*[A-Z][a-z]+ {person}(?=$|\t|,? (?:HMI|\*))", signatures)
        )
    return frozenset(found - ROLE_WORDS)


def test_inspection_counts() -> None:
    inspection = load("inspection")
    counted = {
        key: len(list(group))
        for key, group in itertools.groupby(
            inspection["findings"], key=lambda f: (f["section"], f["side"])
        )
    }
    assert counted == {
        ("main findings", "finding"): 17,
        ("identifying needs", "strength"): 4,
        ("identifying needs", "develop"): 6,
        ("meeting needs", "strength"): 12,
        ("meeting needs", "develop"): 20,
        ("improving outcomes", "strength"): 5,
        ("improving outcomes", "develop"): 4,
    }
    assert [weakness["number"] for weakness in inspection["weaknesses"]] == list(range(1, 10))
    assert all(finding["side"] in set(Side) for finding in inspection["findings"])
    assert all(8 <= len(finding["text"].split()) <= 30 for finding in inspection["findings"])
    for _, group in itertools.groupby(
        inspection["findings"], key=lambda f: (f["section"], f["side"])
    ):
        ordinals = [finding["ordinal"] for finding in group]
        assert ordinals == list(range(1, len(ordinals) + 1))


def test_revisit_found_two_weaknesses_wanting() -> None:
    judgements = load("inspection")["judgements"]
    wanting = [j["weakness"] for j in judgements if j["judged"] == Judged.NOT_SUFFICIENT]
    assert wanting == [4, 6]
    assert [j["weakness"] for j in judgements] == list(range(1, 10))
    assert {j["judged"] for j in judgements} == {"sufficient", "not_sufficient"}


def test_events_that_rooms_know() -> None:
    events = {event["event"]: event["on"] for event in load("inspection")["events"]}
    assert events["statement_due"] == "2019-08-21"
    assert events["fit_for_purpose"] == "2019-10-18"
    assert set(events) - {"revisit_due"} <= {*Event, *ContactKind}
    assert [p["weakness"] for p in load("inspection")["accelerated_plans"]] == [2, 6, 8]


def test_improvement_plan_counts_and_order() -> None:
    improvement_plan = load("improvement_plan")
    expected = [
        f"{theme}.{n}"
        for theme, last in (item.split(":") for item in NUMBERS.split())
        for n in range(1, int(last) + 1)
    ]
    assert [action["number"] for action in improvement_plan["actions"]] == expected
    assert len(expected) == 108
    assert [theme["number"] for theme in improvement_plan["themes"]] == list(
        dict.fromkeys(number.rsplit(".", 1)[0] for number in expected)
    )
    assert [theme["number"] for theme in improvement_plan["themes"] if not theme["title"]] == [
        "3.1"
    ]
    assert [group["number"] for group in improvement_plan["groups"]] == list(range(1, 7))
    held = [group["priorities"] for group in improvement_plan["groups"]]
    assert [priority["weakness"] for group in held for priority in group] == [
        1,
        2,
        3,
        9,
        4,
        5,
        8,
        6,
        7,
    ]
    for action in improvement_plan["actions"]:
        assert action["number"].startswith(f"{action['theme']}.")
        assert action["group"] == int(action["number"][0])


def test_measures() -> None:
    measures = load("improvement_plan")["measures"]
    assert [measure["number"] for measure in measures] == list(range(1, 36))
    assert [m["number"] for m in measures if m["duplicate_of"]] == [6]
    assert sum(m["composite_of"] for m in measures if not m["duplicate_of"]) == 46
    numbers = {action["number"] for action in load("improvement_plan")["actions"]}
    assert all(set(measure["actions"]) <= numbers for measure in measures)
    assert all(m["baseline"] is None and m["target"] is None for m in measures)
    served = {weakness for measure in measures for weakness in measure["weaknesses"]}
    assert served.isdisjoint({3, 4, 5, 9})


def test_delivery_is_unknown() -> None:
    assert {action["rag"] for action in load("improvement_plan")["actions"]} == {None}
    assert {promise["what_we_know"] for promise in load("promises")["promises"]} == {None}


def test_leads_are_roles_or_said_to_be_unsure() -> None:
    for action in load("improvement_plan")["actions"]:
        if action["lead"] is None:
            assert action["lead_unsure"], action["number"]
            assert len(action["lead_alternatives"]) > 1, action["number"]
        else:
            roles = action["lead"].split("; ")
            assert all(re.fullmatch(r"[^()]+ \([^()]+\)", role) for role in roles), roles


def test_promises_are_sentences_for_families() -> None:
    promises = [action["promise"] for action in load("improvement_plan")["actions"]]
    promises += [card["plain"] for card in load("promises")["promises"]]
    for promise in promises:
        assert promise.startswith("We said ")
        assert promise.endswith(".")
        assert len(promise.split()) <= 30, promise
        assert not re.search(r"[A-Z]{4,}", promise.replace("SEND", "")), promise


def test_due_dates_are_bounded() -> None:
    for action in load("improvement_plan")["actions"]:
        assert action["due"] or action["due_unsure"], action["number"]
    for due in [d for action in load("improvement_plan")["actions"] for d in action["due"]]:
        assert due["precision"] in set(Precision)
        starts = date.fromisoformat(due["from"])
        if due["to"] is not None:
            assert starts <= date.fromisoformat(due["to"])
        else:
            assert due["precision"] in {Precision.OPEN_FROM, Precision.ONGOING}


def test_links_join_what_is_there() -> None:
    inspection, improvement_plan = load("inspection"), load("improvement_plan")
    findings = {(f["section"], f["side"], f["ordinal"]) for f in inspection["findings"]}
    numbers = {action["number"] for action in improvement_plan["actions"]}
    links = inspection["links"] + improvement_plan["links"]
    assert {link["state"] for link in links} == {"proposed"}
    named = [tuple(link["finding"].values()) for link in links]
    assert set(named) <= findings
    assert {link["action"] for link in improvement_plan["links"]} <= numbers
    assert {link["weakness"] for link in inspection["links"]} == set(range(1, 10))
    answered = {tuple(link["finding"].values()) for link in improvement_plan["links"]}
    assert answered.isdisjoint(UNANSWERED)


def test_actions_rest_on_actions_without_a_circle() -> None:
    actions = load("improvement_plan")["actions"]
    rests_on = {action["number"]: set(action["rests_on"]) for action in actions}
    assert set().union(*rests_on.values()) <= rests_on.keys()
    assert len(list(TopologicalSorter(rests_on).static_order())) == 108
    assert {group for action in actions for group in action["refers_to_groups"]} <= set(range(1, 7))


def test_promises_name_actions_and_measures_that_exist() -> None:
    numbers = {action["number"] for action in load("improvement_plan")["actions"]}
    for promise in load("promises")["promises"]:
        assert set(promise["actions"]) <= numbers
        assert set(promise["measures"]) <= set(range(1, 36))
    slugs = [promise["slug"] for promise in load("promises")["promises"]]
    assert len(slugs) == len(set(slugs))


def test_areas_are_whole() -> None:
    areas = load("areas")
    slugs = {o["slug"] for o in areas["organisations"]} | {a["slug"] for a in areas["local_areas"]}
    districts = {place["name"] for place in areas["localities"] if place["kind"] == "district"}
    assert len(districts) == 6
    for succession in areas["successions"]:
        assert {*succession["from"], *succession["to"]} <= slugs | districts
    bodies = {body["slug"] for body in areas["bodies"]}
    for line in areas["reports_to"]:
        assert {line["body"], line["to"]} <= bodies
    outside = [fact for fact in objects(areas) if fact.get("from_documents") is False]
    assert outside
    assert all(fact["outside_source"] for fact in outside)


@pytest.mark.parametrize("name", REAL)
def test_every_fact_is_cited_within_its_document(name: str) -> None:
    lengths = {d["title"]: d["lines"] for d in load("documents")["documents"]}
    content = dict(load(name))
    content.pop("links", None)
    assert uncited(content) == []
    cites = [cite for fact in objects(content) for cite in fact.get("cites", [])]
    assert cites
    for cite in cites:
        first, last = cite["lines"]
        assert 1 <= first <= last <= lengths[cite["document"]], cite


def test_a_fact_without_a_citation_is_noticed() -> None:
    assert uncited({"facts": [{"text": "Somebody said so."}]}) == [{"text": "Somebody said so."}]


def test_exercise_says_that_it_is_made_up() -> None:
    exercise = load("exercise")
    numbers = {action["number"] for action in load("improvement_plan")["actions"]}
    slugs = {promise["slug"] for promise in load("promises")["promises"]} | {None}
    assert 60 <= len(exercise["updates"]) <= 80
    assert len(exercise["no_because"]) == 3
    assert len(exercise["withheld"]) == 2
    states = {"not_started", "on_track", "at_risk", "off_track", "paused", "done", "stopped"}
    assert {update["delivery"] for update in exercise["updates"]} == states
    told = [o for key in ("updates", "changed_for_families", "no_because") for o in exercise[key]]
    told += exercise["withheld"]
    texts = [fact[key] for fact in told for key in ("words", "reason", "what") if key in fact]
    assert len(texts) >= len(told)
    assert all(text.startswith("Made up: ") for text in [*texts, exercise["about"]])
    assert {fact["action"] for fact in told} <= numbers
    assert {fact.get("promise") for fact in told} <= slugs
    for update in exercise["updates"]:
        assert exercise["from"] <= update["at"] <= exercise["to"]
        assert update["proposed_date"] is None or update["proposed_date"] > update["at"]


@needs_shared
def test_documents_are_the_ones_read() -> None:
    held = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path.read_text("utf-8").count("\n")
        for path in SEEDS.glob("*.txt")
    }
    assert len(load("documents")["documents"]) == 5
    for document in load("documents")["documents"]:
        assert document["lines"] - held[document["sha256"]] in {0, 1}


@needs_shared
def test_printed_dates_stand_where_they_are_cited() -> None:
    pack = next(d for d in load("documents")["documents"] if d["key"] == "pack")
    held = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in SEEDS.glob("*.txt")}
    lines = held[pack["sha256"]].read_text("utf-8").split("\n")
    for action in load("improvement_plan")["actions"]:
        spans = [cite["lines"] for cite in action["cites"] if cite["fact"] == "due"]
        assert len(spans) == len(action["due"])
        for due, (first, last) in zip(action["due"], spans, strict=True):
            there = " ".join(lines[first - 1 : last])
            assert all(word in there for word in re.findall(r"\w+", due["words"])), due


@needs_shared
@pytest.mark.parametrize("path", sorted(DATA.glob("*.json")), ids=lambda path: path.stem)
def test_nothing_is_copied_from_the_documents(path: Path) -> None:
    assert {run for text in sentences(load(path.stem)) for run in copied(text)} == set()


@needs_shared
def test_a_copied_sentence_is_noticed() -> None:
    source = words(next(SEEDS.glob("*.txt")).read_text("utf-8"))
    assert copied(" ".join(source[100 : 100 + RUN]).title())
    assert not copied(" ".join(source[100 : 99 + RUN]))


@needs_shared
@pytest.mark.parametrize("path", sorted(DATA.glob("*.json")), ids=lambda path: path.stem)
def test_nobody_is_named(path: Path) -> None:
    assert len(surnames()) > 30
    used = {word for text in sentences(load(path.stem)) for word in re.findall(r"[\w-]+", text)}
    assert used & surnames() == set()
