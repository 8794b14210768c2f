"""Linkage finds whose every education row is, however far the person stands above it."""

from datetime import date
from pathlib import Path

import pytest

from goldenthread.dataset.engine import connect
from goldenthread.dataset.linkage.gather import gather
from goldenthread.dataset.sources import all_sources
from tests.dataset.tables.small_set import ADA, ADA_PUPIL, SmallSet

ON = date(2025, 1, 16)
BORN = date(2014, 5, 17)
CHAINS = {
    "ssd": {
        "person": {"pers_person_id": "1", "pers_upn": ADA_PUPIL, "pers_dob": BORN},
        "disability": {"disa_table_id": "d", "pers_person_id": "1", "disa_disability_code": "LD"},
        "send": {"send_table_id": "s", "pers_person_id": "1"},
        "ehcp_requests": {"ehcr_ehcp_request_id": "r", "send_table_id": "s"},
        "ehcp_assessment": {"ehca_ehcp_assessment_id": "a", "ehcr_ehcp_request_id": "r"},
        "ehcp_named_plan": {"ehcn_named_plan_id": "p", "ehca_ehcp_assessment_id": "a"},
        "ehcp_active_plans": {"ehcp_active_ehcp_id": "e", "ehcr_ehcp_request_id": "r"},
        "sen_need": {"senn_table_id": "n", "ehcp_active_ehcp_id": "e"},
    },
    "sen2": {
        "person": {"person_id": "1", "upn": ADA_PUPIL, "personbirthdate": BORN},
        "requests": {"request_id": "r", "person_id": "1"},
        "assessment": {"assessment_id": "a", "person_id": "1"},
        "named_plan": {"named_plan_id": "p", "person_id": "1", "startdate": ON},
        "plan_detail": {"plan_detail_id": "d", "person_id": "1"},
        "active_plans": {"active_plans_id": "e", "person_id": "1"},
        "placement_detail": {"placement_detail_id": "l", "person_id": "1"},
        "sen_need": {"sen_need_id": "n", "person_id": "1"},
    },
}


@pytest.mark.parametrize("code", sorted(CHAINS))
def test_every_row_is_its_persons(code: str, tmp_path: Path):
    small = SmallSet.at(tmp_path)
    small.load(code, ON, {name: [(ADA, row)] for name, row in CHAINS[code].items()})
    with connect() as backend:
        found = gather(backend, small.store, small.loads).to_pylist()
    assert {row["table"] for row in found} == set(CHAINS[code])
    assert len(found) == len(CHAINS[code])
    assert {(row["upn"], row["birth_date"]) for row in found} == {(ADA_PUPIL, BORN)}


def test_what_says_whose_a_row_is_lies_apart_from_facts():
    for source in all_sources().values():
        for table in source.tables:
            if table.who is None:
                continue
            words = {"forename", "surname", "upn", "uln", "nhs_number", "birth_date", "postcode"}
            for column in table.columns:
                if column.name in words or column.name.endswith(("_upn", "_uln", "_dob")):
                    assert column.identifying, f"{source.code}.{table.name}.{column.name}"
