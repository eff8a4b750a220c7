"""Rows that go on with the licence above them: a further activity, with nothing else filled."""

from __future__ import annotations

from dataclasses import replace

from loaders import meaning
from loaders.hours import parse_hours
from loaders.layout import Layout
from loaders.table import Row, Table

_SAID_AGAIN = ("activity", "hours", "sheet")  # a sheet's title is put beside every row


def continue_rows(table: Table, layout: Layout) -> None:
    """Give rows that hold an activity or hours alone the other cells of the row above them.

    Back offices print a licence's second and third activity so. What is no activity and no hours,
    or does not stand right under a row of a licence, stays a heading or a note.
    """
    fields = {
        table.columns.index(column): field
        for field in _SAID_AGAIN
        for column in layout.columns.get(field, ())
    }
    if not set(fields.values()) & {"activity", "hours"}:
        return
    alone = {fault.line: Row(fault.line, fault.cells) for fault in table.faults if fault.cells}
    rows: list[Row] = []
    for row in sorted([*table.rows, *alone.values()], key=lambda row: row.line):
        above = rows[-1] if rows and rows[-1].line == row.line - 1 else None
        if above is not None and _continues(row, fields):
            both = zip(row.cells, above.cells, strict=True)
            rows.append(replace(row, cells=tuple(own if own.strip() else was for own, was in both)))
            alone.pop(row.line, None)
        elif row.line not in alone:
            rows.append(row)
    table.rows[:] = rows
    table.faults[:] = [each for each in table.faults if not each.cells or each.line in alone]


def _continues(row: Row, fields: dict[int, str]) -> bool:
    """Whether all that a row says is activities, hours or both."""
    said = [(fields.get(place), cell) for place, cell in enumerate(row.cells) if cell.strip()]
    told = [(field, cell) for field, cell in said if field != "sheet"]
    return bool(told) and all(
        (field == "activity" and meaning.activities(cell))
        or (field == "hours" and parse_hours(cell) is not None)
        for field, cell in told
    )
