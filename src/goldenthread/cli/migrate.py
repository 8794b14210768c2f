"""`goldenthread migrate`: bring the database up to this version."""

import argparse

NAME = "migrate"
SUMMARY = "Make the database, or bring it up to this version; what it holds is kept."
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take nothing but how much to say."""
    parser.add_argument("--quiet", action="store_true", help="say nothing unless it fails")


def run(args: argparse.Namespace) -> int:
    """Apply every migration that has not been applied."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0 if args.quiet else 1)
    return 0
