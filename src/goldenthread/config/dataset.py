"""Whether the person-level data set is switched on, and what it needs to be."""

from importlib.util import find_spec

from goldenthread.core.errors import UserError

# What comes with the extra `dataset` and with nothing else.
NEEDED = ("duckdb", "ibis", "pyarrow", "splink", "cryptography")


def dataset_on(asked: bool) -> bool:
    """Return whether the data set is on; UserError where it is asked for and cannot be."""
    missing = [name for name in NEEDED if find_spec(name) is None] if asked else []
    if missing:
        raise UserError(
            f"DATASET is on, but what the data set needs is not installed ({', '.join(missing)}). "
            "Nothing was started. Install goldenthread[dataset], or leave DATASET out."
        )
    return asked
