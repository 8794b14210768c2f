"""A set of made-up minutes, drawn as text, Word and HTML."""

import html
import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import docx

Block = tuple[str, Any]


@dataclass(frozen=True)
class Made:
    """One set of minutes: its blocks (`h`, `p`, `ul`, `table`) and what was put in."""

    name: str
    blocks: Sequence[Block]
    body: str
    held_on: str
    present: list[str]
    apologies: list[str]
    items: list[tuple[int | str | None, str]]
    decisions: list[tuple[int | str | None, str, str]]
    in_attendance: list[str] = field(default_factory=list)


def as_text(made: Made) -> str:
    """Return the minutes as a text file: wrapped, tables with columns side by side."""
    lines: list[str] = []
    for kind, value in made.blocks:
        if kind == "ul":
            for item in value:
                lines += textwrap.wrap(f"• {item}", 92, subsequent_indent="  ")
        elif kind == "table":
            lines += _table_text(value)
        else:
            lines += textwrap.wrap(value, 92)
        lines.append("")
    return "\n".join(lines)


def _table_text(rows: Sequence[Sequence[str]]) -> list[str]:
    count = len(rows[0])
    longest = [max(len(row[c]) for row in rows) for c in range(count)]
    room = [min(width, 46 if count == 3 else 40) for width in longest]
    lines: list[str] = []
    for row in rows:
        cells = [
            [part for piece in cell.split("\n") for part in textwrap.wrap(piece, room[c])]
            for c, cell in enumerate(row)
        ]
        for at in range(max(len(cell) for cell in cells)):
            texts = [cell[at] if at < len(cell) else "" for cell in cells]
            lines.append("   ".join(text.ljust(room[c]) for c, text in enumerate(texts)).rstrip())
        lines.append("")
    return lines


def as_docx(made: Made) -> bytes:
    """Return the minutes as a Word file with real headings, bullets and tables."""
    document = docx.Document()
    for kind, value in made.blocks:
        if kind == "h":
            document.add_heading(value, 2)
        elif kind == "ul":
            for item in value:
                document.add_paragraph(item, style="List Bullet")
        elif kind == "table":
            table = document.add_table(len(value), len(value[0]))
            for r, row in enumerate(value):
                for c, text in enumerate(row):
                    table.cell(r, c).text = text
        else:
            document.add_paragraph(value)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def as_html(made: Made) -> str:
    """Return the minutes as a page to print."""
    out = [
        "<meta charset='utf-8'><style>body{font:11pt sans-serif}td{border:1px solid #000;"
        "vertical-align:top;padding:3px}table{border-collapse:collapse;width:100%}</style>"
    ]
    for kind, value in made.blocks:
        if kind == "ul":
            out.append("<ul>" + "".join(f"<li>{html.escape(v)}</li>" for v in value) + "</ul>")
        elif kind == "table":
            rows = (
                "".join(f"<td>{html.escape(c).replace(chr(10), '<br>')}</td>" for c in row)
                for row in value
            )
            out.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            tag = "h3" if kind == "h" else "p"
            out.append(f"<{tag}>{html.escape(value)}</{tag}>")
    return "".join(out)
