"""Cells of a column as texts without spaces round them, as different words, and as numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from loaders import arrays
from loaders.arrays import NULL, Mask, Strings, as_mask
from loaders.values import NOTHING

Floats = np.ndarray[Any, np.dtype[np.float64]]

# spaces that web pages and word processors put where a reader sees a plain one, or none
_SPACES = " \t\r\n\x0b\x0c\u00a0\u2007\u202f\u200b\ufeff"
# what is typed or exported where there is no number; 0 is one
_NO_NUMBER = frozenset(word.upper() for word in NOTHING - {"nan"})


def _trim(cells: Strings) -> Strings:
    if arrays.has_bare_edges(cells):
        return cells
    if as_mask(pc.string_is_ascii(cells)).all():
        return pc.ascii_trim_whitespace(cells)
    return pc.utf8_trim(cells, characters=_SPACES)


def tidy(cells: Strings) -> Strings:
    """Return cells without the spaces round them, as plain text."""
    if pa.types.is_dictionary(cells.type):
        return _trim(cells.dictionary).take(cells.indices)
    return _trim(cells)


def words_of(cells: Strings) -> tuple[Strings, np.ndarray[Any, np.dtype[np.int32]]]:
    """Return the different texts of a column, without spaces round them, and each row's number."""
    encoded = cells if pa.types.is_dictionary(cells.type) else cells.dictionary_encode()
    return _trim(encoded.dictionary), arrays.as_numbers(encoded.indices, np.int32)


def numbers(cells: Strings) -> tuple[Floats, Mask]:
    """Return cells as numbers, NaN where there is none, and which hold something else.

    Thousands may be separated by commas or spaces.
    """
    tidied = tidy(cells)
    empty = arrays.is_empty(tidied)
    if empty.all():
        return np.full(len(cells), np.nan), np.zeros(len(cells), bool)
    try:
        filled = pc.if_else(arrays.bits(empty), NULL, tidied) if empty.any() else tidied
        values = _floats(pc.cast(filled, pa.float64()))
        return values, ~empty & ~np.isfinite(values)
    except pa.ArrowInvalid:
        pass
    tidied, empty = _without_separators(tidied)
    plain = pc.match_substring_regex(tidied, r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$")
    good = pc.if_else(plain, tidied, NULL)
    values = _floats(pc.cast(good, pa.float64()))
    # a number of a thousand digits is endless, whether or not its column holds others' marks
    return values, ~(empty | as_mask(plain)) | np.isinf(values)


def _without_separators(tidied: Strings) -> tuple[Strings, Mask]:
    """Return numbers as a computer writes them, and which cells say that there is none."""
    grouped = pc.match_substring_regex(tidied, r"^[+-]?\d{1,3}([, \x{a0}]\d{3})+(\.\d+)?$")
    bare = pc.replace_substring_regex(tidied, r"[, \x{a0}]", "")
    tidied = pc.if_else(grouped, bare, tidied)
    nothing = pc.is_in(pc.utf8_upper(tidied), arrays.strings(sorted(_NO_NUMBER)))
    return pc.if_else(nothing, arrays.strings([""])[0], tidied), as_mask(nothing)


def _floats(found: pa.DoubleArray) -> Floats:
    return np.where(arrays.is_null(found), np.nan, arrays.as_numbers(found, np.float64))
