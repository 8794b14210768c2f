"""A linkage model: trained once, kept as JSON, and applied on any engine with the same scores."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from goldenthread.core.errors import UserError

# Bits of evidence: at 4 to 1 (0.8) rows are linked, and below 1 to 8 nobody is asked of them. On
# the made-up country 4 to 1 costs no precision that 20 to 1 would keep (docs/performance.md).
MATCH = 2.0
DOUBT = -3.0


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a comparison: its words and how often it holds of one person (m), of two (u)."""

    words: str
    m: float
    u: float


@dataclass(frozen=True, slots=True)
class Model:
    """What training found; it names no engine.

    `chance` is the chance that two rows taken at random are one person's. `levels` are those of
    each compared column in order from the same to different, `frequencies` the share of each
    value. `match` and `doubt` are weights in bits: from `match` on two rows are linked, from
    `doubt` on people are asked.
    """

    chance: float
    levels: dict[str, tuple[Level, ...]]
    frequencies: dict[str, dict[str, float]] = field(default_factory=dict)
    match: float = MATCH
    doubt: float = DOUBT

    @property
    def digest(self) -> str:
        """Return what tells this model from any other."""
        return hashlib.sha256(write(self).encode()).hexdigest()[:32]


def write(model: Model) -> str:
    """Return a model as JSON; its frequencies name values, so it is as identifiable as a name."""
    return json.dumps(asdict(model), sort_keys=True, indent=1) + "\n"


def read(text: str) -> Model:
    """Return a model from its JSON; UserError where the text is none."""
    try:
        parts = json.loads(text)
        levels = {
            column: tuple(Level(**level) for level in found)
            for column, found in parts.pop("levels").items()
        }
        return Model(levels=levels, **parts)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            "This is not a linkage model. Nothing was linked; train one anew or give its file."
        ) from error


def save(model: Model, path: Path) -> None:
    """Write a model to a file that only its owner may read."""
    path.touch(mode=0o600)
    path.write_text(write(model), encoding="utf-8")


def load(path: Path) -> Model:
    """Return a model from its file; UserError where there is none or it is none."""
    try:
        return read(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"The model {path.name} cannot be read: {error.strerror}.") from error
