"""The nine tables of the SEN2 person-level return, one for each of its modules."""

from goldenthread.dataset.sources.codes import people, settings
from goldenthread.dataset.sources.codes.local_authorities import LOCAL_AUTHORITIES
from goldenthread.dataset.sources.sen2.columns import (
    PERSON_ID,
    REQUEST_ID,
    THROUGH,
    V12,
    V12_EVE,
    V13,
    own,
)
from goldenthread.dataset.sources.sen2.plans import (
    ACTIVE_PLANS,
    NAMED_PLAN,
    PLACEMENT_DETAIL,
    PLAN_DETAIL,
    SEN_NEED,
)
from goldenthread.dataset.sources.shape import Column, Domain, Kind, Table, Who

HEADER = Table(
    "sen2",
    "The return itself: which authority, which year, on which day",
    (
        Column("sen2_id", "SEN2 table ID", Kind.TEXT, headings=("sen2tableid",)),
        Column("collection", "Collection Name", Kind.TEXT, headings=("collection",)),
        Column("year", "Year", Kind.WHOLE, required=True, low=2014, high=2100, unit="year"),
        Column("referencedate", "Reference Date", Kind.DATE, required=True),
        Column("sourcelevel", "Source Level", Kind.TEXT),
        Column(
            "lea",
            "LA Number",
            Kind.CODE,
            required=True,
            codes=LOCAL_AUTHORITIES,
            dated_by="referencedate",
        ),
        Column("softwarecode", "Software Code", Kind.TEXT),
        Column("release", "Release", Kind.TEXT),
        Column("serialno", "Serial Number", Kind.WHOLE, low=0),
        Column("datetime", "Date & Time", Kind.MOMENT),
        Column("dmo", "Designated Medical Officer", Kind.TEXT),
        Column("dco", "Designated Clinical Officer", Kind.TEXT),
        Column("dsco", "Designated Social Care Officer", Kind.TEXT, since=V13),
    ),
    key=("lea", "year"),
    domain=Domain.NOBODY,
    event="referencedate",
    sheets=("SEN2", "Header Record"),
)

PERSON = Table(
    "person",
    "A child or young person with a plan, or with a request or assessment in the year",
    (
        Column(
            "person_id",
            "Person ID",
            Kind.TEXT,
            required=True,
            identifying=True,
            headings=(
                "persontableid",
                "Person ID (This must be a unique ID for each Person record)",
            ),
        ),
        Column("surname", "Surname", Kind.TEXT, required=True, identifying=True),
        Column("forename", "Forename", Kind.TEXT, identifying=True),
        Column(
            "personbirthdate",
            "Date of Birth",
            Kind.DATE,
            required=True,
            identifying=True,
        ),
        Column("sex", "Sex", Kind.CODE, codes=people.SEX, identifying=True, since=V12),
        Column(
            "gendercurrent",
            "Gender",
            Kind.CODE,
            codes=people.GENDER_NUMBERED,
            identifying=True,
            until=V12_EVE,
        ),
        Column("ethnicity", "Ethnicity", Kind.CODE, codes=people.ETHNICITY),
        Column("postcode", "Post Code", Kind.POSTCODE, identifying=True),
        Column("upn", "UPN – Unique Pupil Number", Kind.UPN, identifying=True),
        Column(
            "uniquelearnernumber",
            "ULN – Young Person's Unique Learner Number",
            Kind.ULN,
            identifying=True,
            headings=("ULN",),
        ),
        Column(
            "upnunknown",
            "UPN and ULN unavailable – Reason",
            Kind.CODE,
            codes=people.UPN_UNKNOWN,
        ),
    ),
    key=("person_id",),
    domain=Domain.EDUCATION,
    who=Who(
        upn="upn",
        uln="uniquelearnernumber",
        local="person_id",
        forename="forename",
        surname="surname",
        birth_date="personbirthdate",
        sex="sex",
        postcode="postcode",
    ),
    parent="sen2",
    sheets=("Person", "Person Record"),
)

REQUESTS = Table(
    "requests",
    "A request that a child's needs be assessed",
    (
        own("request_id", "Requests record ID", "requeststableid", "Requests"),
        PERSON_ID,
        Column("receiveddate", "Date request was received", Kind.DATE),
        Column(
            "requestsource",
            "Source of request for an EHC needs assessment",
            Kind.CODE,
            codes=settings.REQUEST_SOURCE,
            headings=("rquestsource",),
            since=V13,
        ),
        Column("rya", "Initial Request Whilst In RYA", Kind.YESNO),
        Column("requestoutcome", "Request Outcome", Kind.CODE, codes=settings.REQUEST_OUTCOME),
        Column("requestoutcomedate", "Request Outcome Date", Kind.DATE),
        Column("requestmediation", "Request Mediation", Kind.YESNO),
        Column("requesttribunal", "Request Tribunal", Kind.YESNO),
        Column(
            "exported",
            "Exported – Child or young person moves out of LA before assessment is completed",
            Kind.CODE,
            codes=LOCAL_AUTHORITIES,
        ),
    ),
    key=("request_id",),
    domain=Domain.EDUCATION,
    who=THROUGH,
    event="receiveddate",
    parent="person",
    sheets=("Requests", "Requests Records"),
)

ASSESSMENT = Table(
    "assessment",
    "An assessment of needs, at most one for a request",
    (
        own("assessment_id", "Assessment record ID", "assessmenttableid", "Assessments"),
        REQUEST_ID,
        PERSON_ID,
        Column(
            "assessmentoutcome",
            "Assessment Outcome – Decision to issue EHC plan",
            Kind.CODE,
            codes=settings.ASSESSMENT_OUTCOME,
        ),
        Column("assessmentoutcomedate", "Assessment Outcome Date", Kind.DATE),
        Column("assessmentmediation", "Assessment Mediation", Kind.YESNO),
        Column("assessmenttribunal", "Assessment Tribunal", Kind.YESNO),
        Column("othermediation", "Other Mediation", Kind.YESNO),
        Column("othertribunal", "Other Tribunal", Kind.YESNO),
        Column("week20", "Twenty week time limit exceptions apply", Kind.YESNO),
    ),
    key=("assessment_id",),
    domain=Domain.EDUCATION,
    who=THROUGH,
    event="assessmentoutcomedate",
    parent="requests",
    sheets=("Assessments", "Assessments Records"),
)

TABLES = (
    HEADER,
    PERSON,
    REQUESTS,
    ASSESSMENT,
    NAMED_PLAN,
    PLAN_DETAIL,
    ACTIVE_PLANS,
    PLACEMENT_DETAIL,
    SEN_NEED,
)
