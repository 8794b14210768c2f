"""The `goldenthread` command: a module per noun, each argument parsing and then one call.

A module offers NAME, SUMMARY, `add_arguments(parser)` and `run(args)`, which returns an exit code.
One that works on the database sets NEEDS_DJANGO = True and imports rooms with models inside `run`;
its `environment()`, where it has one, names variables that stand unless they are set otherwise.
"""

import argparse
import os
import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from types import ModuleType

from goldenthread.core.errors import UserError

STOPPED_BY_PERSON = 130
READER_WENT_AWAY = 141
NOT_DONE = 2


def command_modules() -> list[ModuleType]:
    """Return the modules that are commands, by name."""
    found = (import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    return sorted((m for m in found if hasattr(m, "NAME")), key=lambda module: module.NAME)


def build_parser(modules: Sequence[ModuleType]) -> argparse.ArgumentParser:
    """Return the parser for the given command modules."""
    parser = argparse.ArgumentParser(
        prog="goldenthread",
        description="Run, prove and publish a local area's SEND improvement.",
    )
    parser.add_argument("--version", action="version", version=f"goldenthread {_version()}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in modules:
        command = commands.add_parser(
            module.NAME,
            help=module.SUMMARY,
            description=module.SUMMARY,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(command)
        command.set_defaults(command_module=module)
    return parser


def _version() -> str:
    return version("goldenthread")


def _wanted(arguments: Sequence[str]) -> list[ModuleType]:
    """Return only the module that was asked for, so that a quick command starts quickly."""
    first = arguments[0].replace("-", "_") if arguments else ""
    if first in {info.name for info in pkgutil.iter_modules(__path__)}:
        module = import_module(f"{__name__}.{first}")
        if getattr(module, "NAME", None) == arguments[0]:
            return [module]
    return command_modules()


def _start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.config.settings")
    import django

    django.setup()


def _run(arguments: Sequence[str]) -> int:
    args = build_parser(_wanted(arguments)).parse_args(arguments)
    for name, value in getattr(args.command_module, "environment", dict)().items():
        os.environ.setdefault(name, value)
    if getattr(args.command_module, "NEEDS_DJANGO", False):
        _start_django()
    return int(args.command_module.run(args) or 0)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a `UserError` becomes its sentence and code 2."""
    try:
        try:
            return _run(sys.argv[1:] if argv is None else argv)
        finally:
            sys.stdout.flush()
    except UserError as error:
        sys.stderr.write(f"{error.message}\n")
        return NOT_DONE
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return STOPPED_BY_PERSON
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_WENT_AWAY
