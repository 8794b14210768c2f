"""The golden tests bite: a field that a composer no longer printed would be missed."""

from typing import Any

from django.apps import apps
from django.db import models

from goldenthread.reports.queries.kept import printed_report
from goldenthread.reports.rules import Kind
from tests.writing.test_report import told

from .conftest import report_of
from .expected import tells, words_expected
from .full_record import Record
from .test_printed_fields import SINCE, WRITTEN, fields_of

# What a report tells though one field is gone: the same words stand for another field as well. The
# fields beside these are told by themselves alone, and a relation by the row that it leads to.
ALSO_SAID = {
    "Action.rag": "the colour of another field is told in the same word",
    "Action.resources": "what a rewriting made of it is told with the rewriting too",
    "ActionAnswersFinding.state": "every link is told in the same words",
    "ActionGroup.state": "every link is told in the same words",
    "ActionRestsOn.state": "every link is told in the same words",
    "ActionServesMeasure.state": "every link is told in the same words",
    "ChallengeStep.kind": "where the challenge stands is told in the same word",
    "Decision.number": "a figure that others hold too",
    "Finding.ordinal": "a figure that others hold too",
    "Finding.section": "a word that others hold too",
    "LifeEvent.life": "a word that others hold too",
    "MeasureOfImprovement.state": "every link is told in the same words",
    "MeasureOfPriorityAction.state": "every link is told in the same words",
    "MeasureOfWeakness.state": "every link is told in the same words",
    "Milestone.ends": "the action is due on the same day",
    "Priority.number": "a figure that others hold too",
    "Theme.number": "a figure that begins the numbers of its actions",
    "Weakness.number": "a figure that others hold too",
    "WorkingGroup.number": "a figure that others hold too",
}


class Blank:
    """Stands for a field of a model that nobody can read any more: it gives no words."""

    def __get__(self, row: object, owner: type | None = None) -> Any:
        return "" if row is not None else self

    def __set__(self, row: object, value: object) -> None:
        """Take what is read from the database, and forget it."""


def words_in(record: Record, kind: Kind, known: dict[Kind, Any]) -> str | None:
    """Return all that a report of a kind tells, None where it cannot be composed at all."""
    try:
        return "\n".join(told(printed_report(known[kind]).as_json()))
    except (AttributeError, TypeError, ValueError, KeyError, LookupError):
        return None


def printed_fields() -> list[tuple[type[models.Model], models.Field, Kind]]:
    """Return each field that some kind of report prints, with the first such kind."""
    return [
        (apps.get_model(label), field, Kind(written[field.name][0]))
        for label, written in WRITTEN.items()
        if "*" not in written
        for field in fields_of(label)
        if isinstance(written[field.name], list)
    ]


def test_a_field_taken_away_is_missed(record, monkeypatch):
    reports = {kind: report_of(record, kind, since=SINCE) for kind in Kind}
    own = [each for each in printed_fields() if not each[1].is_relation]
    alive = set()
    for model, field, kind in own:
        expected = words_expected(record.rows[model._meta.label], field)
        with monkeypatch.context() as patched:
            patched.setattr(model, field.name, Blank())
            text = words_in(record, kind, reports)
        if text is not None and tells(text, expected):
            alive.add(f"{model.__name__}.{field.name}")
    assert len(own) > 200
    assert sorted(alive - set(ALSO_SAID)) == []
