"""The form by which a person raises an accelerated progress plan."""

from collections.abc import Sequence
from typing import Any

from django import forms

from goldenthread.design.days import DayField

from ..queries.stalled import PriorityStood
from .fields import line_field, words_field


class AcceleratedForm(forms.Form):
    """Which of what has stalled is taken up, what must be seen of each, and who answers for it."""

    title = line_field(
        "What is it called?", required=True, error_messages={"required": "Give the plan a title"}
    )
    starts = DayField(
        label="From which day do the months count?",
        error_messages={"required": "Give the day from which the months count"},
    )
    officers = line_field(
        "Accountable officers", 900, help_text="Posts, not names, parted by semicolons"
    )
    advisers = line_field(
        "SEND and NHS England advisers", 900, help_text="Posts, not names, parted by semicolons"
    )
    governance = words_field("Governance", 3, help_text="Who oversees the plan, a line each")

    def __init__(
        self, data: Any = None, *, rows: Sequence[PriorityStood], initial: dict[str, Any]
    ) -> None:
        """Offer each priority that has stalled, with its milestones at 6 and at 12 months."""
        super().__init__(data, initial=initial)
        self.rows = rows
        for row in rows:
            pk = row.priority.pk
            self.fields[f"take-{pk}"] = forms.BooleanField(
                label=f"Take up priority {row.priority.number}", required=False
            )
            self.fields[f"six-{pk}"] = words_field("What must be seen after 6 months", 2)
            self.fields[f"twelve-{pk}"] = words_field("What must be seen after 12 months", 2)

    def of(self, row: PriorityStood) -> dict[str, forms.BoundField]:
        """Return the fields of one priority by what they ask: take, six and twelve."""
        return {name: self[f"{name}-{row.priority.pk}"] for name in ("take", "six", "twelve")}

    def clean(self) -> dict[str, Any]:
        """See that something is chosen, and that what is chosen has both milestones."""
        said = super().clean() or {}
        taken = [row for row in self.rows if said.get(f"take-{row.priority.pk}")]
        if not taken:
            raise forms.ValidationError("Choose at least one that has stalled")
        for row in taken:
            for name, months in (("six", 6), ("twelve", 12)):
                field = f"{name}-{row.priority.pk}"
                if not said.get(field):
                    self.add_error(field, f"Say what must be seen after {months} months")
        return said
