"""Rows of a taxi register: cells to values, faults that turn a row away, and each row kept once."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID, uuid5

from geo.database import query
from geo.matching import NAMESPACE
from loaders import dates, meaning, periods, standing, taxi_status, values
from loaders.copying import copy_rows
from loaders.layout import Layout
from loaders.loading import Load
from loaders.periods import NO_END, days_written
from loaders.table import Row, Table
from loaders.unread import Unread, explained, legend
from loaders.values import BadCell

_OVER = frozenset({"surrendered", "revoked", "withdrawn", "lapsed", "expired"})


class Turned(Exception):
    """A row that is turned away, for one cell of it."""

    def __init__(self, column: str, reason: str, found: str) -> None:
        super().__init__(reason)
        self.column, self.reason, self.found = column, reason, found


class Cells:
    """Reads the cells of a taxi register.

    A required cell that cannot be read turns the row away; an optional one is an issue, and the row
    stands without it. ``strict``: every cell is required to be read, as the national database does.
    """

    def __init__(self, load: Load, table: Table, layout: Layout, *, strict: bool = False) -> None:
        self._load = load
        self._strict = strict
        self._layout = layout
        self._place = {column: place for place, column in enumerate(table.columns)}
        self._legend = legend([*table.above, *table.beside])
        self.unread = Unread(load.report)
        self._us_order = {
            name: bool(dates.month_first(days_written(table.column(layout.columns[name][0]))))
            for name in ("starts_on", "ends_on")
            if layout.has(name)
        }

    def stated(self, row: Row, name: str) -> str:
        """Return a cell as it stands, or nothing if there is no such column."""
        columns = self._layout.columns.get(name, ())
        return ", ".join(
            cell for column in columns if (cell := row.cells[self._place[column]].strip())
        )

    def each(self, row: Row, name: str) -> list[tuple[str, str]]:
        """Return the columns of a field, each with its cell."""
        columns = self._layout.columns.get(name, ())
        return [(column, row.cells[self._place[column]]) for column in columns]

    def has(self, name: str) -> bool:
        """Whether the file has a column for a field."""
        return self._layout.has(name)

    def column(self, name: str) -> str:
        """Return what the file calls a field."""
        return self._layout.columns.get(name, (name,))[0]

    def text(self, row: Row, name: str) -> str | None:
        """Return a cell's text."""
        return values.text(self.stated(row, name))

    def required(self, row: Row, name: str) -> str:
        """Return a cell's text. Raises: BadCell if there is none."""
        if (found := self.text(row, name)) is None:
            raise Turned(self.column(name), "required", "nothing")
        return found

    def full_name(self, row: Row) -> str | None:
        """Return a person's name that stands in two columns."""
        parts = (self.text(row, name) for name in ("forename", "surname"))
        return " ".join(part for part in parts if part) or None

    def parsed(self, row: Row, name: str, parse: Callable[[str], Any]) -> Any:
        """Return a cell's value. Raises: Turned."""
        try:
            return parse(self.stated(row, name))
        except BadCell as bad:
            raise Turned(self.column(name), bad.reason, bad.found) from None

    def optional(self, row: Row, name: str, parse: Callable[[str], Any]) -> Any:
        """Return a cell's value; None, and an issue, if it cannot be read."""
        if self._strict:
            return self.parsed(row, name, parse)
        try:
            return parse(self.stated(row, name))
        except BadCell as bad:
            self._load.report.issues[self.column(name), bad.reason] += 1
            return None

    def period(self, row: Row) -> tuple[Any, Any]:
        """Return when a licence starts and ends. Raises: Turned if the end comes first."""
        start, end = self._day(row, "starts_on"), self._day(row, "ends_on")
        if end and not self._strict:
            end = periods.of_this_century(self.stated(row, "ends_on"), end, start)
        if start and end and end < start:
            raise Turned(self.column("ends_on"), "dates_out_of_order", "a date")
        return start, end

    def _day(self, row: Row, name: str) -> Any:
        if name == "ends_on" and not self._strict and NO_END.match(self.stated(row, name)):
            return None
        read = {"starts_on": periods.first_day, "ends_on": periods.last_day}[name]
        if name == "ends_on" and self.column("starts_on") == self.column("ends_on"):
            read = periods.end_of_span
        elif self._strict:
            read = dates.date
        return self.optional(row, name, partial(read, us_order=self._us_order.get(name, False)))

    def status(self, row: Row) -> tuple[str, str | None]:
        """Return a licence's status and the words for it: those of its own column go first.

        Some registers write Revoked where the licence's end would be, or tick Suspended.
        """
        words = explained(self.text(row, "status"), self._legend)
        found = taxi_status.status(words)
        if words is None:
            for name in ("ends_on", "starts_on"):
                said = self.text(row, name)
                if said and (told := taxi_status.status(said)) in taxi_status.TOLD_BY_A_DATE:
                    found, words = told, said
                    break
        if found in ("in_force", "unknown") and (ended := self._ended(row)) is not None:
            return meaning.status(ended) if meaning.status(ended) in _OVER else "lapsed", ended
        if found in ("in_force", "unknown") and (sanction := self._sanctioned(row)) is not None:
            return sanction, f"{self.column('suspended')} {self.stated(row, 'suspended')}"
        ticked = self.optional(row, "suspended", values.truth)
        if ticked and found in ("in_force", "unknown"):
            return "suspended", f"{self.column('suspended')} {self.stated(row, 'suspended')}"
        if found == "unknown" and words:
            self.unread.status(self.column("status"), words)
        return found, words

    def _sanctioned(self, row: Row) -> str | None:
        """Return what a column such as Suspended/Revoked says: in words, or by a day."""
        cell = self.stated(row, "suspended")
        if (told := taxi_status.status(cell)) in taxi_status.TOLD_BY_A_DATE:
            return told
        try:
            on = dates.date(cell)
        except BadCell:
            return None
        return "suspended" if on and on <= dt.datetime.now(dt.UTC).date() else None

    def _ended(self, row: Row) -> str | None:
        """Return the column that says that a licence is over by now: a day, or a yes."""
        order = {column: False for column, _ in self.each(row, "ended")}
        told = standing.endings(self.each(row, "ended"), order, self._load.report.issues)
        today = dt.datetime.now(dt.UTC).date()
        return next((each.column for each in told if not each.on or each.on <= today), None)

    def turn_away(self, row: Row, turned: Turned) -> None:
        """Count a row that is not taken."""
        self._load.reject(row.line, turned.column, turned.reason, turned.found)


def keep(
    load: Load,
    table: str,
    id_column: str,
    rows: Sequence[dict[str, Any]],
    types: Sequence[str],
) -> list[UUID]:
    """Store rows of a taxi register: a row that says what one held says is held already.

    Returns the numbers of all of them.
    """
    held = set(load.connection.execute(query(f"digests_of_{table}")).scalars())
    new: list[tuple[Any, ...]] = []
    shown: list[UUID] = []
    for row in rows:
        said = repr([(k, str(v)) for k, v in row.items() if k != "row_number"])
        digest = hashlib.sha256(said.encode()).hexdigest()
        shown.append(uuid5(NAMESPACE, f"{table}|{digest}"))
        if f"{row['authority']} {digest}" in held:
            load.report.already_held += 1
            continue
        held.add(f"{row['authority']} {digest}")
        new.append((shown[-1], *row.values(), digest, load.load_id, load.load_id))
        load.report.accepted += 1
    if new:
        columns = (id_column, *rows[0], "digest", "load_id", "seen_load_id")
        copy_rows(
            load.connection, f"held.{table}", columns, ("uuid", *types, "text", "int4", "int4"), new
        )
    return shown
