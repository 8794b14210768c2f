"""Writes the reference of commands from the parsers: `make references`."""

import argparse
import os
import sys
from pathlib import Path

from goldenthread.cli import build_parser, command_modules

HEAD = """# Commands

Made from the commands themselves by `make references`; do not edit.
Every command answers `--help`. A mistake that you can mend is told in a sentence, with exit code 2.
"""


def _argument(action: argparse.Action) -> str:
    names = ", ".join(f"`{name}`" for name in action.option_strings)
    shown = names or f"`{action.metavar or action.dest}`"
    choices = f" (one of {', '.join(map(str, action.choices))})" if action.choices else ""
    return f"- {shown}: {action.help or 'no words yet'}{choices}"


def _command(name: str, parser: argparse.ArgumentParser) -> list[str]:
    """Return the lines about one command and the commands under it."""
    lines = [f"\n## goldenthread {name}\n", parser.description or ""]
    own = [a for a in parser._actions if a.dest != "help"]
    below = [a for a in own if isinstance(a, argparse._SubParsersAction)]
    plain = [_argument(action) for action in own if action not in below]
    if plain:
        lines += ["", *plain]
    for action in below:
        for word, parser_below in action.choices.items():
            lines += _command(f"{name} {word}", parser_below)
    return lines


def commands_reference() -> str:
    """Return the whole page as Markdown."""
    os.environ["COLUMNS"] = "100"
    parser = build_parser(command_modules())
    (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    lines = [HEAD.rstrip()]
    for name, command in commands.choices.items():
        lines += _command(name, command)
    return "\n".join(line.rstrip() for line in lines) + "\n"


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(commands_reference(), encoding="utf-8")
