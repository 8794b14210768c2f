"""The columns by which health bodies and councils say whose row it is, and short forms."""

from dataclasses import replace

from goldenthread.dataset.sources.codes.health import NHS_NUMBER_STATUS, SEX, listed
from goldenthread.dataset.sources.codes.people import SEX as SEX_IN_EDUCATION
from goldenthread.dataset.sources.shape import CodeList, Column, Kind, Who

NAMED = (
    Column("forename", "Forename", Kind.TEXT, identifying=True, headings=("First name", "Given")),
    Column(
        "surname", "Surname", Kind.TEXT, identifying=True, headings=("Last name", "Family name")
    ),
)

BORN = Column(
    "birth_date",
    "Date of birth",
    Kind.DATE,
    required=True,
    identifying=True,
    headings=("DOB", "Date of birth", "PersonBirthDate"),
)

LIVES = Column(
    "postcode",
    "Postcode of usual address",
    Kind.POSTCODE,
    identifying=True,
    headings=("Postcode of usual address", "Home postcode"),
)

PATIENT_WHO = Who(
    nhs_number="nhs_number",
    local="local_id",
    forename="forename",
    surname="surname",
    birth_date="birth_date",
    sex="sex",
    postcode="postcode",
)
"""Whose row it is, in an extract from a health body; made with `patient`."""

CLIENT_WHO = Who(
    nhs_number="nhs_number",
    upn="upn",
    local="local_id",
    forename="forename",
    surname="surname",
    birth_date="birth_date",
    sex="sex",
    postcode="postcode",
)
"""Whose row it is, in an extract from a council; made with `client`."""


def patient(*, born: bool = True) -> tuple[Column, ...]:
    """Return the columns by which a health body names a person (MHS001MPI, CYP001MPI).

    A row about a child who may not be `born` yet may lack the date of birth.
    """
    return (
        Column(
            "local_id",
            "The sender's own reference for the person",
            Kind.TEXT,
            required=True,
            identifying=True,
            headings=("LocalPatientId", "Patient ID", "Hospital number", "Client ID"),
        ),
        Column(
            "nhs_number",
            "NHS number, ten digits",
            Kind.NHS_NUMBER,
            identifying=True,
            headings=("NHSNumber", "NHS No"),
        ),
        Column(
            "nhs_number_status",
            "What the sender knows of the NHS number",
            Kind.CODE,
            codes=NHS_NUMBER_STATUS,
            headings=("NHSNumberStatus", "NHS number status indicator code"),
        ),
        *NAMED,
        replace(BORN, required=born),
        Column(
            "sex",
            "Person stated gender code",
            Kind.CODE,
            codes=SEX,
            identifying=True,
            headings=("Gender", "PersonStatedGenderCode"),
        ),
        LIVES,
    )


def client() -> tuple[Column, ...]:
    """Return the columns by which a council names a person: its own reference, UPN, often both."""
    return (
        Column(
            "local_id",
            "The sender's own reference for the person",
            Kind.TEXT,
            required=True,
            identifying=True,
            headings=("Person ID", "Client ID", "Case reference", "Child ID"),
        ),
        Column(
            "nhs_number",
            "NHS number, where the council holds it",
            Kind.NHS_NUMBER,
            identifying=True,
            headings=("NHSNumber", "NHS No"),
        ),
        Column(
            "upn",
            "Unique pupil number",
            Kind.UPN,
            identifying=True,
            headings=("Unique pupil number",),
        ),
        *NAMED,
        BORN,
        Column(
            "sex",
            "Sex",
            Kind.CODE,
            codes=SEX_IN_EDUCATION,
            identifying=True,
            headings=("Gender",),
        ),
        LIVES,
    )


def day(name: str, words: str, *headings: str, required: bool = False) -> Column:
    """Return a column that holds a day."""
    return Column(name, words, Kind.DATE, required=required, headings=headings)


def yes(name: str, words: str, *headings: str) -> Column:
    """Return a column that holds yes or no; empty is not known."""
    return Column(name, words, Kind.YESNO, headings=headings)


def text(name: str, words: str, *headings: str, required: bool = False) -> Column:
    """Return a column that holds text as it was sent."""
    return Column(name, words, Kind.TEXT, required=required, headings=headings)


def coded(
    name: str,
    words: str,
    codes: CodeList,
    *headings: str,
    required: bool = False,
    dated_by: str = "",
) -> Column:
    """Return a column that holds a code of a list, in force on the day in `dated_by`."""
    return Column(
        name,
        words,
        Kind.CODE,
        required=required,
        codes=codes,
        headings=headings,
        dated_by=dated_by,
    )


def pounds(name: str, words: str, *headings: str, unit: str = "pounds") -> Column:
    """Return a column that holds an amount of money, never below nothing."""
    return Column(name, words, Kind.MONEY, low=0, unit=unit, headings=headings)


def whole(name: str, words: str, low: float, high: float, unit: str, *headings: str) -> Column:
    """Return a column that holds a whole number between two bounds, both allowed."""
    return Column(name, words, Kind.WHOLE, low=low, high=high, unit=unit, headings=headings)


def proposed(name: str, text: str) -> CodeList:
    """Return a code list that no national format gives: ours, so that areas can be compared."""
    return CodeList(name, listed(text), "Our own proposal: there is no national list")
