"""`goldenthread dataset`: the person-level side, one module for each thing to be done with it.

A module of this package offers NAME, SUMMARY, `add_arguments(parser)` and `run(args)`.
"""

import argparse
import pkgutil
from importlib import import_module

from goldenthread.core.errors import UserError

NAME = "dataset"
SUMMARY = "Load partners' extracts, link them by person, and make tables and returns of them."
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what is to be done, and what that asks for."""
    deeds = parser.add_subparsers(title="what to do", metavar="DEED", required=True)
    for info in pkgutil.iter_modules(__path__):
        module = import_module(f"{__name__}.{info.name}")
        deed = deeds.add_parser(module.NAME, help=module.SUMMARY, description=module.SUMMARY)
        module.add_arguments(deed)
        deed.set_defaults(deed=module)


def run(args: argparse.Namespace) -> int:
    """Do it, where the data set is switched on."""
    from django.conf import settings

    if not settings.DATASET:
        raise UserError(
            "The data set is switched off here: nothing of it is kept and nothing was done. "
            "Set DATASET=on to switch it on."
        )
    return int(args.deed.run(args))
