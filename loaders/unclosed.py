"""Rows that were lost in a quote without an end, or with the end of their file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import SourceError
from loaders import arrays
from loaders.arrays import Strings, as_mask
from loaders.scanning import Scan, broken

Misfits = Sequence[tuple[int, int, int]]

TELLING = 5  # columns: of a narrower table any sentence has as many commas as a row


@dataclass
class Ends:
    """Whether the fields and rows of a file end where they should, while it is read.

    ``columns``: how many a row has.
    """

    path: Path
    scan: Scan
    separator: str
    columns: int
    _open_at: int | None = None

    def note_open_quote(self, line: int) -> None:
        """Note a row of several lines that does not fit: a quote in it has taken in others."""
        if self._open_at is None:
            self._open_at = line

    def refuse_open_quote(
        self, columns: Mapping[str, Strings], lines: np.ndarray[Any, np.dtype[np.int64]]
    ) -> None:
        """Refuse rows that a quote without its end has made into one field of another row.

        It is told by a field with line breaks and as many separators as a row has.
        Raises: SourceError.
        """
        if self._open_at is not None:
            raise SourceError(self._open_quote(self._open_at))
        if self.columns < TELLING:
            return
        for cells in columns.values():
            words = cells.dictionary if pa.types.is_dictionary(cells.type) else cells
            several = as_mask(pc.match_substring(words, "\n"))
            if not several.any():
                continue
            separators = arrays.as_numbers(pc.count_substring(words, self.separator), np.int32)
            if (taken := several & (separators >= self.columns - 1)).any():
                word = words[int(np.flatnonzero(taken)[0])]
                row = int(np.flatnonzero(as_mask(pc.equal(cells, word)))[0])
                raise SourceError(self._open_quote(int(lines[row])))

    def refuse_if_cut_off(self, line: int, last: pa.RecordBatch | None, misfits: Misfits) -> None:
        """Refuse a file that ends in the middle of a record, or of a quote. Raises: SourceError.

        ``line``: that of the last row, of which ``last`` is the batch.
        """
        if self.scan.quotes_are_odd and (
            not self.scan.ends_with_newline or (last is not None and _breaks_lines(last))
        ):
            raise SourceError(self._cut_off_in_quote())
        if self._open_at is not None:
            raise SourceError(self._open_quote(self._open_at))
        if misfits and not self.scan.ends_with_newline:
            number, found, expected = misfits[-1]
            if found < expected and number >= line:
                raise SourceError(
                    f"{self.path.name} ends in the middle of a record ({found} of {expected} "
                    "fields and no line end): it was cut off; ask for the whole file."
                )

    def broken(self, error: Exception, line: int) -> str:
        """Say in a sentence why a file cannot be read on from a line."""
        if "straddling object" in str(error):  # a field that is longer than what is read at once
            return self._open_quote(line)
        return broken(self.path, error)

    def _open_quote(self, line: int) -> str:
        if self.scan.quotes_are_odd and not self.scan.ends_with_newline:
            return self._cut_off_in_quote()
        return (
            f"{self.path.name} must close each quote in its own field, and about row {line} one "
            "is opened that takes the rows after it into it: mend that row, or write its quote "
            "twice, and send the file again."
        )

    def _cut_off_in_quote(self) -> str:
        return (
            f"{self.path.name} ends inside a quoted field: it was cut off; ask for the whole file."
        )


def _breaks_lines(batch: pa.RecordBatch) -> bool:
    """Whether the last row of a batch has a field of several lines."""
    last = batch.slice(batch.num_rows - 1).to_pylist()
    return any("\n" in cell for row in last for cell in row.values())
