"""A register's rows to licences: what each cell of a row says, and which faults turn it away."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from geo import crs
from loaders import angles, meaning, premises_headings, standing, values
from loaders.hours import Span, parse_hours
from loaders.layout import Layout
from loaders.loading import Load
from loaders.placing import Stated, coarseness_m
from loaders.premises_activities import Activities
from loaders.premises_dates import Dates
from loaders.premises_events import at_home, run_from_home, types_of_columns
from loaders.premises_owners import name_alone, name_of_address, traded_as
from loaders.premises_people import (
    of_people,
    pitches_are_told,
    sections,
    trades_in_street,
    types_of_sheet,
)
from loaders.table import Row, Table
from loaders.unread import Unread, explained, legend
from loaders.values import BadCell

Value = TypeVar("Value")

_OF_A_NOTE = frozenset({"licence_number", "name", "name_guess", "name_and_address", "sheet"})
FEWEST_OTHERS = 3  # columns: with fewer a row of two cells may be all that is known
SHUT = re.compile(r"(closed?|shut|none)\b", re.IGNORECASE)


@dataclass
class Licence:
    """One row of a register, read."""

    line: int
    authority: str
    number: str | None
    name: str
    address: str
    stated: Stated
    kind: str
    kind_basis: str
    licence_type: str
    licence_type_stated: str | None
    status: str
    status_stated: str | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    issued_on: dt.date | None
    decided_on: dt.date | None
    holder: str | None
    supervisor: str | None
    supervisor_number: str | None
    conditions: str | None
    hours_stated: str | None
    licence_url: str | None
    activities: set[str] = field(default_factory=set)
    hours: list[Span] = field(default_factory=list)


class Reader:
    """Reads rows of one table by its layout, and counts what it could not use."""

    def __init__(self, table: Table, layout: Layout, load: Load) -> None:
        self._layout = layout
        self._load = load
        self._place = {column: place for place, column in enumerate(table.columns)}
        self._dates = Dates(table, layout, load.report)
        load.report.data_to = load.report.data_from = self._dates.extracted(table, layout)
        self._title = table.title
        # whose title is of people and was not refused, has columns that say otherwise
        self._types = [] if of_people(table.title) else types_of_sheet(table.title)
        self._sections = sections(table)
        self._of_pitches = pitches_are_told(layout)
        self._of_events = types_of_columns(table, layout)
        self._activities = Activities(table, layout, load.report)
        self.unread = Unread(load.report)
        self._legend = legend([*table.above, *table.beside])
        self._days = [
            (column, premises_headings.days(column) or column)
            for column in layout.columns.get("day_hours", ())
        ]

    def read(self, row: Row, authority: str) -> Licence | None:
        """Return the licence that a row says, or None after turning it away."""
        name, address = self._name(row), self._address(row)
        if self._is_note(row):
            self._load.reject(row.line, "", "not_a_record", "a number and a name alone")
            return None
        if not name and not address:
            self._load.reject(row.line, self._column("name"), "required", "nothing")
            return None
        days = self._dates.read(row)
        start, end = days["starts_on"], days["ends_on"]
        if start and end and end < start:
            self._load.reject(row.line, self._column("ends_on"), "dates_out_of_order", "a date")
            return None
        sheet = self._text(row, "sheet") or self._title
        number = self._text(row, "licence_number")
        types = self._cells(row, "licence_type") or self._types_of_sheet(row)
        types = types or next((of for line, of in self._sections if line < row.line), [])
        if not types and meaning.type_of_number(number) == "unknown":
            types = meaning.types_described(self._cells(row, "described")) or self._of_events
        theirs = not types and of_people(self._text(row, "sheet") or "")
        street = trades_in_street(types) and not self._of_pitches
        if theirs or street or meaning.of_people(types or [number]):
            found = "a licence of another kind"
            self._load.reject(row.line, self._column("licence_type"), "not_of_premises", found)
            return None
        licence_type = meaning.licence_type(types) if types else meaning.type_of_number(number)
        if run_from_home([*self._cells(row, "described"), *self._cells(row, "premises_kind")]):
            self._load.reject(row.line, self._column("described"), "not_of_premises", "a home")
            return None
        if licence_type == "temporary_event_notice" and self._at_home(row, name, address):
            self._load.reject(row.line, self._column("address"), "not_of_premises", "a home")
            return None
        end = standing.last_day(licence_type, types, start, end)
        activities = self._activities.read(row)
        name = name or traded_as(self._who(row, "holder")) or name_of_address(address or "")
        kind, basis = meaning.premises_kind(
            self._text(row, "premises_kind") or self._activities.described(row),
            name,
            activities,
            licence_type == "club_premises_certificate",
        )
        if licence_type in ("other", "unknown") and activities & {"betting", "bingo", "casino"}:
            licence_type = "gambling_premises"
        remarked = standing.remarked(self._cells(row, "remarks"))
        status = explained(self._text(row, "status"), self._legend)
        stands = standing.settle(
            remarked or standing.said(status, self._decision(row, days), name),
            sheet,
            self._dates.endings(row),
            self._standing(row),
            end,
            start,
        )
        if meaning.provisional(types):
            stands = standing.not_begun(stands)
        if stands.status == "unknown" and stands.stated:
            self.unread.status(self._column("status" if status else "decision"), stands.stated)
        hours_stated = self._hours_by_day(row) or self._text(row, "hours")
        return Licence(
            line=row.line,
            authority=authority,
            number=number,
            name=name,
            address=address or "",
            stated=self._stated(row, address),
            kind=kind,
            kind_basis=basis,
            licence_type=licence_type,
            licence_type_stated=" / ".join(types) or None,
            status=stands.status,
            status_stated=stands.stated,
            starts_on=start,
            ends_on=stands.ends_on,
            issued_on=days["issued_on"],
            decided_on=days["decided_on"],
            holder=self._who(row, "holder"),
            supervisor=self._who(row, "supervisor"),
            supervisor_number=self._text(row, "supervisor_number"),
            conditions=self._text(row, "conditions"),
            hours_stated=hours_stated,
            licence_url=self._text(row, "licence_url"),
            activities=activities,
            hours=self._hours(hours_stated),
        )

    def _is_note(self, row: Row) -> bool:
        """Whether a row has a number and a name and nothing of all else that there is a column for.

        So has what stands below a table: G, Granted; Note, Updated monthly.
        """
        others = set(self._layout.columns) - _OF_A_NOTE
        filled = any(self._cells(row, each) for each in others)
        return len(others) >= FEWEST_OTHERS and not filled and bool(self._name(row))

    def _types_of_sheet(self, row: Row) -> list[str]:
        sheet = self._text(row, "sheet")
        return types_of_sheet(sheet) if sheet else self._types

    def _cells(self, row: Row, name: str) -> list[str]:
        columns = self._layout.columns.get(name, ())
        found = [values.text(row.cells[self._place[column]]) for column in columns]
        return [each for each in found if each]

    def _at_home(self, row: Row, name: str | None, address: str | None) -> bool:
        """Whether an event is where people of its row live, which is compared and never kept."""
        cells = [*self._cells(row, "not_kept"), *self._cells(row, "holder")]
        whole = " ".join(filter(None, (address or name, self._text(row, "postcode"))))
        return at_home(name, whole, [*cells, " ".join(cells)])

    def _text(self, row: Row, name: str) -> str | None:
        cells = self._cells(row, name)
        return cells[0] if cells else None

    def _who(self, row: Row, name: str) -> str | None:
        columns = self._layout.columns.get(name, ())
        found = (values.text(name_alone(row.cells[self._place[each]])) for each in columns)
        return next(filter(None, found), None)

    def _column(self, name: str) -> str:
        columns = self._layout.columns.get(name, ())
        return columns[0] if columns else name

    def _name(self, row: Row) -> str | None:
        return self._text(row, "name") or self._apart(row)[0]

    def _apart(self, row: Row) -> tuple[str | None, list[str]]:
        """Take a name from the address that follows it in one cell, at the first comma or line."""
        for column in self._layout.columns.get("name_and_address", ()):
            name, *rest = re.split(r"[,\n\r]+", row.cells[self._place[column]], maxsplit=1)
            return values.text(name), [part for each in rest if (part := values.text(each))]
        return None, []

    def _address(self, row: Row) -> str | None:
        parts = self._cells(row, "address") or self._apart(row)[1]
        if not parts and (before := values.before_point(self._text(row, "point") or "")):
            parts = [before]
        kept = list(dict.fromkeys(part.strip(" ,") for part in parts))
        return ", ".join(part for part in kept if part) or None

    def _parsed(self, row: Row, name: str, parse: Callable[[str], Value | None]) -> Value | None:
        """Read an optional cell: one that cannot be read is an issue, not a reject."""
        for column in self._layout.columns.get(name, ()):
            try:
                found = parse(row.cells[self._place[column]])
            except BadCell as bad:
                self._load.report.issues[column, bad.reason] += 1
                continue
            if found is not None:
                return found
        return None

    def _decision(self, row: Row, days: Mapping[str, dt.date | None]) -> str | None:
        """Return how an application was decided; one that was received and no more waits for it."""
        decided = self._text(row, "decision")
        if decided or not self._layout.has("decision") or self._layout.has("status"):
            return decided
        begun = any(days[each] for each in ("starts_on", "issued_on", "decided_on"))
        return "received" if days["received_on"] and not begun else None

    def _standing(self, row: Row) -> tuple[str, str] | None:
        cell = self._text(row, "standing")
        return (self._column("standing"), cell) if cell else None

    def _stated(self, row: Row, address: str | None) -> Stated:
        postcode = self._parsed(row, "postcode", values.postcode)
        stated = Stated(
            uprn=self._parsed(row, "uprn", values.uprn),
            postcode=postcode
            or values.postcode_within(address or "")
            or values.postcode_within(self._name(row) or ""),
            grid_reference=self._text(row, "grid_reference"),
        )
        easting = self._parsed(row, "easting", values.number)
        northing = self._parsed(row, "northing", values.number)
        if easting is not None and northing is not None:
            stated.grid = (easting, northing)
            stated.coarseness_m = coarseness_m(easting, northing)
        elif pair := values.point(stated.grid_reference or ""):
            stated.grid, stated.grid_reference = pair, None  # 298802 411316, without letters
            stated.coarseness_m = coarseness_m(*pair)
        self._point_of_one_column(row, stated)
        longitude = self._parsed(row, "longitude", values.degrees)
        latitude = self._parsed(row, "latitude", values.degrees)
        if longitude is not None and latitude is not None:
            stated.degrees = (longitude, latitude)
            both = self._text(row, "longitude"), self._text(row, "latitude")
            stated.coarseness_m = angles.coarseness_m(filter(None, both))
        if (easting is None) != (northing is None) or (longitude is None) != (latitude is None):
            self._load.report.issues[self._column("easting"), "coordinates_incomplete"] += 1
        return stated

    def _point_of_one_column(self, row: Row, stated: Stated) -> None:
        """Read a point from one column, or from a web map's metres."""
        said = self._text(row, "point")
        pair = values.point(said or "")
        if said and pair is None:
            self._load.report.issues[self._column("point"), "not_a_point"] += 1
        if pair is not None and max(map(abs, pair)) <= 180:
            stated.degrees = pair
            stated.coarseness_m = angles.coarseness_m([said or ""])
        elif pair is not None and pair[1] < 2_000_000:
            stated.grid = pair
        elif pair is not None:
            stated.degrees = crs.from_web_mercator(*pair)
        x = self._parsed(row, "mercator_x", values.number)
        y = self._parsed(row, "mercator_y", values.number)
        if x is not None and y is not None and (x, y) != (0.0, 0.0):
            stated.degrees = crs.from_web_mercator(x, y)

    def _hours_by_day(self, row: Row) -> str | None:
        """Put the hours of a week's columns together as one text."""
        said: dict[str, list[str]] = {}
        for column, days in self._days:
            cell = values.text(row.cells[self._place[column]])
            if cell and not SHUT.match(cell):
                said.setdefault(days, []).append(cell)
        parts = [f"{days.title()} {' - '.join(cells)}" for days, cells in said.items()]
        return "; ".join(parts) or None

    def _hours(self, stated: str | None) -> list[Span]:
        if stated is None:
            return []
        spans = parse_hours(re.sub(r"[|]", " ", stated))
        if spans is None:
            self._load.report.issues[self._column("hours"), "hours_not_understood"] += 1
            return []
        return spans
