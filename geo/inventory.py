"""What is held, what for and until when, and who may do what with it: read from the database.

The annex of a data protection impact assessment is drawn from this, and nothing in it is typed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from geo.cluster import LOGINS, OWNER, ROLES_BEHIND
from geo.database import query

KEPT = re.compile(r"\s*Kept (?P<until>[^.]*)\.$")
BY_RULE = re.compile(r"^by rule: (?P<dataset>[a-z_]+)(?P<more>;.*)?$")
NOT_STATED = "not stated"


@dataclass(frozen=True)
class Field:
    """A column that keeps data; ``purpose`` is empty if nobody said what it is for."""

    name: str
    type: str
    purpose: str


@dataclass(frozen=True)
class Table:
    """A table that keeps data, what it is for, and until when rows are kept."""

    name: str
    purpose: str
    kept: str
    dataset: str | None  # of held.retention_policy, if a rule deletes it
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Retention:
    """For how long a dataset is kept, since when and why."""

    dataset: str
    keep_months: int
    effective_from: dt.date
    reason: str


@dataclass(frozen=True)
class Right:
    """What a login may do with an object of the database."""

    login: str
    schema: str
    object: str
    kind: str
    rights: tuple[str, ...]


@dataclass(frozen=True)
class Inventory:
    """All of it, as it is in one database on a day."""

    tables: tuple[Table, ...]
    retention: tuple[Retention, ...]
    rights: tuple[Right, ...]
    behind: tuple[Right, ...]  # those of roles that nobody signs in as
    sources: tuple[tuple[str, str], ...]  # a released view, and a table that it is made of

    @property
    def unexplained(self) -> list[str]:
        """The tables and fields that nobody said the purpose or the end of."""
        datasets = {each.dataset for each in self.retention}
        found = [
            table.name
            for table in self.tables
            if not table.purpose
            or table.kept == NOT_STATED
            or (table.dataset is not None and table.dataset not in datasets)
        ]
        return found + [
            f"{table.name}.{field.name}"
            for table in self.tables
            for field in table.fields
            if not field.purpose
        ]


def take(connection: Connection, as_at: dt.date) -> Inventory:
    """Read the inventory from the database's own catalogue, and the terms in force on a day."""
    retention = tuple(
        Retention(row.dataset, row.keep_months, row.effective_from, row.reason)
        for row in connection.execute(query("retention_in_force"), {"as_at": as_at})
    )
    return Inventory(
        _tables(connection, retention),
        retention,
        _rights(connection, [each for each in LOGINS if each != OWNER]),
        _rights(connection, ROLES_BEHIND),
        tuple((row.view, row.table_name) for row in connection.execute(query("view_sources"))),
    )


def _rights(connection: Connection, roles: Sequence[str]) -> tuple[Right, ...]:
    """Return what each of these logins or roles may do."""
    return tuple(
        Right(row.login, row.schema, row.object, row.kind, tuple(row.rights))
        for row in connection.execute(query("granted_rights"), {"logins": list(roles)})
    )


def _tables(connection: Connection, retention: Sequence[Retention]) -> tuple[Table, ...]:
    rows = connection.execute(query("held_fields")).all()
    found = []
    for name, group in groupby(rows, lambda row: str(row.table_name)):
        fields = list(group)
        said = fields[0].table_purpose or ""
        kept = KEPT.search(said)
        until = kept["until"] if kept else NOT_STATED
        rule = BY_RULE.match(until)
        found.append(
            Table(
                name,
                KEPT.sub("", said),
                _in_words(rule, retention) if rule else until,
                rule["dataset"] if rule else None,
                tuple(Field(row.column_name, row.type, row.purpose or "") for row in fields),
            )
        )
    return tuple(found)


def _in_words(rule: re.Match[str], retention: Sequence[Retention]) -> str:
    """Say a rule with the months that hold now."""
    months = next((each.keep_months for each in retention if each.dataset == rule["dataset"]), None)
    if months is None:
        return f"by the rule {rule['dataset']}, which is not in force"
    return f"{months} months, by the rule {rule['dataset']}{rule['more'] or ''}"
