"""Column headings of statements and trackers: what each means, and which row carries them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from goldenthread.reading.facts import Cell


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    ACTION = "action"
    GROUP_NUMBER = "group number"
    GROUP = "group"
    ALSO_CALLED = "also called"
    CHAIR = "chair"
    PRIORITY_NUMBER = "priority number"
    PRIORITY = "priority"
    RESPONSIBLE_BODIES = "responsible bodies"
    THEME_NUMBER = "theme number"
    THEME = "theme"
    IMPACT = "impact"
    SUCCESS = "success"
    MEASURE = "measure"
    HEADING = "heading"
    BASELINE = "baseline"
    TARGET = "target"
    MILESTONE = "milestone"
    LEAD = "lead"
    START = "start"
    DUE = "due"
    COMPLETED = "completed"
    DATE_FROM = "date from"
    DATE_TO = "date to"
    PRECISION = "precision"
    RAG = "rag"
    STATUS = "status"
    UPDATE = "update"
    RESOURCES = "resources"
    EVIDENCE = "evidence"
    LINKS = "links"
    TERM = "term"
    MEANING = "meaning"
    ITEM = "item"
    DETAIL = "detail"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its place from 0, what it holds, the heading's words, if hidden."""

    index: int
    role: Role
    heading: str
    hidden: bool = False


# First match wins, so the narrow headings stand before the wide ones.
_SYNONYMS: tuple[tuple[Role, str], ...] = (
    (Role.DETAIL, r"what (it|each|the sheet|each sheet) (holds|contains|shows)"),
    (Role.GROUP_NUMBER, r"(working )?group (number|no)"),
    (Role.PRIORITY_NUMBER, r"(priority|weakness) (numbers?|nos?)"),
    (Role.THEME_NUMBER, r"(theme|objective) (number|no|ref)"),
    (
        Role.NUMBER,
        r"(action |item |measure |kpi |unique )?"
        r"(ref|reference|no|nos|number|num|id|ref no|reference number|#)|item|#",
    ),
    (Role.ALSO_CALLED, r"(also|formerly|previously) (called|known as)|other names?"),
    (Role.CHAIR, r"(group )?chair( role|person|s)?|chaired by"),
    (
        Role.LINKS,
        r"(links?|linked|dependenc\w+|cross.?references?|interdependenc\w+)\b.*|"
        r"other (working )?groups( involved)?",
    ),
    (Role.RESPONSIBLE_BODIES, r"(bodies|organisations|partners) (jointly )?responsible"),
    (Role.PRECISION, r"(date )?precision"),
    (Role.DATE_FROM, r"(date from|earliest( date)?)"),
    (Role.DATE_TO, r"(date to|latest date)"),
    (Role.COMPLETED, r"(actual|date) (completion|complete|completed)( date)?|completed( on)?"),
    (Role.START, r"(planned |actual )?start( date)?|date started|from|start by"),
    (
        Role.DUE,
        r"(target |revised |planned |expected |agreed |proposed |original )?"
        r"(completion|due|end|finish|delivery|review|implementation|target) dates?|date due|"
        r"time ?-?(scales?|frames?|lines?)( for completion)?|(by )?when( will .*| by)?|deadlines?|"
        r"(to be )?complet(ed?|ion)( by)?|due( by)?|end|finish|dates?|target date.*|"
        r"((to be|expected|planned|agreed|target|intended|milestone|action|estimated|for|by|of|the"
        r") )*(done|finish(ed)?|complet(ed?|ion)|deliver(ed|y)?|achieved?|dates?|due|deadlines?|"
        r"when|time ?-?(scales?|frames?|lines?))"
        r"( (by|for|of|dates?|when|the|action|delivery|completion|due|to be|completed|done))*",
    ),
    (
        Role.SUCCESS,
        r".*\bmeasures? of success\b.*|.*\bsuccess (measure|criteri\w+|indicator)s?\b.*|"
        r".*\bhow (will )?(we|you|they)( will)? know\b.*|.*\bsuccess (will )?looks? like\b.*|"
        r"what (does|will) good look like.*|(key )?(performance )?(kpis?|indicators?)\b.*|"
        r"key performance indicators?.*|evidence of success|impact measures?|"
        r"outcome measures?|(how|what) (we )?(will|do|can) (we |it |this |be |you |progress )*"
        r"(measured?|know|check(ed)?|tell|tells?|shows?|see)\b.*|"
        r"(signs?|tests?|proof|markers?) (of|that) .*",
    ),
    (Role.BASELINE, r"baselines?\b.*|starting point|current (position|performance)|where .* now"),
    (Role.MILESTONE, r".*\bmilestones?\b.*|key steps|steps( to take)?"),
    (Role.TARGET, r"(.* )?targets?\b.*|(6|12|18|six|twelve) months?"),
    (Role.EVIDENCE, r"evidence\b.*|(supporting |sources? of )evidence|sources?( of data)?"),
    (
        Role.IMPACT,
        r"(intended|expected|desired|planned|anticipated) (impacts?|outcomes?|results?).*|"
        r"impacts?\b.*|outcomes?( for .*)?|(what )?difference .*|what will be different.*|"
        r"benefits?|(the )?difference|why( .*)?|results?|purpose|what (will )?(this|it) (will )?"
        r"(mean|chang|achieve|do|improve|make)\w*\b.*|what will (change|improve|be better).*|"
        r"(we|so) (want|that) .*",
    ),
    (Role.RAG, r"(current )?(b ?rag|rag b?|ragb|bragg?|rag)( rating| status| colour)?|rag\b.*"),
    (
        Role.UPDATE,
        r"(.* )?(progress|latest|monthly|quarterly) (update|report|notes?|to date|position)\b.*|"
        r"(latest )?updates?\b.*|comments?\b.*|commentary|narrative|progress( made)?|notes?",
    ),
    (Role.STATUS, r"(action |current |delivery )?status|progress rating|stage"),
    (Role.RESOURCES, r"resources?\b.*|(cost|budget|funding)s?\b.*|.*\bresources (needed|required)"),
    (
        Role.GROUP,
        r"(working|delivery|sub|lead|task) ?-?group|programme|board|group( name)?|"
        r"work ?-?streams?|workstream name|"
        r"task and finish group",
    ),
    (
        Role.LEAD,
        r"((responsible|accountable|action|lead|named|senior|health|la|local authority|icb|ccg|"
        r"education|social care) )*(leads?|owners?|officers?)\b( officers?| roles?| agency|"
        r" organisations?| persons?| and .*)?|who( is .*| will .*|m)?|by whom|responsib\w+( of)?|"
        r"(person|people|persons|officer|lead|role|those|organisation) responsible|"
        r"accountab\w+( officer| lead)?|sro|assigned to|responsible .*|"
        r"((action|named|lead|led|owned|held|delivered|the|post|role|person|officer|agency|body|"
        r"senior|overall|delivery|operational|strategic|responsible|accountable|senior|whose|"
        r"carried out|taken forward|partner|service|name|s|whom?) )*"
        r"(leads?|leaders?|led|leading|owners?|owned|ownership|officers?|held|responsib\w+|"
        r"accountab\w+|sros?|whom?|whose|by whom|role|post|job|agency|agencies|champions?|"
        r"sponsors?|holders?)"
        r"( (by|and|or|of|for|the|agency|agencies|role|roles|post|title|party|parties|body|bodies|"
        r"lead|leads|owner|officer|officers|professional|person|organisations?|partners?|name|job|"
        r"service|services|leads|is|will|does|do|act|it|responsible|accountable|group|team|this|"
        r"action|agencies|whom|member|contact|manager|practitioner))*|actioned by|delivered by",
    ),
    (
        Role.ACTION,
        r"(key |specific |planned |agreed |priority )?(actions?|activit(y|ies)|tasks?)\b"
        r"( to be taken| required| needed| description| we will take| and .*)?|"
        r"what( (we|they|you|will|are|is|needs?|must|should|shall|do|to|has|have|who|by)\b.*)?|"
        r"how we will .*|commitments?|(key |next |planned )?steps?|deliverables?|"
        r"interventions?|initiatives?|measures? (to be )?taken|(our )?(promises?|pledges?)|"
        r"(improvement |specific |required |our |the |named |main |smart )+"
        r"(actions?|activit(y|ies)|tasks?)\b.*|actions? .*|work to be done",
    ),
    (
        Role.PRIORITY,
        r"(priority|priorities|priority area)|(areas? of )?(significant )?weakness(es)?|"
        r"areas? for (priority action|improvement)",
    ),
    (Role.THEME, r"themes?( title)?|objectives?|aims?|strands?|goals?|areas? of focus"),
    (Role.HEADING, r"(heading|section|category|domain)"),
    (Role.MEASURE, r"(performance |the )?measures?( description)?|metrics?"),
    (Role.TERM, r"terms?|acronyms?|abbreviations?|initials"),
    (Role.MEANING, r"meanings?|definitions?|full (name|title)|stands for|explanation|in full"),
    (Role.SHEET, r"(work ?)?sheets?( name)?|tabs?"),
    (Role.ITEM, r"about( this plan)?|field"),
    (Role.DETAIL, r"details?|value|description"),
)
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _SYNONYMS)
_NUMBER_LIKE = re.compile(
    r"(?:[A-Z]{1,4}[-. ]?)?\d+(?:\.\d+)*[a-z]?[.):]?"
    r"|(?:\d+(?:\.\d+)*\.?)?\((?:[a-z]|[ivx]{1,5})\)"
    r"|(?:\d+(?:\.\d+)*\.)?[ivx]{1,5}[.)]?|[a-z]\)|[IVX]{1,5}(?:\.|\.\d+)"
)
_LONGEST_HEADING = 90


_DATED_HEADING = re.compile(r"(?:by )?(?:[A-Z][a-z]{2,8}\.? )?20\d\d(?:[/–-]\d\d)?")
_LETTERS = re.compile(r"[A-Z]+")
_SMALL = re.compile(r"[ivx]+|[a-z]")
_YEAR = re.compile(r"(?:19|20)\d\d[.):]?")


def is_number_like(text: str) -> bool:
    """Say whether a cell holds nothing but a reference such as 3, 3.5.1, 2a or WG2.1."""
    words = text.strip()
    return bool(_NUMBER_LIKE.fullmatch(words)) and not _YEAR.fullmatch(words)


def shape_of(number: str) -> str:
    """Return how a reference is written, whatever it counts: "AA9.9" for WG2.1."""
    letters = _LETTERS.sub("A", number.strip().rstrip(".):"))
    return re.sub(r"\d+", "9", _SMALL.sub("a", letters))


@lru_cache(maxsize=1 << 14)
def role_of(heading: str) -> Role | None:
    """Return what a heading's words mean, None where they are no heading that is known."""
    words = " ".join(heading.split()).lower()
    if not words or len(words) > _LONGEST_HEADING:
        return None
    forms = (words, re.sub(r"\([^)]*\)?", " ", words)) if "(" in words else (words,)
    for form in forms:
        plain = " ".join(re.sub(r"[^\w#' ]+", " ", form).split())
        for role, pattern in _PATTERNS:
            if plain and pattern.fullmatch(plain):
                return role
    return None


def anchor(cell: Cell) -> str:
    """Return the address of the first cell of a merged area, or the cell's own."""
    return cell.merged_from.split(":")[0] if cell.merged_from else cell.address


def distinct(row: Sequence[Cell]) -> list[tuple[int, Cell]]:
    """Return the cells of a row that hold words, a merged area once, each with its column."""
    seen: set[str] = set()
    found = []
    for index, cell in enumerate(row):
        if cell.text.strip() and anchor(cell) not in seen:
            seen.add(anchor(cell))
            found.append((index, cell))
    return found


def header_columns(row: Sequence[Cell]) -> list[Column] | None:
    """Return the columns that a heading row names, None where the row is no heading row."""
    cells = distinct(row)
    if any(is_number_like(cell.text) and cell.text.strip() != "#" for _, cell in cells):
        return None
    whole_row = all(cell.hidden for cell in row)
    columns = [
        Column(index, role, " ".join(cell.text.split()), cell.hidden and not whole_row)
        for index, cell in cells
        if (role := role_of(cell.text))
    ]
    columns = _with_dated_targets(columns, cells)
    kinds = {column.role for column in columns}
    if len(cells) == 1 and kinds == {Role.MEASURE}:
        return columns
    return columns if len(kinds) >= 2 and len(columns) >= 0.6 * len(cells) else None


def _with_dated_targets(columns: list[Column], cells: Sequence[tuple[int, Cell]]) -> list[Column]:
    """Add the columns of a table of measures that are headed by a month or a year: targets."""
    kinds = {column.role for column in columns}
    if Role.ACTION in kinds or not kinds & {Role.MEASURE, Role.SUCCESS}:
        return columns
    known = {column.index for column in columns}
    dated = [
        Column(index, Role.TARGET, " ".join(cell.text.split()), cell.hidden)
        for index, cell in cells
        if index not in known and _DATED_HEADING.fullmatch(cell.text.strip())
    ]
    return sorted([*columns, *dated], key=lambda column: column.index)


def with_second_row(
    columns: list[Column], first: Sequence[Cell], row: Sequence[Cell]
) -> list[Column] | None:
    """Return the columns with a second row of headings laid over the first, None if it is none."""
    above = {anchor(cell) for cell in first}
    fresh = [(index, cell) for index, cell in distinct(row) if anchor(cell) not in above]
    whole_row = all(cell.hidden for cell in row)
    below = [
        Column(index, role, " ".join(cell.text.split()), cell.hidden and not whole_row)
        for index, cell in fresh
        if (role := role_of(cell.text))
    ]
    if not below or len(below) < len(fresh) or len(below) == len(distinct(row)) > 2:
        return None
    replaced = {column.index for column in below}
    return sorted(
        [column for column in columns if column.index not in replaced] + below,
        key=lambda column: column.index,
    )
