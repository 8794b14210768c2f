"""What comes back from tracing NHS numbers in a batch."""

from goldenthread.dataset.sources.codes.community import TRACE_RESULT, TRACE_STEP
from goldenthread.dataset.sources.codes.health import SEX
from goldenthread.dataset.sources.identity import coded, day, text
from goldenthread.dataset.sources.shape import Column, Domain, Kind, Source, Table


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

SOURCE = Source(
    code="nhs_trace",
    words="Results of tracing NHS numbers",
    partner="NHS England",
    purpose="identity",
    tables=(RESULTS,),
    rules=(),
    read_at=(
        "Fields and codes of the response file of the Master Person Service (number tracing "
        "against the Personal Demographics Service), as named in NHS Digital's public code "
        "(dsp/integration/mps, dsp/datasets/mps). Addresses, telephone numbers and e-mail "
        "addresses of the answer are not asked for."
    ),
    fresh_days=200,
)
