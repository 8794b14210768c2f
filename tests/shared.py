"""Where the source documents are, when they stand beside the checkout."""

import os
from pathlib import Path

import pytest

SHARED = Path(
    os.environ.get("GOLDENTHREAD_SHARED", Path(__file__).resolve().parents[1].parent / "shared")
)
SEEDS = SHARED / "seeds"
REPORTS = SHARED / "data" / "inspection-reports"

AGENDA_PACK = SEEDS / "004_0941154466023d2a.txt"
MINUTES_ALONE = SEEDS / "003_15664a615d33e063.txt"
REVISIT_LETTER = SEEDS / "002_de6aa671d1f3c2b0.txt"
PROGRESS_REPORT = SEEDS / "001_12b3e8236ab4bfae.txt"
INSPECTION_REPORT = SEEDS / "000_77eed36ac62617cc.txt"

needs_shared = pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents are not here")
