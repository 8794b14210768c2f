"""The one table of the school census that is asked for."""

from goldenthread.dataset.sources.codes import people
from goldenthread.dataset.sources.codes.needs import PROVISION, SCHOOL_NEEDS
from goldenthread.dataset.sources.codes.schools import ENROLMENT, TERM, YEAR_GROUP
from goldenthread.dataset.sources.identity import coded, day, text, whole, yes
from goldenthread.dataset.sources.shape import Column, Domain, Kind, Table, Who


def _need(name: str, words: str, *headings: str) -> Column:
    return Column(
        name, words, Kind.CODE, codes=SCHOOL_NEEDS, headings=headings, dated_by="census_date"
    )


PUPILS = Table(
    "pupils",
    "A pupil registered at a school on the day of a census",
    (
        day("census_date", "Census day", "Reference date", required=True),
        coded("term", "Term", TERM),
        text("school_urn", "School URN", "URN", required=True),
        text("school_name", "School"),
        Column("upn", "Unique pupil number", Kind.UPN, required=True, identifying=True),
        Column("former_upn", "Former UPN", Kind.UPN, identifying=True),
        Column("uln", "Unique learner number", Kind.ULN, identifying=True),
        Column("surname", "Surname", Kind.TEXT, identifying=True, headings=("Legal surname",)),
        Column("former_surname", "Former surname", Kind.TEXT, identifying=True),
        Column("forename", "Forename", Kind.TEXT, identifying=True, headings=("Legal forename",)),
        Column("birth_date", "Date of birth", Kind.DATE, required=True, identifying=True),
        Column("sex", "Sex", Kind.CODE, codes=people.SEX, identifying=True, headings=("Gender",)),
        coded("ethnicity", "Ethnicity", people.ETHNICITY),
        Column("postcode", "Postcode", Kind.POSTCODE, identifying=True),
        coded("year_group", "National curriculum year", YEAR_GROUP, "NC year", "NCyearActual"),
        coded("enrolment", "Enrolment status", ENROLMENT, "Enrol status"),
        day("entry_date", "Entry date"),
        yes("part_time", "Part-time indicator"),
        yes("free_meals", "Eligible for free school meals", "FSM eligible"),
        yes("pupil_premium", "Pupil premium"),
        Column(
            "sen_provision",
            "SEN provision",
            Kind.CODE,
            codes=PROVISION,
            headings=("SENprovision", "SEN status"),
            dated_by="census_date",
        ),
        _need("need_1", "SEN type ranked 1", "SENtype rank 1", "Primary SEN type"),
        _need("need_2", "SEN type ranked 2", "SENtype rank 2", "Secondary SEN type"),
        yes("sen_unit", "Member of SEN unit", "SEN unit indicator"),
        yes("resourced", "Member of resourced provision", "Resourced provision indicator"),
        whole("sessions_possible", "Sessions possible", 0, 400, "sessions"),
        whole("sessions_authorised", "Sessions missed, authorised", 0, 400, "sessions"),
        whole("sessions_unauthorised", "Sessions missed, unauthorised", 0, 400, "sessions"),
    ),
    key=("census_date", "school_urn", "upn"),
    domain=Domain.EDUCATION,
    who=Who(
        upn="upn",
        uln="uln",
        forename="forename",
        surname="surname",
        former_surname="former_surname",
        birth_date="birth_date",
        sex="sex",
        postcode="postcode",
    ),
    event="census_date",
    sheets=("Pupils", "School census"),
)
