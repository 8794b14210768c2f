"""Actions as a table's records give them: number, words, leads, dates, RAG, updates."""

import re
from typing import Any

from goldenthread.reading.facts import Citation
from goldenthread.reading.statement.table_dates import dues_of
from goldenthread.reading.statement.table_draft import Draft, Fact, Place, enter_text
from goldenthread.reading.statement.table_headings import Role
from goldenthread.reading.statement.table_layout import Field, Record, tidy
from goldenthread.reading.statement.table_leads import leads_in
from goldenthread.reading.statement.table_marks import mark_of, mark_of_fill

_LEADING = re.compile(r"(?:action\s+)?(\d+(?:\.\d+)+[a-z]?|\d+(?=[.)]))[.):]*\s+(?=\S)", re.I)
_REFERS = re.compile(
    r"\b(?:working groups?|work ?streams?|wgs?)\s*((?:\d+)(?:\s*(?:,|and|&|/|\+)\s*\d+)*)", re.I
)
_ABOVE = re.compile(r"as above|ditto|same as above|\"|”|〃|''", re.IGNORECASE)
_TEXTS = (
    ("intended_impact", Role.IMPACT),
    ("success_measure", Role.SUCCESS),
    ("status", Role.STATUS),
    ("completed", Role.COMPLETED),
    ("baseline", Role.BASELINE),
    ("target", Role.TARGET),
    ("resources", Role.RESOURCES),
    ("evidence", Role.EVIDENCE),
)


def enter_action(draft: Draft, place: Place, record: Record) -> None:
    """Enter one record of an action table with everything its cells hold."""
    if not (record.of(Role.ACTION) or record.of(Role.NUMBER)):
        return
    number, words, doubt = _number_and_words(draft, place, record)
    path = f"actions[{draft.key('actions', number)}]"
    action: Fact = {"number": number, "theme": None, "group": None, "priorities": []}
    first = (record.of(Role.NUMBER) or record.of(Role.ACTION))[0]
    cited = draft.cite(place.grid, first.cell)
    _enter_number(draft, path, action, cited, doubt)
    action["text"] = _enter_words(draft, place, path, record, words)
    loose = record.loose_rows > 0
    for fact, role in _TEXTS:
        action[fact] = enter_text(draft, place.grid, f"{path}.{fact}", record.of(role), loose)
    action |= _leads(draft, place, path, record)
    action["start"] = dues_of(draft, place.grid, f"{path}.start", record.of(Role.START))
    action["due"] = dues_of(draft, place.grid, f"{path}.due", record.of(Role.DUE))
    action["rag"] = _rag(draft, place, path, record)
    action["milestones"] = _milestones(draft, place, path, record)
    action["refers_to_groups"] = _refers(draft, place, path, record)
    action["updates"] = _updates(draft, place, path, record)
    action["hidden"] = record.hidden
    if record.hidden:
        draft.book.unsure(path, number, cited, "the row, or its whole sheet, is hidden")
    draft.add_action(action)


def enter_more(draft: Draft, place: Place, path: str, action: Fact, record: Record) -> None:
    """Enter what an annex says of an action beyond the row that listed it."""
    for fact, role in _TEXTS:
        if action[fact] is None and (fields := record.of(role)):
            action[fact] = enter_text(draft, place.grid, f"{path}.{fact}", fields)
    if not action["start"] and record.of(Role.START):
        action["start"] = dues_of(draft, place.grid, f"{path}.start", record.of(Role.START))
    if action["rag"] is None and any(part.column.role is Role.RAG for part in record.fields):
        action["rag"] = _rag(draft, place, path, record)
    action["milestones"] += _milestones(draft, place, path, record, len(action["milestones"]))
    action["updates"] += _updates(draft, place, path, record, len(action["updates"]))


def _number_and_words(
    draft: Draft, place: Place, record: Record
) -> tuple[str | None, str | None, Any]:
    """Return the number, the words without it, and a doubt (reason, alternatives) or None."""
    stated = record.of(Role.NUMBER)
    words = "\n".join(dict.fromkeys(part.text for part in record.of(Role.ACTION))) or None
    number = _bare(stated[0].text) if stated else None
    if number is None and words and (match := _LEADING.match(words)):
        number, words = match[1], words[match.end() :]
    if number is None:
        numbered = any(column.role is Role.NUMBER for column in record.columns)
        return None, words, (("the row has no number", []) if numbered else None)
    number = re.sub(r"^action\s+", "", number, flags=re.IGNORECASE)
    before = draft.actions[-1]["number"] if draft.actions else None
    taken = draft.numbered.get(number, [])
    if before and taken and re.fullmatch(r"(\d+\.)+\d", number):
        stem, last = str(before).rpartition(".")[::2]
        if number.rpartition(".")[0] == stem and last.endswith("9") and last.isdecimal():
            whole = f"{stem}.{int(last) + 1}"
            if whole == f"{number}0":
                return whole, words, (f"after {before} the sheet shows {number}", [number])
    if any(draft.actions[at]["group"] == place.group for at in taken):
        return number, words, (f"the number {number} is borne by more than one action", [])
    return number, words, None


def _bare(number: str) -> str:
    """Return a number without the point or bracket that closes it, if none opens inside it."""
    return number.rstrip(".:") if "(" in number else number.rstrip(".):")


def _enter_number(draft: Draft, path: str, action: Fact, cited: Citation, doubt: Any) -> None:
    if doubt:
        draft.book.unsure(f"{path}.number", action["number"], cited, *doubt)
    elif action["number"] is None:
        draft.book.absent(f"{path}.number")
    else:
        draft.book.sure(f"{path}.number", action["number"], cited)


def _enter_words(
    draft: Draft, place: Place, path: str, record: Record, words: str | None
) -> str | None:
    fields = record.of(Role.ACTION)
    if not words or not fields:
        draft.book.absent(f"{path}.text")
        return None
    cited = draft.cite(place.grid, *(part.cell for part in fields), words=words)
    if len(fields) > 1:
        reason = (
            f"one number spans {len(fields)} rows with words of their own: they may be steps of "
            "one action, or actions each"
        )
        pieces = [part.text for part in fields]
        return str(draft.book.unsure(f"{path}.text", words, cited, reason, pieces))
    return str(draft.book.sure(f"{path}.text", words, cited))


def _leads(draft: Draft, place: Place, path: str, record: Record) -> Fact:
    fields = record.of(Role.LEAD)
    if not fields:
        draft.book.absent(f"{path}.lead")
        return {"lead": None, "leads": [], "lead_shared": False}
    texts = list(dict.fromkeys(part.text for part in fields))
    read = [leads_in(text) for text in texts]
    words = "; ".join(lead.words for lead in read)
    roles = list(dict.fromkeys(role for lead in read for role in lead.roles))
    shared = any(lead.shared for lead in read) or any(part.shared for part in fields)
    cited = draft.cite(place.grid, *(part.cell for part in fields), words="; ".join(texts))
    reason = next((lead.reason for lead in read if lead.reason), None)
    alternatives: list[Any] = [lead.words.splitlines() for lead in read] if reason else []
    if _ABOVE.fullmatch(words) and draft.actions and draft.actions[-1]["lead"]:
        alternatives, reason = [words], "the cell points to the lead above"
        words, roles = draft.actions[-1]["lead"], list(draft.actions[-1]["leads"])
    elif any(part.column.hidden for part in fields):
        reason = "the column is hidden in the sheet"
    for fact, value in (("lead", words), ("leads", roles)):
        if reason:
            draft.book.unsure(f"{path}.{fact}", value, cited, reason, alternatives)
        else:
            draft.book.sure(f"{path}.{fact}", value, cited)
    draft.book.sure(f"{path}.lead_shared", shared, cited)
    return {"lead": words, "leads": roles, "lead_shared": shared}


def _rag(draft: Draft, place: Place, path: str, record: Record) -> str | None:
    """Return the RAG as published: a colour word, else what the RAG column says."""
    marked = [part for part in record.fields if part.column.role is Role.RAG]
    status = [part for part in record.fields if part.column.role is Role.STATUS]
    lone = [part for part in record.fields if part.column.role in (Role.NUMBER, Role.ACTION)]
    fallback = None if marked else "there is no RAG column; this is the colour of another cell"
    for part in marked or status or (lone if place.coloured else []):
        mark = mark_of(part.cell, draft.rag_key)
        if mark and lone and part in lone:
            mark = mark_of_fill(part.cell.fill, draft.rag_key)
        words = part.text or f"(cell coloured {part.cell.fill})"
        cited = draft.cite(place.grid, part.cell, words=words)
        explained = (part.cell.fill or "").upper() in draft.rag_key
        if mark and (mark.reason or (fallback and not explained)):
            reason = mark.reason or fallback or ""
            draft.book.unsure(f"{path}.rag", mark.rag, cited, reason, mark.alternatives)
            return mark.rag
        if mark:
            return str(draft.book.sure(f"{path}.rag", mark.rag, cited))
        if part.text and part in marked:
            reason = "the RAG column holds words that name no colour"
            return str(draft.book.unsure(f"{path}.rag", part.text, cited, reason))
        if part.cell.fill and part in marked and part.cell.fill.upper() != "FFFFFF":
            reason = f"the cell's colour {part.cell.fill} is none of red, amber, green and blue"
            draft.book.unsure(f"{path}.rag", None, cited, reason)
            return None
    draft.book.absent(f"{path}.rag")
    return None


def _milestones(
    draft: Draft, place: Place, path: str, record: Record, begun: int = 0
) -> list[Fact]:
    found = []
    for at, part in enumerate(record.of(Role.MILESTONE), begun):
        cited = draft.cite(place.grid, part.cell)
        text = draft.book.sure(f"{path}.milestones[{at}]", part.text, cited)
        found.append({"heading": part.column.heading, "text": text})
    return found


def _refers(draft: Draft, place: Place, path: str, record: Record) -> list[int]:
    """Return the other groups named: in the column of links if there is one, else in the words."""
    links = [part for part in record.fields if part.column.role is Role.LINKS]
    found: list[int] = []
    for part in links or record.of(Role.ACTION):
        lists = _REFERS.findall(part.text)
        if links and re.fullmatch(r"\d+(?:\s*[,;&]\s*\d+)*", part.text):
            lists = [part.text]
        for number in (int(n) for words in lists for n in re.findall(r"\d+", words)):
            if number not in found and number != place.group:
                cited = draft.cite(place.grid, part.cell)
                found.append(number)
                draft.book.sure(f"{path}.refers_to_groups[{len(found) - 1}]", number, cited)
    return found


def _updates(draft: Draft, place: Place, path: str, record: Record, begun: int = 0) -> list[Fact]:
    said: list[tuple[str, str, Field]] = [
        (part.text, f"{place.grid}!{part.cell.address}", part) for part in record.of(Role.UPDATE)
    ]
    for part in record.fields:
        if comment := tidy(part.cell.comment or ""):
            said.append((comment, f"comment on {place.grid}!{part.cell.address}", part))
    found = []
    for at, (text, where, part) in enumerate(said, begun):
        cited = draft.cite(place.grid, part.cell, words=text)
        if part.shared:
            reason = "the cell is merged over several actions"
            draft.book.unsure(f"{path}.updates[{at}]", text, cited, reason)
        else:
            draft.book.sure(f"{path}.updates[{at}]", text, cited)
        found.append({"text": text, "where": where})
    return found
