"""Reading and writing a return in XML takes little more memory for many people than for few."""

from pathlib import Path

from benchmarks.sen2 import measured

FEW, MANY = 100, 2_000
MORE = 25_000_000
"""What 1,900 people more may take, in bytes; all their rows held at once would take more."""


def test_a_return_of_two_thousand_people_is_a_stream(tmp_path: Path):
    most = {}
    for count in (FEW, MANY):
        folder = tmp_path / str(count)
        for deed in ("write", "read"):
            most[deed, count] = measured(deed, "xml", folder, count)
    assert most["read", MANY]["result"] > 7 * MANY * 0.75
    for deed in ("write", "read"):
        assert most[deed, MANY]["bytes"] < 150_000_000
        assert most[deed, MANY]["bytes"] - most[deed, FEW]["bytes"] < MORE
