"""Loads of an area as the database counts them, and the store that their files lie in."""

from django.conf import settings

from goldenthread.areas.models import LocalArea

from ..models import Load
from ..store import Kept, Store


def store_of(area: LocalArea) -> Store:
    """Return the store of an area: its folder below DATASET_HOME, under DATASET_KEY."""
    return Store(settings.DATASET_HOME / area.slug, settings.DATASET_KEY)


def kept_loads(area: LocalArea) -> tuple[Kept, ...]:
    """Return the committed loads of an area, the oldest first."""
    rows = Load.objects.filter(area=area, state=Load.COMPLETE).order_by("pk")
    return tuple(
        Kept(row.pk, row.folder, row.source, row.extract_on, partner=row.partner) for row in rows
    )


def made_up(area: LocalArea) -> bool:
    """Say whether any load of an area is of made-up children, which every page then says."""
    return Load.objects.filter(area=area, state=Load.COMPLETE, made_up=True).exists()
