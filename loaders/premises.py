"""Registers of premises licences, club premises certificates and notices, of any council.

Source: the public register under section 8 of the Licensing Act 2003, and registers of gambling
premises under section 156 of the Gambling Act 2005.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial

from geo.errors import SourceError
from loaders import layout as layouts
from loaders import looks, premises_people, values
from loaders.authorities import Authorities, settle
from loaders.default_points import commonest, is_default, told
from loaders.headings import words
from loaders.layout import Layout
from loaders.loading import Load
from loaders.placing import Gazetteer, mark_centroids
from loaders.premises_closed import leave_cases
from loaders.premises_continued import continue_rows, join_lines
from loaders.premises_events import find_days, leave_people
from loaders.premises_headings import allowed
from loaders.premises_layout import FIELDS, not_asked_for
from loaders.premises_owners import speaker
from loaders.premises_periods import find_spans
from loaders.premises_rows import Licence, Reader
from loaders.premises_store import store
from loaders.premises_understood import prefer_understood
from loaders.premises_weekdays import gather_days
from loaders.source import Source, read_table
from loaders.table import Table, key

_PIVOT = re.compile(r"(row|column) labels$|(count|sum|average|max|min) of ", re.IGNORECASE)
MOST_AT_ONE_POINT = 20
TURNED_AT_LEAST = 3  # names of columns in a column
POINTS = ("easting", "longitude", "point", "mercator_x", "name_and_address")


def propose(
    source: Source, fixed: Mapping[str, Sequence[str]] | None = None
) -> tuple[Table, Layout]:
    """Return a register as a table and what each of its columns is taken for.

    Raises: SourceError if it cannot be read, is of people, or has neither names nor addresses of
    premises.
    """
    if said := not_asked_for(fixed or {}):
        raise SourceError(said)
    table = read_table(source, layouts.known(FIELDS))
    table.show(values.as_shown)
    layout = layouts.propose(table, FIELDS, fixed, speaker(table))
    if join_lines(table, layout):
        layout = layouts.propose(table, FIELDS, fixed, speaker(table))
    _find_addresses(table, layout)
    _refuse_turned(table)
    premises_people.refuse_twice(table, layout)
    if not layout.has("name", "name_guess", "address", "address_guess", "name_and_address"):
        raise SourceError(
            f"{source.path.name} must have a column with the names or the addresses of premises: "
            f"none of its {len(table.columns)} columns was understood as one "
            f"({', '.join(table.columns[:12])}). Say which it is with --map 'name=COLUMN'."
        )
    if not layout.has("licence_number", "address", "address_guess", "postcode", "uprn", *POINTS):
        raise SourceError(
            f"{source.path.name} must have a column that says where premises are (an address, a "
            f"postcode, a UPRN or coordinates) or their licence numbers, and none of its "
            f"{len(table.columns)} columns was understood as one ({', '.join(table.columns[:12])})."
            " Say which it is with --map 'address=COLUMN'."
        )
    layout.columns.setdefault("name", layout.columns.get("name_guess", ()))
    layout.columns.setdefault("address", layout.columns.get("address_guess", ()))
    _join_districts(table, layout)
    _find_hours_of_activities(layout)
    for column in layout.columns.get("hours", ()):
        if "activity" in words(column):  # Licensable Activities & Times are both in one cell
            layout.columns.setdefault("activity", (column,))
    leave_cases(table, layout)
    leave_people(layout)
    find_days(table, layout)
    prefer_understood(table, layout)
    gather_days(table, layout)
    find_spans(table, layout)
    _refuse_pivot(table)
    premises_people.refuse(table, layout, fixed)
    continue_rows(table, layout)
    return table, layout


def _refuse_pivot(table: Table) -> None:
    """A pivot table counts premises; its labels are wards, types and names, one below another."""
    if found := next((column for column in table.columns if _PIVOT.match(column)), None):
        raise SourceError(
            f"{table.name} must be a register with a row for each licence, and its column "
            f"{found!r} is a pivot table's: nothing was loaded; send the sheet that it counts."
        )


def _find_hours_of_activities(layout: Layout) -> None:
    """Late Night Refreshment Hours, beside Opening Hours, say that it is allowed."""
    of = tuple(each for each in layout.unused if "hours" in words(each) and allowed(each))
    if of:
        layout.columns["allowed"] = (*layout.columns.get("allowed", ()), *of)
        layout.basis.setdefault("allowed", "words")
        layout.unused = tuple(each for each in layout.unused if each not in of)


def _refuse_turned(table: Table) -> None:
    """A form has the names of columns one below another, a printed page no columns at all."""
    if not table.headed and len(table.columns) == 1:
        raise SourceError(
            f"{table.name} must have columns, separated by commas, semicolons, tabs or bars, and "
            "has one alone: nothing was loaded; save it as XLSX or CSV."
        )
    known, first = layouts.known(FIELDS), [key(row.cells[0]) for row in table.rows]
    named = [each for each in first if each in known]
    if len(set(named)) >= TURNED_AT_LEAST and len(named) > len(first) / 2:
        raise SourceError(
            f"{table.name} must have a row for each licence, and has the names of columns one "
            f"below another in its first column ({table.columns[0]!r}): nothing was loaded; turn "
            "rows and columns round (paste special, transpose), or ask for a list."
        )


def _find_addresses(table: Table, layout: Layout) -> None:
    """Take names for names with addresses where no column has any and postcodes are in them."""
    for field in ("name", "name_guess"):
        if layout.has("address", "address_guess", "postcode", "name_and_address"):
            return
        columns = layout.columns.get(field, ())
        cells = [cell for column in columns for cell in table.column(column) if cell.strip()]
        if looks.postcode_within(cells) >= layouts.UNNAMED_AT_LEAST:
            layout.columns["name_and_address"] = layout.columns.pop(field)
            layout.basis["name_and_address"] = layout.basis.pop(field)


def _join_districts(table: Table, layout: Layout) -> None:
    """Read a District between two lines of an address as one: a suburb, and maybe the council."""
    lines = layout.columns.get("address", ())
    order = table.columns
    for column in layout.columns.get("authority", ()):
        at = order.index(column)
        between = 0 < at < len(order) - 1 and {order[at - 1], order[at + 1]} <= set(lines)
        if between and key(column) == "district" and layout.basis.get("address") != "given":
            layout.columns["address"] = tuple(sorted((*lines, column), key=order.index))


def load_premises(
    source: Source,
    given: Sequence[str],
    fixed: Mapping[str, Sequence[str]] | None = None,
) -> partial[None]:
    """Return the work of loading one register, for ``loading.run``.

    ``given``: the codes of the authorities whose register it is, or "stated" for each row's word.
    ``fixed``: columns that are settled beforehand, by a profile or by hand.
    """
    return partial(_load, source=source, given=given, fixed=fixed)


def _load(
    load: Load,
    *,
    source: Source,
    given: Sequence[str],
    fixed: Mapping[str, Sequence[str]] | None,
) -> None:
    table, layout = propose(source, fixed)
    report = load.report
    report.mapping = layout.as_mapping()
    report.told_by, report.unused = dict(layout.basis), list(layout.unused)
    report.encoding = table.encoding
    report.notices += [*table.notices, *layout.notices, *layout.left_unread()]
    report.read, report.blank = table.read, table.blank
    for fault in table.faults:
        load.reject(fault.line, "", fault.reason, fault.found)
    authorities = Authorities(load.connection)
    stated = settle(table, layout.columns.get("authority", ()), authorities, given)
    reader = Reader(table, layout, load)
    licences: list[Licence] = []
    for row, authority in zip(table.rows, stated, strict=True):
        if authority is None or authority not in authorities.names:
            column = layout.columns.get("authority", ("authority",))[0]
            load.reject(row.line, column, "unknown_authority", "no authority that is known")
        elif (licence := reader.read(row, authority)) is not None:
            licences.append(licence)
        load.progress(row.line, None)
    reader.unread.tell()
    _refuse_one_point(licences, table.name)
    if mark_centroids([(each.stated, each.address) for each in licences]):
        report.notices.append(
            "many premises share their postcode's point: its coordinates are taken as 100 m off"
        )
    unbounded = []
    for authority in sorted({each.authority for each in licences}):
        ours = [each for each in licences if each.authority == authority]
        gazetteer = Gazetteer(load.connection, authority, (each.stated for each in ours))
        if not gazetteer.area and any(each.stated.grid or each.stated.degrees for each in ours):
            unbounded.append(authority)
        store(load, authority, ours, gazetteer)
    if unbounded:
        report.notices.append(
            f"no boundary of {', '.join(unbounded)} is loaded: "
            "coordinates were not checked against it"
        )


def _refuse_one_point(licences: list[Licence], name: str) -> None:
    """A column of coordinates that never change is a form's default, not where premises are."""
    points = [each.stated.grid or each.stated.degrees for each in licences]
    known = [point for point in points if point is not None]
    most = commonest(known)
    if is_default(most, len(known), MOST_AT_ONE_POINT):
        raise SourceError(
            f"{name} must say where its premises are, and puts {told(most, len(known))} at one "
            "point: "
            "the coordinates are a default; leave them out, so that postcodes place them."
        )
