"""The accountability chart: where each body stands and which lines of report join them."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 196, 62
GAP_X, GAP_Y = 64, 14
TOP = 30
LETTERS, LINES = 25, 2


@dataclass(slots=True)
class Box:
    """A body in the chart: its name on lines, who chairs it, where it stands, where it leads."""

    key: int
    name: str
    kind: str
    href: str = ""
    alone: bool = False
    depth: int = 0
    x: float = 0
    y: float = 0

    @property
    def lines(self) -> list[str]:
        """Return the name on as many lines as the box holds."""
        return textwrap.wrap(self.name, LETTERS, max_lines=LINES, placeholder="…")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of report from a body to the one above it, as the path of an SVG."""

    body: int
    to: int
    path: str


@dataclass(slots=True)
class Chart:
    """Boxes placed and lines drawn; width and height in SVG units."""

    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    columns: list[tuple[str, float]] = field(default_factory=list)
    width: float = 0
    height: float = 0
    box_width: int = WIDTH
    box_height: int = HEIGHT


def depths(keys: Iterable[int], lines: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return how many lines lie between each body and the top, by its longest way up."""
    above: dict[int, list[int]] = {}
    for body, to in lines:
        above.setdefault(body, []).append(to)

    def depth(key: int, seen: frozenset[int]) -> int:
        ups = [to for to in above.get(key, ()) if to not in seen]
        return 1 + max(depth(to, seen | {to}) for to in ups) if ups else 0

    return {key: depth(key, frozenset({key})) for key in keys}


def drawn(boxes: list[Box], lines: Sequence[tuple[int, int]]) -> Chart:
    """Return the chart: the top on the left, each body right of all it reports to.

    Bodies without any line stand together in a column of their own.
    """
    known = {box.key: box for box in boxes}
    within = [(body, to) for body, to in lines if body in known and to in known]
    joined = {key for line in within for key in line}
    deep = depths(joined, within)
    last = max(deep.values(), default=-1) + 1
    for box in boxes:
        box.alone = box.key not in joined
        box.depth = last if box.alone else deep[box.key]
    used = sorted({box.depth for box in boxes})
    tallest = max((sum(b.depth == d for b in boxes) for d in used), default=0)
    height = TOP + tallest * (HEIGHT + GAP_Y)
    for index, depth in enumerate(used):
        _place([b for b in boxes if b.depth == depth], index, height, within, known)
    columns = [
        (_heading(depth, last, bool(joined)), i * (WIDTH + GAP_X)) for i, depth in enumerate(used)
    ]
    paths = [Line(body, to, _curve(known[body], known[to])) for body, to in within]
    width = max(len(used) * (WIDTH + GAP_X) - GAP_X, 0)
    return Chart(boxes, paths, [(w, float(x)) for w, x in columns], width, height)


def _heading(depth: int, alone: int, joined: bool) -> str:
    if depth == alone:
        return "No line recorded" if joined else "No lines recorded"
    return "At the top" if depth == 0 else "Report to them" if depth == 1 else f"Level {depth + 1}"


def _place(
    column: list[Box],
    index: int,
    height: float,
    lines: Sequence[tuple[int, int]],
    known: dict[int, Box],
) -> None:
    """Spread a column over the height, each body as near as may be to what it reports to."""

    def wish(box: Box) -> tuple[float, str]:
        ys = [known[to].y for body, to in lines if body == box.key and known[to].depth < box.depth]
        return (sum(ys) / len(ys) if ys else 0.0, box.name)

    room = (height - TOP) / max(len(column), 1)
    for place, box in enumerate(sorted(column, key=wish)):
        box.x = index * (WIDTH + GAP_X)
        box.y = TOP + room * place + (room - HEIGHT) / 2


def _curve(body: Box, to: Box) -> str:
    x1, y1 = to.x + WIDTH, to.y + HEIGHT / 2
    x2, y2 = body.x, body.y + HEIGHT / 2
    middle = (x1 + x2) / 2
    return f"M{x2:.0f} {y2:.0f} C{middle:.0f} {y2:.0f} {middle:.0f} {y1:.0f} {x1:.0f} {y1:.0f}"
