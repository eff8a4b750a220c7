"""Homes and institutions that a file tells of where it is not read: the file is refused whole.

What counts is decided by role and kind. A file that calls a place a home in a column of another
name, or in the second of two, would have it counted, and flags raised round where a child lives.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pyarrow.compute as pc

from geo.errors import SourceError
from loaders import arrays
from loaders.arrays import Mask, Strings
from loaders.cells import words_of
from loaders.columnar import Batch
from loaders.episode_layout import PLACE
from loaders.table import key
from loaders.vocabulary import HOMES_AND_INSTITUTIONS, PLACE_KIND, ROLE

DECIDING = ("role", "place_kind")
_WORDS = arrays.strings(sorted(PLACE_KIND.words_for(HOMES_AND_INSTITUTIONS)))
MISSING_FROM = ROLE.values[0]


def refuse_two_answers(columns: Collection[str], name: str) -> None:
    """Refuse a file with two columns for what decides whether a place counts."""
    for ours in DECIDING:
        keys = {key(each) for each in PLACE[ours]}
        found = [column for column in columns if key(column) in keys]
        if len(found) > 1:
            told = " and ".join(repr(each) for each in found)
            raise SourceError(
                f"{name} must say in one column what {PLACE[ours][0]!r} a place has, and has the "
                f"columns {told}: which of them holds cannot be told; remove the others."
            )


def refuse_homes_elsewhere(batch: Batch, unread: Mapping[str, str], name: str) -> None:
    """Refuse a file with a home in a column that is not read, of a place whose kind is unsaid.

    ``unread``: the batch's column for each such column of the file. Raises: SourceError.
    """
    if "role" not in batch.columns:  # without which no place is taken
        return
    for ours, theirs in unread.items():
        homes = _homes(batch.columns[ours])
        if homes.any() and (homes & _unsaid(batch)).any():
            raise SourceError(
                f"{name} must say in the column 'place_kind' which places are homes, schools or "
                f"other institutions, and says so in {theirs!r}, which is not read: such a place "
                "would be counted; name that column place_kind, or remove it if it says nothing of "
                "the place."
            )


def _homes(cells: Strings) -> Mask:
    """Return which cells hold a word for a home or an institution and nothing else."""
    words, rows = words_of(cells)
    plain = pc.replace_substring_regex(pc.ascii_lower(words), "[^a-z0-9]", "")
    found: Mask = arrays.as_mask(pc.is_in(plain, _WORDS))[rows]
    return found


def _unsaid(batch: Batch) -> Mask:
    """Return which rows have a place that may count, of no kind that is said."""
    role, _ = ROLE.read(batch.column("role"))
    kind, _ = PLACE_KIND.read(batch.column("place_kind"))
    may_count = role.rows([value not in (None, MISSING_FROM) for value in role.values])
    return may_count & kind.rows([value == PLACE_KIND.empty for value in kind.values])
