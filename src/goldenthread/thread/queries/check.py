"""What the plan check found on a plan, with what people have answered."""

from dataclasses import dataclass

from goldenthread.improvement.models import ActionAnswersFinding, ImprovementPlan
from goldenthread.improvement.rules import LinkState
from goldenthread.inspections.models import Finding

from ..models import FindingSettled, RuleSwitchedOff
from ..rules import FIRST, RULES, Proposal, check, propose_links
from ..rules.registry import Finding as Found
from ..rules.registry import Switch
from .checked import checked_plan, finding_path


@dataclass(slots=True)
class CheckPage:
    """The findings that matter first, the rest, what was settled and which rules are off."""

    first: list[Found]
    rest: list[Found]
    settled: list[FindingSettled]
    rules_off: list[RuleSwitchedOff]
    proposed_matches: int


def check_page(improvement_plan: ImprovementPlan) -> CheckPage:
    """Return the findings of the check that nobody has answered, ranked, and the rest around."""
    rules_off = list(
        RuleSwitchedOff.objects.filter(improvement_plan=improvement_plan, ended_at=None)
    )
    settled = list(FindingSettled.objects.filter(improvement_plan=improvement_plan, undone_at=None))
    answered = {(row.rule, row.subject) for row in settled}
    switches = [Switch(row.rule, row.reason, row.by) for row in rules_off if row.rule in RULES]
    found = [
        finding
        for finding in check(checked_plan(improvement_plan), switches)
        if (finding.rule, finding.subject) not in answered
    ]
    waiting = ActionAnswersFinding.objects.filter(
        action__improvement_plan=improvement_plan, state=LinkState.PROPOSED.value
    ).count()
    return CheckPage(found[:FIRST], found[FIRST:], settled, rules_off, waiting)


def stands(improvement_plan: ImprovementPlan, rule: str, subject: str) -> bool:
    """Say whether a rule finds something on this subject in the plan as it is now."""
    if rule not in RULES:
        return False
    found = RULES[rule].run(checked_plan(improvement_plan))
    return any(finding.subject == subject for finding in found)


def matches_waiting(improvement_plan: ImprovementPlan) -> list[ActionAnswersFinding]:
    """Return the proposed matches that wait for a person, by finding."""
    rows = ActionAnswersFinding.objects.filter(
        action__improvement_plan=improvement_plan, state=LinkState.PROPOSED.value
    )
    return list(rows.select_related("action", "finding").order_by("finding_id", "action__position"))


def new_proposals(improvement_plan: ImprovementPlan) -> list[dict[str, object]]:
    """Return matches that the words suggest and nobody has recorded, as fields of links."""
    findings = {
        finding_path(f): f for f in Finding.objects.filter(inspection=improvement_plan.inspection)
    }
    actions = {f"actions[{a.number}]": a for a in improvement_plan.actions.all()}
    proposals: list[Proposal] = propose_links(checked_plan(improvement_plan))
    return [
        {
            "action": actions[p.action],
            "finding": findings[p.finding],
            "why": "both speak of " + ", ".join(p.words),
        }
        for p in proposals
        if p.finding in findings and p.words
    ]
