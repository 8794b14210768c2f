"""Forms of the register of sharing agreements."""

from collections.abc import Iterable
from typing import Any

from django import forms

from goldenthread.design.days import DayField

from ..changes.sharing import Approval, Party, Terms
from ..models import Agreement, AgreementParty
from ..sources import all_sources
from ..sources.shape import Source

# The lawful bases of Article 6(1) and the conditions of Article 9(2) of the UK GDPR.
ARTICLE_6 = (
    ("6(1)(a)", "6(1)(a): consent"),
    ("6(1)(c)", "6(1)(c): a legal obligation"),
    ("6(1)(d)", "6(1)(d): vital interests"),
    ("6(1)(e)", "6(1)(e): a public task"),
    ("6(1)(ea)", "6(1)(ea): a recognised legitimate interest"),
    ("6(1)(f)", "6(1)(f): legitimate interests"),
)
ARTICLE_9 = (
    ("", "None: no row is about a person"),
    ("9(2)(a)", "9(2)(a): explicit consent"),
    ("9(2)(b)", "9(2)(b): employment, social security and social protection"),
    ("9(2)(c)", "9(2)(c): vital interests"),
    ("9(2)(f)", "9(2)(f): legal claims"),
    ("9(2)(g)", "9(2)(g): substantial public interest"),
    ("9(2)(h)", "9(2)(h): health or social care"),
    ("9(2)(i)", "9(2)(i): public health"),
    ("9(2)(j)", "9(2)(j): archiving, research and statistics"),
)
LONGEST_RETENTION = 1200


def short(label: str, required: str = "", most: int = 200, **more: Any) -> forms.CharField:
    """Return a field of one line; `required` is what to say when it is empty."""
    return forms.CharField(
        label=label,
        required=bool(required),
        max_length=most,
        error_messages={"required": required, "max_length": "Use %(limit_value)d letters or fewer"},
        **more,
    )


def lines(label: str, required: str = "", **more: Any) -> forms.CharField:
    """Return a field with one name a line."""
    return forms.CharField(
        label=label,
        required=bool(required),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": required},
        **more,
    )


def names_in(words: str) -> list[str]:
    """Return the names of a field with one a line, each once."""
    return list(dict.fromkeys(line.strip() for line in words.splitlines() if line.strip()))


class AgreementForm(forms.Form):
    """What an agreement says; which fields of a source it covers is chosen on a page of its own."""

    reference = short("Reference", "Give the agreement a reference", most=60)
    title = short("Title", "Give the agreement a title")
    senders = lines(
        "Who sends the data", "Name who sends the data", help_text="One organisation a line"
    )
    receivers = lines(
        "Who receives it", "Name who receives the data", help_text="One organisation a line"
    )
    processors = lines(
        "Who works with it for another, if anybody", help_text="One organisation a line"
    )
    purposes = forms.MultipleChoiceField(
        label="What it may be used for", required=False, widget=forms.CheckboxSelectMultiple
    )
    other_purpose = short("Another purpose", most=60)
    sources = forms.MultipleChoiceField(
        label="Which extracts it covers",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one extract"},
        help_text="A newly chosen one is covered whole; you can leave fields out afterwards",
    )
    article_6 = forms.ChoiceField(
        label="Lawful basis (UK GDPR, Article 6)",
        choices=ARTICLE_6,
        initial="6(1)(e)",
    )
    article_9 = forms.ChoiceField(
        label="Condition for health and other special data (Article 9)",
        choices=ARTICLE_9,
        required=False,
        initial="9(2)(h)",
    )
    schedule_1 = short(
        "Condition of Schedule 1 to the Data Protection Act 2018",
        help_text="Its paragraph, such as “Part 1, paragraph 2: health or social care purposes”",
    )
    section = short(
        "Law that lets the parties share it",
        help_text="Such as “Children and Families Act 2014, section 26”",
    )
    starts = DayField(label="First day")
    ends = DayField(label="Last day", required=False)
    retention_months = forms.IntegerField(
        label="Months it is kept",
        min_value=1,
        max_value=LONGEST_RETENTION,
        help_text="Counted from the day that an extract speaks of",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Enter a number of months"
        ),
    )
    security = forms.CharField(
        label="How it is sent and kept safe",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    assessment_reference = short("Data protection impact assessment: reference", most=100)
    assessment_on = DayField(label="Done on", required=False, past=True)

    def __init__(self, *args: Any, purposes: Iterable[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["purposes"].choices = [(purpose, purpose) for purpose in purposes]
        self.fields["sources"].choices = [
            (source.code, source.words) for source in all_sources().values()
        ]

    def clean(self) -> dict[str, Any]:
        """Return what was said; at least one purpose must be named."""
        said = super().clean() or {}
        if not said.get("purposes") and not said.get("other_purpose"):
            self.add_error("purposes", "Choose or write what it may be used for")
        return said

    def terms(self) -> Terms:
        """Return what it says besides parties, purposes and fields."""
        said = self.cleaned_data
        return Terms(**{name: said[name] for name in Terms.__dataclass_fields__})

    def parties(self) -> list[Party]:
        """Return the parties with their parts."""
        return [
            Party(name[:200], part)
            for field, part in (
                ("senders", AgreementParty.SENDS),
                ("receivers", AgreementParty.RECEIVES),
                ("processors", AgreementParty.PROCESSES),
            )
            for name in names_in(self.cleaned_data[field])
        ]

    def all_purposes(self) -> list[str]:
        """Return the purposes that were chosen and written."""
        other = self.cleaned_data["other_purpose"].strip()
        return [*self.cleaned_data["purposes"], *([other] if other else [])]


def said_by(agreement: Agreement) -> dict[str, Any]:
    """Return an agreement as the form shows it."""
    parties = list(agreement.parties.all())
    fields = list(agreement.fields.all())
    named = {
        field: "\n".join(party.name for party in parties if party.part == part)
        for field, part in (
            ("senders", AgreementParty.SENDS),
            ("receivers", AgreementParty.RECEIVES),
            ("processors", AgreementParty.PROCESSES),
        )
    }
    return {
        **{name: getattr(agreement, name) for name in Terms.__dataclass_fields__},
        **named,
        "purposes": sorted({field.purpose for field in fields}),
        "sources": sorted({field.source for field in fields}),
    }


class FieldsForm(forms.Form):
    """Which fields of one source are covered: all, none or some of each table."""

    WHICH = (("all", "All fields"), ("none", "None"), ("some", "Only these"))

    def __init__(
        self, *args: Any, source: Source, covered: dict[str, set[str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.source = source
        for table in source.tables:
            names = [column.name for column in table.columns]
            had = covered.get(table.name, set())
            which = "none" if not had else "all" if had >= set(names) else "some"
            self.fields[f"{table.name}-which"] = forms.ChoiceField(
                label=table.words, choices=self.WHICH, initial=which, widget=forms.RadioSelect
            )
            self.fields[f"{table.name}-fields"] = forms.MultipleChoiceField(
                label=f"Fields of {table.name}",
                choices=[(column.name, column.words) for column in table.columns],
                initial=[name for name in names if name in had],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict[str, Any]:
        """Return what was said; “only these” needs at least one of them."""
        said = super().clean() or {}
        for table in self.source.tables:
            chosen = said.get(f"{table.name}-fields")
            if said.get(f"{table.name}-which") == "some" and not chosen:
                self.add_error(f"{table.name}-fields", f"Choose fields of {table.name}, or none")
        return said

    def chosen(self) -> dict[tuple[str, str], list[str]]:
        """Return the fields chosen, by source and table."""
        found = {}
        for table in self.source.tables:
            which = self.cleaned_data[f"{table.name}-which"]
            every = [column.name for column in table.columns]
            some = self.cleaned_data[f"{table.name}-fields"]
            found[(self.source.code, table.name)] = {"all": every, "none": []}.get(which, some)
        return found


class ApprovalForm(forms.Form):
    """The approval of one party."""

    party = forms.ChoiceField(label="Party", error_messages={"required": "Choose the party"})
    post = short("Approved by (post)", "Say which post approved it")
    on = DayField(label="On", past=True)

    def __init__(self, *args: Any, owing: Iterable[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["party"].choices = [("", ""), *((name, name) for name in owing)]

    def approval(self) -> Approval:
        """Return what was said."""
        return Approval(**self.cleaned_data)


class WithdrawForm(forms.Form):
    """The end of an agreement before its time."""

    on = DayField(label="From", help_text="The first day on which nothing is loaded under it")
    why = short("Why", "Say why it is withdrawn", most=500)
