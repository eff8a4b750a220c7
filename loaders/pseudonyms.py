"""Pseudonyms: whether a file's children are given by keyed hashes, or by what only looks like them.

A keyed hash is random to whoever lacks its key. What counts up, what is a number, and what turns
into words once it is decoded is not, so columns are looked at for what chance does not make.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from functools import cache
from math import comb
from typing import Any

import numpy as np
import pyarrow.compute as pc

from geo.errors import SourceError
from loaders import arrays
from loaders.arrays import Mask, Strings, is_empty, take
from loaders.forenames import FORENAMES

# a column for each text and a row for each of its characters, which numpy goes through sooner
Marks = np.ndarray[Any, np.dtype[np.uint8]]

SHORTEST, LONGEST = 16, 128  # hexadecimal characters
DIGEST_BYTES = frozenset({16, 20, 24, 28, 32, 48, 64})
# regional copies end a pseudonym in its authority: E06000006, 00ET, or a number of the Department's
SUFFIX = r"[_:.-]([EWSN]\d{8}|\d\d[A-Z]{2}|\d{3})$"
_BASE64 = re.compile(r"^[A-Za-z0-9+/_-]{20,90}={0,2}$")
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_BIRTH = re.compile(
    r"(?:19|20)\d\d[-/_]?[01]\d[-/_]?[0-3]\d|[0-3]\d[-/_]?[01]\d[-/_]?(?:19|20)\d\d"
)
_OF_FORM = (
    r"^(?P<hash>[0-9A-Fa-f]{16,128}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})"
    r"(?P<rest>(?:[_:.-](?:[EWSNewsn]\d{8}|\d\d[A-Za-z]{2}|\d{3}))?)$"
)
_DASHES = (8, 13, 18, 23)  # of a UUID

A_FEW, ENOUGH = 5, 500  # texts that are compared
ALIKE = 6  # characters that are the same in all; hashes have none, and a UUID's version is one
RARELY = 1e-5  # how seldom chance may refuse a batch for words in it
SELDOM = 1e-3  # as often as chance, for what would be seen in all of a column if it were one
FEWEST_NEIGHBOURS = 2 / 3  # the same character again: chance has it in a sixteenth
IN_CLASS = 0.356  # of neighbours in Base64 are both capitals, small letters, or digits
NAMED = 3e-4  # of texts in Base64 have a forename of four letters, between other characters
DATED = 1e-6

_HEX = np.full(256, 255, np.uint8)  # what a hexadecimal character stands for
for _at, _character in enumerate(b"0123456789abcdef"):
    _HEX[_character] = _at
for _at, _character in enumerate(b"ABCDEF"):
    _HEX[_character] = 10 + _at
# what names, dates and addresses are written in, and the empty half of UTF-16
_WRITTEN = np.zeros(256, bool)
_WRITTEN[[0, *b" -/.,:_'", *range(48, 58), *range(65, 91), *range(97, 123)]] = True
_A_BYTE = float(_WRITTEN.mean())
_CLASSES = np.zeros(256, np.uint8)
for _which, _range in enumerate(((48, 58), (65, 91), (97, 123)), start=1):
    _CLASSES[slice(*_range)] = _which


def refuse_unhashed(column: str, refs: Strings, name: str) -> None:
    """Refuse a file whose pseudonyms are not keyed hashes. Raises: SourceError.

    A number or a short code is an agency's own id: whoever has that agency's list has the child.
    """
    distinct = pc.unique(refs)
    if not are_hashes(take(distinct, ~is_empty(distinct))):
        raise SourceError(
            f"{name} must give each child a keyed hash (at least 16 hexadecimal characters, made "
            f"with HMAC and a key that the supplier keeps), and its column {column!r} holds an "
            "unhashed id: the whole file is refused."
        )


def hashed(ref: str) -> bool:
    """Whether a text has the form of a keyed hash."""
    return bool(ref) and are_hashes(arrays.strings([ref]))


def are_hashes(refs: Strings) -> bool:
    """Whether different texts can all be keyed hashes, by their forms and by all of them."""
    numbers, others = _hexadecimal(refs)
    if len(others):
        bare = pc.replace_substring_regex(others, SUFFIX, "")
        behind, others = _hexadecimal(pc.unique(bare))
        numbers += behind
    return all(map(_are_random, numbers)) and _are_base64(others.to_pylist())


def in_one_case(refs: Strings) -> Strings:
    """Return hexadecimal texts and UUIDs in small letters: capitals would be another child."""
    data = np.frombuffer(refs.buffers()[2] or b"", np.uint8)
    if not ((data >= ord("A")) & (data <= ord("F"))).any():
        return refs
    found = pc.extract_regex(refs, _OF_FORM)
    small = pc.binary_join_element_wise(pc.utf8_lower(found.field("hash")), found.field("rest"), "")
    return pc.if_else(pc.is_valid(found), small, refs)


def _hexadecimal(refs: Strings) -> tuple[list[Marks], Strings]:
    """Return what hexadecimal texts and UUIDs stand for, a table for each length, and the rest."""
    tables = []
    left = np.zeros(len(refs), bool)
    for rows, marks in _of_each_length(refs):
        length = len(marks)
        bare = marks
        if length == 36 and (marks[_DASHES, :] == ord("-")).all():
            bare = np.delete(marks, _DASHES, axis=0)
        if not SHORTEST <= length <= LONGEST:
            left[rows] = True
            continue
        digits = _HEX[bare]
        if digits.max() > 15:
            bad = digits.max(axis=0) > 15
            left[rows[bad]] = True
            digits = digits[:, ~bad]
        if digits.size:
            tables.append(digits)
    return tables, take(refs, left)


def _of_each_length(refs: Strings) -> Iterator[tuple[np.ndarray[Any, Any], Marks]]:
    """Yield the rows of texts that are as long as one another, and their bytes."""
    lengths = arrays.lengths(refs)
    for length in np.unique(lengths):
        mask: Mask = lengths == length
        alike = refs if mask.all() else take(refs, mask)
        begin = np.frombuffer(alike.buffers()[1], np.int32)[alike.offset]
        data = np.frombuffer(alike.buffers()[2], np.uint8)[begin : begin + len(alike) * length]
        yield np.flatnonzero(mask), np.ascontiguousarray(data.reshape(len(alike), length).T)


def _are_random(digits: Marks) -> bool:
    """Whether hexadecimal numbers of one length can be hashes."""
    length, count = digits.shape
    # no hash begins so but one in four thousand million; a number filled up to its width does
    if (digits[:8].max(axis=0) == 0).any() or _are_alike(digits):
        return False
    again = (digits[1:] == digits[:-1]).sum(axis=0, dtype=np.uint8)
    if again.max() >= FEWEST_NEIGHBOURS * (length - 1):
        return False
    plain = int((digits.max(axis=0) < 10).sum())
    if _too_often(plain, count * (10 / 16) ** length, SELDOM):
        return False
    wide = length // 2
    least = wide - wide // 10
    high, low = digits[: 2 * wide : 2], digits[1 : 2 * wide : 2]
    # characters that are written begin at 0x20 and end before 0x80
    likely = ((high - np.uint8(2) < 6) | (high == 0)).sum(axis=0, dtype=np.uint8) >= least
    values = high[:, likely] << 4 | low[:, likely]
    written = int((_WRITTEN[values].sum(axis=0) >= least).sum())
    return not _too_often(written, count * _by_chance(wide), RARELY)


@cache
def _by_chance(wide: int) -> float:
    """Return how often random bytes look written, but for one in ten of them."""
    return sum(
        comb(wide, misses) * _A_BYTE ** (wide - misses) * (1 - _A_BYTE) ** misses
        for misses in range(wide // 10 + 1)
    )


def _too_often(found: int, expected: float, seldom: float) -> bool:
    """Whether something was found so often that chance does not explain it."""
    return found > 0 and (expected**found < seldom or found > 4 * expected + 4)


def _are_alike(marks: Marks) -> bool:
    """Whether texts have the same characters in many places, as numbers that count up have."""
    count = marks.shape[1]
    if count < A_FEW:
        return False
    some = marks[:, :: count // ENOUGH + 1]
    return int((some == some[:, :1]).all(axis=1).sum()) >= ALIKE


def _are_base64(words: Sequence[str]) -> bool:
    """Whether texts can all be digests in Base64, and no names, dates or other words."""
    named = dated = undigited = same = pairs = 0
    written: dict[int, list[bool]] = {}
    expected = 0.0
    for word in words:
        decoded = _decoded(word)
        if decoded is None or len(decoded) not in DIGEST_BYTES:
            return False
        looks = int(_WRITTEN[np.frombuffer(decoded, np.uint8)].sum())
        written.setdefault(len(decoded), []).append(looks >= len(decoded) - len(decoded) // 10)
        named += any(len(each) > 3 and each.lower() in FORENAMES for each in _PARTS.findall(word))
        dated += _BIRTH.search(word) is not None
        undigited += not any(map(str.isdigit, word))
        expected += (54 / 64) ** len(word)
        classes = _CLASSES[np.frombuffer(word.rstrip("=").encode(), np.uint8)]
        same += int((classes[1:] == classes[:-1]).sum())
        pairs += len(classes) - 1
    if not words:
        return True
    for wide, told in written.items():
        if _too_often(sum(told), len(told) * _by_chance(wide), RARELY):
            return False
    bound = IN_CLASS + 4 * (IN_CLASS * (1 - IN_CLASS) / pairs) ** 0.5
    return not (
        _too_often(named, len(words) * NAMED, SELDOM)
        or _too_often(dated, len(words) * DATED, SELDOM)
        or _too_often(undigited, expected, SELDOM)
        or same > bound * pairs
        or any(_are_alike(marks) for _, marks in _of_each_length(arrays.strings(words)))
    )


def _decoded(word: str) -> bytes | None:
    """Return what a text in Base64 of either alphabet stands for; None if it is none."""
    if not _BASE64.match(word):
        return None
    bare = word.rstrip("=").replace("-", "+").replace("_", "/")
    if len(bare) % 4 == 1:
        return None
    return base64.b64decode(bare + "=" * (-len(bare) % 4))
