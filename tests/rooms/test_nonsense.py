"""What nobody should ask: never a failure, always a page with a sentence."""

import pytest

HUGE = "9" * 30
NONSENSE = [
    "",
    "abc",
    "<script>alert(1)</script>",
    "2019-99-99",
    "-5",
    "0",
    "1e9",
    "1.5",
    HUGE,
    "9" * 5_000,
    "x" * 10_000,
    "a " * 5_000,
    "%",
    "_",
    "'",
    '"',
    "\\",
    "\0",
    "a\0b",
    "\u202e",
    "²",
    "٣",
    "😀",
    "\ud800".encode("utf-8", "surrogatepass"),
    b"\xff\xfe",
    "None",
    "[]",
    "{{7*7}}",
    "../../etc/passwd",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2019-W01-1",
]
FIELDS = {
    "plan/": ["q", "weakness", "group", "lead", "due", "rag", "page"],
    "check/": ["page"],
    "check/matches/": ["page"],
    "bodies/": ["on"],
    "timeline/": ["page", "on"],
    "weaknesses/4/": ["page"],
    "": ["page"],
}


@pytest.mark.parametrize("words", NONSENSE, ids=lambda words: ascii(words)[:30])
def test_nonsense_in_an_address_never_fails(lead, words):
    for page, fields in FIELDS.items():
        for field in fields if page != "check/" else ():
            answer = lead.get(f"/areas/cumbria/{page}", {field: words})
            assert answer.status_code == 200, (page, field)
            assert "<script>alert" not in answer.text
    answer = lead.get("/search", {"q": words})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("words", ["abc", HUGE, "-5", "\0"])
def test_nonsense_for_a_page_of_the_check(lead, words):
    assert lead.get("/areas/cumbria/check/", {"page": words}).status_code == 200


@pytest.mark.parametrize("words", NONSENSE, ids=lambda words: ascii(words)[:30])
def test_nonsense_lines_of_a_document(lead, cumbria, words):
    pk = cumbria.documents.first().pk
    for query in ({"from": words}, {"to": words}, {"from": words, "to": words}):
        answer = lead.get(f"/areas/cumbria/documents/{pk}/", query)
        assert answer.status_code == 200


def test_lines_the_wrong_way_round(lead, cumbria):
    pk = cumbria.documents.first().pk
    for query in ("from=-5&to=1e9", "from=9&to=2", "from=99999999&to=1", "from=0"):
        assert lead.get(f"/areas/cumbria/documents/{pk}/?{query}").status_code == 200


@pytest.mark.parametrize(
    "place",
    [
        "weaknesses/{}/",
        "priority-actions/{}/",
        "improvements/{}/",
        "documents/{}/",
        "plan/actions/{}/",
        "plan/groups/{}/",
        "plan/take-away/{}/statement.docx",
    ],
)
@pytest.mark.parametrize(
    "number",
    [
        "0",
        "99",
        "99999999999999999999",
        HUGE,
        "9" * 5_000,
        "-1",
        "abc",
        "%00",
        "1%00",
        "%F0%9F%98%80",
    ],
    ids=lambda number: number[:20],
)
def test_a_number_that_is_not_there_is_missing(lead, place, number):
    answer = lead.get("/areas/cumbria/" + place.format(number))
    assert answer.status_code == 404
    assert "<h1" in answer.text


@pytest.mark.parametrize("slug", ["%00", "a%00b", "x" * 5_000, "<b>", "..", "CUMBRIA"])
def test_an_area_that_cannot_be_is_missing(lead, slug):
    assert lead.get(f"/areas/{slug}/plan/").status_code == 404


@pytest.mark.parametrize(
    ("layout", "form"),
    [("statement", "exe"), ("nothing", "docx"), ("%00", "docx"), ("statement", "%00")],
)
def test_a_layout_or_form_that_is_not_there(lead, statement, layout, form):
    answer = lead.get(f"/areas/cumbria/plan/take-away/{statement.pk}/{layout}.{form}")
    assert answer.status_code == 404


def test_another_areas_plan_or_document_is_missing_here(lead, examples):
    other = examples["cumbria-exercise"]
    plan, document = other.improvement_plans.first(), other.documents.first()
    for place in (f"plan/take-away/{plan.pk}/statement.docx", f"documents/{document.pk}/"):
        assert lead.get(f"/areas/cumbria-exercise/{place}").status_code == 200
        assert lead.get(f"/areas/cumbria/{place}").status_code == 404


@pytest.mark.parametrize("words", ["nonsense", "2019-02-30", "31/12/2019"])
def test_a_day_that_is_none_says_so(lead, words):
    answer = lead.get("/areas/cumbria/bodies/", {"as-at": words})
    assert answer.status_code == 400
    assert "is not a day" in answer.text


def test_asking_for_what_nothing_matches_says_so(lead):
    for query in ("weakness=zzz", "due=<script>", "q=" + "x" * 10_000, "group=99", "rag=mauve"):
        page = lead.get(f"/areas/cumbria/plan/?{query}").text
        assert "No action matches what you asked" in page
    assert "Nothing holds all of those words" in lead.get("/search?q=zzzzqqqq").text


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options", "head"])
def test_methods_nobody_uses(lead, method):
    for page in ("", "plan/", "check/settle"):
        assert getattr(lead, method)(f"/areas/cumbria/{page}").status_code < 500
