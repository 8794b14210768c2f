"""The shape in which every source is declared: tables, columns, dated code lists and rules.

A source is data, not code: the loader, the checks, the dictionary, the rule catalogue and the
made-up country are all written from these values.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

# Ibis tables and boolean columns; the sources do not name an engine.
Rows = Any
Yes = Any


class Kind(StrEnum):
    """What a cell holds, and how its text is read."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    MONEY = "pounds"
    DATE = "date"
    MOMENT = "date and time"
    YESNO = "yes or no"
    CODE = "code"
    NHS_NUMBER = "NHS number"
    UPN = "unique pupil number"
    ULN = "unique learner number"
    POSTCODE = "postcode"


class Severity(StrEnum):
    """An error holds the row back in quarantine; a query lets it in and asks about it."""

    ERROR = "error"
    QUERY = "query"


class Domain(StrEnum):
    """The service that a table speaks of; who may see a row goes by it."""

    EDUCATION = "education"
    HEALTH = "health"
    CARE = "care"
    NOBODY = "not about a person"


class Scope(StrEnum):
    """What a rule must look at: one row, all tables of one load, or the whole linked set."""

    ROW = "row"
    LOAD = "load"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Code:
    """One code, its words, and the first and last day on which it was valid (None: open)."""

    code: str
    words: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CodeList:
    """A dated list of codes and where it was read.

    `complete` is False where the source of the list could not be had whole: a code that is not in
    it is then asked about (query), never refused.
    """

    name: str
    codes: tuple[Code, ...]
    source: str
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in our tables, what it means, how it is read and what bounds it.

    `identifying` columns are kept apart and encrypted. `headings` are other headings under which
    suppliers send it, compared without case, spaces and signs. `low` and `high` bound numbers (in
    `unit`). `since` and `until` are the days between which the column is asked for. `dated_by` is
    the column of the same table with the day on which its code must have been in force, for rows
    that speak of other days than the extract's own (empty: the extract's day).
    """

    name: str
    words: str
    kind: Kind
    required: bool = False
    codes: CodeList | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    identifying: bool = False
    headings: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    dated_by: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """Which columns of a table say whose row it is; linkage reads these and no others.

    `local` is the partner's own reference for the person, `through` a parent table of the same
    source whose `Who` holds for this one, found by the column `local` in both.
    """

    nhs_number: str = ""
    upn: str = ""
    uln: str = ""
    local: str = ""
    forename: str = ""
    surname: str = ""
    former_surname: str = ""
    birth_date: str = ""
    sex: str = ""
    postcode: str = ""
    through: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a source: one sheet, one CSV file or one kind of XML element.

    `key` names the columns that tell one row from another within the source (its record, which
    stays the same from one extract to the next). `event` is the column with the day that the row
    speaks of, for the timeline; `until` the column with the day it ended.
    """

    name: str
    words: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    domain: Domain
    who: Who | None = None
    event: str = ""
    until: str = ""
    parent: str = ""
    sheets: tuple[str, ...] = ()
    restricted: bool = False

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")


@dataclass(frozen=True, slots=True)
class Given:
    """What a check is made against: the day the extract speaks of and the area's own code."""

    on: date
    area_code: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """Rows of one or more tables, as typed values, and what a rule should say of them.

    `rows` maps a table's name to its rows, each a mapping of column to value (missing: None).
    """

    rows: Mapping[str, tuple[Mapping[str, Any], ...]]
    on: date = date(2025, 1, 16)


RowCheck = Callable[[Rows, Given], Yes]
TablesCheck = Callable[[Mapping[str, Rows], Given], Rows]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its code, what it asks, the fields it touches and examples both ways.

    `faults` is an Ibis expression, so that it runs on any engine: for Scope.ROW it is given the
    typed table and returns a boolean column, true (never null) on faulty rows; for Scope.LOAD it
    is given the typed tables of the load by name and returns a table with the column `row` of the
    faulty rows of `table`; for Scope.SET it is given the linked tables as "source.table", each
    with a column `person`, and returns a table with the column `record` of `table`. `needs` names
    every "source.table" that a rule of Scope.SET looks at; where one is not held it is not asked.
    """

    code: str
    table: str
    severity: Severity
    message: str
    fields: tuple[str, ...]
    faults: RowCheck | TablesCheck
    passes: tuple[Example, ...]
    fails: tuple[Example, ...]
    scope: Scope = Scope.ROW
    since: date | None = None
    until: date | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """An extract that a partner sends: its tables, rules, and where its shape was read.

    `partner` is the kind of organisation that sends it, `purpose` what it is used for unless said
    otherwise, `fresh_days` the days after which it counts as stale. A `snapshot` is the whole state
    of things on its day: a later one replaces an earlier whole; of any other source each record
    stays until a later extract brings it anew.
    """

    code: str
    words: str
    partner: str
    purpose: str
    tables: tuple[Table, ...]
    rules: tuple[Rule, ...]
    read_at: str
    fresh_days: int = 120
    snapshot: bool = False
    formats: tuple[str, ...] = field(default=("csv", "xlsx"))

    def table(self, name: str) -> Table:
        """Return the table of that name; KeyError where there is none."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(f"{self.code} has no table {name}")
