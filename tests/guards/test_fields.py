"""Every field is classified before it can be built: kept, scrubbed or never let out."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

CLASSES = ("keep", "scrub", "never")
WRITTEN = {
    table: fields
    for table, fields in tomllib.loads(
        Path(__file__).with_name("fields.toml").read_text(encoding="utf-8")
    ).items()
    if settings.DATASET or not table.startswith("dataset.")
}


def problems(
    tables: Iterable[tuple[str, Iterable[str]]], written: Mapping[str, Mapping[str, list[str]]]
) -> list[str]:
    """Return what is not classified, classified twice, or classified but gone."""
    found, known = [], dict(tables)
    for table, fields in known.items():
        named = [field for kind in CLASSES for field in written.get(table, {}).get(kind, [])]
        for field in fields:
            if named.count(field) != 1:
                found.append(f"{table}.{field} is classified {named.count(field)} times")
        found += [f"{table}.{field} is gone" for field in set(named) - set(fields)]
    found += [f"{table} is gone" for table in set(written) - set(known)]
    return found


def our_tables() -> list[tuple[str, list[str]]]:
    """Return every table with the names of its fields."""
    return [
        (f"{model._meta.app_label}.{model.__name__}", [f.name for f in model._meta.local_fields])
        for model in apps.get_models(include_auto_created=True)
    ]


def test_every_field_is_classified_once():
    assert problems(our_tables(), WRITTEN) == []


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        (["phone"], {}),
        (["phone"], {"accounts.User": {"keep": ["phone"], "scrub": ["phone"]}}),
        ([], {"accounts.User": {"scrub": ["phone"]}}),
    ],
)
def test_an_unclassified_twice_classified_or_vanished_field_is_caught(fields, written):
    assert problems([("accounts.User", fields)], written)


def test_words_that_people_type_are_not_simply_kept():
    """A long text is scrubbed or never let out, unless its room only holds official names."""
    kept = [
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.TextField | models.JSONField | models.EmailField)
        and field.name in WRITTEN[f"{model._meta.app_label}.{model.__name__}"].get("keep", [])
        and model._meta.app_label != "areas"
    ]
    assert kept == []
