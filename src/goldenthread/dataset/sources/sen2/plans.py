"""Plans in the SEN2 return: as written, in force, placed, and the needs they answer."""

from goldenthread.dataset.sources.codes import settings
from goldenthread.dataset.sources.codes.local_authorities import LOCAL_AUTHORITIES
from goldenthread.dataset.sources.codes.needs import PLAN_NEEDS
from goldenthread.dataset.sources.sen2.columns import (
    PERSON_ID,
    REQUEST_ID,
    THROUGH,
    V12,
    V12_EVE,
    V13,
    establishment,
    own,
    parent,
)
from goldenthread.dataset.sources.shape import Column, Domain, Kind, Table

NAMED_PLAN = Table(
    "named_plan",
    "An education, health and care plan as it is written, at most one for an assessment",
    (
        own("named_plan_id", "Named plan record ID", "namedplantableid", "Named Plan"),
        parent("assessment_id", "Assessment record ID", "assessmenttableid", "Assessments"),
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
        own("plan_detail_id", "Plan detail record ID", "plandetailtableid", "Plan Detail"),
        parent("named_plan_id", "Named plan record ID", "namedplantableid", "Named Plan"),
        REQUEST_ID,
        PERSON_ID,
        *establishment(),
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
        own("active_plans_id", "Active plan record ID", "activeplanstableid", "Active Plan"),
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
        own(
            "placement_detail_id",
            "Placement detail record ID",
            "placementdetailtableid",
            "Placement Detail",
        ),
        parent("active_plans_id", "Active plan record ID", "activeplanstableid", "Active Plan"),
        REQUEST_ID,
        PERSON_ID,
        *establishment(),
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
        own("sen_need_id", "SEN need record ID", "senneedtableid", "SEN Need"),
        parent("active_plans_id", "Active plan record ID", "activeplanstableid", "Active Plan"),
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
