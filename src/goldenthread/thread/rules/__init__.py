"""The plan check: what would an inspector say about this improvement plan tomorrow?"""

from collections.abc import Iterable

from goldenthread.thread.rules import (
    actions,
    figures,
    letter,
    measures,
    names,
    order,
    papers,
    timing,
)
from goldenthread.thread.rules.from_documents import from_parts
from goldenthread.thread.rules.printed import printed_findings
from goldenthread.thread.rules.ranking import FIRST, ranked
from goldenthread.thread.rules.reference import rules_page
from goldenthread.thread.rules.registry import RULES, Finding, Rule, Switch, run_rules
from goldenthread.thread.rules.threads import Proposal, criticisms, propose_links
from goldenthread.thread.rules.view import CheckedPlan, Link

__all__ = [
    "FIRST",
    "RULES",
    "RULE_MODULES",
    "CheckedPlan",
    "Finding",
    "Link",
    "Proposal",
    "Rule",
    "Switch",
    "check",
    "criticisms",
    "from_parts",
    "printed_findings",
    "propose_links",
    "rules_page",
]

RULE_MODULES = (letter, measures, actions, timing, order, papers, names, figures)


def check(checked: CheckedPlan, switches: Iterable[Switch] = ()) -> list[Finding]:
    """Return what every rule that is on finds, the ten that matter most first."""
    return ranked(run_rules(checked, switches))
