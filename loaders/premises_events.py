"""Notices of events among a register's rows: told by its columns, and turned away from homes.

A temporary event notice (section 100 of the Licensing Act 2003) may be given for any place, a
garden or a house too; a point there could be flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders import looks, meaning, values
from loaders.headings import words
from loaders.layout import UNNAMED_AT_LEAST, Layout, share
from loaders.premises_register import address_key
from loaders.table import Table

EVENT = "Temporary Event Notice"
OCCASION = "Occasional Licence"  # of a Scottish board
_WHOSE = r"(my|our|own|his|her|their|family|user'?s?|applicant'?s?|giver'?s?|organiser'?s?)"
_HOME = re.compile(
    rf"\b{_WHOSE}\W+(\w+\W+)?(home|garden|property|back\s?yard|residence)\b|\bmy\W+house\b"
    r"|\b(private|domestic|residential|dwelling)\W+"
    r"(residence|house|home|dwelling|garden|address|property|premises|flat|land\W+at\W+home)\b"
    r"|\bhome\W+(address|of\W+(the\W+)?(user|applicant|giver|organiser))\b|\bhouse\W?party\b"
    r"|\bgarden\W+(of|at|to)\W+(no\W+|number\W+)?\d|\b(back|rear|front)\W+garden\W+(no\W+)?\d"
    r"|\bhome\W+of\W+(mr|mrs|ms|miss|mx)\b"
    r"|\bat\W+home\W*$|^\W*(home|dwelling|residence)\W*$",
    re.IGNORECASE,
)
# not "near residential property", of which conditions tell
_RUN_FROM_HOME = re.compile(
    r"\bfrom\W+((the|their|his|her|my|own|a|applicant'?s)\W+){0,2}(own\W+)?"
    r"(home(?!\W+(farm|office|delivery|counties))|private\W+(dwelling|house|residence|address)"
    r"|residential\W+(dwelling|address|property))\b"
    r"|\bhome.based\b|^\W*(private|residential|domestic)\W+(dwelling|house|residence|property)\W*$",
    re.IGNORECASE,
)
LONGEST = 500  # characters of a name or an address
_NUMBER = re.compile(r"\b(\d+[a-z]?)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^\W*((flat|apartment|house|no|number)\W+)?\d+[a-z]?\b", re.IGNORECASE)


# what an address is said with that has no name of its own: Field rear of 9 Row Close
_NO_NAME = frozenset(
    {
        *("field", "land", "rear", "marquee", "tent", "gazebo", "garden", "gardens", "paddock"),
        *("grounds", "lawn", "drive", "driveway", "patio", "shed", "garage", "conservatory"),
        *("outbuilding", "outbuildings", "annexe", "pool", "yard", "front", "back", "side"),
        *("of", "at", "to", "in", "on", "the", "a", "behind", "outside", "adjacent", "adjoining"),
        *("opposite", "next", "beside", "and", "party", "event", "no", "number"),
    }
)


def leave_people(layout: Layout) -> None:
    """Take no plain Name for a venue's where the address is an event's: it is of who gives it."""
    addresses = layout.columns.get("address", ())
    of_event = addresses and all("event" in words(each) for each in addresses)
    if not of_event or layout.basis.get("name") == "given":
        return
    names = layout.columns.get("name", ())
    theirs = tuple(each for each in names if words(each) <= {"name", "full"})
    if theirs:
        layout.columns["name"] = tuple(each for each in names if each not in theirs)
        layout.columns["not_kept"] = (*layout.columns.get("not_kept", ()), *theirs)
        layout.basis.setdefault("not_kept", "words")


def find_days(table: Table, layout: Layout) -> None:
    """Take a plain Date for the day of an event, where a register is of events and has no other."""
    if layout.has("starts_on", "ends_on"):
        return
    stated = layout.columns.get("licence_type", ())
    cells = [cell for each in stated for cell in table.column(each) if cell.strip()]
    if not types_of_columns(table, layout) and _of_events(cells) < UNNAMED_AT_LEAST:
        return
    for column in layout.unused:
        held = [cell for cell in table.column(column) if cell.strip()]
        if words(column) in ({"date"}, {"date", "time"}) and looks.dated(held) >= UNNAMED_AT_LEAST:
            layout.columns["starts_on"], layout.basis["starts_on"] = (column,), "words"
            layout.unused = tuple(each for each in layout.unused if each != column)
            return


_of_events = share(lambda cell: meaning.licence_type([cell]) == "temporary_event_notice")


def types_of_columns(table: Table, layout: Layout) -> list[str]:
    """Return the type of a register's licences if its columns say that all are events' notices.

    A register with supervisors or holders of licences has licences, whatever else it has.
    """
    said = [words(column) for column in table.columns]
    if layout.has("supervisor") or any({"licence", "holder"} <= each for each in said):
        return []
    if any("occasional" in each and "licence" in each for each in said):
        return [OCCASION]
    begins = layout.columns.get("starts_on", ())
    dated = any("event" in words(column) for column in begins)
    of_user = any({"premises", "user"} <= each for each in said)
    numbered = any("ten" in each and each & {"number", "reference"} for each in said)
    of_premises = any(each & {"premises", "licence"} for each in said)
    addresses = layout.columns.get("address", ())
    at_event = not of_premises and any("event" in words(each) for each in addresses)
    return [EVENT] if dated or of_user or numbered or at_event else []


def run_from_home(described: Iterable[str]) -> bool:
    """Whether what is said of premises says that they are a home, as of wines sold online."""
    return any(_RUN_FROM_HOME.search(each[:LONGEST]) for each in described)


def at_home(name: str | None, address: str | None, of_people: Iterable[str]) -> bool:
    """Whether an event is at somebody's home, by its words or by the address of who gave notice.

    ``of_people``: where people of the row live. A venue that has a name of its own is none, though
    its keeper be reached there.
    """
    if any(_HOME.search(text[:LONGEST]) for text in (name, address) if text):
        return True
    if name and not _is_place_alone(name[:LONGEST]):
        return False
    return any(_same(address or "", other) for other in of_people)


def _is_place_alone(name: str) -> bool:
    """Whether a name says where, and not what: 9 Row Close, Field rear of 9 Row Close."""
    if _NUMBERED.match(name):
        return True
    before, number, _ = _NUMBER.split(name, maxsplit=1) if _NUMBER.search(name) else (name, "", "")
    return bool(number) and set(re.findall(r"[a-z]+", before.lower())) <= _NO_NAME


def _same(address: str, other: str) -> bool:
    """Whether two addresses are one: alike to the letter, or in number and postcode."""
    if not address or not other:
        return False
    if address_key(address) == address_key(other):
        return True
    numbers = [re.search(r"\d+[a-z]?\b", each, re.IGNORECASE) for each in (address, other)]
    postcodes = {values.postcode_within(each) for each in (address, other)}
    told = numbers[0] is not None and numbers[1] is not None and None not in postcodes
    return told and len(postcodes) == 1 and len({each[0].lower() for each in numbers if each}) == 1
