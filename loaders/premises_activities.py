"""What a licence allows: by lists, by columns to tick, else by how the register describes it."""

from __future__ import annotations

import re

from loaders import licensable, meaning, premises_boxes, premises_headings, values
from loaders.hours import parse_hours
from loaders.layout import Layout
from loaders.report import Report
from loaders.table import Row, Table
from loaders.values import BadCell

_LISTS = ("activity", "alcohol_on_and_off")
_FLAGS = ("late_night_refreshment", "alcohol", "alcohol_on", "alcohol_off")
# what is asked to be otherwise, or what somebody complains of, is not what is licensed
_OF_A_CHANGE = re.compile(
    r"\bvar(y|iation)|remov|amend|chang|transfer|review|reduc|object|complain|visit|refus|enforce",
    re.IGNORECASE,
)
LONGEST_REMARK = 100  # characters; a longer one is a story


class Activities:
    """Reads the activities of one table's rows, and how they are described where none are said."""

    def __init__(self, table: Table, layout: Layout, report: Report) -> None:
        self._issues = report.issues
        self._place = {column: place for place, column in enumerate(table.columns)}
        self._lists = {name: layout.columns.get(name, ()) for name in _LISTS}
        self._boxes = {
            column
            for column in self._lists["activity"]
            if premises_boxes.are_boxes(table.column(column))
        }
        for column in sorted(self._boxes):
            report.notices.append(
                f"column {column!r} has letters, which were read as the boxes of the Licensing "
                "Act's forms: e is live music, i late night refreshment, j the supply of alcohol"
            )
        self._flags = [(layout.columns[name][0], {name}) for name in _FLAGS if layout.has(name)]
        for column in layout.columns.get("allowed", ()):
            self._flags.append((column, premises_headings.allowed(column)))
        said = layout.has(*_LISTS, *_FLAGS, "allowed", "described")
        self._described = layout.columns.get("described", ())
        self._remarks = () if said else layout.columns.get("remarks", ())

    def read(self, row: Row) -> set[str]:
        """Return what a row allows; a description is asked where nothing else says anything."""
        found: set[str] = set()
        for column in self._lists["activity"]:
            for cell in self._cells(row, (column,)):
                found |= self._listed(column, cell)
        for column, activities in self._flags:
            if self._ticked(row, column):
                found |= activities
        for cell in self._cells(row, self._lists["alcohol_on_and_off"]):
            found |= meaning.sales(cell)
        for cell in () if found else self._descriptions(row):
            found |= meaning.activities(cell)
        if found & {"alcohol_on", "alcohol_off"}:
            found.discard("alcohol")
        return found

    def _listed(self, column: str, cell: str) -> set[str]:
        """Return what a cell of a list names; one of which nothing is understood is an issue."""
        if column in self._boxes:
            return premises_boxes.activities(cell)
        found = meaning.activities(cell)
        if not found and not licensable.denies(cell) and parse_hours(cell) is None:
            self._issues[column, "activities_not_understood"] += 1
        return found

    def described(self, row: Row) -> str:
        """Return what a row says in words of its premises, empty if nothing."""
        return " ".join(self._descriptions(row))

    def _descriptions(self, row: Row) -> list[str]:
        remarks = [each for each in self._cells(row, self._remarks) if len(each) <= LONGEST_REMARK]
        said = [*self._cells(row, self._described), *remarks]
        return [each for each in said if not _OF_A_CHANGE.search(each)]

    def _cells(self, row: Row, columns: tuple[str, ...]) -> list[str]:
        found = [values.text(row.cells[self._place[column]]) for column in columns]
        return [each for each in found if each]

    def _ticked(self, row: Row, column: str) -> bool:
        """Whether a column named for an activity says that it is allowed; else it is an issue."""
        try:
            return meaning.ticked(row.cells[self._place[column]])
        except BadCell as bad:
            self._issues[column, bad.reason] += 1
            return False
