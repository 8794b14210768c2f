"""Facts of a statement as the tests of tables state them: every field, most of them absent."""

from typing import Any

from goldenthread.reading.extract import extract_bytes
from goldenthread.reading.facts import Part
from goldenthread.reading.statement.tables import read_grids

EMPTY_ACTION: dict[str, Any] = {
    "number": None, "theme": None, "group": None, "priorities": [], "text": None,
    "intended_impact": None, "success_measure": None, "lead": None, "leads": [],
    "lead_shared": False, "start": [], "due": [], "rag": None, "status": None, "completed": None,
    "baseline": None, "target": None, "resources": None, "evidence": None, "milestones": [],
    "refers_to_groups": [], "updates": [], "hidden": False,
}  # fmt: skip
EMPTY_MEASURE: dict[str, Any] = {
    "number": None, "text": None, "heading": None, "priority": None, "baseline": None,
    "target": None, "milestones": [], "lead": None, "evidence": None, "hidden": False,
}  # fmt: skip


def action(**stated: Any) -> dict[str, Any]:
    return EMPTY_ACTION | stated


def measure(**stated: Any) -> dict[str, Any]:
    return EMPTY_MEASURE | stated


def group(number: int, name: str, **stated: Any) -> dict[str, Any]:
    empty = {"also_called": [], "chair": None, "priorities": []}
    return {"number": number, "name": name} | empty | stated


def priority(number: int, text: str | None, *responsible: str) -> dict[str, Any]:
    return {"number": number, "text": text, "responsible": list(responsible)}


def due(text: str, start: str | None, end: str | None, precision: str) -> dict[str, Any]:
    return {"text": text, "from": start, "to": end, "precision": precision}


def day(iso: str, text: str | None = None) -> dict[str, Any]:
    return due(text or iso, iso, iso, "day")


def read(data: bytes, name: str) -> Part:
    return read_grids(extract_bytes(data, name).source, name)


def unsure(part: Part) -> dict[str, Any]:
    return {entry["fact"]: entry["alternatives"] for entry in part.as_json()["unsure"]}


def facts(title: str, **stated: Any) -> dict[str, Any]:
    empty = ("about", "groups", "priorities", "themes", "actions", "measures", "glossary",
             "governance")  # fmt: skip
    return {"title": title, "area": None} | {name: [] for name in empty} | stated
