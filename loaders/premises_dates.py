"""When the licences of a register began and end, by its columns of days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from geo.clock import today
from loaders import dates, looks, periods, standing
from loaders.layout import Layout
from loaders.periods import NO_END
from loaders.report import Report
from loaders.standing import Ending
from loaders.table import Row, Table
from loaders.values import BadCell

FIELDS = ("starts_on", "ends_on", "issued_on", "decided_on", "received_on")


class Dates:
    """Reads the days of one table's rows; the order of day and month is settled by the column."""

    def __init__(self, table: Table, layout: Layout, report: Report) -> None:
        self._issues = report.issues
        self._notices = report.notices
        self._place = {column: place for place, column in enumerate(table.columns)}
        self._columns = {name: layout.columns.get(name, ()) for name in FIELDS}
        self._one = self._columns["starts_on"] == self._columns["ends_on"]
        of_days = dict.fromkeys(each for columns in self._columns.values() for each in columns)
        self._us_order = {column: self._order(table, column) for column in of_days}
        self._ended = {
            column: self._order(table, column)
            if looks.date([cell for cell in table.column(column) if cell.strip()])
            else False
            for column in layout.columns.get("ended", ())
        }

    def extracted(self, table: Table, layout: Layout) -> dt.date | None:
        """Return the day on which a register says that it was taken out, if all rows say the same.

        Days that differ are of something else, such as reports; one that is to come is a mistake.
        """
        written = {
            cell.strip()
            for column in layout.columns.get("extracted_on", ())
            for cell in table.column(column)
            if cell.strip()
        }
        try:
            days = {dates.date(cell, us_order=any(self._us_order.values())) for cell in written}
        except BadCell:
            return None
        day = days.pop() if len(days) == 1 else None
        return day if day is not None and day <= today() else None

    def read(self, row: Row) -> dict[str, dt.date | None]:
        """Return what a row says of each field; a cell that is no day is an issue, not a reject."""
        found = {name: self._first(row, name) for name in FIELDS}
        if (last := found["ends_on"]) is not None:
            said = [found[each] for each in ("starts_on", "issued_on", "decided_on", "received_on")]
            begun = next(filter(None, said), None)
            for column in self._columns["ends_on"]:
                cell = row.cells[self._place[column]]
                found["ends_on"] = periods.of_this_century(cell, last, begun)
        return found

    def endings(self, row: Row) -> list[Ending]:
        """Return what ended a row's licence, in columns that are named for such an end."""
        cells = [(column, row.cells[self._place[column]]) for column in self._ended]
        return standing.endings(cells, self._ended, self._issues)

    def _first(self, row: Row, name: str) -> dt.date | None:
        for column in self._columns[name]:
            cell = row.cells[self._place[column]]
            if name == "ends_on" and NO_END.match(cell.strip()):
                return None
            try:
                found = self._reading(name)(cell, us_order=self._us_order[column])
            except BadCell as bad:
                if not (self._one and name == "ends_on"):  # which is told of it already
                    self._issues[column, bad.reason] += 1
                continue
            if found is not None:
                return found
        return None

    def _reading(self, name: str) -> Callable[..., dt.date | None]:
        if name == "ends_on":
            return periods.end_of_span if self._one else periods.last_day
        return periods.first_day if name == "starts_on" else dates.date

    def _order(self, table: Table, column: str) -> bool:
        order = dates.month_first(periods.days_written(table.column(column)))
        if order:
            self._notices.append(f"column {column!r} writes the month before the day")
        elif order is None:
            self._notices.append(
                f"column {column!r} has no day after the 12th: day before month was taken"
            )
        return bool(order)
