"""Columns such as Date Closed, which tell of businesses in one register and of cases in another."""

from __future__ import annotations

from collections.abc import Sequence

from loaders import values
from loaders.headings import words
from loaders.layout import Layout
from loaders.table import Table
from loaders.values import BadCell

_CLOSED = frozenset({"closed", "closure"})
_ON_A_DAY = frozenset({"date", "of", "on", "when", "is", "if", "flag", "yes", "y", "n"})
MOST_CLOSED = 0.5  # of a register's rows


def leave_cases(table: Table, layout: Layout) -> None:
    """Take no column for the end of licences that tells when cases were closed.

    An office closes each case that it decides; of businesses few close.
    """
    if layout.basis.get("ended") == "given":
        return
    ended = layout.columns.get("ended", ())
    of_cases = {each for each in ended if _of_cases(each, table.column(each))}
    for column in sorted(of_cases):
        layout.notices.append(
            f"column {column!r} is filled in for most rows: it was taken to say when cases were "
            "closed, and ends no licence"
        )
    if of_cases:
        layout.columns["ended"] = tuple(each for each in ended if each not in of_cases)
        unread = of_cases.union(layout.unused)
        layout.unused = tuple(each for each in table.columns if each in unread)


def _of_cases(column: str, cells: Sequence[str]) -> bool:
    of = words(column)
    if not of & _CLOSED or of - _CLOSED - _ON_A_DAY:
        return False  # Business Closed is of a business, however many
    return sum(map(_says_so, cells)) > MOST_CLOSED * len(cells)


def _says_so(cell: str) -> bool:
    try:
        return values.truth(cell) is True
    except BadCell:
        return values.text(cell) is not None
