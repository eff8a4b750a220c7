"""Whose address a plain column is, in registers that have a person's beside the premises'.

A register with Licence Holder, Address, Premises, Premises Address has somebody's home in Address.
What stands after a person's name is that person's, if the premises has one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from loaders import looks, values
from loaders.headings import words
from loaders.layout import UNNAMED_AT_LEAST
from loaders.premises_headings import OF_PREMISES, PEOPLE, field_of, where_people_are
from loaders.premises_layout import FIELDS
from loaders.table import Table

_PLACED = ("address", "postcode", "uprn", "easting", "northing", "longitude", "latitude")
_BY_NAME = {each.name: each for each in FIELDS if each.name in (*_PLACED, "name")}
_OF_PERSON = PEOPLE | {"surname", "forename", "forenames", "firstname"}
LOOKED_AT = 200
_BEGINS_ADDRESS = re.compile(r"\s*(?:\d|(?:flat|unit|apartment|po box|c/o)\b)", re.IGNORECASE)
LONGEST_NAME = 100  # characters before a house number
_BEFORE_NUMBER = re.compile(r"^(\D*[A-Za-z]{2}\D*?)\s+\d")
_A_PART = re.compile(
    r"^\W*((first|second|third|ground|lower|upper)\s+floor|basement|units?|flats?|shops?|suites?"
    r"|kiosks?|stalls?|pitch|plot|block|building|rooms?|apartments?|arch(es)?|bays?|stores?"
    r"|stands?|no|nos|number|land|part|rear|at|above|between|opposite|adjacent|site)\b",
    re.IGNORECASE,
)
_TRADING_AS = re.compile(r"\b(?:t/a|t\.a\.|trading as)\b:?\s*([^\n\r,;()]{2,80})", re.IGNORECASE)
_BEFORE_NUMBERS = re.compile(r"\s+(?=\d|[A-Z]{1,2}\d[0-9A-Z]?\s*\d[A-Z]{2}\b)")


def name_alone(cell: str) -> str:
    """Return whose name a cell begins with, without the address that may follow it.

    Somebody's home is not kept, in whichever column it stands.
    """
    first, *others = re.split(r"[\n\r,;]+", cell.strip())
    kept = [first]
    if values.postcode_within(cell):
        kept = [_BEFORE_NUMBERS.split(first, maxsplit=1)[0]]
    else:
        for part in others:
            if _BEGINS_ADDRESS.match(part):
                break
            kept.append(part)
        if len(kept) == len(others) + 1:
            return cell
    return ", ".join(part.strip() for part in kept)


def traded_as(holder: str | None) -> str | None:
    """Return the name after t/a of a holder who trades under one: Mr Tom Ash t/a The Heron."""
    found = _TRADING_AS.search(holder or "")
    return values.text(found[1]) if found else None


def name_of_address(address: str) -> str:
    """Return what a premises without a name is called: what its address begins with."""
    first = address.split(",", maxsplit=1)[0]
    named = _BEFORE_NUMBER.match(first[:LONGEST_NAME])
    return named[1] if named and not _A_PART.match(first) else first


def speaker(table: Table) -> Callable[[str], str | None]:
    """Return what names the field of a column: ``not_kept`` where it is plainly a person's.

    A yes or no to Expired says that a licence ended, and not when.
    """
    theirs = _of_people(table)

    def speak(column: str) -> str | None:
        if column in theirs:
            return "not_kept"
        if words(column) == {"application"} and not _numbered(table, column):
            return "licence_type"
        field = field_of(column)
        cells = (
            [cell for cell in table.column(column) if cell.strip()] if field == "ends_on" else ()
        )
        return "ended" if cells and looks.truth(cells) >= UNNAMED_AT_LEAST else field

    return speak


def _of_people(table: Table) -> set[str]:
    """Return the plain columns of places that are people's, not the premises'."""
    found: dict[str, list[tuple[str, str, object]]] = {name: [] for name in _PLACED}
    owner = ""
    for column in table.columns:
        said = words(column)
        own = said & OF_PREMISES and not said & PEOPLE
        field = next((name for name in _PLACED if _is(name, column)), None)
        if own or _is("name", column):
            owner = "premises"
        elif said & _OF_PERSON:
            owner = "person"
        if field is None or where_people_are(column) or not _holds_text(table, column):
            continue
        of = "itself" if own else owner
        found[field].append(
            (column, of, (said - OF_PREMISES - {"licence"}, *re.findall(r"\d+", column)))
        )
    theirs = set()
    for field, columns in found.items():
        ours = any(of in ("itself", "premises") for _, of, _ in columns)
        ours = ours or (field in ("address", "postcode") and _names_hold_addresses(table))
        named = [what for _, of, what in columns if of == "itself"]
        for column, of, what in columns:
            if of != "itself" and ((of == "person" and ours) or what in named):
                theirs.add(column)
    return theirs


def _numbered(table: Table, column: str) -> bool:
    """Whether Application holds numbers of applications, and not what was applied for."""
    return any(re.search(r"\d", cell) for cell in table.column(column)[:LOOKED_AT])


def _names_hold_addresses(table: Table) -> bool:
    names = [
        column
        for column in table.columns
        if _is("name", column) or (words(column) & OF_PREMISES and not words(column) & PEOPLE)
    ]
    return any(
        looks.postcode_within([cell for cell in table.column(column) if cell.strip()])
        >= UNNAMED_AT_LEAST
        for column in names
    )


def _is(field: str, column: str) -> bool:
    return _BY_NAME[field].called(column) is not None or field_of(column) == field


def _holds_text(table: Table, column: str) -> bool:
    """Whether a column holds anything, and no points, which Location may."""
    cells = [cell for cell in table.column(column) if cell.strip()][:LOOKED_AT]
    return bool(cells) and not looks.point(cells)
