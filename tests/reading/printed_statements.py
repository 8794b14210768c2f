"""Made-up statements printed to PDF: tables of many makes, with the key of what was put in."""

import html
import random
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

_OPENINGS = (
    "Review", "Publish", "Agree and put in place", "Co-produce with parents and carers",
    "Train all staff in", "Set up a shared approach to", "Audit", "Write and share guidance on",
    "Recruit to the vacant posts for", "Commission",
)  # fmt: skip
_THINGS = (
    "the quality of education, health and care plans",
    "short breaks for families across the area",
    "a single front door for requests for help",
    "the Local Offer website so that families can find what they need",
    "annual reviews from Year 9 onwards, with a clear view of adult life",
    "speech and language therapy in mainstream schools, including waiting times, so that no child "
    "waits longer than eighteen weeks for a first appointment",
    "a dashboard of timeliness by team and district",
    "the graduated approach in every setting",
    "advice from social care within six weeks (see the practice standards)",
    "joint decision making for children with complex needs, led by the three commissioning bodies "
    "and checked each quarter by an independent chair",
)
_LEADS = (
    "Head of SEND",
    "Designated Clinical Officer",
    "Director of Children's Services",
    "Assistant Director, Inclusion and Learning",
    "Principal Educational Psychologist",
    "Strategic Lead for Preparing for Adulthood",
    "Chief Nurse, Eastmoor ICB",
    "Service Manager, Early Help / Designated Social Care Officer",
    "Local Offer Co-ordinator",
    "Commissioning Manager (Children)",
)
_DATES = (
    "September 2022", "31/03/2023", "Dec 2022", "Autumn term 2022", "By end of March 2023",
    "April 2022 and review in October 2022", "January 2023", "30 June 2022",
    "From September 2022", "Ongoing", "July 2022; January 2023", "Spring 2023",
)  # fmt: skip
_EFFECTS = (
    "Families tell their story once",
    "Plans issued within 20 weeks rise from 41% to 60%",
    "Audit shows that four in five plans are good or better by the end of the year",
    "Waiting times fall",
    "Parents report in the termly survey that they feel heard, and schools say the same",
    "Staff feel more confident",
)
_THEMES = (
    "Communication and trust",
    "Timely and good plans for every child who needs one",
    "Health services that work together",
    "Preparing for adult life",
)


@dataclass(frozen=True, slots=True)
class Make:
    """How a statement is set: headings by field, numbering, banners, page, rules and alignment."""

    name: str
    seed: int
    columns: tuple[tuple[str, str, int], ...]
    numbers: str | None = "theme.action"
    banners: str = "row"
    landscape: bool = True
    rules: bool = True
    valign: str = "top"
    font: str = "10pt Arial"
    padding: str = "3pt 5pt"
    themes: int = 3
    each: int = 6
    heads_repeat: bool = True
    footer: bool = True
    bullets: bool = False
    extra: str = ""


@dataclass(slots=True)
class Action:
    """One action as put in: its number or None, and the words of each of its cells."""

    number: str | None
    theme: str
    cells: dict[str, str] = field(default_factory=dict)


MAKES = (
    Make(
        "letters",
        11,
        (
            ("number", "Ref", 6),
            ("text", "What we will do", 38),
            ("lead", "Who", 18),
            ("due", "By when", 14),
            ("success", "How we will know", 24),
        ),
        numbers="A1",
        banners="heading",
    ),
    Make(
        "ruled",
        12,
        (
            ("number", "No.", 7),
            ("text", "Action", 30),
            ("impact", "Intended impact", 22),
            ("lead", "Lead officer", 16),
            ("due", "Timescale", 12),
            ("rag", "RAG", 6),
        ),
    ),
    Make(
        "unruled",
        13,
        (
            ("number", "Action ref", 8),
            ("text", "Key actions<br>to be taken", 34),
            ("lead", "Responsible<br>person", 18),
            ("due", "Completion<br>date", 16),
            ("success", "Success<br>measure", 24),
        ),
        rules=False,
        landscape=False,
        font="9pt 'Liberation Serif'",
    ),
    Make(
        "centred",
        14,
        (
            ("number", "Ref", 6),
            ("text", "What are we going to do?", 36),
            ("lead", "Lead", 18),
            ("due", "Deadline", 14),
            ("success", "What will success look like?", 26),
        ),
        numbers="1a",
        valign="middle",
    ),
    Make(
        "unnumbered",
        15,
        (
            ("text", "Action", 34),
            ("lead", "Owner", 18),
            ("due", "Due date", 14),
            ("impact", "Expected outcome", 22),
            ("status", "Status", 12),
        ),
        numbers=None,
    ),
    Make(
        "portrait",
        16,
        (
            ("number", "#", 6),
            ("text", "Activity", 42),
            ("lead", "Accountable officer", 24),
            ("due", "Target date for completion", 18),
        ),
        numbers="1",
        landscape=False,
        valign="middle",
        rules=False,
        heads_repeat=False,
        font="10pt 'DejaVu Sans'",
    ),
    Make(
        "bulleted",
        17,
        (
            ("text", "Actions", 36),
            ("success", "Measure of success (how will we know?)", 26),
            ("lead", "Responsible lead", 16),
            ("due", "Completion date", 14),
        ),
        numbers="in text",
        bullets=True,
        banners="row",
    ),
    Make(
        "tight",
        18,
        (
            ("number", "Ref.", 6),
            ("text", "Action", 30),
            ("success", "Success criteria", 24),
            ("lead", "Lead", 15),
            ("due", "When", 11),
            ("status", "Progress update", 18),
        ),
        padding="1pt 2pt",
        font="9pt Carlito",
        themes=4,
        each=8,
        extra="th{text-align:center}",
    ),
)


def actions_of(make: Make) -> list[Action]:
    """Return the actions that a statement of this make holds, the same each time."""
    dice = random.Random(make.seed)
    found: list[Action] = []
    for theme in range(make.themes):
        for at in range(make.each):
            action = Action(_number(make, theme, at, len(found)), _THEMES[theme])
            text = f"{dice.choice(_OPENINGS)} {dice.choice(_THINGS)}."
            if dice.random() < 0.3:
                text += f" {dice.choice(_OPENINGS)} {dice.choice(_THINGS)}."
            action.cells = {
                "text": text,
                "lead": dice.choice(_LEADS),
                "due": dice.choice(_DATES),
                "success": dice.choice(_EFFECTS),
                "impact": dice.choice(_EFFECTS),
                "status": dice.choice(("On track", "Not started", "Complete", "")),
                "rag": dice.choice(("Red", "Amber", "Green")),
            }
            if make.bullets:
                second = dice.choice(_EFFECTS)
                action.cells["success"] = f"{action.cells['success']}\n{second}"
            found.append(action)
    return found


def _number(make: Make, theme: int, at: int, count: int) -> str | None:
    forms = {
        "theme.action": f"{theme + 1}.{at + 1}",
        "in text": f"{theme + 1}.{at + 1}",
        "A1": f"{'ABCDEF'[theme]}{at + 1}",
        "1a": f"{theme + 1}{'abcdefghij'[at]}",
        "1": str(count + 1),
    }
    return forms[make.numbers] if make.numbers else None


def page_of(make: Make) -> str:
    """Return a statement of this make as HTML."""
    head = "".join(f'<th style="width:{w}%">{words}</th>' for _, words, w in make.columns)
    actions = actions_of(make)
    body, tables = "", ""
    for theme in dict.fromkeys(action.theme for action in actions):
        number = _THEMES.index(theme) + 1
        banner = f"Theme {number}: {theme}"
        rows = "".join(_row(make, action) for action in actions if action.theme == theme)
        if make.banners == "row":
            body += f'<tr class="b"><td colspan="{len(make.columns)}">{banner}</td></tr>{rows}'
        elif make.banners == "heading":
            words = f"Workstream {number}: {theme}"
            tables += f"<h2>{words}</h2><table><thead><tr>{head}</tr></thead>{rows}</table>"
        else:
            body += rows
    if body:
        tables = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    group = "" if make.heads_repeat else "thead{display:table-row-group}"
    rule = "border:0.5pt solid #444;" if make.rules else ""
    style = (
        f"body{{font:{make.font}}} table{{border-collapse:collapse;width:100%;table-layout:fixed}}"
        f"td,th{{{rule}padding:{make.padding};vertical-align:{make.valign};text-align:left}}"
        f".b td{{font-weight:bold;background:#ddd}} ul{{margin:0;padding-left:12pt}}"
        f"h1{{font-size:16pt}} h2{{font-size:12pt}} {group} {make.extra}"
    )
    opening = (
        "<h1>Written Statement of Action</h1><p>Eastmoor Council and Eastmoor Integrated Care "
        "Board set out below what they will do for children and young people with special "
        "educational needs and disabilities, and by when, after the inspection of the area.</p>"
    )
    return f"<meta charset=utf-8><style>{style}</style>{opening}{tables}"


def _row(make: Make, action: Action) -> str:
    cells = ""
    for name, _, _ in make.columns:
        words = action.number if name == "number" else action.cells[name]
        shown = html.escape(words or "")
        if name == "text" and make.numbers == "in text":
            shown = f"{action.number} {shown}"
        if make.bullets and name == "success":
            shown = "<ul>" + "".join(f"<li>{w}</li>" for w in shown.split("\n")) + "</ul>"
        cells += f"<td>{shown}</td>"
    return f"<tr>{cells}</tr>"


@contextmanager
def printer() -> Iterator[Browser]:
    """Open a Chromium that prints."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser
        browser.close()


def print_pdfs(makes: Sequence[Make], folder: Path) -> dict[str, Path]:
    """Print a PDF of each make into a folder, and return where they are by name."""
    paths = {}
    with printer() as browser:
        page = browser.new_page()
        for make in makes:
            page.set_content(page_of(make))
            paths[make.name] = folder / f"{make.name}.pdf"
            foot = (
                '<div style="font-size:8px;width:100%;text-align:center">Eastmoor statement of '
                'action, version 3, page <span class="pageNumber"></span></div>'
            )
            page.pdf(
                path=paths[make.name],
                format="A4",
                landscape=make.landscape,
                display_header_footer=make.footer,
                header_template="<span></span>",
                footer_template=foot,
                margin={"top": "15mm", "bottom": "18mm", "left": "15mm", "right": "15mm"},
            )
    return paths


def laid_out(pdf: Path) -> Path:
    """Write the text that Poppler lays out like the page beside a PDF, and return where it is."""
    text = pdf.with_suffix(".txt")
    subprocess.run(["pdftotext", "-layout", str(pdf), str(text)], check=True)
    return text
