"""What the Standard Safeguarding Dataset holds of children with SEND known to social care."""

from typing import Any

import numpy as np
import pyarrow as pa

from goldenthread.dataset.synth import figures
from goldenthread.dataset.synth.drawing import NEVER, Ints
from goldenthread.dataset.synth.lives import Life
from goldenthread.dataset.synth.returns import Standing, reviewed_by, standing
from goldenthread.dataset.synth.sheets import Draft, Sheet, numbered, texts

KNOWN_TO_CARE = 0.12


def ssd(draft: Draft) -> list[Sheet]:
    """Return its eight tables, for one in eight of those with a plan or a request."""
    now = standing(draft)
    kept = np.flatnonzero(draft.world.people.person[now.who] % 100 < KNOWN_TO_CARE * 100)
    now = Standing(*(getattr(now, name)[kept] for name in Standing.__slots__))
    ids = {
        "pers_person_id": draft.identity.local.at(now.who),
        "send_table_id": _ids(draft, "SE", now.who),
        "ehcr_ehcp_request_id": _ids(draft, "SR", now.who),
        "ehca_ehcp_assessment_id": _ids(draft, "SA", now.who),
        "ehcn_named_plan_id": _ids(draft, "SN", now.who),
        "ehcp_active_ehcp_id": _ids(draft, "SP", now.who),
    }
    return [
        *_people(draft, now, ids),
        *_requests(draft, now, ids),
        *_plans(draft, now, ids),
    ]


def _ids(draft: Draft, letters: str, who: Ints) -> Any:
    return numbered(f"{draft.cut.code}{letters}", who + 100_000)


def _taken(ids: dict[str, Any], kept: Ints, *names: str) -> dict[str, Any]:
    return {name: ids[name].take(pa.array(kept)) for name in names}


def _people(draft: Draft, now: Standing, ids: dict[str, Any]) -> list[Sheet]:
    who = now.who
    upn = draft.identity.upn.places[who] >= 0
    person = draft.sheet(
        "person",
        who,
        {
            "pers_person_id": ids["pers_person_id"],
            "pers_ethnicity": draft.ethnicity(who, health=False),
            "pers_upn_unknown": texts(["UN1"], np.where(upn, -1, 0)),
            "pers_send_flag": pa.array(now.open),
            "pers_death_date": np.full(len(who), NEVER),
            "pers_is_mother": pa.array(np.zeros(len(who), dtype=bool)),
        },
    )
    disabled = np.flatnonzero(draft.rng.random(len(who)) < 0.4)
    disability = draft.sheet(
        "disability",
        who[disabled],
        {
            **_taken(ids, disabled, "pers_person_id"),
            "disa_table_id": _ids(draft, "SD", who[disabled]),
        },
    )
    uln = draft.identity.uln.at(who)
    send = draft.sheet(
        "send",
        who,
        {
            "pers_person_id": ids["pers_person_id"],
            "send_table_id": ids["send_table_id"],
            "send_upn": draft.identity.upn.at(who),
            "send_uln": uln,
            "send_upn_unknown": texts(
                ["UN8"], np.where(upn | uln.is_valid().to_numpy(False), -1, 0)
            ),
        },
    )
    return [person, disability, send]


def _requests(draft: Draft, now: Standing, ids: dict[str, Any]) -> list[Sheet]:
    decided = (now.decided != NEVER) & (now.decided <= draft.on)
    outcome = np.select(
        [~decided, now.life == Life.REFUSED, now.life == Life.WITHDRAWN], [2, 1, 3], 0
    )
    requests = draft.sheet(
        "ehcp_requests",
        now.who,
        {
            **{name: ids[name] for name in ("ehcr_ehcp_request_id", "send_table_id")},
            "ehcr_ehcp_req_date": now.requested,
            "ehcr_ehcp_req_outcome_date": np.where(outcome < 2, now.decided, NEVER),
            "ehcr_ehcp_req_outcome": texts(["Y", "N", "A", "W"], outcome),
        },
    )
    kept = np.flatnonzero(outcome == 0)
    issued = now.issued[kept]
    assessments = draft.sheet(
        "ehcp_assessment",
        now.who[kept],
        {
            **_taken(ids, kept, "ehca_ehcp_assessment_id", "ehcr_ehcp_request_id"),
            "ehca_ehcp_assessment_outcome_date": issued,
            "ehca_ehcp_assessment_outcome": texts(["A", "Y"], (issued != NEVER).astype(np.int64)),
        },
    )
    return [requests, assessments]


def _plans(draft: Draft, now: Standing, ids: dict[str, Any]) -> list[Sheet]:
    kept = np.flatnonzero(now.issued != NEVER)
    ceased = now.ceased[kept]
    named = draft.sheet(
        "ehcp_named_plan",
        now.who[kept],
        {
            **_taken(ids, kept, "ehcn_named_plan_id", "ehca_ehcp_assessment_id"),
            "ehcn_named_plan_start_date": now.issued[kept],
            "ehcn_named_plan_ceased_date": ceased,
            "ehcn_named_plan_ceased_reason": texts(["9"], np.where(ceased == NEVER, -1, 0)),
        },
    )
    kept = np.flatnonzero(now.open)
    who = now.who[kept]
    met = reviewed_by(draft, who, now.issued[kept])
    active = draft.sheet(
        "ehcp_active_plans",
        who,
        {
            **_taken(ids, kept, "ehcp_active_ehcp_id", "ehcr_ehcp_request_id"),
            "ehcp_active_ehcp_last_review_date": met,
        },
    )
    needs = draft.sheet(
        "sen_need",
        who,
        {
            **_taken(ids, kept, "ehcp_active_ehcp_id"),
            "senn_table_id": _ids(draft, "SX", who),
            "senn_active_ehcp_need_type": texts(list(figures.NEEDS), draft.world.people.need[who]),
            "senn_active_ehcp_need_rank": pa.array(np.ones(len(who), dtype=np.int64)),
        },
    )
    return [named, active, needs]
