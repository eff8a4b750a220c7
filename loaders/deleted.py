"""Rows that their supplier deleted, in a column that is not read: the file is refused.

Systems of record mark what was entered in error and keep it. A row that was deleted and loaded all
the same is an episode that never was, and a premises may be flagged by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyarrow.compute as pc

from geo.errors import SourceError
from loaders import arrays
from loaders.arrays import Mask, Strings, as_mask
from loaders.cells import words_of
from loaders.columnar import Batch
from loaders.table import key

# columns about the record as such: an interview that was withdrawn is of an episode that stands
_OF_THE_RECORD = re.compile(
    r"^(record|row|entry|episode|report|incident|occurrence|missing|misper|log)?"
    r"(status|state|outcome|disposal|result)(code)?$"
)
_TO_TICK = re.compile(
    r"^(is|record|row|episode|marked(as)?)?(deleted|void|voided|withdrawn"
    r"|duplicate|error|enteredinerror|createdinerror)(flag|yn)?$"
)
_DELETED = arrays.strings(
    [
        # not cancelled: a report of a missing child is cancelled when the child is back
        *("deleted", "void", "voided", "withdrawn", "retracted", "nullified"),
        *("duplicate", "duplicaterecord", "error", "inerror", "createdinerror", "enteredinerror"),
        *("recordedinerror", "deletedrecord", "recorddeleted"),
    ]
)
_TICKED = arrays.strings(["yes", "y", "true", "t", "1", "x"])


def refuse_deleted(batch: Batch, unread: Mapping[str, str], name: str) -> None:
    """Refuse a file whose rows say, in a column that is not read, that they were deleted.

    ``unread``: their names for those columns, by the batch's. Raises: SourceError.
    """
    for ours, theirs in unread.items():
        plain = key(theirs)
        ticked = _TO_TICK.search(plain) is not None
        if not ticked and not _OF_THE_RECORD.search(plain):
            continue
        cells = batch.column(ours)
        if _among(cells, _DELETED).any() or (ticked and _among(cells, _TICKED).any()):
            raise SourceError(
                f"{name} must hold no row that its supplier deleted, and says of some "
                f"in {theirs!r}, which is not read, that they were: they would be counted; send it "
                f"without those rows, or load the rows that stand with --only {theirs!r}=VALUE, "
                "VALUE being what the column says of them."
            )


def _among(cells: Strings, words: Strings) -> Mask:
    said, rows = words_of(cells)
    plain = pc.replace_substring_regex(pc.ascii_lower(said), "[^a-z0-9]", "")
    found: Mask = as_mask(pc.is_in(plain, words))[rows]
    return found
