"""Whether an operator's base is somebody's home: by what the register says, else by its address.

A home on the map cannot be taken back from whoever saw it. Where it is unsure, a base is a home.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from loaders import values
from loaders.headings import words
from loaders.taxi_headings import AT_HOME

HOME = re.compile(
    r"\b(home|residen|dwelling|house|domestic|flat|apartment)\w*\b"
    r"|\bprivate\s+(address|property)|^\s*(private|h|r)\s*$",
    re.IGNORECASE,
)
# in an address; many an office is in a House, so that word tells only of whose it is
LIVED_IN = re.compile(
    r"\b(homes?|residen(ce|ces|t|ts|tial)|dwellings?|domestic|flats?|apartments?|apt|maisonette"
    r"|bungalow)\b|\b(private|own|council)\s+(address|property|house)\b",
    re.IGNORECASE,
)
WORKPLACE = re.compile(
    r"\b(offices?|shops?|commercial|business|industrial|unit|depot|garage|retail|workshop|yard"
    r"|booth|kiosk|rank|station|works|warehouse)\b|^\s*[obc]\s*$",
    re.IGNORECASE,
)
# among whatever else is noted of an operator
_NOTED = re.compile(
    r"\b(from|at|own|private)\s+(the\s+|an?\s+|his\s+|her\s+|their\s+)?"
    r"(home|residence|residential|domestic)\b|\bhome\W?(address|based|operat\w+|office|run)\b"
    r"|\b(residential|domestic) (address|property|premises|dwelling)\b",
    re.IGNORECASE,
)
# an address that is another's: as home, same as above, as per operator address
_ANOTHERS = re.compile(
    r"^\W*(as|same)\b(?=\W*$|.*\b(above|home|residen\w+|operator'?s?|holder'?s?|address|licen[cs]ee"
    r"|applicant|before|overleaf)\b)(?!.*\d)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(non|not)\W{0,2}(a\s|at\s)?\s?(home|residential|domestic|dwelling)\b", re.IGNORECASE
)
_COMPANY = re.compile(r"\b(ltd|limited|llp|plc|cic)\b", re.IGNORECASE)
_OF_A_PERSON = frozenset({"holder", "proprietor", "director", "owner", "driver", "keeper"})
_OF_AN_OFFICE = frozenset({"registered", "correspondence", "contact", "agent", "manager"})
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b", re.IGNORECASE)
_SPELLED_OUT = {
    "st": "street",
    "rd": "road",
    "ave": "avenue",
    "av": "avenue",
    "ct": "court",
    "cl": "close",
    "dr": "drive",
    "ln": "lane",
    "pl": "place",
    "sq": "square",
    "gdns": "gardens",
    "cres": "crescent",
    "terr": "terrace",
    "gr": "grove",
}

Cell = tuple[str, str]  # the name of its column, and what it holds


class Where(NamedTuple):
    """An address as it is compared: its words in order, and the postcode if one is known."""

    said: tuple[str, ...]
    postcode: str | None


def is_home(
    told: Iterable[Cell],
    address: str,
    postcode: str | None,
    theirs: Sequence[Cell],
    name: str,
    *,
    alone: bool = False,
) -> bool:
    """Whether a base is where somebody lives.

    ``told``: what a register says of the base; ``theirs``: the addresses that are not kept, of
    whoever holds the licence; ``name``: the holder, since a company lives nowhere. ``alone``: a
    person who trades by no other name, with a vehicle or two: at home, unless a workplace is told.
    """
    if _ANOTHERS.search(address):
        return True
    base = where(address, postcode)
    people = list(_addresses(theirs))
    if any(heading & AT_HOME and _same(each, base) for heading, each in people):
        return True
    # "Is the base address residential?" reads as an address that is not kept, until it is answered
    asked = [cell for cell in theirs if cell[1].strip().lower() in values.TRUE | values.FALSE]
    answers = {_answer(column, cell) for column, cell in (*told, *asked)}
    if True in answers:
        return True
    if False in answers:
        return False
    if LIVED_IN.search(address) or (alone and not WORKPLACE.search(address)):
        return True
    return any(_lives_there(heading, name) and _same(each, base) for heading, each in people)


def noted(cells: Iterable[Cell]) -> bool:
    """Whether what is noted of an operator says that the base is a home."""
    return any(_NOTED.search(cell) and not _DENIED.search(cell) for _, cell in cells)


def _answer(column: str, cell: str) -> bool | None:
    """Return whether a cell says that a base is a home; None if it does not tell."""
    stated = values.text(cell)
    if stated is None:
        return None
    heading = words(column)
    of_home, of_work = bool(heading & AT_HOME), WORKPLACE.search(column) is not None
    yes = stated.lower() in values.TRUE
    if yes or stated.lower() in values.FALSE:
        if of_home and of_work:
            return True if yes else None  # it asks two things at once
        if heading & {"non", "not"}:
            return not yes
        return yes if of_home else None
    if _DENIED.search(stated):
        return False
    if HOME.search(stated):
        return True
    if WORKPLACE.search(stated):
        return False
    return True if of_home else None


def _addresses(theirs: Sequence[Cell]) -> Iterable[tuple[frozenset[str], Where]]:
    """Put the cells of each person's address together: street, town and postcode."""
    together: dict[frozenset[str], list[str]] = {}
    whose: frozenset[str] = frozenset()
    for column, cell in theirs:
        said = words(column)
        named = said & (AT_HOME | _OF_A_PERSON | _OF_AN_OFFICE | {"operator", "company"})
        if named or "address" in said:
            whose = named
        together.setdefault(whose, []).append(cell)
    for heading, cells in together.items():
        yield heading, where(", ".join(cells), None)


def where(address: str, postcode: str | None) -> Where:
    """Return an address as it can be compared with another."""
    plain = re.sub(r"[^a-z0-9]+", " ", _POSTCODE.sub(" ", address).lower())
    said = tuple(_SPELLED_OUT.get(word, word) for word in plain.split())
    return Where(said, postcode or values.postcode_within(address))


def _same(first: Where, second: Where) -> bool:
    """Whether two addresses are one; either may go on with a town that the other leaves out."""
    if first.postcode and second.postcode and first.postcode != second.postcode:
        return False
    length = min(len(first.said), len(second.said))
    if length < 2:
        return False
    return first.said[:length] == second.said[:length]


def _lives_there(heading: frozenset[str], name: str) -> bool:
    """Whether an address that is not kept may be where a person lives."""
    if "director" in heading:
        return True
    return not heading & _OF_AN_OFFICE and not _COMPANY.search(name)
