"""Forms that change many actions at once, or bring a workbook of them back."""

from typing import Any

from django import forms

from goldenthread.core.errors import UserError
from goldenthread.reading.extract import limits

from ..models import ImprovementPlan, Theme
from ..rules.editing import EDITABLE, TEXTS
from .fields import line_field, words_field

TEXT_NAMES = [(name, EDITABLE[name]) for name in TEXTS]


class BulkForm(forms.Form):
    """What is to change of the actions that were chosen; what is left empty stays as it is."""

    theme = forms.ModelChoiceField(
        label="Move to theme",
        queryset=Theme.objects.none(),
        required=False,
        empty_label="Leave as it is",
        to_field_name="number",
        help_text="The theme decides the working group",
        error_messages={"invalid_choice": "Choose a theme of the plan"},
    )
    leads = line_field("New leads", 900, help_text="Roles, parted by semicolons, in place of all")
    due = line_field("New date", help_text="Such as 31 March 2027 or spring 2027; moves the last")
    reason = words_field("Why the date moves", 2, 2000)
    field = forms.ChoiceField(
        label="Change words of", choices=[("", "Nothing"), *TEXT_NAMES], required=False
    )
    find = line_field("Find", 300, help_text="Left empty, the whole text is replaced")
    put = words_field("Put in its place", 2)

    def __init__(self, data: Any = None, *, improvement_plan: ImprovementPlan) -> None:
        """Offer the themes of the plan."""
        super().__init__(data)
        themes = self.fields["theme"]
        assert isinstance(themes, forms.ModelChoiceField)
        themes.queryset = Theme.objects.filter(improvement_plan=improvement_plan)
        themes.queryset = themes.queryset.select_related("group")
        themes.label_from_instance = lambda t: f"{t.number} {t.title[:60]} (group {t.group.number})"

    def clean(self) -> dict[str, Any]:
        """See that something is to change, and that what is said fits together."""
        said = super().clean() or {}
        if said.get("due") and not said.get("reason"):
            self.add_error("reason", "Say why the date moves")
        if said.get("reason") and not said.get("due"):
            self.add_error("due", "Give the new date, or take the reason away")
        if (said.get("find") or said.get("put")) and not said.get("field"):
            self.add_error("field", "Choose which words")
        asked = any(said.get(name) for name in ("theme", "leads", "due", "field"))
        if not asked and not self.errors:
            raise forms.ValidationError("Say what is to change")
        return said

    def edits_of(self, values: dict[str, str]) -> dict[str, str]:
        """Return what would change of an action that holds these values."""
        said = self.cleaned_data
        edits = {name: said[name] for name in ("leads", "due") if said[name]}
        if said["theme"]:
            edits["theme"] = said["theme"].number
        name = said["field"]
        if name and said["find"]:
            edits[name] = values[name].replace(said["find"], said["put"])
        elif name:
            edits[name] = said["put"]
        return edits


class WorkbookForm(forms.Form):
    """A workbook of actions that comes back."""

    file = forms.FileField(
        label="The workbook, edited",
        help_text="The file that was taken from here, as XLSX. Nothing enters before you have "
        "seen every difference",
        error_messages={"required": "Choose the workbook", "empty": "This file is empty"},
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large before a byte of it is read."""
        file = self.cleaned_data["file"]
        try:
            limits.check_file_size(file.size, file.name)
        except UserError as refused:
            raise forms.ValidationError(refused.message) from None
        return file
