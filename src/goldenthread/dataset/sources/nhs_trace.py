"""What comes back from tracing NHS numbers in a batch."""

from collections.abc import Mapping

from goldenthread.dataset.sources.codes.community import TRACE_RESULT, TRACE_STEP
from goldenthread.dataset.sources.codes.health import SEX
from goldenthread.dataset.sources.identity import coded, day, text
from goldenthread.dataset.sources.ruling import (
    DAY,
    ERROR,
    QUERY,
    asked,
    not_before,
    not_in_future,
    within,
)
from goldenthread.dataset.sources.shape import Column, Domain, Given, Kind, Rows, Source, Table, Yes


def score(name: str, of: str, *headings: str) -> Column:
    """Return a column with the score of one part of a person's details."""
    return Column(
        name,
        f"How well the {of} agreed",
        Kind.NUMBER,
        low=0,
        high=100,
        unit="per cent",
        headings=headings,
    )


RESULTS = Table(
    "results",
    "One answer for each row of a batch that was sent to be traced. It is no source of people: "
    "it tells of the person or record whose reference it gives back",
    (
        text(
            "reference",
            "The reference that was sent with the row, given back unchanged",
            "UNIQUE_REFERENCE",
            required=True,
        ),
        Column(
            "asked_nhs_number",
            "NHS number that was sent, if any",
            Kind.NHS_NUMBER,
            identifying=True,
            headings=("REQ_NHS_NUMBER",),
        ),
        Column(
            "nhs_number",
            "NHS number that was found; 0000000000 stands for none, 9999999999 for several",
            Kind.NHS_NUMBER,
            identifying=True,
            headings=("MATCHED_NHS_NO",),
        ),
        coded("result", "Result of the trace", TRACE_RESULT, "ERROR_SUCCESS_CODE", required=True),
        coded("step", "Step at which it matched", TRACE_STEP, "MATCHED_ALGORITHM_INDICATOR"),
        Column(
            "confidence",
            "How sure the service is of the match",
            Kind.NUMBER,
            low=0,
            high=100,
            unit="per cent",
            headings=("MATCHED_CONFIDENCE_PERCENTAGE",),
        ),
        Column("forename", "Forename held", Kind.TEXT, identifying=True, headings=("GIVEN_NAME",)),
        Column("surname", "Surname held", Kind.TEXT, identifying=True, headings=("FAMILY_NAME",)),
        Column(
            "birth_date",
            "Date of birth held",
            Kind.DATE,
            identifying=True,
            headings=("DATE_OF_BIRTH",),
        ),
        Column(
            "sex",
            "Gender held",
            Kind.CODE,
            codes=SEX,
            identifying=True,
            headings=("GENDER",),
        ),
        Column(
            "postcode", "Postcode held", Kind.POSTCODE, identifying=True, headings=("POSTCODE",)
        ),
        Column(
            "died_on",
            "Date of death held",
            Kind.DATE,
            identifying=True,
            headings=("DATE_OF_DEATH",),
        ),
        text("practice", "Organisation code of the practice held", "GP_PRACTICE_CODE"),
        text(
            "sensitivity",
            "Flag of a sensitive record, as sent",
            "SENSITIVTY_FLAG",
            "SENSITIVITY_FLAG",
        ),
        day("traced_on", "Day of the trace", "AS_AT_DATE", required=True),
        score("surname_score", "surname", "ALGORITHMIC_TRACE_FAMILY_NAME_SCORE_PERC"),
        score("forename_score", "forename", "ALGORITHMIC_TRACE_GIVEN_NAME_SCORE_PERC"),
        score("birth_date_score", "date of birth", "ALGORITHMIC_TRACE_DOB_SCORE_PERC"),
        score("sex_score", "gender", "ALGORITHMIC_TRACE_GENDER_SCORE_PERC"),
        score("postcode_score", "postcode", "ALGORITHMIC_TRACE_POSTCODE_SCORE_PERC"),
    ),
    key=("reference", "traced_on"),
    domain=Domain.HEALTH,
    event="traced_on",
)


def _found_nothing(rows: Rows) -> Yes:
    return rows.nhs_number.isnull() | rows.nhs_number.isin((NONE_FOUND, SEVERAL_FOUND))


def _success_without_number(rows: Rows, _given: Given) -> Yes:
    return rows.result.isin(("00", "90")) & (rows.step != "0") & _found_nothing(rows)


def _number_without_success(rows: Rows, _given: Given) -> Yes:
    return rows.result.isin(("15", "96", "97", "98")) & ~_found_nothing(rows)


def _superseded_but_same(rows: Rows, _given: Given) -> Yes:
    return (rows.result == "90") & (rows.asked_nhs_number == rows.nhs_number)


def _unsure(rows: Rows, _given: Given) -> Yes:
    return (rows.step == "4") & (rows.confidence < 50) & ~_found_nothing(rows)


def _died(rows: Rows, _given: Given) -> Yes:
    return rows.died_on.notnull()


def _one_number_for_two(tables: Mapping[str, Rows], _given: Given) -> Rows:
    rows = tables["results"]
    found = rows.filter(~_found_nothing(rows))
    counted = found.group_by("nhs_number").agg(references=found.reference.nunique())
    return found.semi_join(counted.filter(counted.references > 1), "nhs_number").select("row")


NONE_FOUND, SEVERAL_FOUND = "0000000000", "9999999999"
_FOUND = {"reference": "a", "result": "00", "step": "2", "nhs_number": "9990000018"}
RULES = (
    asked(
        "NT01",
        "results",
        ERROR,
        "The trace succeeded, but no number was given back.",
        ("result", "nhs_number"),
        _success_without_number,
        passes=(
            _FOUND,
            {"result": "98", "nhs_number": NONE_FOUND},
            {"result": "00", "step": "0", "nhs_number": NONE_FOUND},
        ),
        fails=({**_FOUND, "nhs_number": NONE_FOUND}, {**_FOUND, "nhs_number": None}),
    ),
    asked(
        "NT02",
        "results",
        ERROR,
        "The trace did not succeed, and yet a number was given back.",
        ("result", "nhs_number"),
        _number_without_success,
        passes=(_FOUND, {"result": "97", "nhs_number": SEVERAL_FOUND}),
        fails=({**_FOUND, "result": "98"},),
    ),
    asked(
        "NT03",
        "results",
        QUERY,
        "The number is said to be superseded, and the same one was given back.",
        ("asked_nhs_number", "nhs_number", "result"),
        _superseded_but_same,
        passes=({**_FOUND, "result": "90", "asked_nhs_number": "9990000026"},),
        fails=({**_FOUND, "result": "90", "asked_nhs_number": "9990000018"},),
    ),
    asked(
        "NT04",
        "results",
        QUERY,
        "The match is less sure than 50 per cent.",
        ("confidence", "step"),
        _unsure,
        passes=({**_FOUND, "step": "4", "confidence": 91.5},),
        fails=({**_FOUND, "step": "4", "confidence": 40.0},),
    ),
    asked(
        "NT05",
        "results",
        QUERY,
        "The person has died. Look before anything is sent to the family.",
        ("died_on",),
        _died,
        passes=(_FOUND,),
        fails=({**_FOUND, "died_on": DAY},),
    ),
    not_in_future("NT06", "results", "traced_on", "The trace lies after the day of the extract."),
    not_before(
        "NT07", "results", "died_on", "birth_date", "The date of death lies before that of birth."
    ),
    within(
        "NT08",
        "results",
        QUERY,
        "The same number was given back for two references: they may be one person.",
        ("nhs_number", "reference"),
        _one_number_for_two,
        passes=(
            {
                "results": (
                    _FOUND,
                    {**_FOUND, "reference": "b", "nhs_number": NONE_FOUND},
                    {**_FOUND, "reference": "c", "nhs_number": NONE_FOUND},
                )
            },
        ),
        fails=({"results": (_FOUND, {**_FOUND, "reference": "b"})},),
    ),
)

SOURCE = Source(
    code="nhs_trace",
    words="Results of tracing NHS numbers",
    partner="NHS England",
    purpose="Knowing who is who",
    tables=(RESULTS,),
    rules=RULES,
    read_at=(
        "Fields and codes of the response file of the Master Person Service (number tracing "
        "against the Personal Demographics Service), as named in NHS Digital's public code "
        "(dsp/integration/mps, dsp/datasets/mps). Addresses, telephone numbers and e-mail "
        "addresses of the answer are not asked for."
    ),
    fresh_days=200,
)
