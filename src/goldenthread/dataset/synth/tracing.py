"""A made-up tracing service: it knows the NHS number of everybody in a made-up country."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from goldenthread.core.errors import UserError
from goldenthread.dataset.synth import words
from goldenthread.dataset.synth.drawing import EPOCH
from goldenthread.dataset.synth.people import make_people
from goldenthread.dataset.synth.places import Country, places

KEPT = "country.json"
# The headings of the answer that are filled; the service sends more.
HEADINGS = (
    *("UNIQUE_REFERENCE", "REQ_NHS_NUMBER", "MATCHED_NHS_NO", "ERROR_SUCCESS_CODE"),
    *("MATCHED_ALGORITHM_INDICATOR", "MATCHED_CONFIDENCE_PERCENTAGE", "FAMILY_NAME"),
    *("GIVEN_NAME", "DATE_OF_BIRTH", "AS_AT_DATE"),
)
Key = tuple[str, str, str]


def keep_country(country: Country, out: Path) -> None:
    """Write down what a small country was made from, so that it can be asked again."""
    said = {
        "made_up": "Nobody in this folder lives anywhere. NHS numbers are of the 999 test range.",
        "areas": country.areas,
        "people": country.people,
        "years": country.years,
        "seed": country.seed,
        "on": country.on.isoformat(),
        "code": country.code,
        "successors": list(country.successors),
    }
    (out / KEPT).write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


def country_of(folder: Path) -> Country:
    """Return the country that a folder was made from; UserError where it holds none."""
    try:
        said = json.loads((folder / KEPT).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise UserError(
            f"{folder} holds no made-up country. Name the folder that it was made in."
        ) from problem
    return Country(
        said["areas"],
        said["people"],
        said["years"],
        said["seed"],
        date.fromisoformat(said["on"]),
        said.get("code", ""),
        tuple(said.get("successors", ())),
    )


def answer(batch: Path, folder: Path, out: Path, on: date) -> tuple[int, int]:
    """Answer a batch for tracing from the people of a made-up country; return found and asked.

    Somebody is found by surname, forename and day of birth, or by surname and day of birth where
    only one has them, now or before the name changed. UserError for a file that is no batch.
    """
    whole, short = _register(country_of(folder))
    with batch.open(newline="", encoding="utf-8-sig") as opened:
        reader = csv.DictReader(opened)
        if not {"UNIQUE_REFERENCE", "FAMILY_NAME"} <= set(reader.fieldnames or ()):
            raise UserError(f"{batch.name} is no batch for tracing. Nothing was written.")
        rows = [_answered(row, whole, short, on) for row in reader]
    with out.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened)
        writer.writerow(HEADINGS)
        writer.writerows(rows)
    return sum(bool(row[2] and row[3] == "00") for row in rows), len(rows)


def _answered(
    row: dict[str, str], whole: dict[Key, set[str]], short: dict[Key, set[str]], on: date
) -> tuple[str, ...]:
    """Return the answer to one row: found once, several times or not at all."""
    surname, forename = row["FAMILY_NAME"].casefold(), (row.get("GIVEN_NAME") or "").casefold()
    born = row.get("DATE_OF_BIRTH") or ""
    exact = whole.get((surname, forename, born), set())
    found = exact or short.get((surname, "", born), set())
    number = next(iter(found)) if len(found) == 1 else ""
    code = "00" if number else "97" if found else "98"
    said = ("3" if exact else "4", "100" if exact else "90") if number else ("0", "0")
    who = (row["FAMILY_NAME"], row.get("GIVEN_NAME") or "", born) if number else ("", "", "")
    asked = row.get("NHS_NO") or ""
    return (row["UNIQUE_REFERENCE"], asked, number, code, *said, *who, on.strftime("%Y%m%d"))


def _register(country: Country) -> tuple[dict[Key, set[str]], dict[Key, set[str]]]:
    """Return NHS numbers by surname, forename and day of birth, and by surname and day alone."""
    whole: dict[Key, set[str]] = {}
    short: dict[Key, set[str]] = {}
    for surname, forename, born, number in _everybody(country):
        whole.setdefault((surname, forename, born), set()).add(number)
        short.setdefault((surname, "", born), set()).add(number)
    return whole, short


def _everybody(country: Country) -> Iterator[tuple[str, str, str, str]]:
    for place in places(country):
        people = make_people(country, place)
        for at in range(len(people)):
            names = words.BOYS if people.sex[at] == 1 else words.GIRLS
            born = date.fromordinal(EPOCH.toordinal() + int(people.birth[at])).strftime("%Y%m%d")
            for surname in {int(people.surname[at]), int(people.former[at])}:
                yield (
                    words.SURNAMES[surname].casefold(),
                    names[people.forename[at]].casefold(),
                    born,
                    str(people.nhs[at]),
                )
