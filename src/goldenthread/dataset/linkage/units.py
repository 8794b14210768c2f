"""What records say of a person, cleaned: one unit for all records that say just the same."""

from typing import Any

import ibis
import pyarrow as pa
from ibis import Table, _
from ibis.expr.types import BooleanValue, StringValue

from goldenthread.dataset.linkage.shape import RECORDS, UNITS
from goldenthread.dataset.linkage.soundex import soundex
from goldenthread.dataset.rules.identifiers import UPN_LETTERS

ACCENTED = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŁŚŠŻŹŽĆČĘĄŃŸ"
PLAIN = "AAAAAACEEEEIIIINOOOOOOUUUUYLSSZZZCCEANY"
SAID = UNITS.names[1 : UNITS.names.index("first_on")]
# Postcodes and birth dates that stand for "not known" are no sign that two records are of one.
NO_POSTCODE = ("ZZ99", "XX", "ZZ1 1ZZ")
NO_BIRTH = ("1900-01-01", "1901-01-01")


def _letters(name: StringValue) -> StringValue:
    """Return a name in capital letters without accents, spaces and signs; null where none is left.

    "Mary-Ann" is "MARYANN", so that hyphens and spaces part nobody.
    """
    upper = name.cast("string").upper().translate(ACCENTED, PLAIN)
    return upper.re_replace("[^A-Z]", "").nullif("")


def _signs(text: StringValue) -> StringValue:
    return text.cast("string").upper().re_replace("[^A-Z0-9]", "").nullif("")


def _sex(code: StringValue) -> StringValue:
    """Return F or M of the codes of schools (F, M) and of the NHS (2, 1); null for any other."""
    return ibis.cases((code.isin(["F", "2"]), "F"), (code.isin(["M", "1"]), "M"))


def described(records: Table) -> Table:
    """Return records with what they say of a person in one form, and `unit`, its digest."""
    clean = records.mutate(
        nhs_number=_signs(_.nhs_number),
        old_nhs_number=_signs(_.old_nhs_number),
        upn=_signs(_.upn),
        uln=_signs(_.uln),
        forename=_letters(_.forename),
        surname=_letters(_.surname),
        former_surname=_letters(_.former_surname),
        birth_date=_.birth_date.cast("string").substr(0, 10),
        sex=_sex(_.sex.cast("string").upper().substr(0, 1)),
        postcode=_signs(_.postcode),
        traced=_.traced.fill_null(False),
    )
    said = [clean[name].cast("string").fill_null("") for name in SAID]
    message = ibis.cases((_says_little(clean), clean.record), else_="")
    for part in said:
        message = message + "\x1f" + part
    return clean.mutate(unit=message.hexdigest("sha256").substr(0, 32))


def _says_little(clean: Table) -> BooleanValue:
    """Say of records that others may say just the same of somebody else."""
    numbers = [clean[name].notnull() for name in ("nhs_number", "upn", "uln", "local", "about")]
    named = [clean[name].notnull() for name in ("forename", "surname", "birth_date", "postcode")]
    return ~(ibis.or_(*numbers) | ibis.and_(*named))


def units_of(described_records: Table) -> Table:
    """Return the distinct units with the first and last day on which an extract brought them."""
    return described_records.group_by(["unit", *SAID]).agg(
        first_on=_.extract_on.min(), last_on=_.extract_on.max()
    )


def valid_ten_digits(text: StringValue, check_of: Any) -> BooleanValue:
    """Say that a text is ten digits whose last follows from the sum of the others, 10 to 2."""
    form = text.re_search("^[0-9]{10}$")
    total = sum(
        (ibis.cases((form, text.substr(at, 1)), else_="0").cast("int64") * (10 - at))
        for at in range(9)
    )
    return (
        form & check_of(total, ibis.cases((form, text.substr(9, 1)), else_="0").cast("int64"))
    ).fill_null(False)


def valid_nhs_number(text: StringValue) -> BooleanValue:
    """Say that a text is an NHS number by its check digit (see rules.identifiers.nhs_number)."""
    return valid_ten_digits(text, lambda total, last: (11 - total % 11) % 11 == last)


def valid_uln(text: StringValue) -> BooleanValue:
    """Say that a text is a unique learner number (see rules.identifiers.uln)."""
    return valid_ten_digits(text, lambda total, last: (10 - total % 11) == last) & ~text.startswith(
        "0"
    )


def valid_upn(text: StringValue) -> BooleanValue:
    """Say that a text is a permanent unique pupil number (see rules.identifiers.upn).

    A temporary number, whose last character is a letter, may be given again and is no evidence.
    """
    form = text.re_search(f"^[{UPN_LETTERS}][0-9]{{12}}$")
    total = sum(
        ibis.cases((form, text.substr(at, 1)), else_="0").cast("int64") * (at + 1)
        for at in range(1, 13)
    )
    letter = ibis.literal(UPN_LETTERS).find(text.substr(0, 1))
    return (form & (total % 23 == letter)).fill_null(False)


def _valid(column: StringValue, rule: Any) -> StringValue:
    return ibis.cases((rule(column), column))


def compared(units: Table) -> Table:
    """Return units with the columns that are compared, and none where a value is no evidence."""
    known = ~_.postcode.startswith(NO_POSTCODE[0]) & ~_.postcode.startswith(NO_POSTCODE[1])
    born = ibis.cases((_.birth_date.notin(NO_BIRTH), _.birth_date))
    return units.mutate(
        given_nhs_number=_.nhs_number,
        nhs_number=_valid(units.nhs_number, valid_nhs_number),
        upn=_valid(units.upn, valid_upn),
        uln=_valid(units.uln, valid_uln),
        postcode=ibis.cases((known, _.postcode)),
        birth_date=born,
    ).mutate(
        born_year=_.birth_date.substr(0, 4),
        born_month=_.birth_date.substr(5, 2),
        born_day=_.birth_date.substr(8, 2),
    )


def with_sounds(nodes: pa.Table) -> pa.Table:
    """Return nodes with the sound of forename and surname, each distinct name sounded once."""
    for column in ("forename", "surname"):
        coded = nodes[column].combine_chunks().dictionary_encode()
        sounds = pa.array(
            [soundex(name) for name in coded.dictionary.to_pylist()], type=pa.string()
        )
        nodes = nodes.append_column(f"{column}_sound", sounds.take(coded.indices))
    return nodes


def as_records(rows: list[dict[str, Any]]) -> pa.Table:
    """Return rows as records; what a row does not name is null."""
    return pa.Table.from_pylist(rows, schema=RECORDS)
