"""The facts of a statement set down: each value with its citation and how far it can be trusted."""

import re
from collections.abc import Sequence
from typing import Any

from goldenthread.core.calendar import Precision
from goldenthread.reading.dates import doubtful_dues, parse_due
from goldenthread.reading.facts import Citation, FactBook

from .closing import measures_of, terms_of
from .columns import Cell
from .mending import Mender
from .opening import Chair, area_of, chairs_of, governance_of, other_names
from .outline import Group, Outline, Theme, printed
from .rows import ActionRow
from .sheet import Row

_GROUPS = re.compile(
    r"\b(?:working |task |priority )?groups?\s+(\d{1,2}(?:(?:\s*(?:,|and|&)\s*)\d{1,2})*)",
    re.IGNORECASE,
)


def set_down(
    document: str,
    title: str,
    outline: Outline,
    tables: Sequence[Sequence[ActionRow]],
) -> tuple[dict[str, Any], FactBook]:
    """Return the facts of a statement and the book in which each is recorded."""
    book = FactBook()
    scribe = _Scribe(document, book, Mender(row for group in outline.groups for row in group.rows))
    facts: dict[str, Any] = {"title": title, "area": scribe.area(outline.opening)}
    others = other_names(outline.opening, outline.groups)
    chairs = chairs_of(outline.opening)
    facts["groups"] = [
        scribe.group(group, others, chairs, len(outline.groups), i)
        for i, group in enumerate(outline.groups)
    ]
    facts["themes"] = [scribe.theme(theme, g) for g in outline.groups for theme in g.themes]
    facts["actions"] = [
        scribe.action(row, group)
        for group, rows in zip(outline.groups, tables, strict=True)
        for row in rows
    ]
    scribe.doubt_actions(outline, facts["actions"])
    facts["measures"] = scribe.measures(outline.measures)
    facts["glossary"] = scribe.glossary(outline.glossary)
    facts["governance"] = scribe.governance(outline.opening)
    return facts, book


class _Scribe:
    """Writes facts of one document into one book."""

    def __init__(self, document: str, book: FactBook, mender: Mender) -> None:
        self.document = document
        self.book = book
        self.mender = mender

    def cite(self, rows: Sequence[Row], words: str | None = None) -> Citation:
        """Cite rows by their span of lines, with the words given or their own."""
        lines = sorted((row.line for row in rows), key=lambda line: line.number)
        said = words if words is not None else " ".join(row.text for row in rows)
        return Citation(self.document, said, (lines[0].number, lines[-1].number), lines[0].page)

    def doubt_actions(self, outline: Outline, actions: Sequence[dict[str, Any]]) -> None:
        """Record that actions could not be read at all, or hardly any of them, and why."""
        without = sum(not action["text"] for action in actions)
        if not actions:
            reason = "no numbered actions could be found in the text"
        elif 2 * without >= len(actions):
            reason = f"{without} of {len(actions)} action numbers have no text that could be told"
        elif not any(action["lead"] or action["due"] for action in actions):
            reason = "no table could be made out: no action has a lead or a date"
        else:
            return
        rows = outline.opening or [row for group in outline.groups for row in group.rows[:1]]
        self.book.unsure("actions", None, self.cite(rows[:1]) if rows else None, reason)

    def area(self, opening: Sequence[Row]) -> str | None:
        """Record the local area."""
        found = area_of(opening)
        if found is None:
            self.book.absent("area")
            return None
        name, row, elsewhere = found
        if elsewhere:
            return str(self.book.sure("area", name, self.cite([row])))
        return str(
            self.book.unsure("area", name, self.cite([row]), "only a council's name gives it")
        )

    def group(
        self,
        group: Group,
        others: dict[int, tuple[str, Row]],
        chairs: Sequence[Chair],
        groups: int,
        index: int,
    ) -> dict[str, Any]:
        """Record a working group: name, other names, chair's post, priorities."""
        path = f"groups[{group.number}]"
        if group.heading:
            rows = [group.heading, *group.heading_on]
            self.book.sure(f"{path}.name", group.name, self.cite(rows))
        else:
            self.book.absent(f"{path}.name")
        also: list[str] = []
        if group.number in others:
            name, row = others[group.number]
            also = [name]
            self.book.sure(f"{path}.also_called[0]", name, self.cite([row], name))
        return {
            "number": group.number,
            "name": group.name or None,
            "also_called": also,
            "chair": self._chair(path, chairs, groups, index),
            "priorities": [self._priority(path, n, rows) for n, rows in group.priorities],
        }

    def _chair(self, path: str, chairs: Sequence[Chair], groups: int, index: int) -> str | None:
        if len(chairs) != groups:
            self.book.absent(f"{path}.chair")
            return None
        chair = chairs[index]
        return str(self.book.sure(f"{path}.chair", chair.role, self.cite(chair.rows, chair.role)))

    def _priority(self, path: str, number: int, rows: Sequence[Row]) -> dict[str, Any]:
        fact = f"{path}.priorities[{number}].text"
        words = " ".join(row.text for row in rows)
        text = re.sub(r"^priority\s+\d+[\s:.–-]*", "", words, flags=re.IGNORECASE) or None
        if text:
            self.book.sure(fact, text, self.cite(rows))
        else:
            self.book.absent(fact)
        return {"number": number, "text": text}

    def theme(self, theme: Theme, group: Group) -> dict[str, Any]:
        """Record a theme; one known only from the numbers of its actions has no title."""
        number = printed(theme.number)
        fact = f"themes[{number}].title"
        if not theme.title:
            self.book.absent(fact)
        elif theme.sought:
            reason = "the title stands apart from its number"
            self.book.unsure(fact, theme.title, self.cite(theme.rows), reason)
        else:
            self.book.sure(fact, theme.title, self.cite(theme.rows))
        return {"number": number, "title": theme.title, "group": group.number}

    def action(self, row: ActionRow, group: Group) -> dict[str, Any]:
        """Record an action and everything in its row."""
        number = row.mark.label
        path = f"actions[{number}]"
        self.book.sure(f"{path}.number", number, self.cite([row.mark.row], number))
        theme = printed(row.number[:-1]) if len(row.number) > 2 else None
        lead = self._cells(f"{path}.lead", row, "lead", row.lead)
        facts: dict[str, Any] = {
            "number": number,
            "theme": theme,
            "group": group.number,
            "text": self._cells(f"{path}.text", row, "text", row.text),
            "intended_impact": self._cells(f"{path}.intended_impact", row, "impact", row.impact),
            "success_measure": self._cells(f"{path}.success_measure", row, "measure", row.measure),
            "lead": lead,
            "lead_shared": row.lead_shared,
            "due": self._due(f"{path}.due", row),
            "rag": self._cells(f"{path}.rag", row, "rag", row.rag),
        }
        facts["refers_to_groups"] = self._groups(f"{path}.refers_to_groups", row, group)
        return facts

    def _cells(self, fact: str, row: ActionRow, name: str, cells: Sequence[Cell]) -> str | None:
        """Record the words of a row's cells of one column, broken words mended."""
        if not cells:
            self.book.absent(fact)
            return None
        rows = [f.row for cell in cells for f in cell.fragments]
        words = " ".join(cell.text for cell in cells)
        parts = [f.text for cell in cells for f in cell.fragments]
        joiner = "; " if name == "lead" and len(cells) > 1 else None
        if joiner:
            text = joiner.join(self.mender.joined([f.text for f in c.fragments]) for c in cells)
        else:
            text = self.mender.joined(parts)
        citation = self.cite(rows, words)
        if name not in row.doubts:
            return str(self.book.sure(fact, text, citation))
        others = row.alternatives.get(name, [])
        return str(self.book.unsure(fact, text, citation, row.doubts[name], others))

    def _due(self, path: str, row: ActionRow) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for cell in row.due:
            rows = [f.row for f in cell.fragments]
            doubtful = doubtful_dues(cell.text)
            for due in parse_due(cell.text):
                fact = f"{path}[{len(found)}]"
                reason = row.doubts.get("due")
                if due in doubtful:
                    reason = "the spelling of the date was mended or can be read in two ways"
                value = due.as_json()
                citation = self.cite(rows, due.text)
                if reason or due.precision is Precision.UNKNOWN:
                    self.book.unsure(fact, value, citation, reason or "the words give no date")
                else:
                    self.book.sure(fact, value, citation)
                found.append(value)
        if not found:
            self.book.absent(path)
        return found

    def _groups(self, path: str, row: ActionRow, group: Group) -> list[int]:
        numbers: list[int] = []
        for cell in (*row.text, *row.impact, *row.measure, *row.due):
            for match in _GROUPS.finditer(cell.text):
                for word in re.findall(r"\d+", match[1]):
                    number = int(word)
                    if number == group.number or number in numbers:
                        continue
                    rows = [f.row for f in cell.fragments]
                    self.book.sure(f"{path}[{len(numbers)}]", number, self.cite(rows, match[0]))
                    numbers.append(number)
        return numbers

    def measures(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """Record the list of measures as printed, duplicates kept."""
        heading, measures = measures_of(rows)
        for i, measure in enumerate(measures, 1):
            self.book.sure(f"measures[{i}].text", measure.text, self.cite(measure.rows))
        return [
            {"number": i, "text": measure.text, "heading": heading}
            for i, measure in enumerate(measures, 1)
        ]

    def glossary(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """Record the glossary."""
        terms = terms_of(rows)
        for i, term in enumerate(terms):
            fact, citation = f"glossary[{i}].meaning", self.cite(term.rows)
            if term.paired:
                self.book.sure(fact, term.meaning, citation)
            else:
                reason = "several terms stand before several explanations"
                self.book.unsure(fact, term.meaning, citation, reason)
        return [{"term": term.term, "meaning": term.meaning} for term in terms]

    def governance(self, rows: Sequence[Row]) -> list[str]:
        """Record the sentences on who oversees the work."""
        sentences = governance_of(rows)
        for i, (sentence, own) in enumerate(sentences):
            self.book.sure(f"governance[{i}]", sentence, self.cite(own, sentence))
        return [sentence for sentence, _ in sentences]
