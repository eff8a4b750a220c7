"""Notices of events among a register's rows: told by its columns, and turned away from homes.

A temporary event notice (section 100 of the Licensing Act 2003) may be given for any place, a
garden or a house too; a point there could be flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders import values
from loaders.headings import words
from loaders.layout import Layout
from loaders.premises_register import address_key
from loaders.table import Table

EVENT = "Temporary Event Notice"
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
LONGEST = 500  # characters of a name or an address
_NUMBERED = re.compile(r"^\W*((flat|apartment|house|no|number)\W+)?\d+[a-z]?\b", re.IGNORECASE)


def types_of_columns(table: Table, layout: Layout) -> list[str]:
    """Return the type of a register's licences if its columns say that all are events' notices.

    A register with supervisors or holders of licences has licences, whatever else it has.
    """
    said = [words(column) for column in table.columns]
    if layout.has("supervisor") or any({"licence", "holder"} <= each for each in said):
        return []
    begins = layout.columns.get("starts_on", ())
    dated = any("event" in words(column) for column in begins)
    of_user = any({"premises", "user"} <= each for each in said)
    numbered = any("ten" in each and each & {"number", "reference"} for each in said)
    return [EVENT] if dated or of_user or numbered else []


def at_home(name: str | None, address: str | None, of_people: Iterable[str]) -> bool:
    """Whether an event is at somebody's home, by its words or by the address of who gave notice.

    ``of_people``: where people of the row live. A venue that has a name of its own is none, though
    its keeper be reached there.
    """
    if any(_HOME.search(text[:LONGEST]) for text in (name, address) if text):
        return True
    if name and not _NUMBERED.match(name):
        return False
    return any(_same(address or "", other) for other in of_people)


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
