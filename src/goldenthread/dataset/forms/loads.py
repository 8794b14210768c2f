"""Forms of bringing extracts in and of mending what was held back."""

from typing import Any

from django import forms

from goldenthread.design.days import DayField

from ..sources import all_sources

MOST_FILES = 20


class ManyFiles(forms.ClearableFileInput):
    """A file field that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files of one extract."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files sent, or say that there is none."""
        files = list(data) if isinstance(data, (list, tuple)) else [data] if data else []
        if not files:
            raise forms.ValidationError("Choose the file that the partner sent.")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                f"You chose {len(files)} files; an extract has at most {MOST_FILES}. Nothing was "
                "kept."
            )
        return files


class SendForm(forms.Form):
    """An extract: which source, its files, of which day, from whom, for what."""

    source = forms.ChoiceField(
        label="Which extract it is", error_messages={"required": "Choose which extract it is."}
    )
    files = FilesField(
        label="Files", help_text="CSV, XLSX or XML, as the partner sent it; all files of an extract"
    )
    extract_on = DayField(label="Which day it speaks of", past=True)
    partner = forms.CharField(label="Who sent it", max_length=200)
    purpose = forms.ChoiceField(
        label="What it is to be used for",
        error_messages={"required": "Choose what it is to be used for."},
    )
    mapping = forms.FileField(
        label="Mapping file",
        required=False,
        help_text="Only where the supplier’s headings differ from ours; a TOML file",
    )

    def __init__(self, *args: Any, purposes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources = [(code, source.words) for code, source in all_sources().items()]
        self.fields["source"].choices = [("", "Choose an extract"), *sources]
        self.fields["purpose"].choices = [("", "Choose a purpose"), *((p, p) for p in purposes)]


class MendForm(forms.Form):
    """Rows of a quarantine, mended, as a file."""

    files = FilesField(
        label="The mended file",
        help_text="The file of held-back rows, each row put right; leave rows out that wait longer",
    )
