"""Relations between tables point down the table of rooms, however they are written."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models

from tests.guards.house import LAYER_OF, ROOMS_WITH_TABLES


def relations() -> list[tuple[str, str, str]]:
    """Return every relation of our models: from room, to room, and its name."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in LAYER_OF:
            continue
        for field in (*model._meta.fields, *model._meta.many_to_many):
            if field.is_relation and isinstance(field.related_model, type):
                target = field.related_model._meta.app_label
                found.append((model._meta.app_label, target, f"{model.__name__}.{field.name}"))
    return found


def upward(found: Iterable[tuple[str, str, str]]) -> list[str]:
    """Return the relations that point up or beside, or out to a table that is not ours."""
    return [
        f"{name} in {source} points at {target}"
        for source, target, name in found
        if target != source and LAYER_OF.get(target, -1) <= LAYER_OF[source]
    ]


def test_relations_point_down():
    found = relations()
    assert found
    assert upward(found) == []


def test_an_upward_relation_is_caught():
    assert upward([("areas", "improvement", "LocalArea.improvement_plan")])
    assert upward([("improvement", "auth", "Action.user")])
    assert not upward([("improvement", "areas", "ImprovementPlan.area")])


def test_a_string_foreign_key_is_seen():
    """A foreign key named by a string escapes the import contracts; it does not escape this."""

    class Straying(models.Model):
        target = models.ForeignKey("improvement.Action", on_delete=models.PROTECT)

        class Meta:
            app_label = "areas"

    try:
        assert upward(relations()) == ["Straying.target in areas points at improvement"]
    finally:
        del apps.all_models["areas"]["straying"]
        apps.clear_cache()


def test_only_rooms_meant_to_hold_tables_hold_them():
    holding = {model._meta.app_label for model in apps.get_models()} & set(LAYER_OF)
    assert holding <= set(ROOMS_WITH_TABLES)
