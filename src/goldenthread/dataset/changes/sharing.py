"""Keeping the register of sharing agreements."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Agreement, AgreementApproval, AgreementField, AgreementParty
from ..rules.cover import check_basis
from ..sources import all_sources
from ..sources.shape import Domain
from .nightly import next_night

Fields = Mapping[tuple[str, str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Party:
    """A party of an agreement; `part` is AgreementParty.SENDS, RECEIVES or PROCESSES."""

    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Approval:
    """Who of a party approved an agreement, by post, and on which day."""

    party: str
    post: str
    on: date


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement says besides its parties, fields and approvals."""

    reference: str
    title: str
    article_6: str
    starts: date
    retention_months: int
    article_9: str = ""
    schedule_1: str = ""
    section: str = ""
    ends: date | None = None
    security: str = ""
    assessment_reference: str = ""
    assessment_on: date | None = None


def every_field(source: str, table: str = "") -> dict[tuple[str, str], tuple[str, ...]]:
    """Return all fields of a source, or of one of its tables, as `fields` of an agreement."""
    return {
        (source, one.name): tuple(column.name for column in one.columns)
        for one in all_sources()[source].tables
        if table in ("", one.name)
    }


@transaction.atomic
def add_agreement(
    *,
    by: Actor,
    area: LocalArea,
    terms: Terms,
    purposes: Sequence[str],
    fields: Fields,
    parties: Sequence[Party],
    approvals: Sequence[Approval] = (),
) -> Agreement:
    """Put an agreement into the register: these fields of these tables, for each of the purposes.

    `fields` maps (source, table) to columns. It is in force once every party that sends or
    receives has approved it and its impact assessment is done. UserError, and nothing kept, where
    it has no basis in law for what it covers, or names what no source has.
    """
    _check(terms, purposes, fields, parties)
    if Agreement.objects.filter(area=area, reference=terms.reference).exists():
        raise UserError(
            f"There is an agreement {terms.reference} already. Nothing was kept. Give another "
            "reference, or change that one.",
            "reference",
        )
    made = Agreement.objects.create(area=area, **asdict(terms))
    _keep(made, purposes, fields, parties)
    _approve(made, approvals)
    after = _told(terms, purposes, fields, parties) | {"approvals": len(approvals)}
    record(
        by=by,
        verb="add_agreement",
        subject="agreement",
        ref=made.pk,
        after=after,
        follow=next_night(area),
    )
    return made


@transaction.atomic
def change_agreement(
    *,
    by: Actor,
    agreement: Agreement,
    terms: Terms,
    purposes: Sequence[str],
    fields: Fields,
    parties: Sequence[Party],
) -> bool:
    """Change what an agreement says; say whether it must be approved anew.

    What widens it (a field, a purpose, a party, a longer time) takes every approval back.
    """
    row = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
    _check(terms, purposes, fields, parties)
    _check_open(row)
    twin = Agreement.objects.filter(area_id=row.area_id, reference=terms.reference)
    if twin.exclude(pk=row.pk).exists():
        raise UserError(
            f"Another agreement is called {terms.reference}. Nothing was changed.", "reference"
        )
    had, wider = _standing(row), _is_wider(row, terms, purposes, fields, parties)
    for name, value in asdict(terms).items():
        setattr(row, name, value)
    row.save()
    row.fields.all().delete()
    row.parties.all().delete()
    _keep(row, purposes, fields, parties)
    if wider:
        row.approvals.all().delete()
    after = _told(terms, purposes, fields, parties) | {"approved_anew": wider}
    record(by=by, verb="change_agreement", subject="agreement", ref=row.pk, before=had, after=after)
    return wider


@transaction.atomic
def approve_agreement(*, by: Actor, agreement: Agreement, approval: Approval) -> None:
    """Keep that the holder of a post approved an agreement for a party."""
    row = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
    _check_open(row)
    if not row.parties.filter(name=approval.party).exists():
        raise UserError(f"{approval.party} is no party of {row.reference}. Nothing was kept.")
    row.approvals.filter(party=approval.party).delete()
    _approve(row, [approval])
    after = {"party": approval.party, "post": approval.post, "on": approval.on}
    record(by=by, verb="approve_agreement", subject="agreement", ref=row.pk, after=after)


@transaction.atomic
def withdraw_agreement(*, by: Actor, agreement: Agreement, on: date, why: str) -> None:
    """End an agreement before its time: from that day nothing is loaded under it.

    What was loaded stays until its retention ends or it is erased.
    """
    row = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
    _check_open(row)
    if not why.strip():
        raise UserError("Say why it is withdrawn. Nothing was changed.", "why")
    row.withdrawn_on = on
    row.save(update_fields=["withdrawn_on"])
    after = {"withdrawn_on": on}
    record(
        by=by,
        verb="withdraw_agreement",
        subject="agreement",
        ref=row.pk,
        after=after,
        note=why.strip(),
    )


def _check_open(row: Agreement) -> None:
    if row.withdrawn_on:
        raise UserError(
            f"{row.reference} was withdrawn, so it is not changed any more. Nothing was kept. Add "
            "an agreement that follows it."
        )


def _check(terms: Terms, purposes: Sequence[str], fields: Fields, parties: Sequence[Party]) -> None:
    """Raise UserError where an agreement could not be one."""
    known = all_sources()
    personal = False
    for (source, name), columns in fields.items():
        tables = {table.name: table for table in known[source].tables} if source in known else {}
        table = tables.get(name)
        have = {column.name for column in table.columns} if table else set()
        strange = [column for column in columns if column not in have]
        if table is None or strange:
            raise UserError(
                f"No source sends {source}, {name}: {', '.join(strange) or 'no such table'}. "
                "Nothing was kept.",
                "fields",
            )
        personal = personal or (bool(columns) and table.domain is not Domain.NOBODY)
    if not any(fields.values()):
        raise UserError("Choose what the agreement covers. Nothing was kept.", "fields")
    if not [purpose for purpose in purposes if purpose.strip()]:
        raise UserError("Say for what the data may be used. Nothing was kept.", "purposes")
    parts = {party.part for party in parties}
    if not {AgreementParty.SENDS, AgreementParty.RECEIVES} <= parts:
        raise UserError("Name who sends the data and who receives it. Nothing was kept.", "senders")
    if terms.ends and terms.ends < terms.starts:
        raise UserError("It would end before it begins. Nothing was kept.", "ends")
    check_basis(terms.article_6, terms.article_9, terms.schedule_1, personal)


def _keep(
    row: Agreement, purposes: Sequence[str], fields: Fields, parties: Sequence[Party]
) -> None:
    AgreementParty.objects.bulk_create(
        AgreementParty(agreement=row, name=party.name, part=party.part) for party in parties
    )
    AgreementField.objects.bulk_create(
        AgreementField(agreement=row, source=source, table=table, field=field, purpose=purpose)
        for (source, table), columns in fields.items()
        for field in dict.fromkeys(columns)
        for purpose in dict.fromkeys(purposes)
    )


def _approve(row: Agreement, approvals: Sequence[Approval]) -> None:
    AgreementApproval.objects.bulk_create(
        AgreementApproval(agreement=row, **asdict(approval)) for approval in approvals
    )


def _told(
    terms: Terms, purposes: Sequence[str], fields: Fields, parties: Sequence[Party]
) -> dict[str, object]:
    """Return an agreement as the trail keeps it."""
    return asdict(terms) | {
        "purposes": list(purposes),
        "fields": {f"{source}.{table}": list(names) for (source, table), names in fields.items()},
        "parties": [asdict(party) for party in parties],
    }


def _standing(row: Agreement) -> dict[str, object]:
    """Return what an agreement says now, as the trail keeps it."""
    return asdict(terms_of(row)) | {
        "purposes": sorted({field.purpose for field in row.fields.all()}),
        "fields": row.fields.count(),
        "parties": list(row.parties.values("name", "part")),
    }


def _is_wider(
    row: Agreement,
    terms: Terms,
    purposes: Sequence[str],
    fields: Fields,
    parties: Sequence[Party],
) -> bool:
    had = set(row.fields.values_list("source", "table", "field", "purpose"))
    has = {
        (source, table, field, purpose)
        for (source, table), columns in fields.items()
        for field in columns
        for purpose in purposes
    }
    before = set(row.parties.values_list("name", "part"))
    longer = terms.retention_months > row.retention_months or terms.starts < row.starts
    later = row.ends is not None and (terms.ends is None or terms.ends > row.ends)
    newcomers = {(party.name, party.part) for party in parties} - before
    return bool(has - had or newcomers or longer or later)


def terms_of(agreement: Agreement) -> Terms:
    """Return what an agreement says now."""
    return Terms(**{name: getattr(agreement, name) for name in Terms.__dataclass_fields__})


def parties_of(agreement: Agreement) -> list[Party]:
    """Return the parties of an agreement now."""
    return [Party(party.name, party.part) for party in agreement.parties.all()]
