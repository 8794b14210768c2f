"""The trail under many writers at once, its guard up, on a database of either kind."""

import json
import subprocess

import pytest

from tests.audit.processes import START, Installation, database

pytestmark = pytest.mark.slow
EVENTS = 40


@pytest.mark.parametrize(("kind", "writers"), [("sqlite", 4), ("postgresql", 8)])
def test_the_chain_stays_whole_and_guarded_under_parallel_writers(kind, writers, tmp_path):
    with database(kind) as url:
        here = Installation(tmp_path, url)
        assert here.gt("migrate").returncode == 0
        code = f"from tests.reliability.writers import main; main({writers}, {EVENTS})"
        left = json.loads(here.python(code))
        verified = subprocess.run(
            [*START, "verify"], env=here.environment, capture_output=True, text=True, check=False
        )
    assert left["kept"] == left["held"] == writers * EVENTS * 4 // 5
    assert not left["broken"]
    assert left["follow_one_another"]
    assert left["head"]
    assert left["harm"].pop("refused") > 0
    assert set(left["harm"]) <= {"found nothing"}
    assert verified.returncode == 0, verified.stderr
