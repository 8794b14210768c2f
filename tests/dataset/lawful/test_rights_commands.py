"""The same by commands, which name a request and never a person."""

from datetime import date

from goldenthread.audit.rules import Actor
from goldenthread.cli import main
from goldenthread.dataset.changes.rights import open_request, release_answer, review_answer
from goldenthread.dataset.models import Certificate, Reading
from goldenthread.dataset.queries.copies import digest_of
from goldenthread.dataset.queries.subject import copy_for
from goldenthread.dataset.rules.rights import Right
from tests.dataset.lawful.conftest import BY
from tests.dataset.lawful.made_up import ANN, everything_in

COMMAND = ["dataset", "subject", "--area", "anyshire"]


def asked(area, right):
    return open_request(
        by=BY,
        area=area,
        right=right,
        person=ANN,
        asked_by="themself",
        received_on=date(2025, 4, 1),
    )


def test_erase_asks_to_be_sure_then_erases_and_prints_the_certificate(held, capsys):
    asked(held, Right.ERASURE)
    erase = ["dataset", "erase", "--area", "anyshire", "--request", "1"]
    assert main(erase) == 2
    assert "it cannot be undone" in capsys.readouterr().err
    assert main([*erase, "--sure"]) == 0
    said = capsys.readouterr().out
    assert Certificate.objects.get().digest in said
    assert "Annabel" not in said
    assert "Annabel" not in everything_in(held)
    assert main(["dataset", "erase", "--area", "anyshire", "--request", "9", "--sure"]) == 2
    assert "no request 9" in capsys.readouterr().err


def test_requests_are_listed_with_the_day_they_are_due(held, capsys):
    asked(held, Right.ACCESS)
    assert main(COMMAND) == 0
    assert "    1  due 2025-05-01  A copy of their data, Open" in capsys.readouterr().out


def test_files_are_written_once_the_answer_is_released(held, capsys, tmp_path):
    request, out = asked(held, Right.ACCESS), tmp_path / "out"
    files = [*COMMAND, "--request", "1", "--out", str(out)]
    assert main(files) == 2
    assert "has not been released" in capsys.readouterr().err
    assert main(files[:-2]) == 2
    places = copy_for(request).places()
    review_answer(by=BY, request=request, decided=dict.fromkeys(places, True), flagged=places)
    digest = digest_of(copy_for(request))
    release_answer(by=Actor("b", "B"), request=request, digest=digest, flagged=places)
    capsys.readouterr()
    assert main(files) == 0
    assert sorted(path.name for path in out.iterdir()) == ["request-1.json", "request-1.xlsx"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in out.iterdir())
    assert Reading.objects.get().page == "dataset subject"
