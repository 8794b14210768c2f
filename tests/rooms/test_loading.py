"""Loading the examples into nothing: whole or not at all, in either order."""

from collections import Counter

import pytest
from django.db import transaction

from goldenthread import example
from goldenthread.accounts.models import User
from goldenthread.areas.models import LocalArea
from goldenthread.audit.queries import first_broken_event
from goldenthread.core.errors import UserError
from goldenthread.documents.models import Citation
from goldenthread.example import exercise, loading
from goldenthread.improvement.models import Action
from goldenthread.inspections.models import Finding, Inspection

from .conftest import rows_kept


def load(name: str) -> None:
    example.load(name, lambda words: None)


@pytest.mark.parametrize(
    ("name", "where", "what"),
    [
        ("cumbria", loading, "make_documents"),
        ("cumbria", loading, "make_accelerated_plans"),
        ("cumbria", loading, "make_people"),
        ("exercise", exercise, "withhold_promise"),
    ],
)
@pytest.mark.django_db
def test_loading_stopped_half_way_leaves_nothing(monkeypatch, name, where, what):
    before = rows_kept()

    def stop(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(where, what, stop)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            load(name)
    assert rows_kept() == before
    load(name)
    assert Action.objects.filter(improvement_plan__plan_type="written_statement").count() == 108
    assert first_broken_event() is None


@pytest.mark.django_db
@pytest.mark.parametrize("order", [("cumbria", "exercise"), ("exercise", "cumbria")])
def test_either_may_come_first_or_alone(order):
    for loaded, name in enumerate(order, start=1):
        load(name)
        assert Inspection.objects.filter(kind="full").count() == loaded
        assert Finding.objects.count() == 68 * loaded
    assert LocalArea.objects.count() == 4
    assert User.objects.exclude(password__startswith="!").count() == len(example.SIGN_INS)
    assert User.objects.filter(password__startswith="!").count() == 5
    cited = Citation.objects.values_list("passage__document__area__slug", flat=True)
    per_area = Counter(cited)
    assert per_area["cumbria"] == per_area["cumbria-exercise"]


@pytest.mark.django_db
def test_a_name_that_is_no_example():
    with pytest.raises(UserError, match="no example called lancashire.*cumbria, exercise"):
        load("lancashire")
    assert not LocalArea.objects.exists()
