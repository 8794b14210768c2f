"""The published figures that the made-up country is drawn from, each with where it was read.

Counts are of England, as printed, and under the Open Government Licence v3.0. What was not
published in these files is in `CHOSEN`, and said to be chosen.
"""

from dataclasses import dataclass

PLANS_2025 = (
    "Department for Education, Education, health and care plans, reporting year 2025 (June 2025)"
)
WAITS_2023 = "NHS England, Community Health Services SitRep, October 2023, as reshaped by the DfE"

PLANS = 638_745
PEOPLE_OF_THE_COUNTRY = 2_000_000
NEEDS = ("ASD", "HI", "MLD", "MSI", "OTH", "PD", "PMLD", "SEMH", "SLCN", "SLD", "SPLD", "VI")
SETTINGS = (
    *("mainstream", "special", "alternative", "further", "home", "neet", "other", "early"),
    "unknown",
)

# Open plans in January 2025 by age (2: under 3) and primary need, in the order of NEEDS.
NEEDS_BY_AGE = {
    2: (31, 22, 26, 8, 20, 147, 73, 4, 152, 11, 5, 23),
    3: (911, 95, 202, 34, 81, 372, 200, 48, 2013, 145, 47, 67),
    4: (6857, 281, 884, 70, 220, 853, 414, 581, 11163, 525, 134, 141),
    5: (10320, 372, 1148, 94, 323, 1047, 439, 1532, 14271, 680, 165, 152),
    6: (10571, 354, 1471, 107, 320, 1169, 458, 3016, 12895, 815, 213, 209),
    7: (10864, 456, 2027, 107, 384, 1275, 518, 4679, 11968, 965, 334, 242),
    8: (12094, 477, 2825, 130, 412, 1427, 470, 5757, 10631, 1148, 477, 290),
    9: (12735, 524, 3661, 109, 525, 1412, 486, 6799, 9543, 1327, 682, 284),
    10: (13579, 517, 4569, 109, 517, 1443, 528, 8179, 8745, 1477, 1116, 335),
    11: (15122, 595, 5585, 122, 601, 1609, 510, 10159, 8596, 1649, 1497, 381),
    12: (15003, 669, 6085, 106, 605, 1672, 583, 10725, 7729, 1791, 1515, 366),
    13: (14737, 594, 5899, 115, 576, 1573, 559, 12367, 6966, 1792, 1484, 358),
    14: (14590, 571, 5701, 100, 552, 1619, 517, 13303, 6180, 1931, 1383, 382),
    15: (13677, 606, 5343, 103, 525, 1667, 487, 13251, 5507, 1889, 1175, 366),
    16: (12767, 609, 4937, 80, 507, 1675, 489, 12432, 4912, 1877, 1047, 387),
    17: (11037, 554, 4422, 83, 383, 1623, 491, 10509, 4118, 1709, 946, 354),
    18: (8692, 437, 3741, 70, 316, 1271, 433, 7585, 3244, 1596, 720, 324),
    19: (6273, 350, 3068, 53, 216, 1036, 282, 4856, 2500, 1321, 506, 221),
    20: (4437, 260, 2299, 24, 165, 775, 240, 2932, 1764, 1045, 343, 129),
    21: (2982, 182, 1567, 24, 98, 515, 186, 1768, 1232, 827, 240, 119),
    22: (1882, 111, 1140, 19, 71, 352, 91, 913, 844, 545, 168, 66),
    23: (1219, 83, 719, 12, 66, 234, 68, 518, 554, 370, 116, 45),
    24: (700, 34, 467, 13, 28, 107, 45, 260, 258, 216, 49, 31),
    25: (103, 12, 75, 0, 1, 24, 10, 44, 51, 30, 12, 8),
}

# The same plans by age (2: under 3) and kind of placement, in the order of SETTINGS.
SETTINGS_BY_AGE = {
    2: (88, 52, 4, 0, 0, 2, 84, 289, 14),
    3: (1204, 298, 19, 4, 12, 2, 210, 2464, 89),
    4: (15736, 4568, 8, 6, 79, 2, 316, 1331, 471),
    5: (21939, 7497, 43, 5, 208, 4, 313, 210, 628),
    6: (21835, 8561, 101, 7, 266, 9, 313, 71, 704),
    7: (22327, 10217, 162, 9, 289, 7, 335, 22, 714),
    8: (23381, 11233, 196, 13, 357, 7, 396, 22, 807),
    9: (24614, 11776, 240, 12, 401, 6, 484, 35, 813),
    10: (26893, 12290, 282, 19, 512, 4, 517, 25, 863),
    11: (23933, 19650, 250, 22, 642, 13, 889, 10, 1366),
    12: (23398, 20523, 375, 29, 791, 14, 984, 6, 1052),
    13: (22276, 21153, 563, 46, 839, 28, 1320, 4, 1130),
    14: (21300, 20940, 932, 111, 899, 38, 1731, 8, 1166),
    15: (20062, 19198, 1165, 180, 985, 64, 2095, 7, 1130),
    16: (4680, 10339, 261, 18740, 357, 2173, 2916, 5, 2534),
    17: (2883, 8229, 131, 17696, 234, 3135, 2817, 3, 1356),
    18: (1035, 5428, 71, 14595, 132, 3408, 2483, 4, 1442),
    19: (338, 1045, 27, 12956, 62, 3152, 2023, 4, 1208),
    20: (156, 398, 13, 9418, 43, 2264, 1466, 4, 733),
    21: (80, 232, 9, 6402, 17, 1541, 1055, 0, 469),
    22: (52, 138, 1, 3950, 15, 1074, 729, 0, 299),
    23: (18, 62, 5, 2434, 10, 723, 583, 0, 195),
    24: (6, 47, 0, 1306, 5, 338, 405, 0, 114),
    25: (2, 6, 0, 198, 0, 48, 75, 0, 42),
}

# Open plans by primary need and sex, in the order of NEEDS.
MALE_BY_NEED = (
    *(153_030, 4967, 42_155, 978, 4743, 14_274, 4756, 96_230, 97_937, 16_358, 9621, 2894),
)
FEMALE_BY_NEED = (
    *(48_151, 3798, 25_706, 714, 2769, 10_623, 3821, 35_986, 37_899, 9323, 4753, 2385),
)

# Open plans by whole years in place (0: less than a year; 12: twelve or more).
YEARS_IN_PLACE = {
    **{0: 3451, 1: 110_640, 2: 92_975, 3: 72_118, 4: 60_306, 5: 56_012, 6: 46_309},
    **{7: 56_535, 8: 53_450, 9: 39_868, 10: 23_114, 11: 6043, 12: 17_924},
}

# Open plans by ethnicity, under the codes of the school census's main groups.
ETHNICITY = {
    **{"WBRI": 414_338, "WIRI": 1577, "WIRT": 946, "WROM": 2349, "WOTH": 27_449, "MWBC": 12_420},
    **{"MWBA": 5563, "MWAS": 7352, "MOTH": 15_397, "AIND": 10_812, "APKN": 21_416, "ABAN": 8868},
    **{"CHNE": 1783, "AOTH": 10_216, "BCRB": 7835, "BAFR": 23_881, "BOTH": 6709, "OOTH": 10_683},
    **{"NOBT": 49_151},
}


# Requests received in 2024 by age (2: two and under; 20: twenty and over).
REQUESTS_BY_AGE = {
    **{2: 2792, 3: 18_244, 4: 17_499, 5: 10_761, 6: 9946, 7: 9653, 8: 10_241},
    **{9: 12_004, 10: 14_602, 11: 9129, 12: 8700, 13: 9314, 14: 8341, 15: 6971},
    **{16: 3413, 17: 1538, 18: 647, 19: 300, 20: 393},
}


@dataclass(frozen=True, slots=True)
class Year:
    """What one calendar year brought: requests by outcome, plans by wait, plans that ended.

    None where the files at hand have no figure; the nearest later year's share stands for it.
    """

    requests: int
    refused: int
    undecided: int | None
    withdrawn: int | None
    not_issued: int
    new_plans: int
    within_20: float
    over_a_year: float | None
    ceased: int | None


YEARS = {
    2019: Year(82_329, 18_755, None, None, 3368, 53_899, 0.587, None, None),
    2020: Year(75_951, 16_406, None, None, 3122, 60_097, 0.556, None, None),
    2021: Year(93_302, 20_830, None, None, 3903, 62_180, 0.579, None, None),
    2022: Year(114_482, 25_255, None, None, 4199, 66_706, 0.477, None, 34_724),
    2023: Year(138_242, 33_141, 10_089, 2027, 4614, 84_428, 0.491, 0.051, 39_419),
    2024: Year(154_489, 38_889, 12_038, 2517, 6404, 97_747, 0.459, 0.072, 44_862),
}


def year(number: int) -> Year:
    """Return the figures of a year, or of the nearest one there is."""
    return YEARS[min(max(number, min(YEARS)), max(YEARS))]


def share(number: int, name: str) -> float:
    """Return a count of a year as a share of the people of the country.

    What was not published for it is the first later year's share of requests.
    """
    found = getattr(year(number), name)
    if found is not None:
        return float(found) / PEOPLE_OF_THE_COUNTRY
    later = next(one for one in YEARS.values() if getattr(one, name) is not None)
    part = getattr(later, name) / later.requests
    return part * year(number).requests / PEOPLE_OF_THE_COUNTRY


def over_a_year(number: int) -> float:
    """Return the share of a year's plans that took more than a year, or of the first known year."""
    known = year(number).over_a_year
    return known if known is not None else 0.051


DECIDED_IN_SIX_WEEKS = 0.848
EXCEPTIONS = (90_392 - 84_866) / 90_392

# Plans that ended in 2024, by reason (SEN2 codes 1 to 9).
CEASED = {
    **{"1": 1990, "2": 3955, "3": 2579, "4": 4053, "5": 13_953, "6": 16_091, "7": 928},
    **{"8": 475, "9": 837},
}
REVIEWED = 453_761 / 524_654
REVIEW_OUTCOMES = {"amend": 219_538, "cease": 4087, "maintain": 135_264}
DECIDED_IN_FOUR_WEEKS = 154_924 / (154_924 + 193_835)
PERSONAL_BUDGETS = 19_596 / PLANS
RESIDENTIAL = {"A": 1396 / PLANS, "B": 825 / PLANS}
PERMANENTLY_EXCLUDED = 81 / 473_255


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait for one community service, and how many of them over 18 and 52 weeks."""

    service: str
    total: int
    over_18: int
    over_52: int


COMMUNITY_WAITS = (
    Waiting("Audiology", 18_702, 4357, 661),
    Waiting("Community paediatrics", 83_253, 36_093, 14_033),
    Waiting("Occupational therapy", 18_355, 5633, 1302),
    Waiting("Speech and language therapy", 67_790, 22_820, 4113),
)

# No figure for these was in the files at hand: chosen, so that every table has rows to try.
CHOSEN = {
    "siblings": 0.24,
    "twins": 0.02,
    "moved within the area": 0.06,
    "moved to another area": 0.015,
    "changed surname": 0.03,
    "suspended in a year": 0.06,
    "part-time timetable": 0.02,
    "known to mental health services": 0.16,
    "on the neurodevelopmental pathway": 0.18,
    "on a community health list": 0.30,
    "complained": 0.01,
}
