"""Columns of a register that hold the first and the last day of a licence in one cell."""

from __future__ import annotations

from loaders.headings import words
from loaders.layout import NAMED_AT_LEAST, UNNAMED_AT_LEAST, Layout, share
from loaders.periods import span
from loaders.table import Table

# during which others may speak, or in which a licence does not stand
_OF_OTHERS = frozenset({"consultation", "representation", "representations", "objection"}) | {
    *("objections", "suspension", "suspended", "notice", "appeal", "review", "fee", "inspection"),
}
_spans = share(lambda cell: span(cell) is not None)


def find_spans(table: Table, layout: Layout) -> None:
    """Take a column of spans for when licences begin, if nothing else is, and when they end."""
    if layout.has("ends_on"):
        return
    begins = layout.columns.get("starts_on", ())
    for column in begins:
        if _share(table, column) >= NAMED_AT_LEAST:
            _take(layout, column)
            return
    for column in layout.unused:
        if not words(column) & _OF_OTHERS and _share(table, column) >= UNNAMED_AT_LEAST:
            _take(layout, column)
            return


def _share(table: Table, column: str) -> float:
    return _spans([cell for cell in table.column(column) if cell.strip()])


def _take(layout: Layout, column: str) -> None:
    for field in ("starts_on", "ends_on"):
        if field not in layout.columns:
            layout.columns[field], layout.basis[field] = (column,), "contents"
    layout.unused = tuple(each for each in layout.unused if each != column)
