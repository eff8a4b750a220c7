"""Registers that are of people, whole: they are refused, for their addresses are homes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from geo.errors import SourceError
from loaders import meaning, values
from loaders.headings import words
from loaders.layout import UNNAMED_AT_LEAST, Layout, share
from loaders.premises_headings import OF_PREMISES, names_people
from loaders.table import Table

LONGEST_TITLE = 200
LONGEST_HEADING = 60  # characters; a longer one is a note
MOST_LINES = 10  # above a header; the first ones are the title
_SUPERVISORS = re.compile(r"designated\s+premises\s+supervisors?|\bdps\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\bdrivers?\b|\bbadge.?holders?\b|\b(key|free)holders?\b|\bobjectors?\b", re.IGNORECASE
)
_WARDS = re.compile(r"\bchild(?!ren\b|minder)\w+", re.IGNORECASE)  # Childwall, Childer Thornton
_TITLE = re.compile(r"\b(register|list|licen[cs]es?|drivers?|badges?)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(not|excl\w*|except|without|other than|unless|see)\b", re.IGNORECASE)
# Mr John Ash is somebody; Mr Chippy, Dr Duncans and Mrs Beeton's Bar may be shops
_TITLED = re.compile(
    r"^\s*(mr|mrs|ms|miss|mx|messrs|rev|revd|sir|dame|prof)\b\.?(\s+[a-z][\w'’.-]*){2,4}\s*$",
    re.IGNORECASE,
)
_NO_SURNAME = re.compile(
    r"'s?\b|’s?\b|\b(ltd|limited|plc|llp|bar|cafe|café|pub|inn|shop|store|stores|grill|kitchen"
    r"|pizza|chippy|chips|kebabs?|burgers?|restaurant|takeaway|t/?a|and|&)\b",
    re.IGNORECASE,
)
# who writes for others, or decides, is not who is registered
_BESIDE = frozenset({"agent", "representative", "solicitor", "officer"})
_STREET_TRADING = re.compile(r"\bstreet\W?trading\b", re.IGNORECASE)
_OF_A_PITCH = OF_PREMISES | {"pitch", "location", "stall", "event", "market"}
_AGAIN = re.compile(r"^(.+) \(\d+\)$")
_FIRST_AND_LAST = re.compile(r"(first|last|fore|sur|family|given)[\s_-]*names?\b", re.IGNORECASE)


def types_of_sheet(title: str) -> list[str]:
    """Return a sheet's title as the type of its licences, if it names one and is no ward's."""
    return meaning.types_of_sheet(title) if meaning.types_of_sheet(_plain(title)) else []


def sections(table: Table) -> list[tuple[int, list[str]]]:
    """Return the lines of headings inside a table that name a type of licence, the last first.

    Under Personal Licences, alone in its row, stand homes.
    """
    alone = [
        (fault.line, next(cell for cell in fault.cells if cell.strip()))
        for fault in table.faults
        if fault.reason == "not_a_record" and fault.cells
    ]
    named = [
        (line, types_of_sheet(title) or _of_people(title))
        for line, title in alone
        if len(title) <= LONGEST_HEADING and not _NOT.search(title)
    ]
    return sorted(((line, types) for line, types in named if types), reverse=True)


def _of_people(title: str) -> list[str]:
    return [title] if of_people(title) else []


def of_people(text: str) -> bool:
    """Whether a title is of licences that people have, or of people: Personal Licences, DPS."""
    text = _plain(text)
    rest = _SUPERVISORS.sub(" ", text)
    if "premises" in words(rest):
        return False
    if rest != text:
        return True
    return meaning.of_people([rest]) or _OTHERS.search(rest) is not None


def pitches_are_told(layout: Layout) -> bool:
    """Whether a register's addresses are of pitches or premises, and not of who trades there."""
    columns = layout.columns.get("address", ()) + layout.columns.get("name_and_address", ())
    return any(words(column) & _OF_A_PITCH for column in columns)


def trades_in_street(types: Sequence[str]) -> bool:
    """Whether a licence is to trade in a street: its plain address is where the trader lives."""
    return any(map(_STREET_TRADING.search, types))


def refuse(table: Table, layout: Layout, fixed: Mapping[str, Sequence[str]] | None) -> None:
    """Raise SourceError if a register is of people by its title, its sheet or its columns.

    Not if a column of types or of premises says that they are of premises: an office's whole
    export is, and its rows are looked at one by one. Columns that were settled by hand are not
    doubted, titles are.
    """
    if _of_premises(table, layout):
        return
    if found := _told(table, layout, settled=bool((fixed or {}).get("name"))):
        raise SourceError(
            f"{table.name} must be a register of premises, and {found} says that it is of people "
            "or of homes: nothing was loaded; ask for the register of premises licences, with a "
            "column such as Premises Name."
        )


def refuse_twice(table: Table, layout: Layout, *, by_hand: bool = True) -> None:
    """Refuse a register with an address twice over, and a name or a postcode as well.

    One of the two is where somebody lives, and nothing tells which. ``by_hand``: the command can
    be told. Raises: SourceError.
    """
    if layout.basis.get("address") == "given":
        return
    again: dict[str, list[str]] = {"address": [], "name": [], "postcode": []}
    for column in table.columns:
        found = _AGAIN.match(column)
        if not found or found[1] not in table.columns:
            continue
        first, second = table.column(found[1]), table.column(column)
        if any(second) and first != second:
            for what in words(found[1]) & set(again):
                again[what].append(found[1])
    if again["address"] and (again["name"] or again["postcode"]):
        twice = " and ".join(repr(each[0]) for each in again.values() if each)
        how = ", or say which is the premises' with --map 'address=Address'" if by_hand else ""
        raise SourceError(
            f"{table.name} must say whose each address is, and has the columns {twice} more than "
            "once: one may be where somebody lives; nothing was loaded; name the columns apart"
            f"{how}."
        )


def _plain(title: str) -> str:
    return _WARDS.sub(" ", title)


def _told(table: Table, layout: Layout, *, settled: bool) -> str | None:
    if table.title and of_people(table.title):
        return f"its sheet {table.title!r}"
    for line in (each[:LONGEST_TITLE] for each in table.above[:MOST_LINES]):
        if _TITLE.search(line) and of_people(line) and not _NOT.search(line):
            return f"its title {line.strip()[:80]!r}"
    return None if settled else _by_columns(layout) or _by_names(table, layout)


def _by_names(table: Table, layout: Layout) -> str | None:
    """Return the column of names if most of them are those of people, by their titles."""
    for column in layout.columns.get("name", ()):
        cells = [cell for cell in table.column(column) if cell.strip()]
        if _people(cells) >= UNNAMED_AT_LEAST:
            return f"its column {column!r}, of names such as Mr and Ms,"
    return None


def _by_columns(layout: Layout) -> str | None:
    """Return which columns are those of a register of people."""
    numbers = layout.columns.get("licence_number", ())
    for column in numbers or (*layout.columns.get("supervisor_number", ()), *layout.unused):
        if _numbers_people(column):
            return f"its column {column!r}"
    names = layout.columns.get("name", ())
    if not names and not layout.has("name_and_address"):
        # names of people beside an address, and none of premises: it is they who are registered
        names = tuple(
            each for each in layout.unused if "name" in words(each) and not words(each) & _BESIDE
        )
    for column in names:
        if names_people(column) or _FIRST_AND_LAST.search(column):
            return f"its column {column!r}"
    return None


def is_titled(name: str) -> bool:
    """Whether a name is that of a Mr, Mrs or Ms, and of no shop."""
    return _TITLED.match(name) is not None and _NO_SURNAME.search(name) is None


_people = share(is_titled)


def _numbers_people(column: str) -> bool:
    said = words(column)
    numbered = bool(said & {"number", "reference", "id"}) or said == {"badge"}
    # the number of a supervisor's licence stands beside a premises' own
    return numbered and not said & {"supervisor", "holder"} and of_people(column)


def _of_premises(table: Table, layout: Layout) -> bool:
    """Whether any column says that what is registered is premises."""
    if any(_names_premises(column, layout) for column in table.columns):
        return True
    types = {
        cell
        for column in layout.columns.get("licence_type", ())
        for cell in table.column(column)
        if values.text(cell)
    }
    return any(_is_of_premises(each) for each in types)


def _names_premises(column: str, layout: Layout) -> bool:
    said = words(_SUPERVISORS.sub(" ", column))
    return bool(said & OF_PREMISES) and column not in layout.columns.get("not_kept", ())


def _is_of_premises(licence_type: str) -> bool:
    return meaning.licence_type([licence_type]) not in ("other", "unknown")
