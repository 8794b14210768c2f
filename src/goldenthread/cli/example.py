"""`goldenthread example`: load one of the examples into the database."""

import argparse
import sys

NAME = "example"
SUMMARY = "Load an example: cumbria (a real programme) or exercise (made-up updates over it)."
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the name of the example."""
    parser.add_argument("example", metavar="NAME", help="cumbria or exercise")


def run(args: argparse.Namespace) -> int:
    """Bring the database up to date and load the example unless it is there."""
    from django.conf import settings
    from django.core.management import call_command

    from goldenthread import example

    settings.GOLDENTHREAD_HOME.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    example.load(args.example, lambda words: sys.stdout.write(f"{words}\n"))
    return 0
