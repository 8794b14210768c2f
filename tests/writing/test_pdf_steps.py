"""How far a PDF is, as WeasyPrint tells it, and what a listener hears of it."""

import logging
import threading

import pytest

from goldenthread.writing.pdf_steps import Reached, heard, reached
from goldenthread.writing.report_pdf import report_pdf
from tests.writing.made_up_report import long_report

TOLD_ON = logging.getLogger("weasyprint.progress")


@pytest.mark.parametrize(
    ("said", "share", "words"),
    [
        ("Step 1 - Fetching and parsing HTML - HTML string", 0, "Reading its words"),
        ("Step 2 - Fetching and parsing CSS - CSS string", 2, "Reading its words"),
        ("Step 3 - Applying CSS", 5, "Setting its letters"),
        ("Step 4 - Creating formatting structure", 25, "Setting its tables"),
        ("Step 5 - Creating layout - Page 1", 34, "Page 1 of about 40"),
        ("Step 5 - Creating layout - Page 20 (up-to-date)", 54, "Page 20 of about 40"),
        ("Step 5 - Creating layout - Page 40", 75, "Page 40"),
        ("Step 5 - Creating layout - Page 55", 75, "Page 55"),
        ("Step 6 - Creating PDF", 75, "Drawing its pages"),
        ("Step 7 - Adding PDF metadata", 90, "Writing the file"),
    ],
)
def test_each_step_says_how_far_it_is(said, share, words):
    assert reached(said, 40) == Reached(share, words)


@pytest.mark.parametrize("said", ["Step 5 - Creating layout - Repagination #1", "Step 8", "Else"])
def test_what_tells_nothing_of_it_is_passed_over(said):
    assert reached(said, 40) is None


def test_a_listener_hears_a_pdf_come_on_and_never_go_back():
    told: list[Reached] = []
    before = list(TOLD_ON.handlers)
    made = report_pdf(long_report(60), told.append)
    assert made.startswith(b"%PDF")
    shares = [each.share for each in told]
    assert shares == sorted(set(shares))
    assert (shares[0], shares[-1]) == (0, 90)
    pages = [each.words for each in told if each.words.startswith("Page ")]
    assert len(pages) > 3
    assert "of about" in pages[0]
    assert TOLD_ON.handlers == before


def test_a_report_is_the_same_whether_anybody_listens():
    report = long_report(3)
    assert len(report_pdf(report)) == len(report_pdf(report, lambda _: None))


def test_what_the_listener_raises_ends_the_work():
    before = list(TOLD_ON.handlers)

    def refuse(now: Reached) -> None:
        raise PermissionError(now.words)

    with pytest.raises(PermissionError):
        report_pdf(long_report(3), refuse)
    assert TOLD_ON.handlers == before


def test_another_threads_pdf_is_not_heard():
    told: list[Reached] = []
    with heard(told.append, 3):
        other = threading.Thread(target=TOLD_ON.info, args=("Step 6 - Creating PDF",))
        other.start()
        other.join()
        assert told == []
        TOLD_ON.info("Step 3 - Applying CSS")
    assert told == [Reached(5, "Setting its letters")]
    assert not TOLD_ON.propagate, "a step is no line of the log"
