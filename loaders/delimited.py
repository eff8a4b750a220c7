"""Text files with separated fields: the separator is found, and a broken file is refused."""

from __future__ import annotations

import contextlib
import csv
import io
from collections import Counter
from collections.abc import Iterator

from geo.errors import SourceError
from loaders.table import is_total

SEPARATORS = (",", ";", "\t", "|")
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
LONGEST_FIELD = 131_072
SAMPLED = 2**20  # characters in which the first lines are looked for


def records(text: str, name: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line it began on.

    Raises: SourceError if the text ends inside a quoted field or a record, or a field is endless.
    """
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    width = 0
    last: list[str] = []
    try:
        for cells in reader:
            yield line, cells
            width = max(width, len(cells)) if line < 100 else width
            last = cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise SourceError(
            f"{name} cannot be read at line {line}: {error}. A quote that is opened must be closed."
        ) from error
    _refuse_if_cut_off(text, name, last, width)


def _refuse_if_cut_off(text: str, name: str, last: list[str], width: int) -> None:
    """A file that was cut off in transit ends in the middle of something."""
    unbalanced = text.count('"') % 2 == 1
    tail = text[text.rfind("\n") + 1 :]
    if unbalanced and last and ("\n" in last[-1] or tail.count('"') % 2 == 1):
        raise SourceError(
            f"{name} ends inside a quoted field: it was cut off; ask for the whole file."
        )
    short = 1 < len(last) < width and any(cell.strip() for cell in last) and not is_total(last)
    if short and not text.endswith(("\n", "\r")):
        raise SourceError(
            f"{name} ends in the middle of a record ({len(last)} of {width} fields and no line "
            "end): it was cut off; ask for the whole file."
        )


def find_separator(text: str) -> str:
    """Return the separator that gives the first lines most fields, alike from line to line."""
    sample = "\n".join(text[:SAMPLED].splitlines()[:60])
    best, chosen = (False, 0), ","
    for separator in SEPARATORS:
        widths = _widths(sample, separator)
        if not widths:
            continue
        width, often = Counter(widths).most_common(1)[0]
        # commas inside addresses make many lines wider, but for the header; a true separator makes
        # all alike, unless there are titles above the header
        alike = width > 1 and often == len(widths)
        if (score := (alike, often * min(width - 1, 8))) > best:
            best, chosen = score, separator
    return chosen


def _widths(sample: str, separator: str) -> list[int]:
    """Return how many fields each line has, as far as they can be read."""
    widths: list[int] = []
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    with contextlib.suppress(csv.Error):  # a field without end, which records() reports
        widths.extend(len(cells) for cells in reader if any(cell.strip() for cell in cells))
    return widths
