"""The form of a return of inspectors, written down by hand from their letter or report."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django import forms

from goldenthread.design.days import DayField
from goldenthread.documents.models import Document
from goldenthread.documents.rules import Cite

from ..models import Inspection, PriorityAction, Weakness
from ..rules import (
    ACTION_TAKEN_NAMES,
    ActionTaken,
    DraftFinding,
    DraftInspection,
    DraftJudgement,
    DraftProgressSaid,
    InspectionKind,
    Judged,
    Regime,
    Side,
    each_line,
    lines_asked,
    why_no_return,
)
from .fields import RoomForm, document_field, line_field, one_of, words_field

NOT_JUDGED = "not_in_letter"
JUDGED = (
    (Judged.SUFFICIENT.value, "Sufficient progress"),
    (Judged.NOT_SUFFICIENT.value, "Not sufficient progress"),
    (NOT_JUDGED, "The letter does not say"),
)
MOST_OF_A_FIELD = 8000


class LinesField(forms.CharField):
    """Lines of the letter, such as 41 to 46, as a pair of numbers; None when left empty."""

    def __init__(self) -> None:
        super().__init__(
            label="Lines of the letter that say so",
            required=False,
            max_length=20,
            help_text="Such as 41 to 46, as its page under Documents numbers them",
        )

    def clean(self, value: Any) -> Any:
        """Return the lines, or say why they cannot be."""
        given = super().clean(value)
        if not given:
            return None
        try:
            return lines_asked(given)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


@dataclass(frozen=True, slots=True)
class Piece:
    """The fields of one thing that inspectors came back on, in the order of the page."""

    required: Weakness | PriorityAction
    bounds: list[forms.BoundField]


class ReturnForm(RoomForm):
    """What inspectors judged of each weakness (2016), or said of each priority action (2023)."""

    title = line_field("Title", "Give it a title, such as Revisit, December 2022")
    inspected_from = DayField(past=True, label="First day")
    inspected_to = DayField(past=True, label="Last day", required=False)
    letter_dated = DayField(
        past=True,
        label="Dated",
        help_text="The day on the letter or report: pages of the past show it from that day",
    )
    published = DayField(past=True, label="Published", required=False)
    responsible = words_field(
        "Jointly responsible", rows=2, help_text="One body a line, as the letter names them"
    )
    document = document_field(
        "The letter or report", help_text="From the documents brought in, so that it can be cited"
    )

    def __init__(self, data: Any = None, *, follows: Inspection, **kwargs: Any) -> None:
        super().__init__(data, area_id=follows.area_id, **kwargs)
        self.follows = follows
        self.of_2023 = follows.regime == Regime.AREA_SEND_2023.value
        rows = follows.priority_actions.all() if self.of_2023 else follows.weaknesses.all()
        self.required: list[Weakness | PriorityAction] = list(rows)
        for row in self.required:
            self.fields |= self._fields_of(row.number)
        if self.of_2023:
            self.fields["others"] = words_field(
                "Anything else that it found",
                rows=4,
                help_text="One thing a line, in the inspectors’ words",
            )

    def _fields_of(self, number: int) -> dict[str, forms.Field]:
        if self.of_2023:
            return {
                f"words_{number}": words_field(
                    "What inspectors wrote of it", "Give the inspectors’ words", rows=4
                ),
                f"said_{number}": one_of(
                    "Did they say whether effective action was taken?",
                    [(each.value, ACTION_TAKEN_NAMES[each]) for each in ActionTaken],
                    "Choose what the report says, or that it gives no verdict of its own",
                ),
                f"lines_{number}": LinesField(),
            }
        a_line = partial(words_field, rows=3, help_text="One a line, in the letter’s words")
        return {
            f"judged_{number}": one_of(
                "What was judged", JUDGED, "Choose what was judged, or that the letter does not say"
            ),
            f"strengths_{number}": a_line("Strengths"),
            f"caveats_{number}": a_line("Caveats"),
            f"lines_{number}": LinesField(),
        }

    def pieces(self) -> list[Piece]:
        """Return the fields by what inspectors came back on."""
        return [
            Piece(row, [self[name] for name in self._fields_of(row.number)])
            for row in self.required
        ]

    def opening(self) -> list[forms.BoundField]:
        """Return the fields of the letter or report itself."""
        return [self[name] for name in self.base_fields]

    def clean(self) -> dict[str, Any]:
        """Refuse days that cannot be, and lines that the letter does not have."""
        said = super().clean() or {}
        first = self.follows.inspected_to or self.follows.inspected_from
        for name, words in why_no_return(self.opening_draft(said), first).items():
            self.add_error(name, words)
        judged = [said.get(f"judged_{row.number}") for row in self.required]
        if judged and all(each == NOT_JUDGED for each in judged):
            self.add_error(None, "A letter that judges nothing is no revisit: say what it judges")
        document = said.get("document")
        for name in [n for n in self.fields if n.startswith("lines_") and said.get(n)]:
            if document is None:
                self.add_error(name, "Choose the letter or report above, so that it can be cited")
            elif document.line_count and said[name][1] > document.line_count:
                self.add_error(name, f"It has only {document.line_count} lines")
        return said

    def opening_draft(self, said: Mapping[str, Any]) -> DraftInspection:
        """Return the inspection that the fields of the letter itself tell of."""
        kind = InspectionKind.MONITORING if self.of_2023 else InspectionKind.REVISIT
        days = ("inspected_from", "inspected_to", "letter_dated", "published")
        return DraftInspection(
            regime=Regime(self.follows.regime),
            kind=kind,
            title=said.get("title", ""),
            responsible=each_line(said.get("responsible", "")),
            **{day: said.get(day) for day in days},
        )


def typed(form: ReturnForm, data: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed into each field of a form, as it can be kept in a draft."""
    given = {name: str(data.get(name, "")).replace("\x00", "") for name in form.fields}
    return {name: words.replace("\r\n", "\n")[:MOST_OF_A_FIELD] for name, words in given.items()}


@dataclass(frozen=True, slots=True)
class Written:
    """A return as written down: the inspection and what was judged or said, ready to enter."""

    draft: DraftInspection
    judged: list[DraftJudgement]
    said: list[DraftProgressSaid]


def written(form: ReturnForm) -> Written:
    """Return what a form without faults says, in the shape of its regime."""
    said = form.cleaned_data
    document: Document | None = said["document"]
    opening = form.opening_draft(said)
    draft = replace(
        opening,
        inspected_to=opening.inspected_to or opening.inspected_from,
        findings=tuple(
            DraftFinding("other findings", Side.FINDING, words)
            for words in each_line(said.get("others", ""))
        ),
        document_id=document.pk if document else None,
    )
    numbers = [row.number for row in form.required]
    cites = {number: _cite(document, said[f"lines_{number}"]) for number in numbers}
    if form.of_2023:
        return Written(draft, [], [_said_of(said, number, cites[number]) for number in numbers])
    judged = [_judged_of(said, n, cites[n]) for n in numbers if said[f"judged_{n}"] != NOT_JUDGED]
    return Written(draft, judged, [])


def _cite(document: Document | None, lines: tuple[int, int] | None) -> Cite | None:
    """Return where the words stand: the very lines, with their text where it is held."""
    if document is None or lines is None:
        return None
    content = getattr(document, "content", None)
    held = content.lines[lines[0] - 1 : lines[1]] if content else []
    page = held[0][1] if held else None
    return Cite(document.pk, lines, "\n".join(text for text, _ in held), page)


def _said_of(said: Mapping[str, Any], number: int, cite: Cite | None) -> DraftProgressSaid:
    taken = ActionTaken(said[f"said_{number}"])
    return DraftProgressSaid(number, taken, said[f"words_{number}"], cite)


def _judged_of(said: Mapping[str, Any], number: int, cite: Cite | None) -> DraftJudgement:
    return DraftJudgement(
        weakness=number,
        judged=Judged(said[f"judged_{number}"]),
        strengths=each_line(said[f"strengths_{number}"]),
        caveats=each_line(said[f"caveats_{number}"]),
        cite=cite,
    )
