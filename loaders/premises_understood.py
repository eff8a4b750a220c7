"""Of two columns of one meaning, a code's and its words', the one that is understood."""

from __future__ import annotations

from loaders import meaning
from loaders.layout import Layout, share
from loaders.premises_headings import field_of
from loaders.table import Table

_statuses = share(lambda cell: meaning.status(cell) != "unknown")
_types = share(
    lambda cell: (
        meaning.licence_type([cell]) not in ("other", "unknown") or meaning.of_people([cell])
    )
)
WELL_ENOUGH = 0.9  # of the cells


def prefer_understood(table: Table, layout: Layout) -> None:
    """Read StatusDesc in the place of a StatusCode of letters, and LicenceTypeDesc beside its code.

    A type is told by all of its columns together; of statuses one alone is asked.
    """
    for field, look in (("status", _statuses), ("licence_type", _types)):
        chosen = layout.columns.get(field, ())
        if not chosen or layout.basis.get(field) == "given":
            continue
        understood = max(look(_filled(table, each)) for each in chosen)
        others = [each for each in layout.unused if field_of(each) == field]
        if understood >= WELL_ENOUGH or not others:
            continue
        best = max(others, key=lambda each: look(_filled(table, each)))
        if look(_filled(table, best)) <= understood:
            continue
        layout.columns[field] = (best,) if field == "status" else (*chosen, best)
        left = {*layout.unused, *chosen} - set(layout.columns[field])
        layout.unused = tuple(each for each in table.columns if each in left)


def _filled(table: Table, column: str) -> list[str]:
    return [cell for cell in table.column(column) if cell.strip()]
