"""References that are made of what identifies a child; they are stored as they come.

Running numbers pass for numbers of people, and references hold the days of episodes, so what is
told of a column of references is told by many of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from loaders.forenames import FORENAMES
from loaders.telling import (
    A_FEW,
    CAMEL,
    LONGEST_CODE,
    MOST,
    YOUNGEST,
    days_in,
    fits,
    holds_nhs_number,
    is_address,
    refuse,
    today,
    words_in,
)

A_SERIES = 3  # references that say more than chance
_TWO_WORDS = re.compile(r"\b[A-Z][a-z]{2,}[^A-Za-z\d]{1,3}[A-Z][a-z]{2,}\b")
_MOBILE = re.compile(
    r"(?<!\d)(?:(?:\+44\s?|0)7[1-57-9]\d\d[\s-]?\d{3}[\s-]?\d{3}"
    r"|\(?0[12]\d{2,4}\)?\s\d{3}\s?\d{3,4})(?!\d)"
)


def refuse_telling_refs(
    column: str, cells: Sequence[str], name: str, earliest: dt.date | None = None
) -> None:
    """Refuse a file if references are made of what identifies. Raises: SourceError.

    Numbers run on and hold the days of episodes, so single references say nothing.
    """
    filled = sorted({cell.strip()[:LONGEST_CODE] for cell in cells if cell.strip()})
    if not filled:
        return
    youngest = (earliest or today()) - YOUNGEST

    def has_birth(text: str) -> bool:
        return any(day < youngest for day in days_in(text))

    every = "\n".join(filled)  # of all together it is told soonest that none has such a thing
    for what, test, least, fewest in (
        ("postcodes or addresses", is_address, A_FEW, 1),
        ("telephone numbers", fits(_MOBILE), A_FEW, 1),
        # one running number in eleven has the check digit by chance
        ("NHS numbers", holds_nhs_number, MOST, A_SERIES),
        ("dates of birth", has_birth, A_FEW, 1),
    ):
        if test(every) and sum(map(test, filled)) >= max(least * len(filled), fewest):
            refuse(column, what, name)
    if _are_of_names(filled, every):
        refuse(column, "names", name)


def _are_of_names(cells: Sequence[str], every: str) -> bool:
    """Whether references are made of forenames, or of two capitalised words that differ."""
    parted = CAMEL.sub(" ", every)
    if FORENAMES.isdisjoint(words_in(every)) and not _TWO_WORDS.search(parted):
        return False
    worded = [words_in(cell) for cell in cells]
    common = {
        word
        for word, often in Counter(word for words in worded for word in set(words)).items()
        # MIA- and LEO- begin references of all sorts
        if len(word) < 4 and len(cells) >= A_SERIES and often > MOST * len(cells)
    }
    named = FORENAMES - common
    if sum(not named.isdisjoint(words) for words in worded) >= max(A_FEW * len(cells), 1):
        return True
    pairs = {found[0] for cell in cells if (found := _TWO_WORDS.search(CAMEL.sub(" ", cell)))}
    return len(pairs) >= max(MOST * len(cells), A_SERIES)
