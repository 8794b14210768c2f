"""The thread of a weakness as a picture: where each node stands and which lines join them."""

from dataclasses import dataclass, field

COLUMNS = (
    "finding",
    "weakness",
    "priority",
    "theme",
    "action",
    "measure",
    "evidence",
    "difference",
    "judgement",
)
HEADINGS = {
    "finding": "Findings",
    "weakness": "Weakness",
    "priority": "Priority",
    "theme": "Themes",
    "action": "Actions",
    "measure": "Measures",
    "evidence": "Evidence",
    "difference": "Difference",
    "judgement": "Judgement",
}
NOUNS = HEADINGS | {
    "finding": "Finding",
    "theme": "Theme",
    "action": "Action",
    "measure": "Measure",
}
WIDTH = 124
HEIGHT = 58
GAP_X = 12
GAP_Y = 8
TOP = 34
ROOM = 7.9  # ems of 14 px between the edges of a node
NARROW, WIDE = "ijlftrI' .,:;!|()-", "mwMW@%—"


@dataclass(slots=True)
class Node:
    """One point of the thread: its column, words, state and where a click leads.

    `mark` is the state in few enough letters for the picture; the state itself where it is short.
    """

    key: str
    column: str
    words: str
    href: str = ""
    state: str = ""
    broken: bool = False
    mark: str = ""
    x: float = 0
    y: float = 0

    @property
    def lines(self) -> list[str]:
        """Return the words on as many lines as the node holds beside its state."""
        return wrapped(self.words, ROOM, 2 if self.state else 3)

    @property
    def sign(self) -> str:
        """Return the sign that stands beside the state: broken, unknown or none."""
        if self.broken:
            return "⚡"
        return "?" if self.state.startswith("not known") else ""

    @property
    def label(self) -> str:
        """Return what a screen reader says: noun, words and state."""
        return f"{NOUNS[self.column]}: {self.words}" + (f" ({self.state})" if self.state else "")


@dataclass(slots=True)
class Edge:
    """A line between two nodes; broken where the thread is."""

    start: str
    end: str
    path: str = ""


@dataclass(slots=True)
class Picture:
    """Nodes placed and lines drawn; width and height in SVG units."""

    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    columns: list[tuple[str, float]] = field(default_factory=list)
    width: float = 0
    height: float = 0
    node_width: int = WIDTH
    node_height: int = HEIGHT


def ems(words: str) -> float:
    """Return about how many ems words take in a plain sans-serif letter."""
    return sum(
        0.3 if c in NARROW else 0.86 if c in WIDE else 0.7 if c.isupper() else 0.56 for c in words
    )


def wrapped(words: str, room: float, lines: int) -> list[str]:
    """Return words on at most so many lines of so many ems, cut at a word with an ellipsis."""
    out: list[str] = []
    line: list[str] = []
    for word in words.split():
        if line and ems(" ".join([*line, word])) > room:
            out.append(" ".join(line))
            line = []
        line.append(word)
    out.append(" ".join(line))
    if len(out) > lines:
        out = out[:lines]
        out[-1] = _shortened(out[-1] + " …", room)
    return [_shortened(piece, room) for piece in out]


def _shortened(words: str, room: float) -> str:
    """Return a line cut to its room: after a whole word if there are two, else within it."""
    if ems(words) <= room:
        return words.replace(" …", "…")
    kept = words.removesuffix(" …")
    while " " in kept and ems(kept + "…") > room:
        kept = kept.rsplit(" ", 1)[0]
    while ems(kept + "…") > room:
        kept = kept[:-1]
    return kept + "…"


def drawn(nodes: list[Node], edges: list[Edge]) -> Picture:
    """Return the picture of a thread: the fullest column sets the height, others spread over it."""
    used = [column for column in COLUMNS if any(node.column == column for node in nodes)]
    tallest = max((sum(n.column == c for n in nodes) for c in used), default=0)
    height = TOP + tallest * (HEIGHT + GAP_Y)
    places = {node.key: node for node in nodes}
    for index, column in enumerate(used):
        _spread([n for n in nodes if n.column == column], index, height)
    _draw_near_children(nodes, edges, places, "theme", "action")
    for edge in edges:
        edge.path = _curve(places[edge.start], places[edge.end])
    width = len(used) * (WIDTH + GAP_X) - GAP_X
    columns = [(HEADINGS[c], float(i * (WIDTH + GAP_X))) for i, c in enumerate(used)]
    return Picture(nodes, edges, columns, max(width, 0), height)


def _spread(column: list[Node], index: int, height: float) -> None:
    room = (height - TOP) / max(len(column), 1)
    for place, node in enumerate(column):
        node.x = index * (WIDTH + GAP_X)
        node.y = TOP + room * place + (room - HEIGHT) / 2


def _draw_near_children(
    nodes: list[Node], edges: list[Edge], places: dict[str, Node], column: str, child: str
) -> None:
    """Move each node of a column to the middle of its children, never over the one before."""
    floor = float(TOP)
    for node in (n for n in nodes if n.column == column):
        ys = [
            places[e.end].y for e in edges if e.start == node.key and places[e.end].column == child
        ]
        if ys:
            node.y = sum(ys) / len(ys)
        node.y = max(node.y, floor)
        floor = node.y + HEIGHT + GAP_Y


def _curve(start: Node, end: Node) -> str:
    x1, y1 = start.x + WIDTH, start.y + HEIGHT / 2
    x2, y2 = end.x, end.y + HEIGHT / 2
    if start.column == end.column:
        x1, x2 = start.x + WIDTH, end.x + WIDTH
    middle = (x1 + x2) / 2
    return f"M{x1:.0f} {y1:.0f} C{middle:.0f} {y1:.0f} {middle:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
