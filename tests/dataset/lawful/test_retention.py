"""What may be kept no longer goes on schedule, but for rows on legal hold, with a certificate."""

from datetime import date

import pytest

from goldenthread.audit.models import Outbox
from goldenthread.audit.tasks import carry_out
from goldenthread.cli import main
from goldenthread.dataset.changes.retaining import retain
from goldenthread.dataset.changes.rights import add_hold
from goldenthread.dataset.models import Certificate, Load, RemovedRows
from goldenthread.dataset.queries.loads import store_of
from goldenthread.dataset.queries.retention import expiries, unspoken_for
from goldenthread.dataset.rules.retention import Term, last_day_kept, months_kept
from tests.dataset.lawful.conftest import BY, agreed
from tests.dataset.lawful.made_up import ANN, BEN, everything_in, record_of

PURPOSE = "Planning services"
RECEIVED = date(2025, 2, 1)


def term(reference="A", field="x", months=12, **other):
    given = {"starts": date(2025, 1, 1), "ends": None, **other}
    return Term(reference, "camhs", "referrals", field, PURPOSE, months, **given)


def kept(*terms):
    return months_kept(terms, "camhs", "referrals", PURPOSE, RECEIVED)


def test_of_two_agreements_over_a_field_the_longer_counts():
    assert kept(term(months=12), term("B", months=24)) == 24


def test_the_field_that_must_go_first_takes_its_rows_along():
    assert kept(term(field="x", months=12), term(field="y", months=24)) == 12


def test_an_agreement_that_was_not_in_force_on_receipt_says_nothing():
    assert kept(term(starts=date(2025, 3, 1))) is None
    assert kept(term(ends=date(2025, 1, 31))) is None


def test_the_time_is_counted_from_the_day_the_extract_speaks_of():
    assert last_day_kept(date(2024, 2, 29), 12) == date(2025, 2, 28)


@pytest.fixture
def agreed_area(held):
    """Return the area with an agreement for 12 months; its loads were received today."""
    agreed(held, retention_months=12)
    return held


def test_each_table_of_each_load_has_its_last_day(agreed_area):
    days = [each.last_day for each in expiries(agreed_area)]
    assert days == [date(2026, 1, 31), date(2026, 2, 28)]


def test_what_no_agreement_speaks_for_is_named_and_not_removed(held):
    assert len(unspoken_for(held)) == 2
    assert retain(by=BY, area=held, on=date(2040, 1, 1)).certificate is None
    assert "Annabel" in everything_in(held)


def test_nothing_goes_on_the_last_day_itself(agreed_area):
    before = everything_in(agreed_area)
    assert retain(by=BY, area=agreed_area, on=date(2026, 1, 31)).certificate is None
    assert everything_in(agreed_area) == before


def test_the_older_extract_goes_and_the_newer_stays(agreed_area):
    done = retain(by=BY, area=agreed_area, on=date(2026, 2, 1))
    store = store_of(agreed_area)
    assert done.certificate.kind == Certificate.RETENTION
    assert done.certificate.counts["camhs, referrals: facts"] == 2
    assert store.names("loads") == ["second"]
    first = Load.objects.get(folder="first")
    assert (first.state, "was over" in first.words) == (Load.TAKEN_BACK, True)
    assert RemovedRows.objects.get().why == "retention"
    assert record_of(ANN) in everything_in(agreed_area)


def test_when_the_last_extract_goes_the_people_go_with_it(agreed_area):
    done = retain(by=BY, area=agreed_area, on=date(2026, 3, 1))
    said = everything_in(agreed_area)
    assert store_of(agreed_area).names("loads") == []
    assert not any(name in said for name in (ANN, BEN, record_of(ANN), "Annabel", "Benedict"))
    assert done.certificate.counts["spine: links"] == 2


def test_rows_on_legal_hold_stay_and_only_they(agreed_area):
    add_hold(by=BY, area=agreed_area, person=ANN, why="A tribunal", starts=date(2025, 1, 1))
    done = retain(by=BY, area=agreed_area, on=date(2026, 3, 1))
    said = everything_in(agreed_area)
    assert done.held_back == 2
    assert "Annabel" in said
    assert "999 000 0018" in said
    assert "Benedict" not in said
    assert "999 000 0026" not in said
    assert set(Load.objects.values_list("state", flat=True)) == {Load.COMPLETE}


def test_what_was_cut_off_is_made_good_by_the_next_run(agreed_area, monkeypatch):
    from goldenthread.dataset.changes import retaining

    with monkeypatch.context() as patch:
        patch.setattr(retaining, "_no_longer_anywhere", lambda *a: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            retain(by=BY, area=agreed_area, on=date(2026, 3, 1))
    assert ANN in everything_in(agreed_area)
    retain(by=BY, area=agreed_area, on=date(2026, 3, 1))
    assert ANN not in everything_in(agreed_area)
    assert store_of(agreed_area).names("loads") == []


def test_an_agreement_asks_for_a_nightly_run_and_each_run_for_the_next(held):
    agreed(held)
    agreed(held, source="destinations", reference="ISA-2")
    (work,) = Outbox.objects.filter(kind="dataset_retention")
    assert work.payload == {"area": "anyshire"}
    at_night = work.not_before
    Outbox.objects.update(not_before=work.event.at)
    assert carry_out(work.pk) == "done"
    later = Outbox.objects.filter(kind="dataset_retention", state="waiting").get()
    assert later.pk != work.pk
    assert later.not_before >= at_night


def test_the_command_says_what_it_would_do_and_does_it(agreed_area, capsys):
    assert main(["dataset", "retain", "--area", "anyshire", "--look"]) == 0
    assert "camhs, referrals: until 2026-01-31" in capsys.readouterr().out
    assert main(["dataset", "retain", "--area", "anyshire"]) == 0
    said = capsys.readouterr().out
    assert "rows were removed" in said
    assert "Certificate" in said
