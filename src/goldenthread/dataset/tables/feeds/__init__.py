"""Which rows of which extracts fill the linked tables, declared one module for each service."""

from functools import cache

from goldenthread.dataset.sources import all_sources
from goldenthread.dataset.tables.shape import Feed

from . import care, education, health, people, schools


@cache
def all_feeds() -> tuple[Feed, ...]:
    """Return every feed of a source that is there, in the order of sources and tables."""
    known = {
        (source.code, table.name) for source in all_sources().values() for table in source.tables
    }
    declared = (*people.feeds(), *education.FEEDS, *schools.FEEDS, *health.FEEDS, *care.FEEDS)
    return tuple(feed for feed in declared if feed.reads in known)


def feeds_into(table: str) -> tuple[Feed, ...]:
    """Return the feeds that fill a linked table."""
    return tuple(feed for feed in all_feeds() if feed.into == table)


def feed_of(table: str, source: str, extract: str) -> Feed | None:
    """Return the first feed by which a source's table fills a linked table, or None."""
    for feed in feeds_into(table):
        if feed.reads == (source, extract):
            return feed
    return None
