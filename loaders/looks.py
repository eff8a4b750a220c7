"""What a column's cells look like, for columns whose names say nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders import dates, licensable, meaning, periods, values
from loaders.hours import parse_hours
from loaders.layout import share
from loaders.values import BadCell


def _number(cell: str) -> float | None:
    try:
        return values.number(cell)
    except BadCell:
        return None


def _postcode(cell: str) -> bool:
    try:
        return values.postcode(cell) is not None
    except BadCell:
        return False


def _uprn(cell: str) -> bool:
    try:
        return (found := values.uprn(cell)) is not None and found >= 10**8
    except BadCell:
        return False


def _date(cell: str) -> bool:
    if re.fullmatch(r"\s*\d+(\.\d+)?\s*", cell):
        return False  # a day number and any other number are alike
    try:
        return dates.moment(cell) is not None
    except BadCell:
        return False


def _dated(cell: str) -> bool:
    return periods.span(cell) is not None or any(
        _is_date(cell, us_order) for us_order in (False, True)
    )


def _is_date(cell: str, us_order: bool) -> bool:
    try:
        return dates.moment(cell, us_order=us_order) is not None
    except BadCell:
        return False


def _status(cell: str) -> bool:
    return len(cell) <= 60 and meaning.status(cell) != "unknown"


def _licence_type(cell: str) -> bool:
    return meaning.licence_type([cell]) not in ("other", "unknown")


def _hours(cell: str) -> bool:
    return parse_hours(cell) is not None


def _point(cell: str) -> bool:
    return values.point(cell) is not None


def _angle(cell: str) -> float | None:
    try:
        return values.degrees(cell)
    except BadCell:
        return None


def _longitude(cell: str) -> bool:
    found = _angle(cell)
    return found is not None and -9 <= found <= 3 and not found.is_integer()


def _latitude(cell: str) -> bool:
    found = _angle(cell)
    return found is not None and 49 <= found <= 61.5 and not found.is_integer()


def _longitude_anywhere(cell: str) -> bool:
    """What is named a longitude may be abroad, which each row is told; only not a latitude."""
    return _abroad(cell, 180) and not _latitude(cell)


def _latitude_anywhere(cell: str) -> bool:
    return _abroad(cell, 90) and not _longitude(cell)


def _abroad(cell: str, most: float) -> bool:
    found = _angle(cell)
    return found is not None and abs(found) <= most and not found.is_integer()


def _metres(cell: str) -> bool:
    found = _number(cell)
    return found is not None and (
        10_000 <= found <= 1_300_000 or abs(found) in (622_675.0, 5_527_598.0)
    )


def _easting(cell: str) -> bool:
    """No licensing authority is west of 60 km east, and the days of a spreadsheet's dates are."""
    found = _number(cell)
    return found is not None and 60_000 <= found <= 700_000


def _mercator_x(cell: str) -> bool:
    found = _number(cell)
    return found is not None and -1_000_000 <= found <= 250_000 and abs(found) > 10


def _mercator_y(cell: str) -> bool:
    found = _number(cell)
    return found is not None and 6_300_000 <= found <= 8_800_000


def _number_at_all(cell: str) -> bool:
    return _number(cell) is not None


def _truth(cell: str) -> bool:
    try:
        return values.truth(cell) is not None
    except BadCell:
        return False


postcode = share(_postcode)
postcode_within = share(lambda cell: values.postcode_within(cell) is not None)
uprn = share(_uprn)
date = share(_date)
longitude = share(_longitude)
latitude = share(_latitude)
longitude_anywhere = share(_longitude_anywhere)
latitude_anywhere = share(_latitude_anywhere)
metres = share(_metres)
easting = share(_easting)
mercator_x = share(_mercator_x)
mercator_y = share(_mercator_y)
point = share(_point)
dated = share(_dated)
licence_type = share(_licence_type)
hours = share(_hours)
_hours_or_truth = share(
    lambda cell: (
        _truth(cell) or values.text(cell) is None or licensable.said_outright(cell) or _hours(cell)
    )
)
numeric = share(_number_at_all)
truth = share(_truth)
day_or_truth = share(lambda cell: _truth(cell) or _dated(cell))
truth_or_status = share(lambda cell: _truth(cell) or _status(cell))


def status(cells: Sequence[str]) -> float:
    """A few words that come again and again, nearly all of them statuses."""
    few = len(set(cells)) <= max(12, len(cells) // 10)
    return sum(map(_status, cells)) / len(cells) if cells and few else 0.0


def ticks(cells: Sequence[str]) -> float:
    """Yes and no, hours, or the column's own name wherever it holds."""
    said = {cell.strip().lower() for cell in cells if values.text(cell) is not None}
    return 1.0 if len(said) == 1 else _hours_or_truth(cells)


def reference(cells: Sequence[str]) -> float:
    """Short, without spaces, and different in nearly every row."""
    fit = [cell for cell in cells if len(cell.strip()) <= 30 and " " not in cell.strip()]
    told_apart = len(set(fit)) / max(len(cells), 1)
    with_digits = sum(any(c.isdigit() for c in cell) for cell in fit) / max(len(cells), 1)
    return told_apart if told_apart > 0.95 and with_digits > 0.9 else 0.0


def name(cells: Sequence[str]) -> float:
    """A few words, mostly letters, and mostly different."""
    worded = [
        cell
        for cell in cells
        if 2 < len(cell.strip()) <= 80
        and sum(c.isalpha() or c.isspace() for c in cell) > 0.7 * len(cell)
    ]
    varied = len(set(worded)) / max(len(cells), 1)
    return len(worded) / len(cells) if varied > 0.5 else 0.0


def address(cells: Sequence[str]) -> float:
    """Four words or more, with a number or commas among them."""
    fit = [
        cell
        for cell in cells
        if len(cell.replace(",", " ").split()) >= 4
        and (any(c.isdigit() for c in cell) or "," in cell)
    ]
    varied = len(set(fit)) / max(len(cells), 1)
    return len(fit) / len(cells) if varied > 0.5 else 0.0
