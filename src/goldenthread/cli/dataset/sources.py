"""`goldenthread dataset sources`: what the data set knows how to read."""

import argparse

NAME = "sources"
SUMMARY = "List the extracts that the data set knows how to read."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take nothing."""


def run(args: argparse.Namespace) -> int:
    """Print each source with its code and its tables."""
    from goldenthread.dataset.sources import all_sources

    for source in all_sources().values():
        print(f"{source.code:<20} {source.words}")
        for table in source.tables:
            print(f"  {table.name:<30} {table.words}")
    return 0
