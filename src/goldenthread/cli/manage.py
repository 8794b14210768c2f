"""`goldenthread manage`: Django's own administration commands, with this product's settings."""

import argparse

NAME = "manage"
SUMMARY = "Run one of Django's administration commands, for those who look after an installation."
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the Django command and everything after it."""
    parser.add_argument(
        "django_command",
        nargs=argparse.REMAINDER,
        metavar="DJANGO-COMMAND ...",
        help="for example: check --deploy",
    )


def run(args: argparse.Namespace) -> int:
    """Hand the words to Django."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["goldenthread manage", *args.django_command])
    return 0
