"""`goldenthread dataset synth`: a made-up country, written out as partners' extracts."""

import argparse
import sys
from datetime import date
from pathlib import Path

NAME = "synth"
SUMMARY = "Make up areas and their children, and write them out as partners' extracts."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take how much is to be made, the seed and the folder."""
    parser.add_argument("--areas", type=int, default=1, help="how many areas (1)")
    parser.add_argument("--people", type=int, default=1000, help="how many people in all (1000)")
    parser.add_argument("--years", type=int, default=3, help="how many years behind them (3)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same bytes")
    parser.add_argument("--out", type=Path, required=True, help="a new or an empty folder")
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        default=date(2025, 1, 16),
        help="the day of the last extracts (2025-01-16)",
    )
    parser.add_argument(
        "--format",
        choices=("csv", "parquet"),
        default="csv",
        help="how extracts are written (csv)",
    )
    parser.add_argument(
        "--sen2",
        choices=("csv", "xml", "blade", "xlsx"),
        default="csv",
        help="how the SEN2 return is written: as the others, or as the department has it (csv)",
    )


def run(args: argparse.Namespace) -> int:
    """Make it and say how much there is of it, and where the truth lies."""
    from goldenthread.dataset.synth.making import make_country
    from goldenthread.dataset.synth.places import Country
    from goldenthread.dataset.synth.writing import Form

    country = Country(args.areas, args.people, args.years, args.seed, args.on)
    made = make_country(country, args.out, Form(args.format, args.sen2), _tell)
    print(
        f"Made up {made.areas} areas and {made.people:,} people with {made.events:,} events: "
        f"{made.rows:,} rows in {made.files:,} files, {made.faults:,} mistakes among them.\n"
        f"Extracts: {args.out / 'areas'}\nThe truth, apart from them: {args.out / 'truth'}\n"
        "Nobody of them lives anywhere; NHS numbers are of the 999 test range."
    )
    return 0


def _tell(done: int, of: int) -> None:
    end = "\n" if done == of else ""
    sys.stderr.write(f"\r{done} of {of} areas{end}")
    sys.stderr.flush()
