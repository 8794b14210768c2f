"""The example's areas, organisations, successions and bodies."""

from goldenthread.areas.changes import (
    add_area,
    add_body,
    add_locality,
    add_organisation,
    add_succession,
)
from goldenthread.areas.models import Body, LocalArea, Locality, Organisation, Succession
from goldenthread.areas.rules import BodyKind, LocalityKind, OrganisationKind
from goldenthread.audit.rules import Actor

from .files import Row, day, load_file


class Places:
    """What was made, by the example's own keys."""

    def __init__(self) -> None:
        self.areas: dict[str, LocalArea] = {}
        self.localities: dict[str, Locality] = {}
        self.organisations: dict[str, Organisation] = {}
        self.successions: list[tuple[Row, Succession]] = []
        self.bodies: dict[str, Body] = {}


def _source(row: Row) -> str:
    named = "; ".join(dict.fromkeys(c["document"] for c in row.get("cites", [])))
    return (row.get("outside_source") or named)[:300]


def make_places(*, by: Actor, slug: str, exercise: bool) -> Places:
    """Make the areas and all they are made of; an exercise has its own copy of the first area."""
    data = load_file("areas")
    made = Places()
    for row in data["local_areas"]:
        main = row["slug"] == "cumbria"
        own_slug = slug if main else row["slug"]
        known = LocalArea.objects.filter(slug=own_slug).first()
        made.areas[row["slug"]] = known or add_area(
            by=by,
            slug=own_slug,
            name=row["name"] + (" (exercise)" if main and exercise else ""),
            code=row["code"] or "",
            starts=day(row["valid_from"]),
            ends=day(row["valid_to"]),
            exercise=main and exercise,
        )
    _make_localities(by, data["localities"], made)
    _make_organisations(by, data["organisations"], made)
    _make_successions(by, data["successions"], made)
    _make_bodies(by, data, made)
    return made


def _make_localities(by: Actor, rows: list[Row], made: Places) -> None:
    for row in sorted(rows, key=lambda r: bool(r["made_of"])):
        made.localities[row["name"]] = add_locality(
            by=by,
            area=made.areas[row["area"]],
            kind=LocalityKind(row["kind"]),
            name=row["name"],
            code=row["code"] or "",
            starts=day(row["valid_from"]),
            ends=day(row["valid_to"]),
            made_of=[made.localities[name] for name in row["made_of"]],
            source=_source(row),
        )


def _make_organisations(by: Actor, rows: list[Row], made: Places) -> None:
    for row in rows:
        for area in row["serves"]:
            made.organisations[row["slug"]] = add_organisation(
                by=by,
                area=made.areas[area],
                kind=OrganisationKind(row["kind"]),
                name=row["name"],
                code=row["code"] or "",
                code_system=row["code_system"] or "",
                starts=day(row["valid_from"]),
                ends=day(row["valid_to"]),
                source=_source(row),
            )


def _make_successions(by: Actor, rows: list[Row], made: Places) -> None:
    """Make the successions; those of organisations alone are shared by every copy of the area."""
    for row in rows:
        known = Succession.objects.filter(on=row["on"], what=row["what"]).first()
        if known and row["of"] == "organisations":
            made.successions.append((row, known))
            continue
        before = {
            "organisations": made.organisations,
            "local_areas": made.areas,
            "localities": made.localities,
        }[row["of"]]
        after = made.areas if row["of"] == "localities" else before
        succession = add_succession(
            by=by,
            on=day(row["on"]),
            what=row["what"],
            source=_source(row),
            before=[before[key] for key in row["from"]],
            after=[after[key] for key in row["to"]],
        )
        made.successions.append((row, succession))


def _make_bodies(by: Actor, data: Row, made: Places) -> None:
    lines: dict[str, list[str]] = {}
    for row in data["reports_to"]:
        lines.setdefault(row["body"], []).append(row["to"])
    bodies = made.bodies
    waiting = list(data["bodies"])
    while waiting:
        row = waiting.pop(0)
        above = lines.get(row["slug"], [])
        if any(key not in bodies for key in above):
            waiting.append(row)
            continue
        bodies[row["slug"]] = add_body(
            by=by,
            area=made.areas["cumbria"],
            kind=BodyKind(row["kind"]),
            name=row["name"],
            also_called=row["also_called"],
            chair_role=row["chair_role"] or "",
            reports_to=[bodies[key] for key in above],
        )
