"""`goldenthread doctor`: look over an installation, and say of each thing what to do about it."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict

from goldenthread.cli.looking import Finding, dataset, machine, people, service

NAME = "doctor"
SUMMARY = "Look over this installation and say what is wrong and what to do; exit code 2 if any is."
NEEDS_DJANGO = True

CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    machine.database,
    machine.folders,
    machine.disk_space,
    machine.clock,
    machine.front_end,
    machine.printing,
    service.secrets,
    service.on_a_network,
    people.second_step,
    people.sessions,
    service.mail,
    service.worker,
    service.work,
    service.trail,
    dataset.store,
)
SIGNS = {"good": "ok     ", "look": "look   ", "wrong": "WRONG  "}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take whether to print JSON."""
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object, for a program that watches"
    )


def run(args: argparse.Namespace) -> int:
    """Print a line for each thing looked at; 2 when one is wrong."""
    found = [finding for check in CHECKS for finding in looked(check)]
    wrong = sum(finding.state == "wrong" for finding in found)
    if args.json:
        json.dump({"wrong": wrong, "checks": [asdict(each) for each in found]}, sys.stdout)
        sys.stdout.write("\n")
        return 2 if wrong else 0
    for finding in found:
        sys.stdout.write(f"{SIGNS[finding.state]}{finding.name}: {finding.words}\n")
        if finding.todo:
            sys.stdout.write(f"       to do: {finding.todo}\n")
    look = sum(finding.state == "look" for finding in found)
    sys.stdout.write(f"\n{len(found)} things looked at: {wrong} wrong, {look} to look at.\n")
    return 2 if wrong else 0


def looked(check: Callable[[], Iterator[Finding]]) -> list[Finding]:
    """Return what a check found; one that could not be made is itself something wrong."""
    try:
        return list(check())
    except Exception as problem:
        name = check.__name__.replace("_", " ")
        words = f"could not be looked at ({type(problem).__name__}: {problem})"
        return [Finding(name, "wrong", words, "Mend what is wrong above, then look again.")]
