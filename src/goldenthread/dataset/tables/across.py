"""Faults that show only across sources: rules over the whole linked set, run at every build."""

from dataclasses import dataclass

from goldenthread.dataset.sources import all_sources
from goldenthread.dataset.sources.shape import Given, Rows, Rule, Scope

from .whole import Set

SHOWN = 20


@dataclass(frozen=True, slots=True)
class SetFault:
    """How often one rule across sources was broken, and the first records, by opaque reference."""

    rule: str
    source: str
    table: str
    severity: str
    message: str
    fields: tuple[str, ...]
    count: int
    records: tuple[str, ...]


class Tables(dict[str, Rows]):
    """The linked tables of every source as "source.table", each made when a rule asks for it."""

    def __init__(self, whole: Set) -> None:
        super().__init__()
        self.whole = whole

    def __missing__(self, name: str) -> Rows:
        source, table = name.split(".")
        rows = self.whole.rows(source, table)
        self[name] = rows.mutate(person=rows.who_person).drop(
            "who_person", "who_born", "who_sex", "who_home"
        )
        return self[name]


def rules_across(given: Given) -> list[tuple[str, Rule]]:
    """Return the rules over the whole set that are in force on the day, with their source."""
    return [
        (source.code, rule)
        for source in all_sources().values()
        for rule in source.rules
        if rule.scope is Scope.SET
        and (rule.since is None or rule.since <= given.on)
        and (rule.until is None or given.on <= rule.until)
    ]


def faults_across(whole: Set, given: Given) -> tuple[SetFault, ...]:
    """Run every rule across sources on the rows that count; return those that found something.

    A rule is not asked while a table that it looks at was never loaded: nothing is known of it.
    """
    tables, found = Tables(whole), []
    for source, rule in rules_across(given):
        if not all(whole.has(*name.split(".")) for name in {f"{source}.{rule.table}", *rule.needs}):
            continue
        faulty = rule.faults(tables, given).select("record").distinct()
        records = whole.backend.to_pyarrow(faulty.order_by("record"))["record"].to_pylist()
        if records:
            found.append(_fault(source, rule, records))
    return tuple(found)


def _fault(source: str, rule: Rule, records: list[str]) -> SetFault:
    return SetFault(
        rule=rule.code,
        source=source,
        table=rule.table,
        severity=str(rule.severity),
        message=rule.message,
        fields=rule.fields,
        count=len(records),
        records=tuple(records[:SHOWN]),
    )
