"""Where the data set is switched off there is nothing of it."""

import pytest

from tests.audit.processes import Installation

ASK = """
import sys
from django.db import connection
from django.urls import get_resolver, reverse
reverse("thread:areas")
from django.apps import apps
from goldenthread.accounts.rules import PERSON_LEVEL_DEEDS, Role
from goldenthread.accounts.queries import _permitted
print("app" if apps.is_installed("goldenthread.dataset") else "no app")
print("pages" if "dataset" in get_resolver().namespace_dict else "no pages")
print("deeds" if _permitted(list(Role)) & PERSON_LEVEL_DEEDS else "no deeds")
ours = [name for name in connection.introspection.table_names() if name.startswith("dataset")]
print(ours or "no tables")
engines = {"duckdb", "ibis", "splink", "pyarrow", "pyspark", "pandas"} & set(sys.modules)
print(sorted(engines) if engines else "no engines")
"""


@pytest.mark.slow
def test_there_is_no_table_page_or_folder(tmp_path):
    here = Installation(tmp_path / "home", DATASET="off")
    assert here.gt("migrate", "--quiet").returncode == 0
    said = here.python(ASK).split("\n")
    assert said == ["no app", "no pages", "no deeds", "no tables", "no engines"]
    assert not (tmp_path / "home" / "dataset").exists()
    refused = here.gt("dataset", "retain", "--area", "anywhere")
    assert refused.returncode == 2
    assert "switched off here" in refused.stderr
