"""How what somebody types is found in the names of premises.

A keyboard has one apostrophe and a register has another, a phone leaves accents out, and a database
folds the case of no letter that has one: so each letter stands for all that are taken for it. One
register says Fox & Hounds and another, like whoever was told the name, Fox and Hounds.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache

LATIN = range(0xC0, 0x250)  # the letters with accents of Western and Central Europe
AND = re.compile(" ?& ?|^and | and | and$", re.IGNORECASE)  # a word by itself, and no part of one
MARKS = ("'’‘ʼ´`", '"“”„')


def pattern(words: str) -> str:
    """Return the regular expression, of Python and PostgreSQL alike, that finds the words."""
    found, end = "", 0
    for each in AND.finditer(words):
        word = " and " if "&" in each[0] else each[0]
        found += f"{_letters(words[end : each.start()])}(?:{_letters(word)}| ?& ?)"
        end = each.end()
    return found + _letters(words[end:])


def searched(name: str, postcode: str | None) -> str:
    """Return what the words are looked for in; a postcode stands there as held and as written."""
    if not postcode:
        return name
    return f"{name} {postcode} {postcode[:-3]} {postcode[-3:]}"


def _letters(words: str) -> str:
    return "".join(_any_of(each) for each in words)


def _any_of(letter: str) -> str:
    for alike in MARKS:
        if letter in alike:
            return f"[{alike}]"
    plain = _plain(letter)
    if plain in _alike():
        return f"[{''.join(_alike()[plain])}]"
    both = {letter, letter.lower(), letter.upper()}
    if letter.isalpha() and all(len(each) == 1 for each in both):
        return f"[{''.join(sorted(both))}]"
    return letter if letter.isalnum() or letter == " " else f"\\{letter}"


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter)[:1].lower()


@cache
def _alike() -> dict[str, list[str]]:
    """Return the letters of both cases that are taken for each letter of English."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in [*map(chr, range(ord("a"), ord("z") + 1)), *map(chr, LATIN)]:
        plain = _plain(each)
        if plain.isascii() and plain.isalpha():
            found[plain] += [each, plain.upper()] if each == plain else [each]
    return dict(found)


def found_in(words: str, name: str, postcode: str | None) -> bool:
    """Whether the words are part of a name, or of a postcode with or without its space."""
    return re.search(pattern(words), searched(name, postcode)) is not None
