"""Licensable activities, out of lists of them, columns to tick and columns of on and off sales."""

from __future__ import annotations

import re

from loaders import values
from loaders.hours import parse_hours
from loaders.values import BadCell

# "Alcohol ON&OFF", "sale of alcohol for consumption on and off the premises"
_ON_AND_OFF = (
    r"\bon\W*(and|or|&|/|and/or)?\W*\boff\b.{0,12}(sales|suppl|premises|licen)"
    r"|(alcohol|sales?).{0,30}\bon\W*(and|or|&|/|and/or)?\W*\boff\b"
)
# one at most of a piece: to sell alcohol is said once, and where it may be drunk beside it
_ALCOHOL = (
    ({"alcohol_on", "alcohol_off"}, _ON_AND_OFF),
    (
        {"alcohol_off"},
        r"\boff\b.{0,12}(sales|suppl|premises|licen)|alcohol.{0,30}\boff\b(?!.{0,5}on)",
    ),
    (
        {"alcohol_on"},
        r"\bon\b.{0,12}(sales|suppl|premises|licen)|alcohol.{0,30}\bon\b(?!.{0,5}off)",
    ),
    ({"alcohol"}, r"alcohol|intoxicat|liquor|beer|wine"),
)
# without one of these, "on the premises" is said of another activity that is named beside it
_OF_ALCOHOL = r"alcohol|intoxicat|liquor|beer|wine|\b(on|off)\W{0,3}sales?\b"
# each takes its words away from those after it: the music of "live music" is no other entertainment
_OTHERS = (
    (
        "other_entertainment",
        r"\bother (regulated )?entertainment"
        r"|\b((anything|entertainment)\W+(\w+\W+){0,3})?similar\b.*",
    ),
    (
        "late_night_refreshment",
        r"late.?night( refreshments?)?|refreshment|\blnr\b|hot food|hot drink"
        r"|luniaeth( (hwyr|gyda|yn hwyr)\b)?",
    ),
    ("live_music", r"\blive\W{1,3}music|(g?cherddoriaeth|ch?erddoriaeth) fyw"),
    ("recorded_music", r"\brecorded\W{1,3}music|juke|(g?cherddoriaeth|ch?erddoriaeth) wedi"),
    ("dance", r"danc(e|ing)|\bdd?awns"),
    ("plays", r"\bplays\b|\bplay\b(?!\W*\||.{0,20}music)|theatr"),
    ("films", r"films?\b|cinema"),
    ("boxing_wrestling", r"boxing|wrestling"),
    ("indoor_sport", r"indoor sport|sporting event"),
    ("betting", r"betting|bookmaker|^\W*tracks?\b"),
    ("bingo", r"bingo"),
    ("casino", r"casino"),
    ("gaming", r"gaming|amusement|family entertainment|lotter"),
)
_ENTERTAINMENT = {
    *("live_music", "recorded_music", "dance", "plays", "films", "boxing_wrestling"),
    "indoor_sport",
}
_ENTERTAINMENT_AT_ALL = re.compile(r"entertain|music", re.IGNORECASE)
# "live and recorded music" is both
_SHARED = re.compile(
    r"\b(live|recorded)\W{1,3}(?:(?:and|or)\W{1,3})?(live|recorded)\s+music", re.IGNORECASE
)

_TO_CHOOSE = re.compile(r"\b(yes\W{0,3}(or\W)?no|y\W?/\W?n)\b", re.IGNORECASE)
_NA = re.compile(r"\bn/a\b", re.IGNORECASE)
_DENIAL = (
    r"no|not|non|none|never|nil|without|excluding|except|prohibited|refused|excluded|forbidden"
)
_BEFORE_DENIAL = re.compile(rf"[:()]|\s[-–—]\s|\bbut\b|(?=\b(?:{_DENIAL})\b)", re.IGNORECASE)
_DENIED = re.compile(rf"^\W*(?:{_DENIAL})\b", re.IGNORECASE)
# all that is said of an activity; another is meant by "no live music"
_DENIED_ALONE = re.compile(
    r"^\W*(?:(?:no|not|none|never|nil|prohibited|refused|excluded|forbidden)\b\W*)"
    r"(?:(?:currently|been)\W+)?"
    r"(?:permitted|allowed|licen[cs](?:ed|able)|authorised|applied for|applicable|included|provided"
    r"|granted|sought|required|requested|held)?"
    r"(?:\W+(?:at|on|in|by|under|for)\W+(?:this|the|these)\W+(?:premises|licen[cs]e|site|venue))?\W*$",
    re.IGNORECASE,
)
# "no alcohol after 23:00", "no later than", "no restrictions": the activity itself is allowed
_WITHIN_LIMITS = re.compile(
    r"\d|\b(after|before|beyond|later|earlier|until|between|more|less|fewer|longer|exceed\w*"
    r"|restrict\w*|limit\w*|conditions?|further|change)\b",
    re.IGNORECASE,
)
_YES_ALONE = re.compile(
    r"^\W*(?:permitted|allowed|licen[cs]ed|authorised|granted|included)\W*$", re.IGNORECASE
)
_YES = re.compile(
    r"^\W*(?:yes|y|permitted|allowed|licen[cs]ed|authorised|granted|approved|included|indoors?"
    r"|outdoors?|both|24\W?hours?|unrestricted|all)\b",
    re.IGNORECASE,
)
_SHUT = re.compile(r"^\W*(?:closed|shut)\W*$")
_A_TIME = re.compile(r"\b\d{1,2}[:.]\d\d|\b\d{4}\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)


def activities(stated: str | None) -> set[str]:
    """Return the licensable activities that a list names; lists are split at bars and commas.

    A piece may name several, joined by "and" or a stroke; what is denied ("no live music") is none.
    """
    found: set[str] = set()
    whole = _SHARED.sub(r"\1 music | \2 music", _NA.sub("none", stated or ""))
    for part in re.split(r"[|;,\n]", _TO_CHOOSE.sub(" ", whole)):
        for piece in _allowed(part):
            found |= _named(piece)
    return found


def ticked(cell: str) -> bool:
    """Whether a cell of a column named for an activity says that it is allowed.

    Some registers repeat the column's name for yes, or give hours, and leave no or NA for the
    rest. Raises: BadCell if it says neither.
    """
    tidied = cell.strip().lower()
    if tidied in values.FALSE or tidied in values.NOTHING:
        return False
    if tidied in values.TRUE:
        return True
    if _SHUT.match(tidied) or (_DENIED.match(tidied) and not _WITHIN_LIMITS.search(tidied)):
        return False
    if _YES.match(tidied) or _A_TIME.search(tidied) or activities(cell) or parse_hours(cell):
        return True
    raise BadCell("not_yes_or_no", values.kind_of(cell))


def said_outright(cell: str) -> bool:
    """Whether a cell is a yes or a no in words, such as Permitted or Not licensed, and no more."""
    return _DENIED_ALONE.match(cell) is not None or _YES_ALONE.match(cell) is not None


def denies(cell: str) -> bool:
    """Whether a cell of a list denies an activity, or says a no, and so need name none."""
    pieces = _BEFORE_DENIAL.split(_NA.sub("none", cell))
    return any(map(_DENIED.match, pieces)) or cell.strip().lower() in values.FALSE


def sales(cell: str) -> set[str]:
    """Return where alcohol may be sold by a cell of a column named On/Off Sales.

    Scottish boards write On, Off or Both; others the column's own name, or a plain yes or no.
    """
    words = set(re.findall(r"[a-z]+", cell.lower()))
    if words & {"on", "off"}:
        return {f"alcohol_{word}" for word in words & {"on", "off"}}
    tidied = cell.strip().lower()
    if tidied in values.FALSE or tidied in values.NOTHING:
        return set()
    return {"alcohol_on", "alcohol_off"}


def _allowed(part: str) -> list[str]:
    """Return what a part of a list says without what it denies."""
    said: list[str] = []
    pieces = _BEFORE_DENIAL.split(part)
    if not any(map(_DENIED.match, pieces)):
        return [part]
    for piece in pieces:
        if not _DENIED.match(piece) or _WITHIN_LIMITS.search(piece):
            if piece.strip():
                said.append(piece)
        elif _DENIED_ALONE.match(piece) and said:
            said.pop()
    return said


def _named(piece: str) -> set[str]:
    found: set[str] = set()
    rest = piece
    for activity, pattern in _OTHERS:
        rest, times = re.subn(pattern, "|", rest, flags=re.IGNORECASE)
        if times:
            found.add(activity)
    if not found & _ENTERTAINMENT and _ENTERTAINMENT_AT_ALL.search(rest):
        found.add("other_entertainment")
    if not found or re.search(_OF_ALCOHOL, piece, re.IGNORECASE):
        said = (said for said, words in _ALCOHOL if re.search(words, piece, re.IGNORECASE))
        found |= next(said, set())
    return found
