"""Findings of the check as they are printed in a spreadsheet or a document."""

from collections.abc import Iterable

from goldenthread.thread.rules.registry import Finding
from goldenthread.writing.findings import PrintedCitation, PrintedFinding


def printed_findings(findings: Iterable[Finding]) -> list[PrintedFinding]:
    """Return findings ready for print, ranked from 1 in the order given."""
    return [
        PrintedFinding(
            finding.rule,
            f"{finding.severity} of 5",
            rank,
            finding.what,
            finding.why,
            tuple(PrintedCitation(c.document, c.lines, c.words) for c in finding.citations),
            finding.mend,
        )
        for rank, finding in enumerate(findings, start=1)
    ]
