"""Lists 1 and 2 of Annex A, under the headings in which inspectors ask for them."""

from dataclasses import replace

from goldenthread.dataset.sources.codes import people
from goldenthread.dataset.sources.codes.needs import PLAN_NEEDS
from goldenthread.dataset.sources.identity import coded, day, text, whole, yes
from goldenthread.dataset.sources.shape import Code, CodeList, Column, Domain, Kind, Table, Who

NEEDS = replace(
    PLAN_NEEDS,
    name="Primary need in Annex A",
    codes=(*PLAN_NEEDS.codes, Code("NSA", "SEN support, kind of need not yet known")),
    source=f"{PLAN_NEEDS.source} Whether Annex A takes NSA was not found; it is let in.",
    complete=False,
)
GENDER = CodeList(
    "Gender in Annex A",
    (*people.SEX.codes, Code("U", "Unknown"), Code("I", "Not specified")),
    "Letters that local authorities' systems give; Annex A's own set was not had.",
    complete=False,
)
PHASE = CodeList(
    "Phase of an establishment",
    (
        Code("Nursery", "Nursery"),
        Code("Primary", "Primary"),
        Code("Middle", "Middle"),
        Code("Secondary", "Secondary"),
        Code("All-through", "All-through"),
        Code("16 plus", "After 16"),
        Code("Special", "Special"),
        Code("PRU", "Pupil referral unit or alternative provision"),
        Code("Other", "Other"),
    ),
    "Our own proposal, after the phases in Get Information about Schools.",
    complete=False,
)


def _who_columns() -> tuple[Column, ...]:
    return (
        Column("unique_id", "Unique ID", Kind.TEXT, required=True, identifying=True),
        Column("upn", "UPN", Kind.UPN, identifying=True),
        Column("uln", "ULN", Kind.ULN, identifying=True),
        coded(
            "upn_unknown",
            "UPN and ULN unavailable – Reason",
            people.UPN_UNKNOWN,
            "Unknown code",
        ),
        Column("birth_date", "Date of birth", Kind.DATE, identifying=True),
        Column("gender", "Gender", Kind.CODE, codes=GENDER, identifying=True, headings=("Sex",)),
        coded("ethnicity", "Ethnicity", people.ETHNICITY),
    )


def _school_columns() -> tuple[Column, ...]:
    return (
        coded("primary_need", "SEN primary need", NEEDS),
        text("main_urn", "Main education establishment – URN"),
        coded("main_phase", "Main education establishment – phase", PHASE),
        coded(
            "subsidiary_phase",
            "Subsidiary education establishment – phase (dual registration)",
            PHASE,
        ),
    )


def _life_columns() -> tuple[Column, ...]:
    return (
        whole("suspensions", "Suspensions", 0, 200, "suspensions"),
        whole("permanent_exclusions", "Permanent exclusions", 0, 10, "exclusions"),
        Column("absence", "Absence", Kind.NUMBER, low=0, high=100, unit="per cent of sessions"),
        yes("pupil_premium", "Pupil Premium"),
        yes("known_to_social_care", "Known to children's social care?"),
        text("social_care_team", "Which children's social care team?"),
        yes("disability", "Does the child or young person have a disability?"),
    )


WHO = Who(upn="upn", uln="uln", local="unique_id", birth_date="birth_date", sex="gender")

LIST_1 = Table(
    "list1",
    "List 1: children and young people with an education, health and care plan",
    (
        *_who_columns(),
        day("initial_plan_date", "Date initial EHC plan issued"),
        day("updated_plan_date", "Date updated EHC plan issued"),
        day("last_review_date", "Date EHC plan last reviewed"),
        *_school_columns(),
        yes("home_educated", "Elective home education"),
        *_life_columns(),
    ),
    key=("unique_id",),
    domain=Domain.EDUCATION,
    who=WHO,
    event="initial_plan_date",
    sheets=("List 1", "List_1"),
)

LIST_2 = Table(
    "list2",
    "List 2: children and young people without a plan. Our two readings of the list differ: those "
    "being assessed, or those on SEN support; its columns are the same in both",
    (*_who_columns(), *_school_columns(), *_life_columns()),
    key=("unique_id",),
    domain=Domain.EDUCATION,
    who=WHO,
    sheets=("List 2", "List_2"),
)
