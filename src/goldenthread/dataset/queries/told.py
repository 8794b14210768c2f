"""Rows that were held back, as they were sent."""

import json
from typing import Any


def as_sent(raw: str | None) -> dict[str, Any]:
    """Return a held-back row by heading; one kept as a list by its places."""
    said = json.loads(raw or "{}")
    if isinstance(said, dict):
        return said
    return {str(place): value for place, value in enumerate(said if isinstance(said, list) else [])}
