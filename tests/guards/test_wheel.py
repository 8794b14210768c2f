"""A built wheel carries what pages need, and an installation from it works with no checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.guards.house import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from this checkout with the build tools of this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_front_end_templates_and_migrations(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    assert "goldenthread/design/static/govuk/govuk-frontend.css" in names
    assert "goldenthread/design/static/govuk/govuk-frontend.js" in names
    assert "goldenthread/design/static/design/house.css" in names
    assert "goldenthread/design/templates/design/base.html" in names
    assert "goldenthread/areas/migrations/0001_initial.py" in names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_wheel_carries_no_crown_crest_or_font(wheel: Path):
    archive = zipfile.ZipFile(wheel)
    forbidden = ("crest", "crown", ".woff", "opengraph")
    assert not [name for name in archive.namelist() if any(word in name for word in forbidden)]
    css = archive.read("goldenthread/design/static/govuk/govuk-frontend.css").decode()
    assert "GDS Transport" not in css
    assert "url(" not in css


def test_an_installation_outside_a_checkout_keeps_its_data_in_the_users_folder(
    wheel: Path, tmp_path: Path
):
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(installed),
        "HOME": str(tmp_path),
    }
    start = "import sys; from goldenthread.cli import main; sys.exit(main())"
    subprocess.run(
        [sys.executable, "-c", start, "migrate", "--quiet"],
        env=environment,
        cwd=tmp_path,
        check=True,
    )
    home = tmp_path / ".local/share/goldenthread"
    assert (home / "goldenthread.db").is_file()
    assert (home / "secret-key").is_file()
