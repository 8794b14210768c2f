"""Documents are kept once; the same span is one passage; citations lead back."""

import hashlib

import pytest

from goldenthread.areas.changes import add_area
from goldenthread.audit.models import Event
from goldenthread.documents.changes import PartOfDocument, cite, receive_document
from goldenthread.documents.models import Citation, Document, DocumentContent, Passage
from goldenthread.documents.queries import citations_in, citations_of, document_with_hash
from goldenthread.documents.rules import Cite, words_hash

from .conftest import BY

DATA = b"Line one\nLine two\n"
HASH = hashlib.sha256(DATA).hexdigest()


def received(area, **changes) -> Document:
    given = {
        "name": "letter.txt",
        "title": "A letter",
        "kind": "inspection_letter",
        "sha256": HASH,
        "media": "text/plain",
        "data": DATA,
        "lines": [("Line one", 1), ("Line two", None)],
        "parts": [PartOfDocument("inspection_letter", "A letter", (1, 2))],
        **changes,
    }
    return receive_document(by=BY, area=area, **given)


@pytest.fixture
def document(area) -> Document:
    return received(area)


def test_what_is_kept_of_a_document(document):
    assert document.held
    assert (document.size, document.line_count) == (len(DATA), 2)
    content = DocumentContent.objects.get(document=document)
    assert bytes(content.data) == DATA
    assert content.lines == [["Line one", 1], ["Line two", None]]
    [part] = document.parts.all()
    assert (part.line_from, part.line_to) == (1, 2)


def test_the_same_file_twice_is_one(area, document):
    before = Event.objects.count()
    again = received(area, name="another name.txt")
    assert again == document
    assert (Document.objects.count(), again.name) == (1, "letter.txt")
    assert Event.objects.count() == before
    assert document_with_hash(area.pk, HASH) == document
    assert document_with_hash(area.pk, "0" * 64) is None


def test_another_area_keeps_its_own(area, document):
    other = add_area(by=BY, slug="other", name="Other")
    assert received(other) != document
    assert Document.objects.count() == 2


def test_a_document_known_by_name_only(area):
    cited = received(area, data=None, lines=(), line_count=40)
    assert not cited.held
    assert cited.line_count == 40
    assert not DocumentContent.objects.filter(document=cited).exists()


def test_a_newer_version_keeps_the_older(area, document):
    newer = received(area, sha256="1" * 64, supersedes=document)
    assert newer.supersedes == document
    assert list(document.superseded_by.all()) == [newer]


def test_the_same_span_is_one_passage(document):
    span = Cite(document.pk, (1, 1), "Line one")
    assert cite(by=BY, fact="action", cites=[(1, "text", span), (1, "due", span)]) == 2
    assert cite(by=BY, fact="finding", cites=[(9, "text", Cite(document.pk, (1, 1), "Line  one"))])
    assert Passage.objects.count() == 1
    assert Citation.objects.count() == 3


@pytest.mark.parametrize(
    "other",
    [
        {"lines": (1, 2)},
        {"lines": None},
        {"words": "line one"},
        {"sheet": "Sheet1"},
        {"cell": "B2"},
    ],
)
def test_another_span_is_another_passage(document, other):
    given = {"lines": (1, 1), "words": "Line one"}
    cites = [Cite(document.pk, **given), Cite(document.pk, **{**given, **other})]
    cite(by=BY, fact="action", cites=[(1, "text", where) for where in cites])
    assert Passage.objects.count() == 2


def test_citations_are_found_from_both_ends(document):
    cite(
        by=BY,
        fact="action",
        cites=[
            (2, "text", Cite(document.pk, (2, 2), "Line two")),
            (1, "text", Cite(document.pk, (1, 1), "Line one")),
        ],
    )
    cite(by=BY, fact="finding", cites=[(1, "text", Cite(document.pk, (1, 1), "Line one"))])
    found = citations_of("action", [1, 2, 3])
    assert sorted(found) == [1, 2]
    [first] = found[1]
    assert (first.field, first.passage.words, first.passage.document) == (
        "text",
        "Line one",
        document,
    )
    assert [(c.fact, c.fact_ref) for c in citations_in(document)] == [
        ("action", 1),
        ("finding", 1),
        ("action", 2),
    ]


def test_nothing_to_cite_is_nothing(area):
    assert cite(by=BY, fact="action", cites=[]) == 0
    assert Citation.objects.count() == 0


def test_white_space_does_not_part_the_same_words():
    assert words_hash("a  b\n c") == words_hash("a b c")
    assert words_hash("A b c") != words_hash("a b c")
