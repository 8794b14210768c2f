"""Field by field: what a plan's record holds is found in every report and file that must print it.

`printed_fields.toml` says of each field in which kinds of report it is printed, or why in none. A
field missing from a file of a report fails, and so does a field that nobody has classified.
"""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps

from goldenthread.reports.queries.composing import COMPOSERS
from goldenthread.reports.queries.kept import printed_report
from goldenthread.reports.rules import Kind
from tests.writing.test_report import FORMS

from .conftest import report_of
from .expected import tells, words_expected
from .full_record import Record

WRITTEN = tomllib.loads(Path(__file__).with_name("printed_fields.toml").read_text(encoding="utf-8"))
SINCE = date(2018, 10, 15)


def fields_of(label: str) -> list:
    """Return the fields of a table but its key, with those that hold many rows."""
    model = apps.get_model(label)
    fields = [*model._meta.concrete_fields, *model._meta.local_many_to_many]
    return [field for field in fields if not field.primary_key]


def must_be_classified() -> set[str]:
    """Return every table of improvement, and of the other rooms those named in the file."""
    own = {model._meta.label for model in apps.get_app_config("improvement").get_models()}
    return own | set(WRITTEN)


def expected_in(record: Record, kind: Kind) -> dict[str, str]:
    """Return the words that a kind of report must hold, by the field they tell."""
    return {
        f"{label}.{field.name}": words_expected(record.rows[label], field)
        for label, written in WRITTEN.items()
        if "*" not in written
        for field in fields_of(label)
        if kind.value in written[field.name]
    }


def test_every_field_says_where_it_is_printed_or_why_not():
    problems = []
    for label in must_be_classified():
        if "*" in WRITTEN.get(label, {}):
            continue
        fields = {field.name for field in fields_of(label)}
        problems += [f"{label}.{name}" for name in fields ^ set(WRITTEN.get(label, {}))]
    assert sorted(problems) == []


def test_a_field_is_printed_in_known_kinds_or_has_a_reason_in_words():
    kinds = {kind.value for kind in Kind}
    for label, written in WRITTEN.items():
        for name, said in written.items():
            reason = isinstance(said, str) and len(said.split()) > 2
            assert reason or (said and set(said) <= kinds), f"{label}.{name}: {said}"


def test_the_full_record_has_a_row_of_every_table(record):
    whole = {label for label, written in WRITTEN.items() if "*" in written}
    assert must_be_classified() - set(record.rows) == whole


def test_every_kind_of_report_can_be_composed():
    assert set(COMPOSERS) == set(Kind)


@pytest.mark.parametrize("kind", list(Kind))
def test_no_field_is_missing_from_any_file_of_a_report(record, kind: Kind):
    report = printed_report(report_of(record, kind, since=SINCE))
    expected = expected_in(record, kind)
    assert len(expected) > 3
    for form, text_of in FORMS.items():
        text = text_of(report)
        missing = {name: words for name, words in expected.items() if not tells(text, words)}
        assert missing == {}, form


def test_a_field_left_out_of_a_report_is_seen(record):
    assert not tells("Said on 16 May 2019", "6 May 2019")
    assert tells("Said on 6 May\n2019", "6 May 2019")
    text = FORMS["html"](printed_report(report_of(record, Kind.NEWSLETTER, since=SINCE)))
    wanted = expected_in(record, Kind.STATEMENT)
    assert "improvement.Redating.agreed_by" in {n for n, w in wanted.items() if not tells(text, w)}
