"""Hours that a register writes in rows: one weekday of a licence in each, with its own times.

Read row by row they would be lost, or be the hours of all seven days.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from loaders.headings import words
from loaders.hours import parse_hours
from loaders.layout import UNNAMED_AT_LEAST, Layout
from loaders.table import Row, Table

_DAY = frozenset({"day", "days", "weekday", "weekdays", "week", "of", "name"}) | {
    *("trading", "hours", "licence", "number", "id"),
}
_NUMBERED = re.compile(r"\s*[0-7]\s*")
_SHUT = re.compile(r"\W*(closed?|shut|none|n/?a)?\W*$", re.IGNORECASE)
_TIME = re.compile(
    r"\s*(\d{1,2}[:.]\d\d(:\d\d)?\s*([ap]m)?|\d{1,2}\s*[ap]m|\d{4}|noon|midday|midnight)\s*$",
    re.IGNORECASE,
)
_A_SPAN = "10:00-11:00"


def gather_days(table: Table, layout: Layout) -> None:
    """Put the hours of a licence's weekdays into each of the rows that give one.

    The rows then say one licence, which is held once. A row with a day and times alone goes on
    with the row above it.
    """
    found = _columns(table)
    if found is None:
        return
    day, times = found
    told = (day, *times)
    names = tuple(table.columns[place] for place in told)
    if not set(layout.columns.get("day_hours", ())) <= {table.columns[day]} or any(
        layout.basis.get(field) == "given" and columns != names and set(columns) & set(names)
        for field, columns in layout.columns.items()
    ):
        return
    _continue(table, set(told))
    beside = {*told, *(table.columns.index(each) for each in layout.columns.get("activity", ()))}
    hours: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in table.rows:
        if said := _said(row, day, times):
            known = hours[_of(row, beside)]
            if said not in known:
                known.append(said)
    table.rows[:] = [_with(row, told, "; ".join(hours[_of(row, beside)])) for row in table.rows]
    _settle(layout, names)
    of = "1 licence" if len(hours) == 1 else f"{len(hours)} licences"
    table.notices.append(f"rows give a day each: {len(table.rows)} rows have the hours of {of}")
    if any(said.startswith("day ") for each in hours.values() for said in each):
        # ISO counts from Monday, spreadsheets and SQL Server from Sunday, programs from either as 0
        table.notices.append(
            f"column {names[0]!r} numbers the days of the week, and does not say which is the "
            "first: hours were kept as text; write Mon to Sun in their place to have them read"
        )


def _columns(table: Table) -> tuple[int, tuple[int, ...]] | None:
    """Return where the day stands and where its times do, in one column or in two."""
    days = [
        place
        for place, column in enumerate(table.columns)
        if words(column) & {"day", "days", "weekday", "weekdays"} and words(column) <= _DAY
        if _mostly(table, place, _is_day)
    ]
    if len(days) != 1:
        return None
    of_time = [
        place
        for place in range(len(table.columns))
        if _mostly(table, place, lambda cell: _TIME.match(cell) is not None)
    ]
    if len(of_time) == 2:
        return days[0], tuple(of_time)
    spans = [
        place
        for place in range(len(table.columns))
        if place != days[0] and _mostly(table, place, _is_span)
    ]
    return (days[0], tuple(spans)) if len(spans) == 1 and not of_time else None


def _is_day(cell: str) -> bool:
    return parse_hours(f"{cell} {_A_SPAN}") is not None or _NUMBERED.fullmatch(cell) is not None


def _is_span(cell: str) -> bool:
    """Whether a cell holds hours of a day that it does not name."""
    return parse_hours(f"Monday {cell}") is not None and parse_hours(cell) is not None


def _mostly(table: Table, place: int, test: Callable[[str], bool]) -> bool:
    cells = [row.cells[place] for row in table.rows if not _SHUT.match(row.cells[place])]
    return bool(cells) and sum(map(test, cells)) >= UNNAMED_AT_LEAST * len(cells)


def _continue(table: Table, told: set[int]) -> None:
    """Give rows with a day and times alone the other cells of the row right above them."""
    rows: list[Row] = []
    for row in table.rows:
        alone = not any(cell.strip() for at, cell in enumerate(row.cells) if at not in told)
        above = rows[-1] if rows and rows[-1].line == row.line - 1 else None
        if alone and above is not None:
            both = enumerate(zip(row.cells, above.cells, strict=True))
            whole = tuple(own if at in told else was for at, (own, was) in both)
            rows.append(replace(row, cells=whole))
        else:
            rows.append(row)
    table.rows[:] = rows


def _of(row: Row, beside: set[int]) -> tuple[str, ...]:
    """Return what a row says of its licence beside days, times and activities."""
    return tuple(cell.strip() for place, cell in enumerate(row.cells) if place not in beside)


def _said(row: Row, day: int, times: tuple[int, ...]) -> str | None:
    cells = [row.cells[place].strip() for place in times]
    if not row.cells[day].strip() or any(map(_SHUT.match, cells)):
        return None
    of = row.cells[day].strip()
    return f"{f'day {of}' if _NUMBERED.fullmatch(of) else of} {' - '.join(cells)}"


def _with(row: Row, told: tuple[int, ...], hours: str) -> Row:
    first, *others = told
    cells = enumerate(row.cells)
    return replace(
        row,
        cells=tuple(hours if at == first else "" if at in others else cell for at, cell in cells),
    )


def _settle(layout: Layout, names: tuple[str, ...]) -> None:
    """Take the columns for hours, and for nothing else that they were taken for."""
    for field, columns in list(layout.columns.items()):
        if kept := tuple(each for each in columns if each not in names):
            layout.columns[field] = kept
        else:
            layout.columns.pop(field)
            if field != "hours":
                layout.basis.pop(field, None)
    layout.columns["hours"] = names
    if layout.basis.get("hours") != "given":
        layout.basis["hours"] = "contents"
    layout.unused = tuple(each for each in layout.unused if each not in names)
    layout.notices[:] = [
        each for each in layout.notices if not any(f"{n!r}" in each for n in names)
    ]
