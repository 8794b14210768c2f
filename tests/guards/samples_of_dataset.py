"""What to put into the parts of an address of the data set."""

from typing import Any

from goldenthread.areas.models import LocalArea


def samples_of_dataset(area: LocalArea) -> dict[str, Any]:
    """Return the values of the parts that addresses of the data set name."""
    return {}
