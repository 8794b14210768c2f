"""`goldenthread check`: what an inspector would say about an improvement plan tomorrow."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from goldenthread.core.errors import UserError
from goldenthread.reading.facts import Citation, Part, Source
from goldenthread.reading.read import read_whole_path
from goldenthread.thread.rules import (
    FIRST,
    CheckedPlan,
    Finding,
    Proposal,
    Switch,
    check,
    criticisms,
    from_parts,
    printed_findings,
    propose_links,
    rules_page,
)
from goldenthread.writing.findings import findings_docx, findings_xlsx

NAME = "check"
SUMMARY = "Check an improvement plan, straight from documents, as an inspector would."

_SHOWN = 110
_WRITERS = {"xlsx": findings_xlsx, "docx": findings_docx}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the documents, the rules to leave out, and how to print."""
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="the inspectors' letter, the improvement plan, and any minutes and reports",
    )
    parser.add_argument(
        "--json", action="store_true", help="print one JSON array of all findings, nothing else"
    )
    parser.add_argument("--all", action="store_true", help=f"print all findings, not only {FIRST}")
    parser.add_argument(
        "--off",
        action="append",
        default=[],
        metavar="RULE=REASON",
        help="leave a rule out, and say why; may be given again",
    )
    parser.add_argument(
        "--matches",
        action="store_true",
        help="print instead which actions seem to answer each finding of the letter, "
        "and by what words",
    )
    for form in _WRITERS:
        parser.add_argument(
            f"--{form}",
            type=Path,
            metavar="FILE",
            help=f"also write the findings, ranked, to a new {form.upper()} file",
        )
    parser.add_argument(
        "--rules", action="store_true", help="print the page that describes every rule, and stop"
    )


def run(args: argparse.Namespace) -> int:
    """Print the findings, the ten that matter most first; 0 whether or not there are any."""
    if args.rules:
        sys.stdout.write(rules_page())
        return 0
    if not args.files:
        raise UserError(
            "No file was named, so nothing was checked. Name the improvement plan, and the "
            "inspectors' letter if you have it."
        )
    switches = [_switch(text) for text in args.off]
    parts, sources = _read(args.files)
    checked = from_parts(parts, sources)
    if args.matches:
        sys.stdout.write("\n".join(_matches(checked)) + "\n")
        return 0
    findings = check(checked, switches)
    title = f"Plan check: {', '.join(path.name for path in dict.fromkeys(args.files))}"
    for form in _WRITERS:
        if path := getattr(args, form):
            _write(path, form, title, findings)
    if args.json:
        numbered = [{"rank": i, **f.as_json()} for i, f in enumerate(findings, 1)]
        sys.stdout.write(json.dumps(numbered, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(_report(findings, switches, every=args.all)) + "\n")
    return 0


def _write(path: Path, form: str, title: str, findings: Sequence[Finding]) -> None:
    """Write the findings to a file that is not there yet."""
    data = _WRITERS[form](title, printed_findings(findings))
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise UserError(
            f"{path} is there already, so it was left as it is. Name a file that is not there yet."
        ) from error
    except OSError as error:
        raise UserError(
            f"The findings could not be written to {path}: {error.strerror}. Name another file."
        ) from error


def _switch(text: str) -> Switch:
    rule, separator, reason = text.partition("=")
    if not separator:
        raise UserError(
            f"“--off {text}” gives no reason. Write --off RULE=REASON, "
            "for example --off no-resource=kept in the finance paper."
        )
    return Switch(rule.strip(), reason.strip(), "command line")


def _read(files: Sequence[Path]) -> tuple[list[Part], list[Source]]:
    readings = [read_whole_path(path) for path in dict.fromkeys(files)]
    parts = [part for reading in readings for part in reading.parts]
    if not any(p.facts.get("actions") for p in parts):
        raise UserError(
            "No improvement plan with actions was found in "
            f"{', '.join(path.name for path in files)}, so nothing was checked. Name the file "
            "that holds the statement of action or the action plan."
        )
    return parts, [reading.source for reading in readings]


def _report(findings: list[Finding], switches: list[Switch], *, every: bool) -> Iterator[str]:
    """Yield three lines a finding: what, where it stands, and the wording proposed."""
    shown = findings if every else findings[:FIRST]
    yield (
        "What an inspector would say about this plan tomorrow"
        if findings
        else ("No rule finds anything to say about this plan.")
    )
    for rank, finding in enumerate(shown, 1):
        doubt = "  (unsure)" if finding.unsure else ""
        yield ""
        yield f"{rank:>3}. {finding.what}  [{finding.rule}, {finding.severity} of 5]{doubt}"
        yield f"     {_where(finding.citations)}"
        yield f"     Mend: {finding.mend}"
    if len(findings) > len(shown):
        yield f"\n{len(findings) - len(shown)} more (all with --all)."
    for switch in switches:
        yield f"\nSwitched off: {switch.rule}, because {switch.reason}."


def _matches(checked: CheckedPlan) -> Iterator[str]:
    """Yield each finding that asks for an answer, and the actions its words propose for it."""
    proposed: dict[str, list[Proposal]] = {}
    for proposal in propose_links(checked):
        proposed.setdefault(proposal.finding, []).append(proposal)
    yield "Proposed by their words only; none of them is confirmed."
    for finding in criticisms(checked):
        yield f"\n{_shortened(finding.text)}"
        for proposal in proposed.get(finding.path, []):
            number = proposal.action.removeprefix("actions[").removesuffix("]")
            yield f"   {number}: {', '.join(proposal.words)}"
        if finding.path not in proposed:
            yield "   no action shares its subject or enough of its words"


def _shortened(words: str) -> str:
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


def _where(citations: Sequence[Citation]) -> str:
    if not citations:
        return "No passage to show: this is about what is absent."
    first = citations[0]
    more = f" and {len(citations) - 1} more" if len(citations) > 1 else ""
    return f"{first.document}, {_place(first)}: “{_shortened(first.words)}”{more}"


def _place(citation: Citation) -> str:
    if citation.lines:
        first, last = citation.lines
        page = f"page {citation.page}, " if citation.page else ""
        return page + (f"line {first}" if first == last else f"lines {first}-{last}")
    if citation.sheet:
        return f"sheet {citation.sheet}, cell {citation.cell}"
    return f"page {citation.page}" if citation.page else "somewhere"
