"""Single cells to values: text, numbers, postcodes, property numbers, yes and no.

A reader returns None for an empty cell and raises BadCell for one that holds something else.
"""

from __future__ import annotations

import html
import math
import re

from loaders import angles
from loaders.encoding import repair

# what people type when they have nothing to say; compared in lower case
NOTHING = frozenset(
    {
        *("", "-", "--", "---", ".", "?", "n/a", "na", "#n/a", "n.a.", "null", "none", "nil"),
        *("(null)", "nan", "tbc", "tba", "unknown", "not known", "n/k", "nk", "not recorded"),
        *("no details", "not applicable", "no data", "#ref!", "#value!", "(blank)", "<null>"),
    }
)
LONGEST_FORMULA = 2_000
LONGEST_POINT = 200  # characters; patterns of longer cells take time by their square
MOST_REPAIRS = 3  # of one cell; two are known to be needed
MOST = 32_767  # of anything that a register counts
POSTCODE = re.compile(r"^[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}$")
_POSTCODE_WITHIN = re.compile(
    r"(?<![A-Z0-9])([A-Z]{1,2}[0-9O][0-9A-Z]?)\s*([0-9O][A-Z]{2})(?![A-Z0-9])"
    r"(?!\s+(?:floor|flr)\b)",  # Unit L1 1st Floor
    re.IGNORECASE,
)
_DECIMAL_COMMA = re.compile(r"[+-]?(?:\d{5,7},\d{1,3}|\d{1,2},\d{5,})")
_NUMBER = r"([+-]?\d+(?:\.\d+)?)"
_WKT = re.compile(rf"^\s*(?:SRID=\d+;)?\s*POINT\s*Z?\s*\(\s*{_NUMBER}\s+{_NUMBER}", re.IGNORECASE)
_PAIR = re.compile(rf"[(\[]?\s*{_NUMBER}\s*[,;]\s*{_NUMBER}\s*[)\]]?")
_SPACED_PAIR = re.compile(rf"[(\[]?{_NUMBER}\s+{_NUMBER}[)\]]?")
_PAIR_AT_THE_END = re.compile(rf"[(\[]\s*{_NUMBER}\s*[,;]\s*{_NUMBER}\s*[)\]]$")
_GEOJSON = re.compile(
    rf'^\{{.{{0,80}}"coordinates"\s*:\s*\[\s*{_NUMBER}\s*,\s*{_NUMBER}\s*[\],]', re.DOTALL
)
HIGHEST_NORTHING = 1_300_000
_DIGITS = {"O": "0", "I": "1"}
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")
TRUE = frozenset({"true", "yes", "y", "t", "1", "x", "✓", "✔", "on", "tick"})
FALSE = frozenset({"false", "no", "n", "f", "0", "✗", "✘", "off"})
# what is shown of a cell, and what only a spreadsheet or a browser reads
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_LINK = re.compile(r'=HYPERLINK\("[^"]*"\s*[,;]\s*"((?:[^"]|"")*)"\s*\)', re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
_BREAK = re.compile(r"<br\s{0,3}/?>|</(?:p|div|li)>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:a|b|i|u|p|em|div|font|li|span|strong)(?:\s[^<>]{0,200})?>", re.IGNORECASE)


class BadCell(Exception):
    """A cell that cannot be read; ``found`` says what kind of thing it holds, never the thing."""

    def __init__(self, reason: str, found: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.found = found


def kind_of(cell: str) -> str:
    """Describe a cell without repeating it: rejects are read by people who may not see it."""
    cell = cell.strip()
    if not cell:
        return "nothing"
    if re.fullmatch(r"[+-]?[\d.,\s]+", cell):
        return "a number"
    what = "letters and digits" if any(c.isdigit() for c in cell) else "words"
    return f"{what}, {len(cell)} characters"


def _says_nothing(cell: str) -> bool:
    return _SPACES.sub(" ", cell).strip().lower() in NOTHING


def as_shown(cell: str) -> str:
    """Return a cell as a spreadsheet or a browser would show it.

    Reports write ="00123" so that no digit is lost, and web forms keep Fox &amp; Hounds.
    """
    if cell[:1] == "=":
        written = cell.strip()[:LONGEST_FORMULA]
        if found := _AS_TEXT.fullmatch(written) or _LINK.fullmatch(written):
            cell = found[1].replace('""', '"')
    if "<" in cell:
        cell = _TAG.sub("", _BREAK.sub("\n", cell))
    if "&" in cell:
        cell = _ENTITY.sub(lambda each: html.unescape(each[0]), cell)
    return cell


def text(cell: str) -> str | None:
    """Return a cell's text with its spaces tidied and its encoding mended."""
    tidied = _SPACES.sub(" ", repair(cell)).strip()
    for _ in range(MOST_REPAIRS):
        if tidied.isascii():
            break
        # a tab that became a space may complete what was encoded twice
        before, tidied = tidied, _SPACES.sub(" ", repair(tidied)).strip()
        if tidied == before:
            break
    return None if tidied.lower() in NOTHING else tidied


def number(cell: str) -> float | None:
    """Return a finite number; thousands may be separated by commas or spaces.

    A coordinate's comma where no thousands end is a decimal one, as other countries write it.
    """
    tidied = _SPACES.sub("", cell)
    if _says_nothing(cell) and tidied.lower() != "nan":
        return None
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", tidied):
        tidied = tidied.replace(",", "")
    elif _DECIMAL_COMMA.fullmatch(tidied):
        tidied = tidied.replace(",", ".")
    try:
        found = float(tidied.replace("_", "?"))  # Python reads 1_000 as a number; people do not
    except ValueError:
        raise BadCell("not_a_number", kind_of(cell)) from None
    if not math.isfinite(found):
        raise BadCell("not_finite", "not a finite number")
    return found


def degrees(cell: str) -> float | None:
    """Return a latitude or a longitude, as a number or as 53°34'47"N, 53.5797 N or 53 34 47."""
    if (found := angles.angle(cell)) is not None:
        return found.degrees
    return number(cell)


def point(cell: str) -> tuple[float, float] | None:
    """Return the two numbers of a column such as Location, x before y; None if it is no point.

    Well-known text and GeoJSON say x first, a pair in degrees may say either: of these islands'
    numbers, only the latitude is above 49. A pair in brackets may stand at the end of an address.
    """
    if len(cell) > LONGEST_POINT:
        return None
    if (lettered := angles.pair(cell)) is not None:
        return lettered
    tidied = cell.replace("\u00b0", "").strip()
    if found := _WKT.search(tidied) or ('"Point"' in tidied and _GEOJSON.search(tidied)) or None:
        return float(found[1]), float(found[2])
    if found := _PAIR.fullmatch(tidied):
        return _degrees(found) or _metres(found)
    if found := _SPACED_PAIR.fullmatch(tidied):
        metres = _metres(found)
        return _degrees(found) or (metres if metres and max(metres) < HIGHEST_NORTHING else None)
    return _degrees(found) if (found := _PAIR_AT_THE_END.search(tidied)) else None


def before_point(cell: str) -> str | None:
    """Return the address that stands before a pair in brackets, if there is one."""
    if point(cell) is None or not (found := _PAIR_AT_THE_END.search(cell.strip())):
        return None
    return text(cell.strip()[: found.start()])


def _degrees(found: re.Match[str]) -> tuple[float, float] | None:
    first, second = float(found[1]), float(found[2])
    if "." in found[1] and "." in found[2]:  # without, they are a kilometre off or more
        if 49 <= first <= 61.5 and -9 <= second <= 3:
            return second, first
        if 49 <= second <= 61.5 and -9 <= first <= 3:
            return first, second
    return None


def _metres(found: re.Match[str]) -> tuple[float, float] | None:
    first, second = float(found[1]), float(found[2])
    return (first, second) if min(first, second) >= 10_000 else None


def whole_number(cell: str) -> int | None:
    """Return a whole number."""
    found = number(cell)
    if found is None:
        return None
    if not found.is_integer():
        raise BadCell("not_a_whole_number", kind_of(cell))
    return int(found)


def count(cell: str) -> int | None:
    """Return how many of something there are: a whole number that the tables can hold."""
    found = whole_number(cell)
    if found is not None and not 0 <= found <= MOST:
        raise BadCell("not_a_count", kind_of(cell))
    return found


def truth(cell: str) -> bool | None:
    """Return yes or no, in any of the ways that registers say it."""
    tidied = cell.strip().lower()
    if tidied in TRUE:
        return True
    if tidied in FALSE:
        return False
    if _says_nothing(cell):
        return None
    raise BadCell("not_yes_or_no", kind_of(cell))


def postcode(cell: str) -> str | None:
    """Return a postcode without spaces; a letter O or I in a digit's place is mended."""
    tidied = _SPACES.sub("", cell).strip(".,;").upper()
    if _says_nothing(cell):
        return None
    mended = _mend_digits(tidied)
    if not POSTCODE.match(mended):
        raise BadCell("not_a_postcode", kind_of(cell))
    return mended


def postcode_within(address: str) -> str | None:
    """Return the last postcode written inside an address."""
    found = _POSTCODE_WITHIN.findall(address.replace("\u00a0", " "))
    for outward, inward in reversed(found):
        mended = _mend_digits((outward + inward).upper())
        if POSTCODE.match(mended):
            return mended
    return None


def _mend_digits(compact: str) -> str:
    """Put a zero or one where a postcode must have a digit and a letter of that shape stands."""
    if len(compact) < 5:
        return compact
    outward, digit, unit = compact[:-3], compact[-3], compact[-2:]
    if outward[-2].isdigit():  # no district ends in these letters, so M2O is M20
        outward = outward[:-1] + _DIGITS.get(outward[-1], outward[-1])
    return outward + _DIGITS.get(digit, digit) + unit


def uprn(cell: str) -> int | None:
    """Return a Unique Property Reference Number; a spreadsheet's 1.00021E+11 has lost it."""
    tidied = _SPACES.sub("", cell).lstrip("'")  # which keeps a spreadsheet from rounding it
    if _says_nothing(cell) or tidied.strip("0") == "":
        return None
    if re.fullmatch(r"\d+(\.\d+)?E\+?\d+", tidied, re.IGNORECASE):
        raise BadCell("uprn_lost_in_spreadsheet", "a number in scientific notation")
    tidied = tidied.removesuffix(".0")
    if not re.fullmatch(r"\d{1,12}", tidied):
        raise BadCell("not_a_uprn", kind_of(cell))
    return int(tidied)


def plainly_a_value(cell: str) -> bool:
    """Whether a text is data beyond doubt, as no column's name is."""
    tidied = _SPACES.sub("", cell)
    if re.fullmatch(r"[+-]?\d[\d.,:/-]*", tidied):
        return True
    if len(tidied) >= 8 and re.fullmatch(r"[0-9a-fA-F-]{16,}", tidied):
        return True
    return POSTCODE.match(tidied.upper()) is not None
