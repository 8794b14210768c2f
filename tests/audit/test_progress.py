"""The progress bar says in words how far work is, looks again by itself, and stops when it ends."""

import pytest
from django.template import engines
from django.test import RequestFactory

from goldenthread.audit.queries import Progress
from goldenthread.audit.rules import Work

BAR = (
    '{% from "design/components/progress.html" import progress_bar %}'
    "{{ progress_bar(progress, request, 'Making the PDF') }}"
)


def drawn(state: Work, done=None, of=None, words="", error="") -> str:
    request = RequestFactory().get("/reports/1?a=<b>")
    context = {"progress": Progress(state, done, of, words, error)}
    return engines["jinja2"].from_string(BAR).render(context, request)


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        ((Work.WAITING,), "Making the PDF: waiting for its turn."),
        ((Work.WAITING, None, None, "", "OSError"), "an attempt failed. It will be tried again"),
        ((Work.RUNNING,), "Making the PDF: begun."),
        ((Work.RUNNING, 3, 12, "Page <3>"), "25% done. Page &lt;3&gt;."),
        ((Work.DONE, 3, 12), "✓ Making the PDF: done."),
        ((Work.EXHAUSTED,), "✗ Making the PDF: not done."),
    ],
)
def test_it_says_how_far_it_is(progress, words):
    assert words in drawn(*progress)


def test_it_looks_again_by_itself_and_by_a_link():
    page = drawn(Work.RUNNING, 1, 4)
    assert 'hx-trigger="every 2s"' in page
    assert 'href="/reports/1?a=%3Cb%3E"' in page
    assert '<progress class="gt-progress__bar" max="100" value="25"' in page
    assert "htmx" in page.rpartition("</div>")[2]
    assert "value=" not in drawn(Work.RUNNING)


@pytest.mark.parametrize("state", [Work.DONE, Work.EXHAUSTED])
def test_it_stops_when_the_work_has_ended(state):
    page = drawn(state)
    assert "hx-" not in page
    assert "<progress" not in page
    assert "<script" not in page
