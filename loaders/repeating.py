"""What may be repeated of a file's own words: names of its columns, and no value among them.

A file without a header has an episode or a person in its first line, and a column may be called
after a child. Whoever sent a true header must read it again, to see what to mend.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from geo.errors import SourceError
from loaders.forenames import FORENAMES
from loaders.table import key
from loaders.telling import ADDRESS, words_in
from loaders.values import plainly_a_value, postcode_within
from loaders.vocabulary import CODED_EPISODE, CODED_PLACE

LONGEST_NAME = 80  # characters of a column's name, which patterns need not be tried on
NO_HEADER = "its first line is no header but holds values, which are not repeated here"
ONE_COLUMN = "it has one column alone: fields must be separated by commas, semicolons, tabs or bars"
# what cells of coded columns say; a few are columns' names elsewhere, and known as such first
_CODED = frozenset(
    key(value)
    for vocabulary in (*CODED_EPISODE, *CODED_PLACE)
    for value in vocabulary.values
    if value
)
_MONTH = re.compile(
    r"(?<![a-z])(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?"
    r"|oct(ober)?|nov(ember)?|dec(ember)?)(?![a-z])",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,4}[/. _-]\d{1,2}[/. _-]\d{2,4}|\d{6}")
_BIRTH = re.compile(r"(?<![a-z])(d\.?o\.?b|born|birth(day|date)?)(?![a-z])", re.IGNORECASE)


def looks_like_a_value(cell: str) -> bool:
    """Whether a text may be a value, which the name of a column hardly is."""
    if len(cell) > LONGEST_NAME or "@" in cell or plainly_a_value(cell):
        return True
    if _DATE.search(cell) or (_MONTH.search(cell) and any(map(str.isdigit, cell))):
        return True
    if postcode_within(cell) is not None or ADDRESS.search(cell) is not None:
        return True
    return not FORENAMES.isdisjoint(words_in(cell))


def shown(names: Sequence[str], known: Collection[str]) -> list[str]:
    """Return columns' names as they may be repeated; the others are told by their place.

    ``known``: the keys of names that are columns', whatever they look like.
    """
    return [
        f"column {number} (its name looks like a value and is not repeated)"
        if key(name) not in known and looks_like_a_value(name)
        else name
        for number, name in enumerate(names, start=1)
    ]


def are_names(cells: Sequence[str], known: Collection[str], fewest: int = 1) -> bool:
    """Whether a first line is a header: most of it is known, or so many and none looks a value."""
    filled = [cell for cell in cells if cell.strip()]
    others = [cell for cell in filled if key(cell) not in known]
    ours = len(filled) - len(others)
    if ours > len(others):
        return True
    return ours >= fewest and not any(
        key(cell) in _CODED or looks_like_a_value(cell) for cell in others
    )


class TellingNameError(SourceError):
    """The name of a file tells who a child is: it is kept nowhere and shown no more."""


def refuse_telling_name(file: str) -> None:
    """Refuse a file whose own name tells who a child is. Raises: TellingNameError."""
    stem = Path(file).stem
    plain = re.sub(r"[_.]", " ", stem[: 2 * LONGEST_NAME])
    words = words_in(plain)
    named = len(words) > 1 and not FORENAMES.isdisjoint(words)
    dated = _DATE.search(plain) or (_MONTH.search(plain) and any(map(str.isdigit, plain)))
    if _BIRTH.search(plain) or postcode_within(plain) is not None or (named and dated):
        raise TellingNameError(
            "the name of a file must not tell who a child is, and that of this one looks as if it "
            "did (a birth, a postcode, or a name with a date): it is not repeated here; call the "
            "file something else and send it again."
        )
