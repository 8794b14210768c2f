"""What the plan check looks at: a neutral view of letter, improvement plan and papers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from goldenthread.core.calendar import FuzzyDate
from goldenthread.reading.facts import Citation, Grid, Kind, Line


@dataclass(frozen=True, slots=True)
class LetterFinding:
    """A sentence of the inspectors: `side` is strength, area_for_development or finding."""

    path: str
    section: str
    side: str
    text: str
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Weakness:
    """An area of significant weakness, for priority action or for improvement, in order.

    `path` says which: weaknesses[1], priority_actions[1] or improvements[1].
    """

    path: str
    number: int
    text: str
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority as the improvement plan words it, under the letter's number or its own."""

    number: int | None
    text: str
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A working group: its names, the role that chairs it and the priorities it carries."""

    path: str
    number: str
    name: str
    also_called: tuple[str, ...] = ()
    chair: str | None = None
    priorities: tuple[Priority, ...] = ()
    citation: Citation | None = None
    chair_citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """A heading under which actions stand."""

    path: str
    number: str
    title: str | None
    group: str | None = None
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """An action; `cites` holds a citation per field.

    `unread` names the fields that reading left unsure, `doubtful` those that a flattened page does
    not settle: a blank there may be a cell that could not be told from its neighbours.
    """

    path: str
    number: str
    text: str | None
    intended_impact: str | None = None
    success_measure: str | None = None
    lead: str | None = None
    due: tuple[FuzzyDate, ...] = ()
    group: str | None = None
    theme: str | None = None
    rag: str | None = None
    resources: str | None = None
    cites: Mapping[str, Citation] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the improvement plan's list, with what it starts from and aims at."""

    path: str
    number: str
    text: str
    heading: str | None = None
    baseline: str | None = None
    target: str | None = None
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a meeting RESOLVED or AGREED."""

    path: str
    body: str | None
    held_on: date | None
    verb: str
    text: str
    item: str | None = None
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A date that a document states about an event, in the document's own words.

    Events: "inspection", "letter dated", "letter published", "accepted", "revisit due".
    """

    event: str
    when: FuzzyDate
    citation: Citation
    from_inspectors: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of lines of one document that is one letter, statement, minutes or report."""

    kind: Kind
    title: str
    first: int
    last: int
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The lines of a document, and the parts it falls into."""

    name: str
    lines: tuple[Line, ...]
    stretches: tuple[Stretch, ...] = ()
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A match of two paths: action to finding or measure, measure to what was required.

    `confirmed` says whether it counts; one that is only `proposed` counts until it is turned down.
    """

    left: str
    right: str
    confirmed: bool
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """Everything the rules may look at; whatever is unknown is empty or None.

    `starts_on` is the day before which no action can fall due (the inspection's last day when a
    letter is there); `weaknesses` are those of significant weakness or for priority action,
    `improvements` the areas for improvement beside them; `revisit_due` is the day by which
    inspectors were due back, with its source.
    """

    findings: tuple[LetterFinding, ...] = ()
    weaknesses: tuple[Weakness, ...] = ()
    improvements: tuple[Weakness, ...] = ()
    groups: tuple[Group, ...] = ()
    themes: tuple[Theme, ...] = ()
    actions: tuple[Action, ...] = ()
    measures: tuple[Measure, ...] = ()
    decisions: tuple[Decision, ...] = ()
    dated_facts: tuple[DatedFact, ...] = ()
    documents: tuple[DocumentText, ...] = ()
    links: tuple[Link, ...] = ()
    area: str | None = None
    starts_on: date | None = None
    revisit_due: date | None = None
    revisit_basis: Citation | None = None

    def theme_of(self, action: Action) -> Theme | None:
        """Return the theme an action stands under, if the improvement plan has themes."""
        return next((t for t in self.themes if t.number == action.theme), None)

    def group_of(self, action: Action) -> Group | None:
        """Return the working group that oversees an action."""
        return next((g for g in self.groups if g.number == action.group), None)

    def judged(self) -> dict[tuple[str, str], bool]:
        """Return what was decided on each match, by its two paths; one not there is open."""
        return {(link.left, link.right): link.confirmed for link in self.links}
