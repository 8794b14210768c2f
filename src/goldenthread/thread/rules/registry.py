"""How a rule of the plan check is named, registered, switched off and run."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.reading.facts import Citation
from goldenthread.thread.rules.view import CheckedPlan


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing a rule found, as a rule yields it: before its rule's name is put to it.

    `what` is said in an inspector's voice and names the item; `mend` is wording a person can
    accept; `subject` the path of the thing, and of what on it, once only within a rule, so that an
    answer to it can be kept; `breadth` how many things it speaks of; `words` those
    that made a match; `unsure` says that the documents do not settle it.
    """

    what: str
    mend: str
    subject: str
    citations: tuple[Citation, ...] = ()
    breadth: int = 1
    words: tuple[str, ...] = ()
    unsure: bool = False
    severity: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with its rule: severity from 1 (untidy) to 5 (the plan would not be fit)."""

    rule: str
    title: str
    severity: int
    what: str
    why: str
    mend: str
    subject: str
    citations: tuple[Citation, ...]
    breadth: int = 1
    words: tuple[str, ...] = ()
    unsure: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the documented object: rule, severity, what, citations and mend, and the rest."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "what": self.what,
            "why": self.why,
            "citations": [c.as_json() for c in self.citations],
            "mend": self.mend,
            "subject": self.subject,
            "breadth": self.breadth,
            "words": list(self.words),
            "unsure": self.unsure,
        }


Check = Callable[[CheckedPlan], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: why an inspector minds, how grave it is, and the function that looks."""

    name: str
    title: str
    reason: str
    severity: int
    check: Check

    def run(self, checked: CheckedPlan) -> list[Finding]:
        """Return what the rule finds, in the order of the documents."""
        return [
            Finding(
                rule=self.name,
                title=self.title,
                severity=fault.severity or self.severity,
                what=fault.what,
                why=self.reason,
                mend=fault.mend,
                subject=fault.subject,
                citations=fault.citations,
                breadth=fault.breadth,
                words=fault.words,
                unsure=fault.unsure,
            )
            for fault in self.check(checked)
        ]


@dataclass(frozen=True, slots=True)
class Switch:
    """A rule switched off, why, and by whom (a role or a printed name)."""

    rule: str
    reason: str
    by: str


RULES: dict[str, Rule] = {}


def rule(name: str, *, title: str, reason: str, severity: int) -> Callable[[Check], Check]:
    """Register a function as a rule under a name in kebab-case; a name may be used once."""

    def register(check: Check) -> Check:
        if name in RULES:
            raise ValueError(f"two rules are called {name}")
        RULES[name] = Rule(name, title, reason, severity, check)
        return check

    return register


def run_rules(checked: CheckedPlan, switches: Iterable[Switch] = ()) -> list[Finding]:
    """Run every rule that is not switched off; a switch needs a known rule and a reason."""
    off = {check_switch(switch).rule for switch in switches}
    return [f for name, each in RULES.items() if name not in off for f in each.run(checked)]


def check_switch(switch: Switch) -> Switch:
    """Return the switch, or raise UserError when its rule is unknown or it gives no reason."""
    if switch.rule not in RULES:
        raise UserError(
            f"There is no rule called {switch.rule}. The rules are: {', '.join(sorted(RULES))}."
        )
    if not switch.reason.strip():
        raise UserError(
            f"The rule {switch.rule} was not switched off, because no reason was given. "
            "Say why it does not fit this improvement plan."
        )
    return switch


def cited(*citations: Citation | None) -> tuple[Citation, ...]:
    """Return those citations that are there, each once."""
    return tuple(dict.fromkeys(c for c in citations if c is not None))


def listed(items: Sequence[str], limit: int = 6) -> str:
    """Return items as a phrase: 'a, b and c', or the first few and how many more there are."""
    if len(items) > limit:
        return f"{', '.join(items[:limit])} and {len(items) - limit} more"
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def quoted(text: str, limit: int = 120) -> str:
    """Return a text on one line, cut at a word when it is longer than `limit` characters."""
    plain = " ".join(text.split())
    return plain if len(plain) <= limit else plain[:limit].rsplit(" ", 1)[0] + " …"
