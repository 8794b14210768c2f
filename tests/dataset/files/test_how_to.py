"""The how-to page says what is so: its mapping is one, and its commands are taken."""

import re
import shlex
from pathlib import Path

import goldenthread
from goldenthread.cli import build_parser, command_modules
from goldenthread.dataset.files import read_mapping
from goldenthread.dataset.sources import source

PAGE = Path(goldenthread.__file__).parents[2] / "docs" / "how-to" / "load-an-extract.md"


def test_the_mapping_on_the_page_is_one(tmp_path: Path):
    said = re.search(r"```toml\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert said
    path = tmp_path / "any-system.toml"
    path.write_text(said[1])
    mapping = read_mapping(path, source("camhs"))
    referrals = mapping.of("referrals")
    assert (referrals.sheet, referrals.heading_row) == ("Export", 3)
    assert referrals.headings["Pathway No"] == "referral_id"
    assert referrals.values["single_point"]["not recorded"] == ""


def test_the_commands_on_the_page_are_taken():
    page = PAGE.read_text().replace("\\\n", " ")
    lines = re.findall(r"^    goldenthread (dataset .*)$", page, re.MULTILINE)
    assert len(lines) == 3
    taken = [build_parser(command_modules()).parse_args(shlex.split(line)) for line in lines]
    assert [one.deed.NAME for one in taken] == ["load", "write", "write"]
