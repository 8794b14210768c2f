"""Where the house stands and what it is made of, as the guards see it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "goldenthread"

# Highest first; a room may look down, never up or beside.
LAYERS = (
    ("config", "cli"),
    ("public", "api", "example"),
    ("reports",),
    ("thread",),
    ("intake",),
    ("governance",),
    ("improvement",),
    ("inspections", "dataset"),
    ("documents",),
    ("accounts",),
    ("areas",),
    ("audit",),
    ("reading", "writing", "design"),
    ("core",),
)
LAYER_OF = {room: depth for depth, rooms in enumerate(LAYERS) for room in rooms}
ROOMS_WITH_TABLES = (
    "reports",
    "thread",
    "intake",
    "governance",
    "improvement",
    "inspections",
    "dataset",
    "documents",
    "accounts",
    "areas",
    "audit",
)


def modules(source: Path = SOURCE) -> Iterator[Path]:
    """Yield every module of the package but the generated migrations."""
    for path in sorted(source.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def parsed(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
