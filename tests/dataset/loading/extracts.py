"""Small made-up extracts for the tests of loading: referrals of children who do not exist."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from goldenthread.dataset.engine import connect
from goldenthread.dataset.loading import Loaded, read
from goldenthread.dataset.sources import source
from goldenthread.dataset.sources.shape import Given
from goldenthread.dataset.store import Store

ON = date(2025, 1, 16)
HEADINGS = (
    "referral_id",
    "local_id",
    "nhs_number",
    "nhs_number_status",
    "forename",
    "surname",
    "birth_date",
    "sex",
    "postcode",
    "received_on",
    "single_point",
    "accepted_on",
)
GOOD = dict(
    zip(
        HEADINGS,
        ("R1", "P1", "9990000018", "01", "Made", "Up", "2014-05-06", "1", "CA1 2AB")
        + ("16/09/2024", "yes", "2024-10-01"),
        strict=True,
    )
)


def row(number: int, **changes: str) -> dict[str, str]:
    """Return a good referral with a number of its own, changed as said."""
    return GOOD | {"referral_id": f"R{number}", "local_id": f"P{number}"} | changes


def written(path: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    """Write referrals as CSV."""
    lines = [",".join(HEADINGS)]
    lines += [",".join(one[name] for name in HEADINGS) for one in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def loaded(store: Store, files: Iterable[Path], folder: str = "one", **options: object) -> Loaded:
    """Load referrals into a store."""
    with connect() as backend:
        return read(
            backend,
            source("camhs"),
            list(files),
            given=Given(ON),
            store=store,
            folder=folder,
            **options,
        )
