"""Rows and headings outside the columns: working groups, priorities, themes, chairs, labels."""

import re
from collections.abc import Mapping

from goldenthread.reading.facts import Citation
from goldenthread.reading.statement.table_draft import (
    Draft,
    Fact,
    Place,
    Titles,
    enter_group,
    enter_priority,
    enter_theme,
    find_group,
    number_from,
    priority_path,
    reference,
)
from goldenthread.reading.statement.table_layout import GROUP_WORDS, tidy
from goldenthread.reading.statement.table_leads import leads_in

_MARK = r"\s*[:.–—-]?\s*"
_COUNT = r"\d+|(?-i:[IVX]+|[A-H])|one|two|three|four|five|six|seven|eight"
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_STRAND = re.compile(
    rf"strand\s*(?P<number>{_COUNT})\b{_MARK}(?P<name>.*)", re.IGNORECASE | re.DOTALL
)
_GROUP = re.compile(
    rf"(?:actions of )?(?:{GROUP_WORDS})"
    rf"(?:\s*(?P<number>{_COUNT})\b{_MARK}|\s*[:–—]\s*)(?P<name>.*)",
    re.IGNORECASE | re.DOTALL,
)
_PRIORITY = re.compile(
    r"(?:(?:this \w+ )?(?:answers|addresses|addressing|responds to|response to|relates to)"
    r"\s*:?\s*(?:the )?)?"
    r"(?:(?:area for )?priority(?: action| area)?|(?:area of )?(?:significant )?weakness|"
    r"area for (?:priority action|improvement))"
    rf"\s*(?P<number>\d+)\b{_MARK}(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_THEME = re.compile(
    r"(?:theme|objective|strand|outcome|aim|goal)"
    rf"(?:\s*(?P<number>[A-Z]?\d+(?:\.\d+)*[a-z]?)\b{_MARK}|\s*[:–—]\s*)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERED = re.compile(r"(?P<number>\d+(?:\.\d+)*)[.:)]?\s*(?P<title>\S.*|)", re.DOTALL)
_CHAIR = re.compile(r"(?:group )?chair(?:person|ed by| role)?\s*[:–—-]\s*(?P<role>.+)", re.I | re.S)
_CHAIR_INSIDE = re.compile(r"\s*[(\[–—-]?\s*\bchair(?:ed by)?\s*[:–-]?\s*(?P<role>[^)\]]+)[)\]]?$",
                           re.IGNORECASE)  # fmt: skip
_ALSO = re.compile(
    r"\s*\((?:also (?:called|known as)|aka|formerly|previously)\s+(?P<names>[^)]+)\)", re.I
)
_RESPONSIBLE = re.compile(
    r"(?:who is |bodies |organisations |partners )?(?:jointly )?responsible(?: bodies)?\s*:\s*(.+)",
    re.IGNORECASE | re.DOTALL,
)
_AREA = re.compile(r"(?:name of )?(?:the )?(?:local )?area(?: name)?|local authority", re.I)
_TITLE = re.compile(r"title(?: of .*)?|(?:plan|statement) title|name of plan", re.I)
_GOVERNANCE = re.compile(r"governance\b.*", re.I)
_NOTE = re.compile(
    r"(?:note|key|source|last updated|updated|(?:grand |sub-?)?total|page|version|rag key|"
    r"legend|status key)s?\b",
    re.IGNORECASE,
)


def enter_banner(draft: Draft, place: Place, words: str, cited: Citation) -> bool:
    """Enter a group, priority, chair or body responsible that a row names; False if it is none."""
    words = words.strip()
    if group := _group_in(draft, words):
        _enter_group_banner(draft, place, group, cited)
    elif match := _PRIORITY.fullmatch(words):
        _enter_priority_banner(draft, place, match, cited)
    elif (match := _CHAIR.fullmatch(words)) and place.group is not None:
        enter_chair(draft, place.group, match["role"], cited)
    elif (match := _RESPONSIBLE.fullmatch(words)) and place.priorities:
        _enter_responsible(draft, place, match[1], cited)
    else:
        return False
    return True


def _group_in(draft: Draft, words: str) -> Mapping[str, str | None] | None:
    """Match the group that words name; strands are groups where nothing above them is one."""
    if match := _GROUP.fullmatch(words):
        return match.groupdict()
    if (match := _STRAND.fullmatch(words)) and draft.strands is not False:
        draft.strands = draft.strands or not draft.groups
        return match.groupdict() if draft.strands else None
    return _in_series(words, draft.group_titles)


def _in_series(words: str, titles: Titles) -> dict[str, str] | None:
    """Return the number and name of a group that the statement heads in a way of its own."""
    for title, (number, name) in titles.items():
        if words.startswith(title):
            return {"number": number, "name": f"{name}{words[len(title) :]}"}
    return None


def is_placing(words: str, group_titles: Titles | None = None) -> str | None:
    """Say what a line of text names: "group", "priority", "chair", "theme", or None."""
    kinds = (("group", _GROUP), ("group", _STRAND), ("priority", _PRIORITY), ("chair", _CHAIR))
    for kind, pattern in kinds:
        if pattern.fullmatch(words.strip()):
            return kind
    if _in_series(words.strip(), group_titles or {}):
        return "group"
    dotted = re.fullmatch(r"(?:theme\s+)?\d+\.\d+(?:\.\d+)*[.:]?\s+\S.*", words.strip(), re.I)
    return "theme" if dotted else None


def enter_theme_banner(draft: Draft, place: Place, words: str, cited: Citation) -> None:
    """Enter the theme that a row across the table names, with or without a number."""
    words = tidy(words)
    if not words or _NOTE.match(words):
        return
    match = _THEME.fullmatch(words) or _NUMBERED.fullmatch(words)
    number, title = (match["number"], match["title"]) if match else (None, words)
    theme = enter_theme(draft, number or None, title.strip() or None, place.group, cited)
    place.theme, place.theme_from_before = reference(theme, "title"), False


def enter_label(draft: Draft, label: str, value: str, cited: Citation) -> None:
    """Enter what a cover or a front table says beside a label: area, title, governance, others."""
    label, value = tidy(label).rstrip(":").strip(), tidy(value)
    if not value:
        return
    if _AREA.fullmatch(label) and draft.area is None:
        draft.area = draft.book.sure("area", value, cited)
    elif _TITLE.fullmatch(label):
        draft.title = draft.book.sure("title", value, cited)
    elif _GOVERNANCE.fullmatch(label):
        enter_governance(draft, value, cited)
    else:
        path = f"about[{len(draft.about)}]"
        draft.about.append({"label": label, "value": draft.book.sure(path, value, cited)})


def enter_governance(draft: Draft, value: str, cited: Citation) -> None:
    """Enter the lines of a cell as lines of governance."""
    for line in value.splitlines():
        path = f"governance[{len(draft.governance)}]"
        draft.governance.append(draft.book.sure(path, line, cited))


def enter_chair(draft: Draft, named: object, role: str, cited: Citation) -> None:
    """Enter the role that chairs a group; a second chair is kept beside the first, unsure."""
    group = find_group(draft, named, str(named)) or find_group(draft, None, str(named))
    if group is None:
        return
    path = f"groups[{draft.key_of('groups', group, draft.groups)}].chair"
    words = tidy(role)
    if group["chair"] and group["chair"] != words:
        reason = "two chairs are named for the group"
        draft.book.unsure(path, group["chair"], cited, reason, [words])
    elif words and not group["chair"]:
        group["chair"] = draft.book.sure(path, words, cited)


def enter_names(draft: Draft, group_name: object, names: str, cited: Citation) -> None:
    """Enter the other names that a group goes by, parted by semicolons or lines."""
    group = find_group(draft, group_name, str(group_name))
    if group is None:
        return
    path = f"groups[{draft.key_of('groups', group, draft.groups)}].also_called"
    for name in re.split(r"\s*;\s*|\n", names):
        if name.strip() and name.strip() not in group["also_called"]:
            at = len(group["also_called"])
            group["also_called"].append(draft.book.sure(f"{path}[{at}]", name.strip(), cited))


def _enter_group_banner(
    draft: Draft, place: Place, match: Mapping[str, str | None], cited: Citation
) -> None:
    name = (match["name"] or "").strip()
    also = _ALSO.search(name)
    name = _ALSO.sub("", name)
    chair = _CHAIR_INSIDE.search(name)
    name = _CHAIR_INSIDE.sub("", name).strip(" :–—-")
    counted = (match["number"] or "").lower()
    number = _COUNTED.index(counted) + 1 if counted in _COUNTED else match["number"] or ""
    group = enter_group(draft, number_from(str(number)), name or None, cited)
    place.group, place.group_from_before = reference(group, "name"), False
    place.priorities, place.theme, place.after_record = [], None, False
    if also:
        enter_names(draft, place.group, also["names"], cited)
    if chair:
        enter_chair(draft, place.group, chair["role"], cited)


def _enter_priority_banner(
    draft: Draft, place: Place, match: re.Match[str], cited: Citation
) -> None:
    group = find_group(draft, place.group, None) if place.group is not None else None
    number = number_from(match["number"])
    enter_priority(draft, group, number, tidy(match["text"]) or None, cited)
    if place.after_record or place.priorities_from_before:
        place.priorities, place.theme = [], None
    place.after_record = place.priorities_from_before = False
    if number is not None and number not in place.priorities:
        place.priorities.append(number)


def _enter_responsible(draft: Draft, place: Place, words: str, cited: Citation) -> None:
    priority = enter_priority(draft, None, place.priorities[-1], None, cited)
    enter_responsible(draft, priority, words, cited)


def enter_responsible(draft: Draft, priority: Fact, words: str, cited: Citation) -> None:
    """Enter the bodies responsible for a priority, parted by lines, semicolons or posts."""
    path, held = priority_path(draft, priority), priority["responsible"]
    for line in tidy(words).splitlines():
        for body in leads_in(line).roles:
            held.append(draft.book.sure(f"{path}.responsible[{len(held)}]", body, cited))
