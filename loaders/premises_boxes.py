"""Activities by the letters of the boxes on the Licensing Act's forms: "e, f, i, j".

Source: schedule 2 of the Licensing Act 2003 (Premises licences and club premises certificates)
Regulations 2005, operating schedule, boxes A to J.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders import values

BOXES = {
    "a": "plays",
    "b": "films",
    "c": "indoor_sport",
    "d": "boxing_wrestling",
    "e": "live_music",
    "f": "recorded_music",
    "g": "dance",
    "h": "other_entertainment",
    "i": "late_night_refreshment",
    "j": "alcohol",
}
_LISTED = re.compile(
    r"\W*(?:box(?:es)?\W+)?[a-j](?:(?:\W+|\W+(?:and|box(?:es)?)\W+)[a-j])*\W*", re.IGNORECASE
)
_IN_ONE = re.compile(r"a?b?c?d?e?f?g?h?i?j?", re.IGNORECASE)
_LETTER = re.compile(r"(?<![a-z])[a-j](?![a-z])", re.IGNORECASE)
LONGEST = 80  # characters
MOSTLY_ALCOHOL = 1 / 3  # of a register's licences; codes of a council's own have hardly a J
FEWEST_LETTERS = 3  # of a column; that all say J may mean anything

NEARLY_ALL = 7  # letters; a register of a row for each activity has J in few


def are_boxes(cells: Sequence[str]) -> bool:
    """Whether the cells of a column are letters of boxes, and nothing else.

    Councils have letters of their own as well (A for alcohol, L for late). That all lie between A
    and J, and that many have J, as most licences are for alcohol, tells that they are the Act's.
    """
    filled = [cell for each in cells if (cell := values.text(each))]
    letters = [_letters(cell) for cell in filled]
    if not letters or not all(letters):
        return False
    with_alcohol = sum("j" in each for each in letters)
    told = len(set().union(*letters)) if with_alcohol else 0
    return told >= FEWEST_LETTERS and (
        with_alcohol >= MOSTLY_ALCOHOL * len(letters) or told >= NEARLY_ALL
    )


def activities(cell: str) -> set[str]:
    """Return the activities of the boxes that a cell names."""
    return {BOXES[letter] for letter in _letters(cell)}


def _letters(cell: str) -> set[str]:
    tidied = cell.strip().lower()
    if len(tidied) > LONGEST:
        return set()
    if _LISTED.fullmatch(tidied):
        return set(_LETTER.findall(tidied))
    return set(tidied) if _IN_ONE.fullmatch(tidied) else set()
