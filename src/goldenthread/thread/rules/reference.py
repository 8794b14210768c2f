"""The reference page of the plan check, written from the rules themselves."""

import inspect

from goldenthread.thread.rules.registry import RULES

_HEAD = """# The rules of the plan check

Written from the rules themselves: `goldenthread check --rules > \
docs/reference/plan-check-rules.md`.

Each rule answers one part of “what would an inspector say about this plan tomorrow?”. Severity \
runs from 1 (untidy) to 5 (the plan would not be fit for purpose). A rule that does not fit is \
switched off with its reason: `goldenthread check FILE --off RULE=REASON`.

`--json` prints an array, gravest first, of objects with `rank`, `rule`, `severity`, `what`, \
`why`, `citations` (each with `document`, `page`, `lines` as `[from, to]`, `sheet`, `cell` and \
`words`; what does not apply is null), `mend`, `subject` (rule and subject together name one \
finding), `breadth` (how many things it speaks of), `words` (those that made a match) and `unsure`.

`--matches` shows which actions seem to answer each finding of the letter, and by what words. A \
match is only proposed until a person confirms it.

| rule | severity | says |
|---|---|---|
"""


def rules_page() -> str:
    """Return docs/reference/plan-check-rules.md as Markdown, rules in order of severity."""
    rules = sorted(RULES.values(), key=lambda r: (-r.severity, r.name))
    table = "".join(f"| [{r.name}](#{r.name}) | {r.severity} | {r.title} |\n" for r in rules)
    sections = "".join(
        f"\n## {r.name}\n{r.title}. {r.reason}\n\n{inspect.getdoc(r.check)}\n" for r in rules
    )
    return _HEAD + table + sections
