"""Children made up for the tests of linkage, as several partners would tell of them."""

import random
import string
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

FORENAMES = (
    "OLIVIA AMELIA ISLA AVA IVY FREYA LILY FLORENCE MIA WILLOW ROSIE SOPHIA ISABELLA GRACE DAISY "
    "EVELYN ELSIE HARPER POPPY ELLA NOAH GEORGE LEO ARTHUR MUHAMMAD OSCAR THEODORE HARRY JACK "
    "HENRY ARCHIE FREDDIE ALFIE CHARLIE THOMAS JOSHUA ISAAC LUCAS ADAM REUBEN TOBY RORY FINLAY"
).split()
SURNAMES = (
    "SMITH JONES TAYLOR BROWN WILLIAMS WILSON JOHNSON DAVIES PATEL WRIGHT THOMPSON EVANS WALKER "
    "ROBERTS GREEN HALL WOOD JACKSON CLARKE KHAN HARRISON GRAHAM ARMSTRONG BELL LITTLE NIXON "
    "TODD STEELE BENSON FLEMING POSTLETHWAITE TYSON MOUNSEY RELPH DIXON CARRUTHERS IRVING"
).split()


def nhs_number(serial: int) -> str:
    """Return the n-th NHS number of the 999 range, which is never given to a person."""
    found = -1
    digits = 999_000_000
    while True:
        body = str(digits)
        check = 11 - sum(int(d) * (10 - at) for at, d in enumerate(body)) % 11
        if check != 10:
            found += 1
            if found == serial:
                return f"{body}{check % 11}"
        digits += 1


def nhs_numbers(count: int) -> list[str]:
    """Return so many NHS numbers of the 999 range."""
    found, digits = [], 999_000_000
    while len(found) < count:
        body = str(digits)
        check = 11 - sum(int(d) * (10 - at) for at, d in enumerate(body)) % 11
        if check != 10:
            found.append(f"{body}{check % 11}")
        digits += 1
    return found


def upn(serial: int) -> str:
    """Return a unique pupil number with a right check letter."""
    body = f"9099{serial:08d}"
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    return letters[sum(int(d) * at for at, d in enumerate(body, 2)) % 23] + body


@dataclass
class Child:
    person: int
    forename: str
    surname: str
    birth_date: date
    sex: str
    postcode: str
    nhs_number: str
    upn: str
    former_surname: str | None = None
    told: list[dict[str, Any]] = field(default_factory=list)


def _postcode(chance: random.Random) -> str:
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return (
        f"CA{chance.randint(1, 28)} {chance.randint(1, 9)}"
        f"{chance.choice(letters)}{chance.choice(letters)}"
    )


def children(count: int, seed: int) -> list[Child]:
    """Return made-up children in families: siblings share surname and postcode, some are twins."""
    chance = random.Random(seed)
    numbers = nhs_numbers(count)
    found: list[Child] = []
    while len(found) < count:
        surname, home = chance.choice(SURNAMES), _postcode(chance)
        born = date(2004, 1, 1) + timedelta(days=chance.randrange(6500))
        for _ in range(chance.choice((1, 1, 2, 2, 3))):
            if len(found) == count:
                break
            at = len(found)
            name = chance.choice(FORENAMES)
            sex = "F" if name in FORENAMES[:20] else "M"
            found.append(Child(at, name, surname, born, sex, home, numbers[at], upn(at)))
            if chance.random() > 0.1:
                born += timedelta(days=chance.randrange(400, 1500))
    return found


def _slip(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    if chance.random() < 0.5 and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + chance.choice(string.ascii_uppercase) + text[at + 1 :]


def _row(child: Child, chance: random.Random, source: str) -> dict[str, Any]:
    health = source in ("camhs", "community_health")
    row = {
        "forename": child.forename,
        "surname": child.surname,
        "birth_date": child.birth_date,
        "sex": child.sex,
        "postcode": child.postcode,
        "nhs_number": child.nhs_number if chance.random() < (0.95 if health else 0.3) else None,
        "upn": child.upn if not health and chance.random() < 0.9 else None,
    }
    for name in ("forename", "surname"):
        if chance.random() < 0.05:
            row[name] = _slip(row[name], chance)
    if chance.random() < 0.03 and row["birth_date"].day <= 12:
        born = row["birth_date"]
        row["birth_date"] = born.replace(month=born.day, day=born.month)
    if chance.random() < 0.05:
        row["postcode"] = _postcode(chance)
    return row


SOURCES = ("sen2", "school_census", "camhs", "community_health")


def records(people: list[Child], seed: int) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Return what four partners tell of the children, and the true person of every record."""
    chance = random.Random(seed)
    rows, truth = [], {}
    for number, source in enumerate(SOURCES):
        for child in people:
            if chance.random() < 0.4:
                continue
            record = f"{number}{child.person:031x}"
            truth[record] = child.person
            rows.append(
                _row(child, chance, source)
                | {
                    "record": record,
                    "source": source,
                    "table": "people",
                    "load": number + 1,
                    "extract_on": date(2025, 1, 1 + number),
                    "local": f"{source}::{child.person + 7000}",
                }
            )
    return rows, truth


def quality(found: dict[str, str], truth: dict[str, int]) -> tuple[float, float]:
    """Return precision and recall of the pairs of records that are given one person."""

    def pairs(of: dict[str, Any], keys: list[str]) -> dict[Any, int]:
        sizes: dict[Any, int] = {}
        for key in keys:
            sizes[of[key]] = sizes.get(of[key], 0) + 1
        return sizes

    keys = list(truth)
    both = {key: (found[key], truth[key]) for key in keys}
    count = [
        sum(size * (size - 1) // 2 for size in pairs(of, keys).values())
        for of in (both, found, truth)
    ]
    return count[0] / max(count[1], 1), count[0] / max(count[2], 1)
