"""How the SEN2 return is laid out in its three forms: names of elements, files and sheets.

Read from public programs that read the return: MastodonC/witan.sen2 (COLLECT "Blade" CSV and
workbook) and data-to-insight's tools (XML). The department's own schema was not had; where a name
or place was not seen in them it is said here.
"""

from collections.abc import Mapping

PARENT = {
    "requests": "person",
    "assessment": "requests",
    "named_plan": "assessment",
    "plan_detail": "named_plan",
    "active_plans": "requests",
    "placement_detail": "active_plans",
    "sen_need": "active_plans",
}
"""Which table's rows each table's rows lie within, from the person down."""

OWN = {
    "sen2": "sen2_id",
    "person": "person_id",
    "requests": "request_id",
    "assessment": "assessment_id",
    "named_plan": "named_plan_id",
    "plan_detail": "plan_detail_id",
    "active_plans": "active_plans_id",
    "placement_detail": "placement_detail_id",
    "sen_need": "sen_need_id",
}
"""The column with each table's own number."""

LINKS = frozenset(OWN.values())

ELEMENT = {
    "person": "Person",
    "requests": "Requests",
    "assessment": "Assessment",
    "named_plan": "NamedPlan",
    "plan_detail": "PlanDetail",
    "active_plans": "ActivePlans",
    "placement_detail": "PlacementDetail",
    "sen_need": "SENneed",
}

COLLECTION = ("collection", "year", "referencedate")
SENDER = ("sourcelevel", "lea", "softwarecode", "release", "serialno", "datetime")
OFFICERS = ("dmo", "dco", "dsco")
"""In no published XML; written at the end of Header/Source and read wherever in the header."""

# One name after the other in the order in which their tables have them.
_TAGS = (
    "Collection Year ReferenceDate SourceLevel LEA SoftwareCode Release SerialNo DateTime DMO DCO "
    "DSCO Surname Forename PersonBirthDate Sex GenderCurrent Ethnicity PostCode UPN "
    "UniqueLearnerNumber UPNunknown ReceivedDate RequestSource RYA RequestOutcome "
    "RequestOutcomeDate RequestMediation RequestTribunal Exported AssessmentOutcome "
    "AssessmentOutcomeDate AssessmentMediation AssessmentTribunal OtherMediation OtherTribunal "
    "Week20 StartDate PlanRes PlanWBP PB OA DP CeaseDate CeaseReason URN UKPRN SENSetting "
    "SENSettingOther PlacementRank SENunitIndicator ResourcedProvisionIndicator TransferLA "
    "ReviewMeeting ReviewOutcome LastReview ReviewDraft PhaseTransferDueDate "
    "PhaseTransferFinalDate EntryDate LeavingDate Res WBP AttendancePattern SENtype SENtypeRank"
).split()
TAG: Mapping[str, str] = {tag.lower(): tag for tag in _TAGS}
"""The element of each column; a column is its element in lower case."""

ALSO = {"planwpb": "planwbp", "wpb": "wbp", "rquestsource": "requestsource"}
"""Misspelt elements and headings that are met, and the column that is meant."""

FILE = {table: own.removesuffix("_id").replace("_", "") for table, own in OWN.items()}
FILE["requests"] = "requests"
"""The last part of each Blade file's name, with which its own columns begin too."""


def table_id(table: str) -> str:
    """Return the heading of a table's own number in the Blade files and the workbook."""
    return f"{FILE[table]}tableid"


def passed_over(table: str) -> tuple[str, ...]:
    """Return the headings of the Blade files that number rows and say nothing else."""
    above = () if table == "sen2" else ("sen2tableid",)
    return ("NativeId", "sourceid", f"{FILE[table]}orderseqcolumn", *above)


def heading(column: str) -> str:
    """Return the heading of a column in the Blade files and the workbook."""
    named = {own: table_id(table) for table, own in OWN.items()}
    return named.get(column, column)


def path_to(table: str) -> tuple[str, ...]:
    """Return the tables from a table's parent up to the person."""
    path = []
    while table in PARENT:
        table = PARENT[table]
        path.append(table)
    return tuple(path)
