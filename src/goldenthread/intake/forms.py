"""Forms of bringing in: files, parts, decisions and what the plan is to be called."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from goldenthread.areas.models import Body
from goldenthread.design.days import DayField
from goldenthread.documents.models import Document
from goldenthread.improvement.rules import TYPE_NAMES
from goldenthread.reading.extract import limits

from .changes import Seen

MOST_FILES = 20


class ManyFiles(forms.ClearableFileInput):
    """A file field that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each is checked for size before a byte is read."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files sent, or say that there is none."""
        files = list(data) if isinstance(data, (list, tuple)) else [data] if data else []
        if not files:
            raise forms.ValidationError("Choose at least one file to bring in.")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                f"You chose {len(files)} files, more than the {MOST_FILES} that are read at once. "
                "Nothing was stored. Choose fewer."
            )
        return files


class UploadForm(forms.Form):
    """Files to bring in, and what they are a newer version of where somebody knows."""

    files = FilesField(
        label="Files",
        help_text=(
            "PDF, Word (DOCX), Excel (XLSX), OpenDocument (ODS) or plain text, up to "
            f"{limits.FILE_BYTES // limits.MEGABYTE} MB each. An agenda pack is taken "
            "apart for you."
        ),
    )
    newer_version_of = forms.ModelChoiceField(
        label="Is it a newer version of a document that is here?",
        queryset=Document.objects.none(),
        required=False,
        empty_label="No, or I do not know",
        help_text="What you corrected in the older version is then remembered.",
    )

    def __init__(self, *args: Any, area_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["newer_version_of"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Document.objects.filter(area_id=area_id).order_by("-received_at")


class DecisionForm(forms.Form):
    """A decision on facts as they were seen: `seen` is "key:version" parted by commas."""

    DEEDS = (
        "accept",
        "choose",
        "correct",
        "leave_unknown",
        "move_next",
        "move_back",
        "cut",
        "merge",
    )

    seen = forms.CharField(max_length=40_000)
    do = forms.ChoiceField(choices=[(deed, deed) for deed in DEEDS])
    choice = forms.IntegerField(required=False, min_value=0, max_value=99)
    text = forms.CharField(required=False, strip=False, max_length=20_000)
    beside = forms.IntegerField(required=False, min_value=1)
    group = forms.IntegerField(required=False, min_value=2, max_value=99_999)

    def clean_seen(self) -> list[Seen]:
        """Return the facts that the page showed, each with the version it showed."""
        pairs = [pair.split(":") for pair in self.cleaned_data["seen"].split(",")]
        if not all(len(p) == 2 and all(n.isdecimal() and len(n) < 12 for n in p) for p in pairs):
            raise forms.ValidationError("The form does not say which fact it is about.")
        return [Seen(int(pk), int(version)) for pk, version in pairs]


class FinishForm(forms.Form):
    """What a statement is called and is, and whether it follows the plan that is held."""

    title = forms.CharField(
        label="What the plan is called",
        max_length=300,
        error_messages={"required": "Say what the plan is called. Nothing has entered the record."},
    )
    plan_type = forms.ChoiceField(
        label="What sort of plan it is",
        choices=[(t.value, words) for t, words in TYPE_NAMES.items()],
    )
    follows = forms.ChoiceField(
        label="How it stands to the plan that is held",
        choices=[
            ("newer", "It is a newer version: the one held is kept and marked superseded"),
            ("beside", "It is another plan, beside the one held"),
        ],
        required=False,
    )
    held = forms.IntegerField(required=False, widget=forms.HiddenInput)


class WhichInspectionForm(forms.Form):
    """Whether a report of the 2023 framework is of a full or of a monitoring inspection."""

    FULL, MONITORING = "full", "monitoring"
    _ASK = "Say which sort of inspection the report is of"

    sort = forms.ChoiceField(
        label="Which sort of inspection it is of",
        choices=[
            ("", "Choose"),
            (FULL, "A full inspection"),
            (MONITORING, "A monitoring inspection: inspectors came back on an earlier report"),
        ],
        error_messages={"required": _ASK, "invalid_choice": _ASK},
    )


class MinutesForm(forms.Form):
    """Which body met on which day: what the minutes say, put right where it is wrong."""

    body = forms.ModelChoiceField(
        label="Which body met",
        queryset=Body.objects.none(),
        empty_label="Choose a body",
        error_messages={"required": "Choose which body met"},
    )
    held_on = DayField(label="On which day", error_messages={"required": "Enter the day"})

    def __init__(self, data: Any = None, *, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["body"].queryset = bodies
