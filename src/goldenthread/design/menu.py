"""The places of an area: its menu, what lies below each part, and the words that lead there."""

from collections.abc import Collection
from dataclasses import dataclass, replace

SEE, REPAIR, MANAGE_PEOPLE = "see", "repair", "manage_people"
SEE_DATASET, REVIEW_PAIRS, SEE_PERSON = "see_dataset", "review_pairs", "see_person"
LOAD_DATA, MANAGE_SHARING, ANSWER_RIGHTS = "load_data", "manage_sharing", "answer_rights"


@dataclass(frozen=True, slots=True)
class Place:
    """A page of an area: its words, its name among the addresses, who may open it.

    `also` holds words that people look for it by, beside its own.
    """

    words: str
    page: str
    also: str = ""
    needs: str = SEE


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the menu: its key (a page's `here`), where it leads and the pages below it.

    `elsewhere` are pages of the part that stand in no menu, but are looked for all the same.
    """

    key: str
    place: Place
    below: tuple[Place, ...] = ()
    elsewhere: tuple[Place, ...] = ()


MENU = (
    Part(
        "home",
        Place("Home", "thread:home", "where we stand dashboard strands weaknesses priorities"),
        (),
        (
            Place("What changed", "thread:changed", "since last time board moved slipped"),
            Place("Findings of the inspectors", "thread:findings", "letter inspection"),
        ),
    ),
    Part(
        "plan",
        Place("Plan", "thread:plan", "improvement statement of action WSoA"),
        (
            Place("Actions", "thread:plan", "improvement plan statement of action"),
            Place("Timeline", "thread:timeline", "dates due milestones calendar"),
            Place("Plan check", "thread:check", "what an inspector would say readiness"),
            Place(
                "What has stalled",
                "thread:stalled",
                "raise accelerated progress plan APP weaknesses silence",
            ),
            Place("Next twelve months", "improvement:rolling", "continuous improvement plan"),
            Place("Life and dates", "thread:life", "revisit clocks limits submitted fit"),
            Place("Build", "improvement:build", "edit actions themes groups new plan", REPAIR),
            Place("Change many", "improvement:bulk", "bulk edit actions", REPAIR),
            Place("Edit in Excel", "improvement:workbook", "workbook import export", REPAIR),
        ),
        (
            Place("Measures", "thread:measures", "success measures targets baselines"),
            Place("Take the plan away", "thread:take_away", "download Word Excel OpenDocument"),
            Place("Links to confirm", "thread:matches", "matches findings actions measures"),
        ),
    ),
    Part(
        "updates",
        Place("Updates", "improvement:waiting"),
        (
            Place("Waiting for the chair", "improvement:waiting", "accept decline updates"),
            Place("Rounds", "improvement:rounds", "ask leads for updates letters e-mail"),
            Place("Late", "improvement:late", "late updates silent leads on behalf"),
            Place("Optimism gap", "improvement:optimism", "reported computed green red RAG"),
            Place("Risks and issues", "improvement:risks", "risk register mitigation"),
            Place("Groups that wait", "improvement:dependencies", "dependencies between groups"),
            Place("Colours", "improvement:rag_definitions", "RAG rating definitions rules"),
        ),
    ),
    Part(
        "boards",
        Place("Boards", "governance:meetings"),
        (
            Place("Meetings", "governance:meetings", "boards agendas minutes papers calendar"),
            Place("Decisions", "governance:decisions", "resolutions resolved action log"),
            Place("Challenges", "governance:challenges", "challenge log questions asked answers"),
            Place("Moving up", "governance:escalations", "escalation disagreements escalate"),
            Place("Forward plan", "governance:forward", "key decisions work programme"),
            Place("Boards and groups", "governance:chart", "members governance accountability"),
            Place("Areas and bodies", "thread:bodies", "organisations successors"),
        ),
    ),
    Part(
        "inspections",
        Place("Inspections", "inspections:inspections", "Ofsted CQC revisit visits contacts"),
        (),
        (
            Place("Advice", "inspections:advice", "advisers DfE NHS England monitoring"),
            Place("Repeat findings", "inspections:repeats", "peer review focused visit"),
        ),
    ),
    Part(
        "reports",
        Place("Reports", "reports:reports", "highlight composite scrutiny newsletter papers"),
    ),
    Part(
        "families",
        Place("Families", "thread:families", "promises parents what you promised us publish"),
        (),
        (Place("Easy read", "thread:easy_read", "families easy words pictures"),),
    ),
    Part(
        "documents",
        Place("Documents", "thread:documents", "sources letters statements minutes"),
        (),
        (Place("Bring in a document", "intake:upload", "upload read PDF Word", REPAIR),),
    ),
    Part(
        "dataset",
        Place("Data set", "dataset:overview", "one SEND data children sources", SEE_DATASET),
        (
            Place("At a glance", "dataset:overview", "fresh complete rows loads", SEE_DATASET),
            Place("NHS numbers", "dataset:worklist", "missing trace coverage", SEE_DATASET),
            Place("Records in doubt", "dataset:review", "pairs clerical review", REVIEW_PAIRS),
            Place("Linked tables", "dataset:tables", "rows built across sources", SEE_DATASET),
            Place("Links", "dataset:links", "linkage quality precision recall", SEE_DATASET),
            Place("Agreements", "dataset:sharing", "sharing register lawful basis", SEE_DATASET),
            Place("Rights", "dataset:rights", "subject access erasure shield hold", ANSWER_RIGHTS),
            Place("Dictionary", "dataset:dictionary", "columns codes rules meaning", SEE_DATASET),
        ),
    ),
    Part(
        "child",
        Place("A child", "dataset:people", "find a child person record timeline", SEE_PERSON),
        (
            Place("Find a child", "dataset:people", "NHS number UPN record timeline", SEE_PERSON),
            Place("Records in doubt", "dataset:review", "pairs clerical review", REVIEW_PAIRS),
        ),
    ),
    Part(
        "people",
        Place("People", "accounts:people", "roles members invite sign in users"),
        (),
        (
            Place("Posts", "accounts:posts", "leads holders officers who holds which post"),
            Place("For programs", "api:programs", "API Excel Power BI CSV OData feeds data"),
            Place("Webhooks", "api:webhooks", "programs notify", MANAGE_PEOPLE),
            Place("Work waiting", "api:work", "worker outbox mail queue", MANAGE_PEOPLE),
        ),
    ),
)


def area_menu(permitted: Collection[str]) -> list[Part]:
    """Return the menu of an area for somebody, without the pages they may not open.

    Who may open only pages below a part gets the part, leading to the first of them.
    """
    shown = []
    for part in MENU:
        below = tuple(one for one in part.below if one.needs in permitted)
        if part.place.needs in permitted:
            shown.append(Part(part.key, part.place, below))
        elif below and part.place.needs != SEE:
            leads_to = replace(part.place, page=below[0].page, needs=below[0].needs)
            shown.append(Part(part.key, leads_to, below))
    return shown


def places_called(words: list[str], permitted: Collection[str]) -> list[tuple[Part, Place]]:
    """Return the places that all the words lead to, each page once, those so called first.

    A word leads to a place when one of the place's words begins with it; "risks" and "risk" are
    one.
    """
    found: dict[str, tuple[int, Part, Place]] = {}
    for part in MENU:
        for place in (*part.below, *part.elsewhere, part.place):
            rank = _rank(words, part, place)
            if rank is None or place.needs not in permitted:
                continue
            if place.page not in found or rank < found[place.page][0]:
                found[place.page] = (rank, part, place)
    return [(part, place) for _, part, place in sorted(found.values(), key=lambda row: row[0])]


def _rank(words: list[str], part: Part, place: Place) -> int | None:
    """Return 0 for a place that is called so, 1 by a part of its name, 2 by what it is also called.

    None where the words do not lead to it.
    """
    asked = [word.casefold().removesuffix("s") or word for word in words]
    own = place.words.casefold().split()
    if _all_begin(asked, own):
        return int(len(asked) != len(own))
    also = f"{place.also} {part.place.words}".casefold().split()
    return 2 if _all_begin(asked, own + also) else None


def _all_begin(asked: list[str], own: list[str]) -> bool:
    return bool(asked) and all(any(word.startswith(stem) for word in own) for stem in asked)
