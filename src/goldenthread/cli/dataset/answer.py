"""`goldenthread dataset answer`: what a tracing service would say of made-up people."""

import argparse
from datetime import date
from pathlib import Path

NAME = "answer"
SUMMARY = "Answer a batch for NHS number tracing from a made-up country, to try the way back in."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the batch, the folder of the country and where the answer goes."""
    parser.add_argument("batch", type=Path, metavar="FILE", help="the batch that was sent out")
    parser.add_argument(
        "--country", type=Path, required=True, help="the folder that the country was made in"
    )
    parser.add_argument("--out", type=Path, required=True, help="the file of results to write")


def run(args: argparse.Namespace) -> int:
    """Write the results, and say how many were found."""
    from goldenthread.dataset.synth.tracing import answer

    found, asked = answer(args.batch, args.country, args.out, date.today())
    print(
        f"{found} of {asked} were found. Load {args.out} as nhs_trace results. Nobody of them "
        "lives anywhere."
    )
    return 0
