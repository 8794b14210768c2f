"""Several tables asked in one question give the very rows that the tables give one by one."""

import pytest
from django.db.models import Model

from goldenthread.improvement.models import (
    Action,
    DifferenceVerdict,
    Evidence,
    Milestone,
    Redating,
    Update,
)
from goldenthread.improvement.queries.facts import past_of
from goldenthread.improvement.queries.together import Part, together

TABLES: tuple[type[Model], ...] = (Milestone, Update, Redating, Evidence, DifferenceVerdict)


@pytest.fixture
def exercise(examples, db):
    return examples["cumbria-exercise"]


def held(row: Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_rows_are_the_same_to_the_type_of_each_value(exercise, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = together([Part(model, "1 = 1") for model in TABLES])
    for model, rows in zip(TABLES, found, strict=True):
        singly = list(model._default_manager.order_by("pk"))
        assert len(singly) > 0
        assert list(map(held, rows)) == list(map(held, singly))
        kinds = [[type(value) for value in held(row).values()] for row in rows]
        assert kinds == [[type(value) for value in held(row).values()] for row in singly]


def test_only_the_keys_asked_for_come_and_what_is_left_out_is_fetched_when_looked_at(
    exercise, django_assert_num_queries
):
    some = list(Action.objects.order_by("-position").values_list("pk", flat=True)[:3])
    (rows,) = together([Part(Action, "id IN KEYS", ("number",))], keys=some)
    assert [row.pk for row in rows] == sorted(some)
    text = Action.objects.values_list("text", flat=True).get(pk=rows[0].pk)
    with django_assert_num_queries(1):
        assert rows[0].text == text
    assert together([Part(Action, "id IN KEYS", ("number",))], keys=[]) == [[]]


@pytest.mark.parametrize("fields", [("also_printed",), ("number", "nonsense")])
def test_what_would_come_back_otherwise_is_refused(db, fields):
    with pytest.raises(TypeError):
        together([Part(Action, "1 = 1", fields)])


def test_the_past_of_a_plan_is_one_question(exercise, django_assert_num_queries):
    plan = exercise.improvement_plans.order_by("pk").first()
    on = Update.objects.order_by("-on").values_list("on", flat=True).first()
    with django_assert_num_queries(1):
        past = past_of(plan, on)
        over = [u for action in past.actions.values() for u in action.updates if u.replaced_by_id]
        assert over
        assert {u.replaced_by.number for u in over}
        waits = [wait for action in past.actions.values() for wait in action.waits_for]
        assert {wait.on_group.name for wait in waits}
    with django_assert_num_queries(1):
        some = past_of(plan, on, [over[0].action_id])
        (again,) = [u for u in some.actions[over[0].action_id].updates if u.pk == over[0].pk]
        assert again.replaced_by.number == over[0].replaced_by.number
    assert some.asked == [over[0].action_id]
