"""The nine tables of the SEN2 person-level return, one for each of its modules."""

from datetime import date

from goldenthread.dataset.sources.codes import people, settings
from goldenthread.dataset.sources.codes.local_authorities import LOCAL_AUTHORITIES
from goldenthread.dataset.sources.codes.needs import PLAN_NEEDS
from goldenthread.dataset.sources.shape import Column, Domain, Kind, Table, Who

# The first collections of versions 1.2 and 1.3 of the specification.
V12, V13 = date(2024, 1, 1), date(2025, 1, 1)
V12_EVE = date(2023, 12, 31)

THROUGH = Who(local="person_id", through="person")


def _own(name: str, words: str, heading: str, of: str) -> Column:
    unique = f"{words} (This must be a unique ID for each {of} record)"
    return Column(name, words, Kind.TEXT, required=True, headings=(heading, unique))


def _parent(name: str, words: str, heading: str, of: str) -> Column:
    matching = f"{words} (This must match the relevant ID in the {of} table)"
    return Column(name, words, Kind.TEXT, headings=(heading, matching))


PERSON_ID = Column(
    "person_id",
    "Person ID",
    Kind.TEXT,
    required=True,
    identifying=True,
    headings=(
        "persontableid",
        "Person ID (This must match the relevant ID in the Person record table)",
    ),
)
REQUEST_ID = _parent("request_id", "Requests record ID", "requeststableid", "Requests")


def _establishment() -> tuple[Column, ...]:
    """Return the columns that plan details and placement details say a setting with."""
    return (
        Column("urn", "URN – Unique Reference Number", Kind.TEXT),
        Column("ukprn", "UKPRN – UK Provider Reference Number", Kind.TEXT),
        Column(
            "sensetting",
            "SEN Setting – Establishment type",
            Kind.CODE,
            codes=settings.SEN_SETTING,
        ),
        Column(
            "sensettingother",
            "SEN Setting – Other",
            Kind.TEXT,
            headings=("Not in education - Other",),
        ),
        Column(
            "placementrank",
            "Placement Rank (1=Primary, 2=Secondary)",
            Kind.WHOLE,
            low=1,
            high=9,
            headings=("Placement Rank",),
        ),
        Column("senunitindicator", "SEN Unit Indicator", Kind.YESNO),
        Column("resourcedprovisionindicator", "Resourced Provision Indicator", Kind.YESNO),
    )


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
        _own("request_id", "Requests record ID", "requeststableid", "Requests"),
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
        _own("assessment_id", "Assessment record ID", "assessmenttableid", "Assessments"),
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

NAMED_PLAN = Table(
    "named_plan",
    "An education, health and care plan as it is written, at most one for an assessment",
    (
        _own("named_plan_id", "Named plan record ID", "namedplantableid", "Named Plan"),
        _parent("assessment_id", "Assessment record ID", "assessmenttableid", "Assessments"),
        REQUEST_ID,
        PERSON_ID,
        Column("startdate", "EHC Plan Start Date", Kind.DATE, required=True),
        Column("planres", "Residential Settings", Kind.CODE, codes=settings.RESIDENTIAL),
        Column("planwbp", "Work Based Learning Activity", Kind.CODE, codes=settings.WORK_BASED),
        Column("pb", "Personal Budget taken up", Kind.YESNO),
        Column("oa", "Personal Budget – Organised Arrangements", Kind.YESNO),
        Column(
            "dp",
            "Personal Budget – Direct Payments",
            Kind.CODE,
            codes=settings.DIRECT_PAYMENTS,
        ),
        Column("ceasedate", "Date EHC plan ceased", Kind.DATE),
        Column("ceasereason", "Reason EHC plan ceased", Kind.CODE, codes=settings.CEASE_REASON),
    ),
    key=("named_plan_id",),
    domain=Domain.EDUCATION,
    who=THROUGH,
    event="startdate",
    until="ceasedate",
    parent="assessment",
    sheets=("Named Plan", "Named Plan Records"),
)

PLAN_DETAIL = Table(
    "plan_detail",
    "A setting that a plan names in section I, one or two of them",
    (
        _own("plan_detail_id", "Plan detail record ID", "plandetailtableid", "Plan Detail"),
        _parent("named_plan_id", "Named plan record ID", "namedplantableid", "Named Plan"),
        REQUEST_ID,
        PERSON_ID,
        *_establishment(),
    ),
    key=("plan_detail_id",),
    domain=Domain.EDUCATION,
    who=THROUGH,
    parent="named_plan",
    sheets=("Plan Detail", "Plan Detail Records"),
)

ACTIVE_PLANS = Table(
    "active_plans",
    "A plan that is in force, its transfer in and its last review",
    (
        _own("active_plans_id", "Active plan record ID", "activeplanstableid", "Active Plan"),
        REQUEST_ID,
        PERSON_ID,
        Column(
            "transferla",
            "EHC Plan transferred in from another LA during calendar year",
            Kind.CODE,
            codes=LOCAL_AUTHORITIES,
        ),
        Column(
            "reviewmeeting",
            "Annual Review Meeting Date",
            Kind.DATE,
            since=V12,
        ),
        Column(
            "reviewoutcome",
            "Annual Review Decision",
            Kind.CODE,
            codes=settings.REVIEW_OUTCOME,
            since=V12,
        ),
        Column(
            "lastreview",
            "EHC Plan Review Decisions Date",
            Kind.DATE,
            headings=("Annual review decision date",),
        ),
        Column(
            "reviewdraft",
            "Annual review – date draft amended EHC plan issued",
            Kind.DATE,
            since=V13,
        ),
        Column(
            "phasetransferduedate",
            "Phase transfer review – due date for any amended plan",
            Kind.DATE,
            since=V13,
        ),
        Column(
            "phasetransferfinaldate",
            "Phase transfer review – final plan date",
            Kind.DATE,
            since=V13,
        ),
        Column("res", "Residential Settings", Kind.CODE, codes=settings.RESIDENTIAL, until=V12_EVE),
        Column(
            "wbp",
            "Work Based Learning Activity",
            Kind.CODE,
            codes=settings.WORK_BASED,
            until=V12_EVE,
        ),
    ),
    key=("active_plans_id",),
    domain=Domain.EDUCATION,
    who=THROUGH,
    event="lastreview",
    parent="requests",
    sheets=("Active Plan", "Active Plans", "Active Plan Records"),
)

PLACEMENT_DETAIL = Table(
    "placement_detail",
    "Where a child or young person with a plan in force is educated",
    (
        _own(
            "placement_detail_id",
            "Placement detail record ID",
            "placementdetailtableid",
            "Placement Detail",
        ),
        _parent("active_plans_id", "Active plan record ID", "activeplanstableid", "Active Plan"),
        REQUEST_ID,
        PERSON_ID,
        *_establishment(),
        Column("entrydate", "Placement Start Date", Kind.DATE),
        Column("leavingdate", "Placement Leaving Date", Kind.DATE),
        Column("res", "Residential Settings", Kind.CODE, codes=settings.RESIDENTIAL, since=V12),
        Column(
            "wbp",
            "Work Based Learning Activity",
            Kind.CODE,
            codes=settings.WORK_BASED,
            since=V12,
        ),
        Column("attendancepattern", "Attendance Pattern", Kind.TEXT, until=V12_EVE),
    ),
    key=("placement_detail_id",),
    domain=Domain.EDUCATION,
    who=THROUGH,
    event="entrydate",
    until="leavingdate",
    parent="active_plans",
    sheets=("Placement Detail", "Placement Detail Records"),
)

SEN_NEED = Table(
    "sen_need",
    "A need that a plan in force answers, one or two of them",
    (
        _own("sen_need_id", "SEN need record ID", "senneedtableid", "SEN Need"),
        _parent("active_plans_id", "Active plan record ID", "activeplanstableid", "Active Plan"),
        REQUEST_ID,
        PERSON_ID,
        Column("sentype", "SEN Type of Need", Kind.CODE, codes=PLAN_NEEDS),
        Column(
            "sentyperank",
            "SEN Type of Need rank (1=Primary, 2=Secondary)",
            Kind.WHOLE,
            low=1,
            high=2,
            headings=("SEN type rank",),
        ),
    ),
    key=("sen_need_id",),
    domain=Domain.EDUCATION,
    who=THROUGH,
    parent="active_plans",
    sheets=("SEN Need", "SEN Need Records"),
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
