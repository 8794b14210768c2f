"""Which ten findings matter first: grave, broad, and not all of one kind."""

from collections import Counter

from goldenthread.thread.rules.registry import Finding

FIRST = 10
_MOST_OF_ONE_RULE = 2
_MOST_OF_THE_GRAVEST = 3


def ranked(findings: list[Finding], first: int = FIRST) -> list[Finding]:
    """Return the findings, the `first` that matter most in front, then the rest, gravest first.

    Graver and broader come first; at most two of one rule stand among the first, three when
    they are of the gravest kind; what is unsure comes after what is sure, and what is both unsure
    and of the least weight never stands before anything else.
    """
    by_weight = sorted(findings, key=_weight, reverse=True)
    front: list[Finding] = []
    counts: Counter[str] = Counter()
    for finding in by_weight:
        most = _MOST_OF_THE_GRAVEST if finding.severity == 5 else _MOST_OF_ONE_RULE
        least = finding.severity == 1 and finding.unsure
        if len(front) < first and counts[finding.rule] < most and not least:
            front.append(finding)
            counts[finding.rule] += 1
    chosen = {id(f) for f in front}
    return [*front, *(f for f in by_weight if id(f) not in chosen)]


def _weight(finding: Finding) -> tuple[float, int]:
    sure = 0.0 if finding.unsure else 1.0
    return finding.severity + sure + min(finding.breadth, 40) / 50, finding.severity
