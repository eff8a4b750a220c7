"""The words of a column's name: abbreviations spelled out, run-together names taken apart."""

from __future__ import annotations

import re
from functools import cache

# what back offices shorten, and the word that it stands for
_SPELLED_OUT = {
    **dict.fromkeys(("lic", "lics", "licences", "license", "licenses"), "licence"),
    **dict.fromkeys(("licensed", "li"), "licence"),
    **dict.fromkeys(("prem", "prems", "premise", "pr"), "premises"),
    **dict.fromkeys(("addr", "addrs", "add", "addresses"), "address"),
    **dict.fromkeys(("no", "num", "numb", "nr", "nos", "numbers"), "number"),
    **dict.fromkeys(("ref", "refs", "refno", "refval"), "reference"),
    **dict.fromkeys(("pcode", "pc", "postal", "zip"), "postcode"),
    **dict.fromkeys(("stat", "state"), "status"),
    **dict.fromkeys(("cat", "class"), "category"),
    **dict.fromkeys(("dt", "dates"), "date"),
    **dict.fromkeys(("exp", "expires", "expire", "expired", "expiration"), "expiry"),
    **dict.fromkeys(("ends", "ending", "until", "finish", "finishes", "finished"), "end"),
    "end": "end",
    **dict.fromkeys(("starts", "begin", "begins", "beginning"), "start"),
    **dict.fromkeys(("comm", "commenced", "commences", "commence", "commencement"), "start"),
    **dict.fromkeys(("effective", "effect", "eff"), "start"),
    **dict.fromkeys(("issue", "iss", "granted", "grant"), "issued"),
    **dict.fromkeys(("decided", "determined", "determination"), "decision"),
    **dict.fromkeys(("tradename", "trade", "trades"), "trading"),
    **dict.fromkeys(("bus", "businesses"), "business"),
    **dict.fromkeys(("tel", "phone", "mobile", "fax"), "telephone"),
    **dict.fromkeys(("holders", "licensee", "licensees", "plh", "applicants"), "holder"),
    **dict.fromkeys(("hold", "hldr"), "holder"),
    "applicant": "holder",
    **dict.fromkeys(("supervisors", "dps"), "supervisor"),
    **dict.fromkeys(("times", "hrs", "opening", "hour", "timings"), "hours"),
    **dict.fromkeys(("activities", "licensable"), "activity"),
    **dict.fromkeys(("lines", "ln"), "line"),
    **dict.fromkeys(("kind", "types"), "type"),
    "desc": "description",
    "keyval": "reference",
    # registers of Wales, where only one of two languages stands above a column
    **dict.fromkeys(("trwydded", "drwydded", "thrwydded", "nhrwydded"), "licence"),
    **dict.fromkeys(("safle", "eiddo", "mangre"), "premises"),
    **dict.fromkeys(("rhif", "cyfeirnod"), "number"),
    **dict.fromkeys(("enw", "henw"), "name"),
    **dict.fromkeys(("cyfeiriad", "gyfeiriad"), "address"),
    **dict.fromkeys(("statws", "cyflwr"), "status"),
    **dict.fromkeys(("dyddiad", "ddyddiad"), "date"),
    **dict.fromkeys(("dechrau", "cychwyn"), "start"),
    **dict.fromkeys(("gorffen", "ben", "terfynu", "derfynu"), "expiry"),
    **dict.fromkeys(("deiliad", "ddeiliad"), "holder"),
    **dict.fromkeys(("goruchwyliwr", "goruchwylydd"), "supervisor"),
    **dict.fromkeys(("gweithgaredd", "gweithgareddau"), "activity"),
    **dict.fromkeys(("math", "fath"), "type"),
    **dict.fromkeys(("gweithredwr", "gweithredwyr"), "operator"),
    **dict.fromkeys(("gyrrwr", "gyrwyr", "yrrwr"), "driver"),
    "oriau": "hours",
    "names": "name",
}
_WHOLE = (
    *("licence", "premises", "address", "number", "reference", "postcode", "status", "category"),
    *("date", "expiry", "start", "issued", "decision", "trading", "business", "holder", "name"),
    *("supervisor", "hours", "activity", "line", "type", "description", "site", "from", "to"),
    *("valid", "application", "app", "full", "title", "id", "code", "street", "town", "as"),
    *("establishment", "venue", "text", "val", "post", "owner", "home", "agent", "contact"),
)
_PIECES = frozenset({*_SPELLED_OUT, *_WHOLE} - {"li", "pr"})
# Premises[Status], as Power BI names the column of a table
_OF_A_MODEL = re.compile(r"^'?([\w .-]*\w)'?\[([^\[\]]+)\]$")
_TOO_SHORT = frozenset({"ne", "no"})
_LONGEST_IN_SHAPEFILE = 10  # characters of a column's name: PremisesNa, LicStartDa
_CUT_OFF = (
    *("name", "address", "postcode", "status", "date", "type", "number", "reference", "expiry"),
    *("hours", "holder", "activity", "easting", "northing"),
)
_JOINED = (
    (("post", "code"), "postcode"),
    (("p", "code"), "postcode"),
    (("cod", "post"), "postcode"),
    (("e", "mail"), "email"),
    (("d", "p", "s"), "supervisor"),
    (("d", "o", "b"), "dob"),
    (("p", "l", "h"), "holder"),
    (("t", "a"), "trading"),
    (("lic", "id"), "licence number"),
)


@cache
def words(column: str) -> frozenset[str]:
    """Return the words that a column's name says, spelled out; remarks in brackets left aside."""
    plain = _OF_A_MODEL.sub(r"\1 \2", column)
    plain = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", plain)
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=[A-Z])(?=[A-Z][a-z])", " ", plain)
    parts = re.findall(r"[a-z]+", plain.lower())
    if len(column.strip()) == _LONGEST_IN_SHAPEFILE and parts:
        parts[-1] = _completed(parts[-1])
    for pattern, whole in _JOINED:
        parts = _join(parts, pattern, whole)
    return frozenset(word for part in parts for word in _spelled_out(part))


def _completed(part: str) -> str:
    """Return the word that a shapefile cut off, if it can be one alone: the date of LICSTARTDA."""
    if len(part) < 2 or part in _PIECES:
        return part
    words = [word for word in _CUT_OFF if word.startswith(part)]
    if len(words) == 1:
        return words[0]
    for length in range(2, len(part) - 2):
        whole = [word for word in _CUT_OFF if word.startswith(part[-length:])]
        if len(whole) == 1 and _taken_apart(part[:-length]):
            return part[:-length] + whole[0]
    return part


def _join(parts: list[str], pattern: tuple[str, ...], whole: str) -> list[str]:
    length = len(pattern)
    for place in range(len(parts) - length + 1):
        if tuple(parts[place : place + length]) == pattern:
            return [*parts[:place], *whole.split(), *parts[place + length :]]
    return parts


def _spelled_out(part: str) -> list[str]:
    pieces = [part] if part in _SPELLED_OUT or part in _WHOLE else _taken_apart(part) or [part]
    joined = _join(pieces, ("post", "code"), "postcode")
    return [_SPELLED_OUT.get(piece, piece) for piece in joined]


def _taken_apart(part: str) -> list[str] | None:
    """Take a run-together name such as LICSTATUS apart, if all of it is known; fewest pieces.

    LI stands for licence before whole words alone: LISTATUS, LIHOLDER.
    """
    if part.startswith("li") and part[2:] in _PIECES - _TOO_SHORT and len(part) > 5:
        return ["li", part[2:]]
    best: list[list[str] | None] = [[]] + [None] * len(part)
    for end in range(1, len(part) + 1):
        for begin in range(max(0, end - 14), end):
            before = best[begin]
            if before is None or part[begin:end] not in _PIECES:
                continue
            found = best[end]
            if found is None or len(before) + 1 < len(found):
                best[end] = [*before, part[begin:end]]
    if best[-1] is None and part.startswith("li") and (rest := _taken_apart(part[2:])):
        return ["li", *rest]  # LIHOLDADDR
    return best[-1]


def opaque(column: str) -> bool:
    """Whether a column's name says nothing: Field7, Column A, F3, Unnamed: 0."""
    return (
        re.fullmatch(
            r"(field|column|col|unnamed|attribute|attr|var|f|c|v)?[\s_:.-]*(\d+|[A-Z]{1,2})?",
            column.strip(),
            re.IGNORECASE,
        )
        is not None
    )
