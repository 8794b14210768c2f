"""Roles, what each may do, and the sentence a person reads when refused."""

import hashlib
from collections.abc import Collection
from enum import StrEnum

from goldenthread.core.errors import UserError


class Role(StrEnum):
    """What a person is in an area or a body, for dates: people change, roles stay."""

    ADMINISTRATOR = "administrator"
    IMPROVEMENT_LEAD = "improvement_lead"
    ACTION_LEAD = "action_lead"
    GROUP_CHAIR = "group_chair"
    BOARD_MEMBER = "board_member"
    INDEPENDENT_CHAIR = "independent_chair"
    DIRECTOR = "director"
    SCRUTINY_MEMBER = "scrutiny_member"
    FORUM_MEMBER = "forum_member"
    ANALYST = "analyst"
    ADVISER = "adviser"
    READER = "reader"
    INFORMATION_LEAD = "information_lead"
    CASEWORKER = "caseworker"
    HEALTH_PROFESSIONAL = "health_professional"
    SENCO = "senco"


ROLE_NAMES = {
    Role.ADMINISTRATOR: "Administrator",
    Role.IMPROVEMENT_LEAD: "Improvement lead",
    Role.ACTION_LEAD: "Action lead",
    Role.GROUP_CHAIR: "Working group chair",
    Role.BOARD_MEMBER: "Board member",
    Role.INDEPENDENT_CHAIR: "Independent chair",
    Role.DIRECTOR: "Director",
    Role.SCRUTINY_MEMBER: "Scrutiny member",
    Role.FORUM_MEMBER: "Parent carer forum member",
    Role.ANALYST: "Analyst",
    Role.ADVISER: "Adviser of DfE or NHS England",
    Role.READER: "Reader",
    Role.INFORMATION_LEAD: "Information governance lead",
    Role.CASEWORKER: "Caseworker",
    Role.HEALTH_PROFESSIONAL: "Health professional",
    Role.SENCO: "SENCo",
}


class PostKind(StrEnum):
    """What sort of post it is: printed as a lead, or required by law, guidance or the regulator."""

    LEAD = "lead"
    ACCOUNTABLE_OFFICER = "accountable_officer"
    NOMINATED_OFFICER = "nominated_officer"
    DCO = "dco"
    DMO = "dmo"
    ADVISER = "adviser"
    CHAIR = "chair"
    OTHER = "other"


POST_KINDS = {
    PostKind.LEAD: "Lead named in the plan",
    PostKind.ACCOUNTABLE_OFFICER: "Accountable officer",
    PostKind.NOMINATED_OFFICER: "Nominated officer",
    PostKind.DCO: "Designated clinical officer",
    PostKind.DMO: "Designated medical officer",
    PostKind.ADVISER: "Adviser of DfE or NHS England",
    PostKind.CHAIR: "Chair",
    PostKind.OTHER: "Other post",
}


def title_key(title: str) -> str:
    """Return a post's title as it is compared: in no case, with single spaces."""
    return " ".join(title.casefold().split())


class Scope(StrEnum):
    """What a token lets a program do."""

    READ = "read"
    UPDATE = "update"


SCOPE_NAMES = {Scope.READ: "Read", Scope.UPDATE: "Read and update"}
TOKEN_MARK = "gt_"


def token_digest(raw: str) -> str:
    """Return what is kept of a token: its SHA-256 in hex; a token is random, so no salt is due."""
    return hashlib.sha256(raw.encode()).hexdigest()


class Permission(StrEnum):
    """Something a person may do in an area."""

    SEE = "see"
    REPAIR = "repair"
    CONFIRM = "confirm"
    PUBLISH = "publish"
    MANAGE_PEOPLE = "manage_people"
    UPDATE = "update"
    UPDATE_FOR_OTHERS = "update_for_others"
    ACCEPT_UPDATE = "accept_update"
    PROPOSE_DIFFERENCE = "propose_difference"
    AGREE_DIFFERENCE = "agree_difference"
    MARK_EXPERIENCE = "mark_experience"
    RUN_MEETINGS = "run_meetings"
    CHALLENGE = "challenge"
    ANSWER_CHALLENGE = "answer_challenge"
    RECORD_MONITORING = "record_monitoring"
    WRITE_REPORTS = "write_reports"
    APPROVE_REPORTS = "approve_reports"
    USE_API = "use_api"
    SEE_DATASET = "see_dataset"
    LOAD_DATA = "load_data"
    REVIEW_PAIRS = "review_pairs"
    SEE_PERSON = "see_person"
    MANAGE_SHARING = "manage_sharing"
    ANSWER_RIGHTS = "answer_rights"


# What only the person-level side asks for; nobody may do it where that side is switched off.
PERSON_LEVEL_DEEDS = frozenset(
    {
        Permission.SEE_DATASET,
        Permission.LOAD_DATA,
        Permission.REVIEW_PAIRS,
        Permission.SEE_PERSON,
        Permission.MANAGE_SHARING,
        Permission.ANSWER_RIGHTS,
    }
)
PERSON_LEVEL_ROLES = frozenset(
    {Role.INFORMATION_LEAD, Role.CASEWORKER, Role.HEALTH_PROFESSIONAL, Role.SENCO}
)

_EVERY_LEAD = {Permission.SEE, Permission.UPDATE, Permission.PROPOSE_DIFFERENCE}
_ON_BOARDS = {Permission.SEE, Permission.AGREE_DIFFERENCE, Permission.CHALLENGE}

MAY: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset({Permission.SEE, Permission.MANAGE_PEOPLE, Permission.USE_API}),
    Role.IMPROVEMENT_LEAD: frozenset(
        _EVERY_LEAD
        | {
            Permission.REPAIR,
            Permission.CONFIRM,
            Permission.PUBLISH,
            Permission.UPDATE_FOR_OTHERS,
            Permission.RUN_MEETINGS,
            Permission.ANSWER_CHALLENGE,
            Permission.RECORD_MONITORING,
            Permission.WRITE_REPORTS,
            Permission.USE_API,
            Permission.SEE_DATASET,
        }
    ),
    Role.ACTION_LEAD: frozenset(_EVERY_LEAD | {Permission.ANSWER_CHALLENGE}),
    Role.GROUP_CHAIR: frozenset(
        _ON_BOARDS
        | {
            Permission.CONFIRM,
            Permission.ACCEPT_UPDATE,
            Permission.PROPOSE_DIFFERENCE,
            Permission.RUN_MEETINGS,
            Permission.ANSWER_CHALLENGE,
            Permission.WRITE_REPORTS,
        }
    ),
    Role.BOARD_MEMBER: frozenset(_ON_BOARDS | {Permission.ANSWER_CHALLENGE}),
    Role.INDEPENDENT_CHAIR: frozenset(
        _ON_BOARDS | {Permission.RUN_MEETINGS, Permission.APPROVE_REPORTS}
    ),
    Role.DIRECTOR: frozenset(
        _ON_BOARDS
        | {Permission.ANSWER_CHALLENGE, Permission.APPROVE_REPORTS, Permission.SEE_DATASET}
    ),
    Role.SCRUTINY_MEMBER: frozenset({Permission.SEE, Permission.CHALLENGE}),
    Role.FORUM_MEMBER: frozenset(_ON_BOARDS | {Permission.MARK_EXPERIENCE}),
    Role.ANALYST: frozenset(
        {
            Permission.SEE,
            Permission.PROPOSE_DIFFERENCE,
            Permission.USE_API,
            Permission.SEE_DATASET,
            Permission.LOAD_DATA,
            Permission.REVIEW_PAIRS,
        }
    ),
    Role.ADVISER: frozenset({Permission.SEE}),
    Role.READER: frozenset({Permission.SEE}),
    Role.INFORMATION_LEAD: frozenset(
        {
            Permission.SEE,
            Permission.SEE_DATASET,
            Permission.MANAGE_SHARING,
            Permission.ANSWER_RIGHTS,
        }
    ),
    Role.CASEWORKER: frozenset({Permission.SEE, Permission.REVIEW_PAIRS, Permission.SEE_PERSON}),
    Role.HEALTH_PROFESSIONAL: frozenset(
        {Permission.SEE, Permission.REVIEW_PAIRS, Permission.SEE_PERSON}
    ),
    Role.SENCO: frozenset({Permission.SEE, Permission.SEE_PERSON}),
}

_DEEDS = {
    Permission.SEE: "see the working pages of this area",
    Permission.REPAIR: "bring in documents, repair what was read, edit the plan and record dates",
    Permission.CONFIRM: "confirm links and settle findings of the plan check",
    Permission.PUBLISH: "publish for families",
    Permission.MANAGE_PEOPLE: "invite people, give and end roles",
    Permission.UPDATE: "update actions",
    Permission.UPDATE_FOR_OTHERS: "enter an update on behalf of a lead",
    Permission.ACCEPT_UPDATE: "accept updates",
    Permission.PROPOSE_DIFFERENCE: "propose what difference an action made",
    Permission.AGREE_DIFFERENCE: "agree what difference an action made",
    Permission.MARK_EXPERIENCE: "mark actions and promises for the parent carer forum",
    Permission.RUN_MEETINGS: "call meetings and keep their minutes",
    Permission.CHALLENGE: "ask a challenge",
    Permission.ANSWER_CHALLENGE: "answer a challenge",
    Permission.RECORD_MONITORING: "record monitoring and judgements",
    Permission.WRITE_REPORTS: "write reports",
    Permission.APPROVE_REPORTS: "approve reports",
    Permission.USE_API: "hold a token for programs",
    Permission.SEE_DATASET: "see what the data set holds, in counts",
    Permission.LOAD_DATA: "load partners' extracts",
    Permission.REVIEW_PAIRS: "review whether two records are of one person",
    Permission.SEE_PERSON: "open a child's record",
    Permission.MANAGE_SHARING: "keep the register of sharing agreements",
    Permission.ANSWER_RIGHTS: "answer people's rights over their data",
}


class Refused(Exception):
    """A person may not do this: the message says what, and which role may."""


def can(permission: Permission, roles: Collection[Role]) -> bool:
    """Say whether any of these roles grants the permission."""
    return any(permission in MAY[role] for role in roles)


def check_can(permission: Permission, roles: Collection[Role]) -> None:
    """Raise Refused, in words for the person, unless a role grants the permission."""
    if can(permission, roles):
        return
    holders = [ROLE_NAMES[role] for role in Role if permission in MAY[role]]
    raise Refused(
        f"You cannot {_DEEDS[permission]}. A person with one of these roles can: "
        f"{', '.join(holders)}. Ask your administrator if you should have one."
    )


def owes_second_step(asked_of: str, roles: Collection[Role]) -> bool:
    """Say whether who holds these roles must have a second step.

    `asked_of` is "everybody", "nobody" or "administrators": whoever manages people.
    """
    if asked_of == "administrators":
        return can(Permission.MANAGE_PEOPLE, roles)
    return asked_of == "everybody"


def role_called(words: str) -> Role:
    """Return the role a person names, as improvement-lead or "Improvement lead", or UserError."""
    wanted = words.strip().lower().replace("-", "_").replace(" ", "_")
    for role, name in ROLE_NAMES.items():
        if wanted in (role.value, name.lower().replace(" ", "_")):
            return role
    known = ", ".join(role.value.replace("_", "-") for role in Role)
    raise UserError(
        f"There is no role “{words[:60]}”. The roles are: {known}. Nothing was changed."
    )


_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "a Chromebook"),
    ("Macintosh", "a Mac"),
    ("Linux", "Linux"),
)


def device_words(user_agent: str) -> str:
    """Return a browser's description of itself in words, such as "Firefox on Windows"."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    if not browser and not system:
        return "A device we do not know"
    return f"{browser or 'A browser we do not know'} on {system or 'a device we do not know'}"
