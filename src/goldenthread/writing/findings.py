"""What a check of a plan found, as a spreadsheet and as a document."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.writing.document import add_table, bytes_of, new_document
from goldenthread.writing.tabulated import PrintedTable, words_of
from goldenthread.writing.workbook import xlsx_bytes

FIRST_TEN = 10


@dataclass(frozen=True, slots=True)
class PrintedCitation:
    """The document, the lines (first and last, or None) and the words that a finding rests on."""

    document: str
    lines: tuple[int, int] | None
    words: str


@dataclass(frozen=True, slots=True)
class PrintedFinding:
    """One finding: its rule, how grave, its rank from 1, what, why, where, and a mended wording."""

    rule: str
    severity: str
    rank: int
    what: str
    why: str
    citations: tuple[PrintedCitation, ...] = ()
    mend: str | None = None


_HEADINGS = ("Rank", "Finding", "Why it matters", "Severity", "Rule", "Where", "Proposed wording")


def findings_xlsx(title: str, findings: Sequence[PrintedFinding]) -> bytes:
    """Return XLSX: a cover, the findings by rank, and their citations a row each."""
    ranked = sorted(findings, key=lambda finding: finding.rank)
    tables = [
        _cover(title, ranked),
        PrintedTable(
            "Findings",
            "What the check found, the gravest first.",
            _HEADINGS,
            tuple(_row(finding) for finding in ranked),
        ),
        PrintedTable(
            "Citations",
            "The words that each finding rests on.",
            ("Rank", "Rule", "Document", "First line", "Last line", "Words"),
            tuple(
                (str(finding.rank), finding.rule, *_place(citation), words_of(citation.words))
                for finding in ranked
                for citation in finding.citations
            ),
        ),
    ]
    return xlsx_bytes(title, [made for made in tables if made.rows])


def findings_docx(title: str, findings: Sequence[PrintedFinding]) -> bytes:
    """Return tagged DOCX: the ten that matter first each in full, then a table of the rest."""
    ranked = sorted(findings, key=lambda finding: finding.rank)
    document = new_document(title, landscape=False)
    document.add_paragraph(_count(ranked))
    if ranked:
        document.add_heading("What matters first", 1)
    for finding in ranked[:FIRST_TEN]:
        document.add_heading(f"{finding.rank}. {_one_line(finding.what)}", 2)
        document.add_paragraph(words_of(finding.why))
        document.add_paragraph(f"Rule: {finding.rule}. Severity: {finding.severity}.")
        for citation in finding.citations:
            document.add_paragraph(_cited(citation), style="List Bullet")
        if finding.mend:
            document.add_paragraph(f"Proposed wording: {words_of(finding.mend)}")
    if rest := ranked[FIRST_TEN:]:
        document.add_heading("Everything else that was found", 1)
        table = PrintedTable(
            "Everything else that was found",
            "The findings after the first ten, by rank.",
            _HEADINGS,
            tuple(_row(finding) for finding in rest),
        )
        add_table(document, table, (1, 4, 4, 2, 3, 4, 4))
    return bytes_of(document)


def _cover(title: str, findings: Sequence[PrintedFinding]) -> PrintedTable:
    severities = dict.fromkeys(finding.severity for finding in findings)
    counted = tuple(
        (f"Severity: {severity}", str(sum(f.severity == severity for f in findings)))
        for severity in severities
    )
    rows = (("Title", words_of(title)), ("Findings", str(len(findings))), *counted)
    return PrintedTable(
        "Cover", "What was checked and how much was found.", ("About", "Value"), rows
    )


def _count(findings: Sequence[PrintedFinding]) -> str:
    if not findings:
        return "The check found nothing."
    shown = min(FIRST_TEN, len(findings))
    if len(findings) == shown:
        return f"The check found {len(findings)} things, the gravest first."
    return f"The check found {len(findings)} things. The {shown} that matter first come in full."


def _one_line(words: str) -> str:
    return " ".join(words_of(words).split())


def _place(citation: PrintedCitation) -> tuple[str, str, str]:
    first, last = citation.lines or (None, None)
    return words_of(citation.document), words_of(first), words_of(last)


def _where(citation: PrintedCitation) -> str:
    if citation.lines is None:
        return citation.document
    first, last = citation.lines
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    return f"{citation.document}, {lines}"


def _cited(citation: PrintedCitation) -> str:
    return f"{_where(citation)}: “{_one_line(citation.words)}”"


def _row(finding: PrintedFinding) -> tuple[str, ...]:
    return (
        str(finding.rank),
        words_of(finding.what),
        words_of(finding.why),
        words_of(finding.severity),
        words_of(finding.rule),
        words_of("\n".join(_where(citation) for citation in finding.citations)),
        words_of(finding.mend),
    )
