"""The ways in which a statement prints a date: one pattern, and the words that stand by it."""

import re

MONTHS = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
SHORT = {name[:3]: index for index, name in enumerate(MONTHS, 1)} | {"sept": 9, "febr": 2}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
FEASTS = {"easter": (3, 4), "christmas": (12, 12)}
"""Easter Sunday falls between 22 March and 25 April."""
TERMS = {"spring": (1, 4), "summer": (4, 7), "autumn": (9, 12)}

_YEAR = r"(?:20\d\d|20\s\d\d|202\s\d)"
_YEARS = r"(?P<{0}>20\d\d|\d\d)\s?[/–-]\s?(?:20)?\d\d(?!\d)"
_MONTH = "|".join(
    [r"[-\s]{0,2}".join(name) for name in MONTHS]
    + [r"sept\b", *(rf"{name[:3]}\b" for name in MONTHS)]
)
_SUFFIX = r"(?:\s?(?:st|nd|rd|th)\b)?(?:\s+of)?"
ATOM = re.compile(
    rf"""
    \b(?P<iso>20\d\d-\d\d-\d\d)(?:[T\s]00:00(?::00)?)?
    |(?<!\d)(?P<numeric>\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d\d
        |\d{{1,2}}\s?-\s?\d{{1,2}}\s?-\s?20\d\d)(?!\d)
    |(?<![\d/.-])(?P<counted_month>(?:0?[1-9]|1[0-2])/|(?:0[1-9]|1[0-2])-)
        (?P<counted_year>20\d\d)(?![\d/-])
    |\b(?:q|qtr\s?|quarter\s)(?P<quarter>[1-4])\b[\s,(]*(?:of\s)?(?:fy\s*(?=\d+\s?[/–-]))?
        (?:{_YEARS.format("quarter_years")}|(?P<quarter_year>{_YEAR}))
    |\b(?P<term>spring|summer|autumn)\s+term[\s,]*(?:of\s)?(?P<half>\d\s)?
        (?:{_YEARS.format("term_years")}|(?P<term_year>{_YEAR}))
    |\b(?P<season>spring|summer|autumn|winter)(?:
        [\s,]+(?:of\s)?(?:{_YEARS.format("season_years")}|(?P<season_year>{_YEAR}))
        |(?:\s+['’]?|['’])(?P<season_short>[12]\d)(?=\s*(?:$|[\n,;.()–-]|to\b|and\b)))
    |\b(?P<feast>easter|christmas)(?:\s+(?:holidays?|break))?[\s,]+(?P<feast_year>{_YEAR})
    |\b(?:(?:academic|school)\s+year|ay)\s*{_YEARS.format("academic")}
    |(?<![\d/]){_YEARS.format("academic_first")}\s+(?:academic|school)\s+year
    |\b(?:fy|(?:financial|fiscal)\s+year)\s*
        (?:{_YEARS.format("fiscal")}|(?P<fiscal_alone>20\d\d|\d\d)(?!\d))
    |\b(?P<first_season>spring|summer|autumn)(?=\s*(?:/|to|and|-|–)\s*(?:summer|autumn|winter)\s)
    |(?:(?<!\d)(?P<day>\d{{1,2}}){_SUFFIX}[\s-]*)?
        \b(?P<month>{_MONTH})(?P<noise>[a-z]{{1,8}}(?:\s[a-z]{{1,3}})?(?=\s*20\d\d))?\.?
        (?:\s+(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?,?(?=\s+20\d\d))?
        (?:[\s,-]*(?P<year>{_YEAR})(?!\d)
        |[\s-]*(?P<short_year>['’][1-4]\d|[12]\d)(?![\d:]|[/.]\d|(?:st|nd|rd|th)?\s+(?:{_MONTH}))
        |(?![a-z]))
    |(?<!\d)(?P<bare_day>\d{{1,2}})(?:st|nd|rd|th)?(?=\s*(?:-|–|to|and|&)\s*\d{{1,2}}
        (?:st|nd|rd|th)?\s+(?:{_MONTH}))
    |(?<![\d/]){_YEARS.format("financial")}
    |(?<![\d/])(?P<misspelt>[A-Za-z]{{4,10}})[\s-]*(?P<misspelt_year>{_YEAR})(?!\d|\s?[/–-]\s?\d\d)
    |(?<![\d/])(?P<only_year>20\d\d)(?![\d/])
    """,
    re.IGNORECASE | re.VERBOSE,
)
REPEATING = re.compile(
    r"\b(?:(?:half[- ])?(?:yearly|termly)|annually|annual|quarterly|monthly|weekly|fortnightly|"
    r"bi-?monthly|six[- ]monthly|6[- ]monthly|"
    r"(?:every|each|per)\s+(?:\w+\s+)?(?:terms?|months?|quarters?|years?|weeks?))\b",
    re.IGNORECASE,
)
ONGOING = re.compile(r"\b(?:on-?\s?going|continuous(?:ly)?|rolling)\b", re.IGNORECASE)
RANGE = re.compile(r"^\s*(?:-|–|—|−|to|until|till|through to|through)\s*$", re.IGNORECASE)
LIST = re.compile(r"^\s*(?:/|&|and|,|or|;)\s*$", re.IGNORECASE)
OPENING = re.compile(
    r"\b(?:from|starting|commencing|beginning|since|as of|effective)(?:\s+(?:in|on|from))?"
    r"(?:\s+(?:early|mid|late))?[\s:]*$",
    re.IGNORECASE,
)
ONWARDS = re.compile(r"^\W*(?:onwards?|and\s+beyond|and\s+on-?going|then\s+on-?going)\b", re.I)
BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
UNTIL = re.compile(r"\b(?:until|till|up to)\s*$", re.IGNORECASE)
JOINT = re.compile(
    r"^[\s,;(–-]*(?:and|then|thereafter|from|starting|commencing|repeated|repeat|to be repeated|"
    r"at least|reviewed|ongoing|[\s,;:()–-])*$",
    re.IGNORECASE,
)
