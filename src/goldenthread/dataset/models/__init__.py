"""What the database keeps of the data set: never an identifier of a child, only references."""

from .agreements import Agreement, AgreementApproval, AgreementField, AgreementParty
from .linking import Coverage, Joining, LinkageRun, ReviewAnswer, ReviewPair, TraceBatch
from .loads import Load, LoadFault, LoadTable

__all__ = [
    "Agreement",
    "AgreementApproval",
    "AgreementField",
    "AgreementParty",
    "Coverage",
    "Joining",
    "LinkageRun",
    "Load",
    "LoadFault",
    "LoadTable",
    "ReviewAnswer",
    "ReviewPair",
    "TraceBatch",
]
