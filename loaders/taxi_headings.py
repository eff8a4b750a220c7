"""What a column of a taxi register is, by the words of its name, where no alias is all of it.

Where a holder, driver or proprietor can be found is nobody's column: only a base is a place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from loaders.headings import words
from loaders.premises_headings import day_of

_AT_HOME = frozenset(
    {
        *("home", "holder", "proprietor", "director", "owner", "correspondence", "registered"),
        *("contact", "driver", "keeper", "residential", "agent", "manager"),
    }
)
_REACHED_BY = frozenset({"telephone", "email", "birth", "dob", "website", "web"})
_BASES = frozenset({"base", "bases", "operating", "premises", "office", "site", "business"})
_PLACES = frozenset({"address", "street", "town", "locality", "city", "location"})
_SAYS_NO_MORE = frozenset({"private", "hire", "taxi", "licence", "name", "of", "the", "full"})
_NUMBERED = frozenset({"number", "reference", "id"})


def speaker(kind: str, columns: Sequence[str]) -> Callable[[str], str | None] | None:
    """Return what names the field that a column of a register speaks of; None for ranks.

    Where columns tell of a base, all others of addresses are of people, and not kept.
    """
    tell = {"operators": _of_operator, "vehicles": _of_vehicle, "drivers": _of_driver}.get(kind)
    if tell is None:
        return None
    based = {
        field
        for each in columns
        if words(each) & _BASES and (field := tell(words(each))) in ("address", "postcode")
    }

    def speak(column: str) -> str | None:
        said = words(column)
        if said & _REACHED_BY:
            return None
        field = tell(said)
        return "not_kept" if field in based and not said & _BASES else field

    return speak


def _of_operator(said: frozenset[str]) -> str | None:
    if said & _AT_HOME and said & (_PLACES | {"postcode", "uprn"}):
        return "not_kept"
    if "type" in said:
        return "base_type" if said & _BASES else None
    if said & {"vehicle", "vehicles", "fleet"}:
        return "vehicles" if said & (_NUMBERED | {"permitted", "licence", "size"}) else None
    for each in ("postcode", "uprn", "easting", "northing", "status"):
        if said & {each, f"{each}s"}:
            return each
    if said & _PLACES or said <= {"base", "bases", "of", "operating", "centre"}:
        return "address"
    if "trading" in said or {"business", "name"} <= said:
        return "trading_name"
    if said & _NUMBERED:
        return "number" if said & {"licence", "operator", "permit", "pho"} else None
    if said & {"operator", "operators", "company", "organisation"}:
        plain = said - {"operator", "operators", "company", "organisation"} <= _SAYS_NO_MORE
        return "name" if plain else _period(said)
    return _period(said)


def _of_vehicle(said: frozenset[str]) -> str | None:
    if said & (_AT_HOME | {"operator", "insurance", "mot", "test", "tax"}):
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
    if said & {"type", "category"}:
        return None if "fuel" in said else "kind"
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
    if said & _NUMBERED:
        return "badge" if said & {"badge", "licence", "driver"} else None
    if said & {"driver", "drivers", "holder", "badge"} and "name" in said:
        return "name"
    return _period(said)


def _period(said: frozenset[str]) -> str | None:
    """Return the start or the end of a licence, if a name tells of either; issued is begun."""
    field = day_of(said)
    return "starts_on" if field == "issued_on" else field
