"""Rules on actions: who does each, with what, and how will anyone know that it worked?"""

import re
from collections import defaultdict
from collections.abc import Iterator

from goldenthread.reading.facts import Citation
from goldenthread.thread.rules.measures import plain_words
from goldenthread.thread.rules.registry import Fault, cited, listed, quoted, rule
from goldenthread.thread.rules.roles import same_role
from goldenthread.thread.rules.view import Action, CheckedPlan, Group

_RESOURCE = re.compile(
    r"£|\b(?:funding|funded|budgets?|costs?|costed|fte|wte|grants?|dsg|invest\w*|"
    r"(?:additional|new|existing|dedicated) (?:staff\w*|posts?|capacity|resources?)|"
    r"recruit\w*|backfill|high needs block|discrete [\w ]{0,30}post)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^\W*(?:tbc|tbd|to be (?:confirmed|agreed|decided)|n/?a|all|various|-+)\W*$", re.I
)


def _lacking(checked: CheckedPlan, field: str) -> list[Action]:
    """Return the actions whose field is blank, leaving out what could not be read for certain."""
    return [
        a
        for a in checked.actions
        if field not in a.unread
        and (not getattr(a, field) or _NOBODY.match(str(getattr(a, field) or "")))
    ]


@rule(
    "no-success-measure",
    title="An action with no success measure",
    reason="Without one, done and worked are the same word.",
    severity=4,
)
def no_success_measure(checked: CheckedPlan) -> Iterator[Fault]:
    """Every action has a success measure of its own or one shared with its theme.

    Where none has one and the improvement plan keeps its measures in a list, the list is looked at
    instead, by the rules on measures.
    """
    if checked.measures and not any(a.success_measure for a in checked.actions):
        return
    shared = {a.theme for a in checked.actions if a.success_measure and a.theme is not None}
    bare = [a for a in _lacking(checked, "success_measure") if a.theme not in shared]
    if bare:
        yield Fault(
            f"{_count(bare, 'action')} no success measure: {_numbers(bare)}.",
            f"Write for {bare[0].number}: “We will know by [measure], from [figure now] to "
            "[target] by [date].”",
            f"actions: success measures ({len(bare)})",
            cited(*(_whole(a) for a in bare)),
            breadth=len(bare),
            unsure=_unsettled(bare, "success_measure"),
        )


def _unsettled(bare: list[Action], field: str) -> bool:
    """Say whether all blanks stand on a flattened page, where they may be lost cells."""
    return all(field in a.doubtful for a in bare)


def _count(actions: list[Action], noun: str) -> str:
    return f"One {noun} has" if len(actions) == 1 else f"{len(actions)} {noun}s have"


def _numbers(actions: list[Action], limit: int = 12) -> str:
    return listed([a.number for a in actions], limit)


def _whole(action: Action) -> Citation | None:
    return action.cites.get("text") or next(iter(action.cites.values()), None)


@rule(
    "no-lead",
    title="An action that nobody leads",
    reason="What nobody is named for, nobody is asked about.",
    severity=4,
)
def no_lead(checked: CheckedPlan) -> Iterator[Fault]:
    """Every action names a role that leads it; 'TBC', 'all' and the like name none.

    A lead that was there but could not be attributed in reading is not held against the author.
    """
    bare = _lacking(checked, "lead")
    if bare:
        yield Fault(
            f"{_count(bare, 'action')} no lead: {_numbers(bare)}.",
            f"Name for {bare[0].number} the one role that answers for it, with its organisation.",
            f"actions: leads ({len(bare)})",
            cited(*(_whole(a) for a in bare)),
            breadth=len(bare),
            unsure=_unsettled(bare, "lead"),
        )


@rule(
    "chair-leads-own-actions",
    title="A chair who leads the actions the group oversees",
    reason="A group cannot hold to account the person who chairs it.",
    severity=3,
)
def chair_leads_own_actions(checked: CheckedPlan) -> Iterator[Fault]:
    """The role that chairs a working group is not the lead of that group's own actions.

    Roles are compared without names, with the field's abbreviations written out.
    """
    for group in checked.groups:
        own = [
            a
            for a in checked.actions
            if group.chair and a.lead and a.group == group.number and same_role(group.chair, a.lead)
        ]
        if own:
            yield _led_by_chair(group, own)


def _led_by_chair(group: Group, own: list[Action]) -> Fault:
    role = quoted(own[0].lead or "", 80)
    return Fault(
        f"The chair of group {group.number} ({group.name}) also leads {len(own)} of the actions "
        f"that the group oversees: {_numbers(own)} ({role}).",
        f"Give these actions another lead, or the group another chair; until then let the board "
        f"above hear group {group.number}’s actions led by its chair.",
        group.path + ".chair",
        cited(group.chair_citation or group.citation, *(a.cites.get("lead") for a in own)),
        breadth=len(own),
    )


@rule(
    "overloaded-lead",
    title="A lead with too much to carry",
    reason="When one person holds a fifth of the improvement plan, their absence stops it.",
    severity=3,
)
def overloaded_lead(checked: CheckedPlan) -> Iterator[Fault]:
    """One role leads at least ten actions and either a sixth of all or three times the usual."""
    leads = [a for a in checked.actions if a.lead]
    roles: dict[str, list[Action]] = defaultdict(list)
    for action in leads:
        known = next((r for r in roles if same_role(r, action.lead or "")), action.lead or "")
        roles[known].append(action)
    if len(roles) < 3:
        return
    usual = sorted(len(led) for led in roles.values())[len(roles) // 2]
    for led in roles.values():
        role = min((a.lead or "" for a in led), key=len)
        if len(led) >= 10 and (len(led) >= len(leads) / 6 or len(led) >= 3 * usual):
            yield Fault(
                f"{quoted(role, 80)} leads {len(led)} of the {len(leads)} actions that name a "
                f"lead: {_numbers(led)}.",
                "Keep with this role what only it can do; name deputies for the rest.",
                f"actions: {role}",
                cited(*(a.cites.get("lead") for a in led)),
                breadth=len(led),
            )


@rule(
    "no-resource",
    title="Actions that name no money, people or time",
    reason="An action without resources is a hope; inspectors ask who was freed to do it.",
    severity=2,
)
def no_resource(checked: CheckedPlan) -> Iterator[Fault]:
    """An action, its impact, its measure or its resources name money, posts or capacity."""
    bare = [
        a
        for a in checked.actions
        if not a.resources
        and not _RESOURCE.search(
            " ".join(filter(None, [a.text, a.intended_impact, a.success_measure]))
        )
    ]
    if bare:
        yield Fault(
            f"{len(bare)} of the {len(checked.actions)} actions name no money, people or time: "
            f"{_numbers(bare, 8)}.",
            f"Add to each, first to {bare[0].number}: “Resources: [staff days], [budget and from "
            "which fund], or existing capacity of [team].”",
            f"actions: resources ({len(bare)})",
            cited(*(_whole(a) for a in bare)),
            breadth=len(bare),
        )


@rule(
    "duplicate-action",
    title="Two actions with the same words",
    reason="Two leads for one task means that each waits for the other.",
    severity=2,
)
def duplicate_action(checked: CheckedPlan) -> Iterator[Fault]:
    """Two actions have, but for order and punctuation, the same four words or more."""
    first_with: dict[str, Action] = {}
    for second in checked.actions:
        if second.text and len(second.text.split()) >= 4:
            first = first_with.setdefault(plain_words(second.text), second)
            if first is not second:
                yield Fault(
                    f"Actions {first.number} and {second.number} say the same: "
                    f"“{quoted(second.text, 80)}”.",
                    f"Keep {first.number} and strike {second.number}, or say how they differ.",
                    f"{second.path} as {first.number}",
                    cited(first.cites.get("text"), second.cites.get("text")),
                    breadth=2,
                )
