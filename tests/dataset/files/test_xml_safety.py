"""XML is read as a stream with every declaration refused, and says where it breaks off."""

from pathlib import Path

import pytest

from goldenthread.core.errors import UserError
from goldenthread.dataset.files import tables_in
from tests.dataset.files.made import SOURCE
from tests.dataset.files.returns import SEN2

HEADER = "<Header><CollectionDetails><Collection>SEN2</Collection></CollectionDetails></Header>"
PERSON = "<Person><Surname>Gill</Surname><PersonBirthDate>2015-05-05</PersonBirthDate>{}</Person>"


def sent(folder: Path, persons: str, before: str = "", encoding: str = "utf-8") -> Path:
    path = folder / "return.xml"
    text = f"{before}<Message>{HEADER}<Persons>{persons}</Persons></Message>"
    path.write_bytes(text.encode(encoding))
    return path


def rows(path: Path) -> dict[str, list[dict]]:
    return {
        found.table.name: [
            {
                column.name: cell
                for column, cell in zip(found.table.columns, row.cells, strict=True)
                if cell is not None
            }
            for row in found.rows()
        ]
        for found in tables_in([path], SEN2).tables
    }


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        rows(path)
    return caught.value.message


BOMB = (
    '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};&a{n - 1};&a{n - 1};">'.replace("&a0;", "&a;")
        for n in range(1, 20)
    )
    + "]>"
)


@pytest.mark.parametrize(
    ("declared", "used"),
    [
        (BOMB, "&a19;"),
        ('<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        ('<!DOCTYPE b SYSTEM "http://127.0.0.1:9/evil.dtd">', ""),
        ('<!DOCTYPE b [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>', ""),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_bombs_and_external_entities_are_refused(
    tmp_path: Path, declared: str, used: str, encoding: str
):
    path = sent(tmp_path, PERSON.format(f"<UPN>{used}</UPN>"), declared, encoding)
    words = refusal(path)
    assert "declares a document type or entities" in words
    assert "(line 1)" in words
    assert "Nothing was loaded" in words


def test_depth_and_length_are_bounded(tmp_path: Path):
    assert "more than 20 deep" in refusal(sent(tmp_path, "<a>" * 30 + "</a>" * 30))
    long = PERSON.format(f"<UPN>{'x' * 10_001}</UPN>")
    assert "an element with more than 10,000 characters" in refusal(sent(tmp_path, long))
    many = PERSON.format("<Requests></Requests>" * 10_001)
    assert "more than 10,000 rows within one person" in refusal(sent(tmp_path, many))


def test_broken_xml_says_on_which_line(tmp_path: Path):
    path = sent(tmp_path, "\n\n" + PERSON.format("<UPN>") + "\n")
    assert "not well-formed XML: it breaks off or goes wrong on line 3" in refusal(path)
    path.write_bytes(b"<Message>\n" + HEADER.encode())
    assert "on line 2" in refusal(path)
    path.write_bytes(b'<?xml version="1.0" encoding="made-up"?><Message/>')
    assert "not well-formed XML" in refusal(path)


def test_other_xml_is_refused(tmp_path: Path):
    path = tmp_path / "return.xml"
    path.write_text("<html><body/></html>")
    assert "there is no Person within Persons in it" in refusal(path)
    with pytest.raises(UserError, match="is XML, which this source is not sent in"):
        tables_in([path], SOURCE)


def test_an_element_in_the_wrong_place_is_refused(tmp_path: Path):
    path = sent(tmp_path, PERSON.format("\n<PlanDetail><URN>1</URN></PlanDetail>"))
    assert "has PlanDetail within Person on line 2, where the return has none" in refusal(path)


def test_an_unknown_element_is_said_and_one_there_twice_is_a_fault(tmp_path: Path):
    path = sent(tmp_path, PERSON.format("<Colour>red</Colour><UPN>A</UPN><UPN>B</UPN>"))
    found = {one.table.name: one for one in tables_in([path], SEN2).tables}
    assert found["person"].unknown == ("element colour of person (first on line 1) is not read",)
    (row,) = found["person"].rows()
    assert [(fault.heading, fault.code) for fault in row.faults] == [("upn", "element")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_the_encoding_goes_by_what_the_file_says(tmp_path: Path, encoding: str):
    before = f'<?xml version="1.0" encoding="{encoding}"?>'
    path = sent(tmp_path, PERSON.format("<Forename>Zoë</Forename>"), before, encoding)
    assert rows(path)["person"][0]["forename"] == "Zoë"


def test_names_are_known_without_case_or_prefix_and_fields_may_follow_rows(tmp_path: Path):
    odd = "<c:requests xmlns:c='x'><RYA>1</RYA></c:requests><upn>B801200005001</upn>"
    read = rows(sent(tmp_path, PERSON.format(odd)))
    assert read["requests"][0]["rya"] == "1"
    assert read["requests"][0]["person_id"] == read["person"][0]["person_id"]
    assert read["person"][0]["upn"] == "B801200005001"
