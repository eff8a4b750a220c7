"""What a column of a taxi register is, by the words of its name, where no alias is all of it.

Where a holder, driver or proprietor can be found is nobody's column: only a base is a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from loaders import standing
from loaders.headings import words
from loaders.premises_headings import day_of

# that a column which is called so says whether, or where, somebody lives
AT_HOME = frozenset({"home", "residential", "residence", "dwelling", "domestic"})
_OF_PEOPLE = AT_HOME | frozenset(
    {
        *("holder", "proprietor", "director", "owner", "correspondence", "registered"),
        *("contact", "driver", "keeper", "agent", "manager"),
    }
)
_REACHED_BY = frozenset({"telephone", "email", "birth", "dob", "website", "web"})
BASES = frozenset({"base", "bases", "operating", "premises", "office", "site", "business"})
_PLACES = frozenset({"address", "street", "town", "locality", "city", "location", "house"})
_POSITIONS = ("postcode", "uprn", "easting", "northing", "longitude", "latitude")
_SAYS_NO_MORE = frozenset({"private", "hire", "taxi", "licence", "name", "of", "the", "full"}) | {
    "licensed",
}
_ASKS = frozenset(
    {"is", "at", "from", "or", "of", "the", "a", "in", "based", "works", "working"}
) | {
    *("run", "operated", "operates", "operator", "commercial", "non", "not", "category", "y", "n"),
    *("licence", "private", "hire", "property", "trading", "used", "as", "yes", "no", "number"),
}
_HALVES = re.compile(r"\s/\s|\s\|\s")
_NUMBERED = frozenset({"number", "reference", "id"})
_OPERATOR = frozenset({"operator", "operators", "company", "organisation"})
_HACKNEY = frozenset({"hackney", "hc", "hcv", "hcd"})
_PRIVATE = frozenset({"private", "ph", "phv", "phd"})
_FORENAME = frozenset({"forename", "forenames", "firstname", "given"})
_SURNAME = frozenset({"surname", "lastname", "family"})


def speaker(kind: str, columns: Sequence[str]) -> Callable[[str], str | None] | None:
    """Return what names the field that a column of a register speaks of; None for ranks.

    Where columns tell of a base, all others of addresses are of people, and not kept.
    """
    tells = {"operators": _of_operator, "vehicles": _of_vehicle, "drivers": _of_driver}
    if kind not in tells:
        return None
    tell = tells[kind]
    based = {
        field
        for each in columns
        if words(each) & BASES and (field := tell(words(each))) in ("address", "postcode")
    }

    def plainly(column: str) -> str | None:
        """Return the field of a name, or of either half of one in two languages."""
        halves = [each for each in _HALVES.split(column) if each.strip()]
        fields = [of_words(each) for each in dict.fromkeys((column, *halves))]
        if "not_kept" in fields:
            return "not_kept"
        return next(filter(None, fields), None)

    def of_words(column: str) -> str | None:
        said = words(column)
        if said & _REACHED_BY:
            return None
        if re.search(r"licen[cs]ed", column, re.IGNORECASE):
            said |= {"licensed"}  # who, and not what
        field = tell(said)
        return "not_kept" if field in based and not said & BASES else field

    beside_people = _beside_people(columns, plainly) if kind == "operators" else frozenset()
    return lambda column: "not_kept" if column in beside_people else plainly(column)


def _beside_people(columns: Sequence[str], tell: Callable[[str], str | None]) -> frozenset[str]:
    """Return the columns that go on with an address that is not kept: its town, its postcode."""
    found = set()
    whose = None
    for column in columns:
        said = words(column)
        field = tell(column)
        if said & {"address", "street"} or (field == "address" and said & BASES):
            whose = field
        elif (
            whose == "not_kept"
            and field in ("address", *_POSITIONS)
            and not said & (BASES | _OPERATOR)
        ):
            found.add(column)
    return frozenset(found)


def of_trade(kind: str, column: str) -> bool:
    """Whether a column may say which of the two trades a licence is for."""
    said = words(column)
    if said & (_NUMBERED | {"date", "expiry", "start", "end", "name"}):
        return False
    if (said & _HACKNEY and said & _PRIVATE) or said in ({"licence"}, {"licence", "held"}):
        return True
    speak = speaker(kind, ())
    return speak is not None and speak(column) == "kind"


def _of_operator(said: frozenset[str]) -> str | None:
    if said & _OF_PEOPLE and said & _PLACES.union(_POSITIONS):
        return "not_kept"
    if said & {"type", "nature"}:
        # what a business does says nothing of where it is
        of_base = (BASES - {"business"}) | AT_HOME | {"property", "address"}
        return "base_type" if said & of_base else None
    if said & AT_HOME:
        return "base_type" if said - AT_HOME <= BASES | _ASKS else None
    if said & {"vehicle", "vehicles", "fleet"}:
        return "vehicles" if said & (_NUMBERED | {"permitted", "licence", "size"}) else None
    for each in (*_POSITIONS, "status"):
        if said & {each, f"{each}s"}:
            return each
    if said & _PLACES or said <= {"base", "bases", "of", "operating", "centre"}:
        return "address"
    if "trading" in said or ("name" in said and said & {"business", "booking"}):
        return "trading_name"
    if said & _NUMBERED:
        return "number" if said & {"licence", "operator", "permit", "pho"} else None
    if over := _over(said - _OPERATOR):
        return over
    if said & _OPERATOR:
        if "licence" in said and not said & {"name", "licensed"}:
            return _period(said) or ("number" if said - _OPERATOR <= _SAYS_NO_MORE else None)
        return "name" if said - _OPERATOR <= _SAYS_NO_MORE else _period(said)
    return _period(said)


def _of_vehicle(said: frozenset[str]) -> str | None:
    if said & (_OF_PEOPLE | {"operator", "insurance", "mot", "test", "tax"}):
        return None
    if "plate" in said:
        return _period(said) or "plate"
    for each in ("make", "model", "colour"):
        if each in said:
            return each
    if said & {"seats", "seat", "seating", "passengers", "passenger", "capacity"}:
        return "seats"
    if said & {"wheelchair", "wav"}:
        return "wheelchair"
    if said & {"registration", "vrm", "vrn", "reg"}:
        return None if said & {"date", "first", "year"} else "registration"
    if {"index", "mark"} <= said:
        return "registration"
    if said & {"type", "category"}:
        return None if said & {"fuel", "body", "engine", "euro", "status"} else "kind"
    if said & _NUMBERED and "licence" in said:
        return "plate"
    return _period(said)


def _of_driver(said: frozenset[str]) -> str | None:
    # the licence to drive at all is of another register, and its number tells a birthday
    if said & {"driving", "dvla", "insurance", "dbs", "medical", "vehicle", "operator"}:
        return None
    if said & (_PLACES | {"postcode"}):
        return None
    if said & {"type", "category"}:
        return "kind"
    if "status" in said:
        return "status"
    if over := _over(said - {"driver", "badge"}):
        return over
    if said & _NUMBERED:
        return "badge" if said & {"badge", "licence", "driver"} else None
    if said & _SURNAME or {"last", "name"} <= said:
        return "surname"
    if said & _FORENAME or {"first", "name"} <= said:
        return "forename"
    if said & {"driver", "drivers", "holder", "badge", "full"} and "name" in said:
        return "name"
    return _period(said)


def _over(said: frozenset[str]) -> str | None:
    """Return the field that says of a licence that it does not stand, if a name tells of one."""
    if "suspended" in said and "date" not in said:
        return "suspended"
    return "ended" if standing.field_of(said) == "ended" else None


def _period(said: frozenset[str]) -> str | None:
    """Return the start or the end of a licence, if a name tells of either; issued is begun."""
    field = day_of(said)
    return "starts_on" if field == "issued_on" else field
