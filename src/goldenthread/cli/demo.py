"""`goldenthread demo`: install the examples and serve them on this machine."""

import argparse
import os
import shlex
import shutil
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from goldenthread.cli.serve import check_port, prepare_static_files, serve

NAME = "demo"
SUMMARY = "Make a database, load the two examples and serve them at http://127.0.0.1:8000."
NEEDS_DJANGO = True
# What the data set is built on; a demo without it has no children.
ENGINE = "duckdb"

EXAMPLES = ("cumbria", "exercise")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the port, and whether to stop before serving."""
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument("--load-only", action="store_true", help="load and stop before serving")


def environment() -> dict[str, str]:
    """Return what the settings find unless something else is set: the data set, if it can be."""
    return {"DATASET": "on"} if find_spec(ENGINE) else {}


def run(args: argparse.Namespace) -> int:
    """Prepare, load what is not there yet, say where to go and serve."""
    started = time.monotonic()
    if not args.load_only:
        check_port("127.0.0.1", args.port)
    os.environ.setdefault("SECOND_STEP", "nobody")
    _prepare()
    for name in EXAMPLES:
        _load(name)
    _load_children()
    _say(f"Ready after {time.monotonic() - started:.0f} seconds.")
    if args.load_only:
        return 0
    _say_where(args.port)
    return serve("127.0.0.1", args.port, workers=2, with_worker=True)


def _prepare() -> None:
    from django.conf import settings
    from django.core.management import call_command

    _say(f"Data folder: {settings.GOLDENTHREAD_HOME}")
    _say("Making the database, or bringing it up to date ...")
    settings.GOLDENTHREAD_HOME.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    _say("Laying out style sheets and scripts ...")
    prepare_static_files()


def _load(name: str) -> None:
    from goldenthread import example

    _say(f"Example: {name}")
    example.load(name, lambda words: _say(f"  {words}"))


def _load_children() -> None:
    from goldenthread import example

    example.load_children(lambda words: _say(f"  {words}"))


def _say_where(port: int) -> None:
    from django.conf import settings
    from django.urls import reverse

    from goldenthread import example

    _say(f"\nGolden Thread is at http://127.0.0.1:{port}/  (stop it with Ctrl+C)")
    _say(f"For families, no sign-in: http://127.0.0.1:{port}{reverse('public:index')}")
    _say("Sign in as any of these:")
    for sign_in in example.SIGN_INS:
        _say(f"  {sign_in.email:<24} password {sign_in.password:<20} {sign_in.role}")
    _say("A worker runs beside the pages and does what takes long: mail, reports, reading.")
    if settings.MAIL_FOLDER:
        _say(f"No mail leaves this machine: each is kept in {settings.MAIL_FOLDER}")
        _say(f"To read them: {command_started_by()} mail")
    if os.environ["SECOND_STEP"] == "nobody":
        _say("No second step is asked of anybody here; anywhere else administrators need one.")
    _say("These passwords are public: do not put this demo on a network.\n")


def command_started_by() -> str:
    """Return the command by which this was started, as it can be typed in the working folder.

    Its path from there where it lies inside; its name alone where the shell finds it by that.
    """
    started = Path(sys.argv[0])
    if started.name != "goldenthread" or not started.is_file():
        return "goldenthread"
    whole, here = started.absolute(), Path.cwd()
    if whole.is_relative_to(here):
        path = whole.relative_to(here)
        return shlex.quote(str(path) if len(path.parts) > 1 else f"./{path}")
    found = shutil.which("goldenthread")
    return "goldenthread" if found == str(whole) else shlex.quote(str(whole))


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
