"""Rows that go on with the licence above them: a further activity, or the rest of an address."""

from __future__ import annotations

from dataclasses import replace

from loaders import meaning, values
from loaders.hours import parse_hours
from loaders.layout import UNNAMED_AT_LEAST, Layout
from loaders.table import Row, Table

_SAID_AGAIN = ("activity", "hours", "sheet")  # a sheet's title is put beside every row


# what a report prints over several lines; whose address is below a holder's name is not kept
_PRINTED = ("name", "name_guess", "name_and_address", "address", "address_guess", *_SAID_AGAIN)
# without which a row is no licence of its own
_ITS_OWN = ("status", "licence_type", "starts_on", "ends_on", "issued_on", "uprn", "easting")


def join_lines(table: Table, layout: Layout) -> bool:
    """Put a licence that is printed over several lines together, and say whether any was.

    Such a report has a number on each licence's first line, and below it the rest of its address
    down to the postcode. Read as rows of their own they are premises called Liverpool or L1 1DB.
    """
    number = _places(table, layout, ("licence_number",))
    texts = _places(table, layout, ("name", "name_guess", "address", "address_guess"))
    own = _places(table, layout, _ITS_OWN)
    if not number or not texts:
        return False
    alone = {fault.line: Row(fault.line, fault.cells) for fault in table.faults if fault.cells}
    licences: list[list[Row]] = []
    for row in sorted([*table.rows, *alone.values()], key=lambda row: row.line):
        if _filled(row, number):
            if row.line not in alone:
                licences.append([row])
        elif not licences or _filled(row, own) or licences[-1][-1].line + 1 != row.line:
            return False
        else:
            licences[-1].append(row)
    further = [rows[1:] for rows in licences if rows[1:]]
    placed = texts | _places(table, layout, ("postcode",))
    told = sum(
        not _has_postcode(first, placed) and any(_has_postcode(row, texts) for row in rows)
        for first, *rows in licences
    )
    if not further or told < UNNAMED_AT_LEAST * len(licences):
        return False
    printed = _places(table, layout, _PRINTED)
    table.rows[:] = [_joined(rows, printed) for rows in licences]
    joined = {row.line for rows in further for row in rows}
    table.faults[:] = [each for each in table.faults if each.line not in joined]
    table.notices.append(
        f"{len(joined)} lines go on with the licence above them, and were read with it"
    )
    return True


def _places(table: Table, layout: Layout, fields: tuple[str, ...]) -> set[int]:
    return {
        table.columns.index(column) for field in fields for column in layout.columns.get(field, ())
    }


def _filled(row: Row, places: set[int]) -> bool:
    return any(row.cells[place].strip() for place in places)


def _has_postcode(row: Row, places: set[int]) -> bool:
    return any(values.postcode_within(row.cells[place]) for place in places)


def _joined(rows: list[Row], printed: set[int]) -> Row:
    first = rows[0]
    cells = (
        "\n".join(row.cells[place] for row in rows if row.cells[place].strip())
        if place in printed
        else cell
        for place, cell in enumerate(first.cells)
    )
    return replace(first, cells=tuple(cells))


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
