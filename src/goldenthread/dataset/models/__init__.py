"""What the database keeps of the data set: never an identifier of a child, only references."""

from .agreements import Agreement, AgreementApproval, AgreementField, AgreementParty
from .builds import Build, BuildFault, BuiltTable
from .linking import Coverage, Joining, LinkageRun, ReviewAnswer, ReviewPair, TraceBatch
from .loads import Load, LoadFault, LoadTable
from .reads import Reading, ReadPerson
from .rights import (
    Certificate,
    LegalHold,
    Redaction,
    RemovedRows,
    RightsRequest,
    Shield,
    Suppressed,
)

__all__ = [
    "Agreement",
    "AgreementApproval",
    "AgreementField",
    "AgreementParty",
    "Build",
    "BuildFault",
    "BuiltTable",
    "Certificate",
    "Coverage",
    "Joining",
    "LegalHold",
    "LinkageRun",
    "Load",
    "LoadFault",
    "LoadTable",
    "ReadPerson",
    "Reading",
    "Redaction",
    "RemovedRows",
    "ReviewAnswer",
    "ReviewPair",
    "RightsRequest",
    "Shield",
    "Suppressed",
    "TraceBatch",
]
