"""Made-up children for the exercise: agreements, and twelve extracts loaded from six partners.

One extract is sent before its agreement is signed, and so it is refused. Imported only where the
data set is switched on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.dataset.changes.loads import load_extract
from goldenthread.dataset.changes.refreshing import ask_for_refresh
from goldenthread.dataset.changes.sharing import (
    Approval,
    Party,
    Terms,
    add_agreement,
    every_field,
)
from goldenthread.dataset.models import AgreementParty, Load
from goldenthread.dataset.sources import source as source_of

from .diary import days_ago

FOLDER = "made-up-children"
SENT_AGO = 9
NUMBERS = ("909", ("942", "943"))

OLD_COUNCIL = "Cumbria County Council"
COUNCILS = "Cumberland Council and Westmorland and Furness Council"
MENTAL_HEALTH = "Mental health trust (made up)"
COMMUNITY = "Community health trust (made up)"
PRACTICES = "General practices (made up)"
HEALTH_VISITING = "Health visiting service (made up)"
RECEIVER = "Joint SEND intelligence team (made up)"
PARTNERS = {
    "camhs": MENTAL_HEALTH,
    "neurodevelopmental": COMMUNITY,
    "community_health": COMMUNITY,
    "ld_register": PRACTICES,
    "health_visiting": HEALTH_VISITING,
}


@dataclass(frozen=True, slots=True)
class Signed:
    """An agreement of the exercise: its reference, title, who sends and which sources."""

    reference: str
    title: str
    sends: tuple[str, ...]
    sources: tuple[str, ...]


# Nothing is agreed with the health visiting service yet: its extract is refused.
SIGNED = (
    Signed(
        "ISA-01",
        "Education, health and care plans and schooling of children with SEND",
        (OLD_COUNCIL, COUNCILS),
        ("sen2", "school_census", "exclusions", "attendance", "placements"),
    ),
    Signed("ISA-02", "Mental health referrals of children", (MENTAL_HEALTH,), ("camhs",)),
    Signed(
        "ISA-03",
        "Community health and the neurodevelopmental pathway",
        (COMMUNITY,),
        ("neurodevelopmental", "community_health"),
    ),
    Signed(
        "ISA-04",
        "Learning disability registers and NHS number tracing",
        (PRACTICES,),
        ("ld_register", "nhs_trace"),
    ),
)


def make_children(
    *, by: Actor, area: LocalArea, progress: Callable[[str], None], on: date | None = None
) -> list[Load]:
    """Give an exercise its made-up children, unless it has any; return the loads, in order.

    The extracts are left in GOLDENTHREAD_HOME / FOLDER, so that the refused one can be loaded once
    its agreement is there. UserError for an area that is no exercise.
    """
    if not area.exercise:
        raise UserError("Made-up children are for an exercise only. Nothing was made.")
    if Load.objects.filter(area=area).exists():
        progress("children: already there; left as they are")
        return []
    from goldenthread.dataset.synth.exercise import make_exercise

    on = on or days_ago(SENT_AGO)
    out = settings.GOLDENTHREAD_HOME / FOLDER
    progress("children, every one of them made up: twelve extracts of six partners")
    sent = make_exercise(on, out, *NUMBERS)
    for signed in SIGNED:
        _sign(by, area, signed)
    loads = []
    for extract in sent:
        partner = OLD_COUNCIL if extract.before else PARTNERS.get(extract.source, COUNCILS)
        load = load_extract(
            by=by,
            area=area,
            source=extract.source,
            files=extract.files,
            extract_on=extract.on,
            partner=partner,
            made_up=True,
        )
        loads.append(load)
    progress(_sum(loads))
    ask_for_refresh(by=by, area=area)
    return loads


def _sum(loads: Sequence[Load]) -> str:
    refused = [load for load in loads if load.state == Load.REFUSED]
    kept = len(loads) - len(refused)
    names = ", ".join(source_of(load.source).words.partition(":")[0] for load in refused)
    return f"{kept} extracts loaded; refused for want of an agreement: {names}"


def _sign(by: Actor, area: LocalArea, signed: Signed) -> None:
    """Put an agreement into the register, approved by everybody whom it binds."""
    begun = days_ago(500)
    parties = [
        *(Party(name, AgreementParty.SENDS) for name in signed.sends),
        Party(RECEIVER, AgreementParty.RECEIVES),
    ]
    fields: dict[tuple[str, str], tuple[str, ...]] = {}
    for code in signed.sources:
        fields |= every_field(code)
    add_agreement(
        by=by,
        area=area,
        terms=Terms(
            reference=signed.reference,
            title=f"{signed.title} (made up)",
            article_6="6(1)(e) public task",
            article_9="9(2)(g) substantial public interest",
            schedule_1="Paragraph 6, statutory purposes",
            section="Children and Families Act 2014, sections 22 to 27",
            starts=begun,
            retention_months=84,
            security="Sent by secure transfer; kept encrypted; read for a reason that is kept.",
            assessment_reference=f"DPIA-{signed.reference[-2:]}",
            assessment_on=begun,
        ),
        purposes=sorted({source_of(code).purpose for code in signed.sources}),
        fields=fields,
        parties=parties,
        approvals=[Approval(party.name, "Caldicott Guardian", begun) for party in parties],
    )
