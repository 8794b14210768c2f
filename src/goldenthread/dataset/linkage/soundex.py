"""American Soundex, the same on every engine because it is plain Python on distinct names."""

from functools import lru_cache

_CODES = {
    letter: str(number)
    for number, letters in enumerate(("BFPV", "CGJKQSXZ", "DT", "L", "MN", "R"), start=1)
    for letter in letters
}


@lru_cache(maxsize=200_000)
def soundex(name: str) -> str:
    """Return a name's letter and three digits; H and W do not part equal codes, vowels do.

    `name` is capital letters only and not empty.
    """
    found, before = name[0], _CODES.get(name[0], "")
    for letter in name[1:]:
        code = _CODES.get(letter, "")
        if code and code != before:
            found += code
            if len(found) == 4:
                return found
        if letter not in "HW":
            before = code
    return found.ljust(4, "0")
