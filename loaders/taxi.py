"""The taxi trade: the national database's upload, and councils' own registers.

Vehicles and drivers have no public place and never get a point. An operator's base is a premises
unless somebody lives there. Source: the Air Quality (Taxis and Private Hire Vehicles Database)
Regulations 2019; registers under the Local Government (Miscellaneous Provisions) Act 1976.
"""

from __future__ import annotations

from functools import partial

from geo.errors import SourceError
from loaders import taxi_drivers, taxi_operators, taxi_ranks, taxi_vehicles
from loaders.layout import Layout
from loaders.loading import Load
from loaders.repeating import ONE_COLUMN
from loaders.source import Source, read_table
from loaders.table import Table
from loaders.taxi_columns import read_register
from loaders.taxi_layout import NATIONAL
from loaders.taxi_rows import Cells

REQUIRED = {
    "operators": ("name",),
    "vehicles": ("registration",),
    "drivers": ("badge",),
    "ranks": ("name",),
}
# what a register is asked for most; a proposal says which of it no column was found for
WANTED = {
    "national": (),
    "operators": ("number", "address", "base_type", "ends_on", "status"),
    "vehicles": ("plate", "kind", "ends_on"),
    "drivers": ("name", "kind", "ends_on", "status"),
    "ranks": ("spaces", "hours"),
}


def load_taxi(source: Source, kind: str, authority: str) -> partial[None]:
    """Return the work of loading one taxi file, for ``loading.run``."""
    return partial(_load, source=source, kind=kind, authority=authority)


def propose(source: Source, kind: str) -> tuple[Table, Layout]:
    """Return a file of the taxi trade as a table and what each of its columns is taken for.

    Raises: SourceError if it cannot be read, lacks what it must have, or is of another kind.
    """
    if kind == "national":
        return _national_table(source), Layout({name: (name,) for name in NATIONAL})
    table, layout = read_register(source, kind)
    _require(layout, table, *REQUIRED[kind])
    if kind == "ranks" and not any(layout.has(*each) for each in taxi_ranks.POSITIONS):
        raise SourceError(
            f"{table.name} must say where ranks are, by Easting and Northing, Latitude and "
            "Longitude, or a grid reference, and has only: "
            f"{', '.join(table.columns[:20])}."
        )
    return table, layout


def _load(load: Load, *, source: Source, kind: str, authority: str) -> None:
    table, layout = propose(source, kind)
    report = load.report
    report.mapping = layout.as_mapping() if kind != "national" else {}
    report.told_by, report.unused = dict(layout.basis), list(layout.unused)
    report.encoding = table.encoding
    report.notices += [*table.notices, *layout.notices, *layout.left_unread()]
    report.read, report.blank = table.read, table.blank
    for fault in table.faults:
        load.reject(fault.line, "", fault.reason, fault.found)
    # the national database turns a row away for any cell that its own parser would
    cells = Cells(load, table, layout, strict=kind == "national")
    match kind:
        case "national" | "vehicles":
            taxi_vehicles.store(load, table, cells, authority, national=kind == "national")
        case "drivers":
            taxi_drivers.store(load, table, cells, authority)
        case "operators":
            taxi_operators.store(load, table, cells, authority)
        case "ranks":
            taxi_ranks.store(load, table, cells, authority)
    cells.unread.tell()


def _require(layout: Layout, table: Table, *names: str) -> None:
    for name in names:
        if not layout.has(name):
            # a first line of which nothing is understood may be a driver, and not a header
            known_here = any(basis == "name" for basis in layout.basis.values())
            only = (
                f"only: {', '.join(table.columns[:20])}"
                if known_here
                else "no header that is known"
            )
            if len(table.columns) == 1:
                only = f"none: {ONE_COLUMN}"
            raise SourceError(f"{table.name} must have a column for the {name}, and has {only}.")


def _national_table(source: Source) -> Table:
    """Read the seven fields that every authority uploads weekly; the file has no header."""
    table = read_table(source, headed=False)
    if len(table.columns) != len(NATIONAL):
        raise SourceError(
            f"{source.path.name} must have the national database's {len(NATIONAL)} fields on most "
            f"lines, and has {len(table.columns)}: is --kind right?"
        )
    table.columns = NATIONAL
    return table
