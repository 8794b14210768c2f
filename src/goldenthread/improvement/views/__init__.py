"""The pages of the working life, by noun."""

from .action import coproduction, cost, mark, override
from .colours import optimism, rag_definitions_page
from .difference import difference
from .evidence import evidence
from .registers import dependencies, risk, risks
from .update import update
from .waiting import waiting
from .wording import rewrite

__all__ = [
    "coproduction",
    "cost",
    "dependencies",
    "difference",
    "evidence",
    "mark",
    "optimism",
    "override",
    "rag_definitions_page",
    "rewrite",
    "risk",
    "risks",
    "update",
    "waiting",
]
