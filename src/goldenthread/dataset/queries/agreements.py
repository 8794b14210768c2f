"""The register of sharing agreements, as rules and pages need it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from goldenthread.areas.models import LocalArea

from ..models import Agreement, AgreementField, AgreementParty
from ..rules.cover import Cover, Need
from ..sources import all_sources
from ..sources.shape import Source


def register(area: LocalArea) -> QuerySet[Agreement]:
    """Return the agreements of an area with parties, fields and approvals, by reference."""
    fields = AgreementField.objects.order_by("source", "table", "pk")
    return (
        Agreement.objects.filter(area=area)
        .prefetch_related("parties", "approvals", Prefetch("fields", queryset=fields))
        .order_by("reference")
    )


def last_day(agreement: Agreement) -> date | None:
    """Return the last day an agreement holds: its end, or the day before it was withdrawn."""
    ends = [agreement.ends] if agreement.ends else []
    if agreement.withdrawn_on:
        ends.append(agreement.withdrawn_on - timedelta(days=1))
    return min(ends, default=None)


def waits_for(agreement: Agreement) -> str:
    """Return what an agreement still waits for before it is in force; "" when for nothing.

    Every party that sends or receives approves it, and its data protection impact assessment is
    done (UK GDPR, Article 35: children's health data on a large scale).
    """
    given = {approval.party for approval in agreement.approvals.all()}
    owing = [
        party.name
        for party in agreement.parties.all()
        if party.part != AgreementParty.PROCESSES and party.name not in given
    ]
    waits = [f"the approval of {' and '.join(sorted(set(owing)))}"] if owing else []
    if agreement.assessment_on is None:
        waits.append("its data protection impact assessment")
    return " and ".join(waits)


def in_force(agreement: Agreement, on: date) -> bool:
    """Say whether an agreement holds on a day, approved and assessed."""
    ends = last_day(agreement)
    begun = agreement.starts <= on and (ends is None or on <= ends)
    return begun and not waits_for(agreement)


def covers_of(area: LocalArea) -> tuple[Cover, ...]:
    """Return what the agreements of an area cover, one for each field and purpose."""
    return tuple(cover for agreement in register(area) for cover in _covers(agreement))


def _covers(agreement: Agreement) -> Iterable[Cover]:
    ends, waits = last_day(agreement), waits_for(agreement)
    early = agreement.withdrawn_on is not None and (
        agreement.ends is None or agreement.withdrawn_on <= agreement.ends
    )
    for field in agreement.fields.all():
        yield Cover(
            agreement.reference,
            field.source,
            field.table,
            field.field,
            field.purpose,
            agreement.starts,
            ends,
            early,
            waits,
        )


def needs_of(source: Source, columns: Mapping[str, Iterable[str]] | None = None) -> list[Need]:
    """Return what a load of a source needs: these columns by table, or all that it may hold."""
    wanted = columns or {
        table.name: [column.name for column in table.columns] for table in source.tables
    }
    return [
        Need(source.code, name, tuple(fields), source.words, source.table(name).words)
        for name, fields in wanted.items()
    ]


def purposes(area: LocalArea) -> list[str]:
    """Return the purposes that sources name or agreements of the area already have."""
    agreed = AgreementField.objects.filter(agreement__area=area).values_list("purpose", flat=True)
    return sorted({source.purpose for source in all_sources().values()} | set(agreed))


@dataclass(frozen=True, slots=True)
class Covered:
    """The fields of one table that an agreement covers for a purpose, of how many there are."""

    source: str
    source_words: str
    table: str
    table_words: str
    purpose: str
    fields: tuple[str, ...]
    of: int


def covered(agreement: Agreement) -> list[Covered]:
    """Return what an agreement covers, by table and purpose; what no source has stays in words."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for field in agreement.fields.all():
        groups.setdefault((field.source, field.table, field.purpose), []).append(field.field)
    known = all_sources()
    found = []
    for (code, name, purpose), fields in groups.items():
        source = known.get(code)
        tables = {table.name: table for table in source.tables} if source else {}
        table = tables.get(name)
        found.append(
            Covered(
                code,
                source.words if source else code,
                name,
                table.words if table else name,
                purpose,
                tuple(fields),
                len(table.columns) if table else len(fields),
            )
        )
    return found


def fields_of(agreement: Agreement) -> dict[tuple[str, str], list[str]]:
    """Return the fields an agreement covers, for whichever purpose, by source and table."""
    found: dict[tuple[str, str], list[str]] = {}
    for field in agreement.fields.all():
        names = found.setdefault((field.source, field.table), [])
        if field.field not in names:
            names.append(field.field)
    return found
