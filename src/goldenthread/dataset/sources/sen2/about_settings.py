"""Rules of the SEN2 return about how a setting is told, in section I and in a placement."""

from goldenthread.dataset.sources.ruling import QUERY, asked
from goldenthread.dataset.sources.shape import Rows, Rule, Yes

NUMBERS = ("urn", "ukprn", "sensetting")
UNITS = ("senunitindicator", "resourcedprovisionindicator")
EXPLAINED = ("OTH", "NIEO")


def _told(rows: Rows) -> Yes:
    return rows.urn.notnull() | rows.ukprn.notnull() | rows.sensetting.notnull()


def _which(table: str) -> tuple[Rule, ...]:
    return (
        asked(
            f"{table}-nowhere",
            table,
            QUERY,
            "There is no URN, no UKPRN and no kind of setting: nothing says where.",
            NUMBERS,
            lambda rows, _given: ~_told(rows),
            passes=({"urn": "123456"}, {"ukprn": "10000001"}, {"sensetting": "EHE"}),
            fails=({},),
        ),
        asked(
            f"{table}-told-twice",
            table,
            QUERY,
            "A kind of setting is given beside a URN or UKPRN: it is for places that have none.",
            NUMBERS,
            lambda rows, _given: (
                rows.sensetting.notnull() & (rows.urn.notnull() | rows.ukprn.notnull())
            ),
            passes=({"urn": "123456"}, {"sensetting": "EHE"}),
            fails=({"urn": "123456", "sensetting": "EHE"},),
        ),
        asked(
            f"{table}-urn-form",
            table,
            QUERY,
            "A URN has six digits.",
            ("urn",),
            lambda rows, _given: ~rows.urn.re_search("^[0-9]{6}$"),
            passes=({"urn": "123456"}, {}),
            fails=({"urn": "12345"}, {"urn": "12345A"}),
        ),
        asked(
            f"{table}-ukprn-form",
            table,
            QUERY,
            "A UKPRN has eight digits, the first of them 1.",
            ("ukprn",),
            lambda rows, _given: ~rows.ukprn.re_search("^1[0-9]{7}$"),
            passes=({"ukprn": "10000001"}, {}),
            fails=({"ukprn": "20000001"}, {"ukprn": "1000001"}),
        ),
    )


def _how(table: str) -> tuple[Rule, ...]:
    unit, resourced = UNITS
    return (
        asked(
            f"{table}-unexplained",
            table,
            QUERY,
            "The setting is “other” and nothing explains it.",
            ("sensetting", "sensettingother"),
            lambda rows, _given: rows.sensetting.isin(EXPLAINED) & rows.sensettingother.isnull(),
            passes=({"sensetting": "OTH", "sensettingother": "x"}, {"sensetting": "EHE"}),
            fails=({"sensetting": "OTH"}, {"sensetting": "NIEO"}),
        ),
        asked(
            f"{table}-unit-not-said",
            table,
            QUERY,
            "Whether this is a SEN unit or resourced provision is not said.",
            (*NUMBERS, *UNITS),
            lambda rows, _given: _told(rows) & (rows[unit].isnull() | rows[resourced].isnull()),
            passes=({"urn": "123456", unit: False, resourced: True}, {}),
            fails=({"urn": "123456", unit: True}, {"sensetting": "EHE"}),
        ),
        asked(
            f"{table}-unit-outside-school",
            table,
            QUERY,
            "A SEN unit or resourced provision is flagged where the setting is no school.",
            ("sensetting", *UNITS),
            lambda rows, _given: (
                rows.sensetting.notnull()
                & (rows[unit].fill_null(False) | rows[resourced].fill_null(False))
            ),
            passes=({"sensetting": "EHE", unit: False}, {"urn": "123456", unit: True}),
            fails=({"sensetting": "EHE", unit: True},),
        ),
        asked(
            f"{table}-rank-missing",
            table,
            QUERY,
            "The placement has no rank: 1 is the main one.",
            ("placementrank",),
            lambda rows, _given: rows.placementrank.isnull(),
            passes=({"placementrank": 1},),
            fails=({},),
        ),
    )


RULES = tuple(
    rule for table in ("plan_detail", "placement_detail") for rule in (*_which(table), *_how(table))
)
