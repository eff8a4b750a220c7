"""What a column of a register is, by the words of its name, where no alias is its whole name.

Every council's export names its columns a little differently: LI_STATUS, Licence Status (current
or expired), Statws / Status. The words decide, in the order below, and people come first: where
somebody lives must never be taken for where premises are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders import meaning, standing
from loaders.headings import words

PEOPLE = frozenset(
    {
        *("holder", "supervisor", "agent", "correspondence", "registered", "home", "contact"),
        *("owner", "director", "proprietor", "manager", "person", "personal", "individual"),
        *("operator", "representative", "solicitor", "objector", "partner", "company"),
        *("billing", "mailing", "invoice", "invoicing", "payer", "account", "accounts", "debtor"),
        *("customer", "client", "tenant", "landlord", "lessee", "lessor", "leaseholder"),
        *("freeholder", "keyholder", "kin", "secretary", "trustee", "guarantor", "executor"),
        *("driver", "addressee", "recipient", "remittance", "staff", "employee"),
        # who gives a notice of an event, trades on a street or treats others: none is a place
        *("user", "giver", "organiser", "notifier", "trader", "therapist", "practitioner"),
        *("complainant", "resident", "residents", "neighbour", "neighbours", "witness"),
        *("occupier", "occupant", "householder", "respondent", "signatory", "nominee"),
        *("steward", "treasurer", "president", "chairman", "chairperson", "chair", "officer"),
        *("deputy", "hirer", "promoter", "brewery", "supplier", "responsible"),
    }
)
# what a business may be called by, and no one's own name
_OF_BUSINESSES = frozenset({"company", "operator", "registered", "account", "accounts"}) | {
    *("customer", "client"),
}
# what is said of premises, in a few words that differ as names do
_NO_NAME = frozenset(
    {
        "proposal",
        "proposals",
        "reference",
        "goods",
        "commodity",
        "treatment",
        "treatments",
        "days",
        "description",
        *("type", "category", "status", "stage", "outcome", "decision", "ward"),
    }
) | {
    *("objection", "objections", "comments", "notes", "remarks", "reason", "conditions"),
}
REACHED_AT = frozenset(
    {
        *("address", "postcode", "town", "street", "line", "locality", "county", "telephone"),
        *("email", "birth", "dob", "city", "road", "house", "uprn", "location", "easting"),
        *("northing", "latitude", "longitude", "village", "building", "thoroughfare", "unit"),
        *("flat", "paon", "saon", "district"),
    }
)
OF_PREMISES = frozenset({"premises", "site", "business", "trading", "establishment", "venue"})
PLACES = frozenset({"address", "street", "town", "locality", "location", "city"})
# what else may stand in the name of one line of an address: Post Town, Street Name, Town or City
_OF_A_LINE = (PLACES | OF_PREMISES | {"village", "hamlet", "building", "thoroughfare", "road"}) | {
    *("line", "name", "number", "post", "text", "full", "string", "single", "concatenated"),
    *("description", "descriptor", "licence", "details", "dependent", "double", "sub", "house"),
    *("one", "two", "three", "four", "five", "six", "first", "second", "third", "part"),
    *("a", "b", "c", "d", "e", "f", "s", "st", "nd", "rd", "th", "of", "or", "and", "the"),
    *("county", "unit", "estate", "flat", "floor", "block", "suite", "organisation"),
    *("event", "pitch", "stall", "club"),
}
_OF_ITS_PARTS = PLACES | {"village", "building", "thoroughfare", "hamlet"}
# what is said about an address, and is no part of it
_ABOUT_IT = frozenset({"type", "status", "date", "reference", "id", "key", "verified", "checked"})
_ABOUT_IT |= {*("match", "matched", "quality", "score", "changed", "source", "code", "same", "by")}
# Salesforce calls the address of any record so, and names the record before it
_OF_THE_RECORD = re.compile(r"^\s*(premises)\s*:\s*(?:billing|shipping)\s", re.IGNORECASE)
_STREET_TRADING = re.compile(r"street[\s_-]*trad(?:ing|er)", re.IGNORECASE)  # a trade, no place
# as the form of a premises licence has it, down to "or if none, map reference or description"
_POSTAL = re.compile(r"postal address of (the )?(club )?premises", re.IGNORECASE)
_GRID = frozenset({"grid", "location", "coordinate", "coord", "reference", "map", "os"}) | {
    *("site", "premises", "geo", "point", "bng"),
}
MONEY_AND_VISITS = frozenset({"fee", "fees", "payment", "invoice", "risk", "rating", "inspection"})
# what a council gives beside licences; a vehicle or a company has a registration number too
_AUTHORISES = frozenset({"licence", "certificate", "consent", "permit", "notice", "registration"})
_AUTHORISES |= {"event", "ten"}
_OF_A_NUMBER = _AUTHORISES | {"number", "reference", "id", "club", "street", "trading", "the", "of"}
HELD_ON_FILE = frozenset({"created", "edited", "updated", "modified", "extract", "last", "edit"})
_DAY = (
    r"(mon(day)?|tue(s|sday)?|wed(s|nesday)?|thu(r|rs|rsday)?|fri(day)?|sat(urday)?|sun(day)?"
    r"|weekday|weekend)s?"
)
_SEASONS = frozenset({"summer", "winter", "spring", "autumn", "seasonal", "season", "holiday"})
_OF_A_DAY = frozenset({"hours", "open", "opens", "close", "closes", "closing", "from", "to"}) | {
    *("start", "end", "finish", "trading", "time", "premises", "licence", "and"),
    *("core", "permitted"),
}


def field_of(column: str) -> str | None:
    """Return the field that a column's name speaks of, or None; either half of two languages."""
    if where_people_are(column):
        return "not_kept"
    if _STREET_TRADING.search(column):
        return None
    if _has_its_postcode(column) or _POSTAL.search(column):
        return "address"
    if days(column):
        return "day_hours"
    if of_some_days(words(column)) and allowed(column):
        return "allowed"  # LNR Mon Start, which times tick
    column = _OF_THE_RECORD.sub(r"\1 ", column)
    halves = [column, *re.split(r"\s/\s|\s\|\s", column)]
    field = next((field for half in halves if (field := _field(words(half)))), None)
    return field or ("allowed" if allowed(column) else None)


def allowed(column: str) -> set[str]:
    """Return the activities that a column is named for, as one to be ticked is."""
    if words(column) & {"conditions", "notes", "comments", "by", "capacity"}:
        return set()
    return meaning.activities(re.sub(r"[_,;|]", " ", column))


def where_people_are(column: str) -> bool:
    """Whether a column says where a person can be found, as no premises' own column does."""
    said = words(_OF_THE_RECORD.sub(r"\1 ", column))
    if said & {"telephone", "email", "birth", "dob"}:
        return True
    return bool(said & PEOPLE and said & REACHED_AT)


def names_people(column: str) -> bool:
    """Whether a column is of people and of nothing else.

    Premises / Person may hold either; Premises User and Name of Premises Manager hold people.
    """
    halves = [words(half) for half in re.split(r"[/|]", column)]
    return all(half & (PEOPLE - _OF_BUSINESSES) for half in halves)


def names_no_premises(column: str) -> bool:
    """Whether what stands in a column, however like names it looks, is none of premises."""
    return names_people(column) or bool(words(column) & _NO_NAME)


def days(column: str) -> str | None:
    """Return the days whose hours a column holds: Monday, Mon Open, Opening hours Fri-Sat."""
    said = re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column).lower())
    found = [word for word in said if re.fullmatch(_DAY, word)]
    others = words(" ".join(word for word in said if word not in found))
    if not found or not others <= _OF_A_DAY or len(found) > 2:
        return None
    apart = "and" in said or re.search(r"[&+,/]", column)
    return (" and " if apart else "-").join(found)


def of_some_days(said: frozenset[str]) -> bool:
    """Whether the words of a name are of hours of some days, or of a season, and not of all."""
    return bool(said & _SEASONS) or any(re.fullmatch(_DAY, each) for each in said)


def day_of(said: frozenset[str]) -> str | None:
    """Return which day of a licence the words of a name tell of, or None."""
    if said & {"hours", "status", "type", "name", "number", "reference", "by"}:
        return None
    if said & {"suspension", "suspended", "review", "appeal"}:
        return None  # after which the licence goes on
    if "expiry" in said or ("end" in said and said & {"start", "date", "valid", *_AUTHORISES}):
        return "ends_on"  # EFFEND is the end of what is in effect
    if "to" in said and said & {"valid", "date", "licence"} and "from" not in said:
        return "ends_on"
    if "decision" in said and "date" in said:
        return "decided_on"
    if "issued" in said:
        return "issued_on"
    if "event" in said and "date" in said:
        return "starts_on"
    if "start" in said or ("from" in said and said & {"valid", "date", "licence"}):
        return "starts_on"
    return None


def _field(said: frozenset[str]) -> str | None:
    if said & PEOPLE:
        return _of_people(said)
    if said & (HELD_ON_FILE | MONEY_AND_VISITS):
        return None
    day = None if "address" in said else day_of(said)  # of premises to be licensed
    return standing.field_of(said) or day or _of_place(said) or _of_licence(said)


def _of_people(said: frozenset[str]) -> str | None:
    if said & {"date", "type", "ward", "country", "nationality", "age", "gender", "changed"}:
        return None
    if "supervisor" in said:
        return "supervisor_number" if said & {"number", "reference", "licence"} else "supervisor"
    # one of the two names of a person is nobody's
    apart = {"number", "reference", "forename", "forenames", "surname", "initials", "first", "last"}
    return "holder" if "holder" in said and not said & apart else None


def _of_place(said: frozenset[str]) -> str | None:
    if "postcode" in said:
        return "postcode"
    if "uprn" in said:
        return "uprn"
    for axis in ("easting", "northing", "longitude", "latitude"):
        if axis in said or f"{axis}s" in said:
            return axis
    if len(said & {"x", "y"}) == 1 and said - {"x", "y"} <= _GRID:
        return "easting" if "x" in said else "northing"
    if "grid" in said and said & {"reference", "ref"}:
        return "grid_reference"
    if said & {"details", "detail"} and said <= {"details", "detail", "premises", "site", "of"}:
        return "name_and_address"
    if "address" in said and "name" in said:
        return "name_and_address"
    if "address" in said:
        return None if said & _ABOUT_IT else "address"
    return "address" if _of_a_line(said) else None


def is_line(column: str) -> bool:
    """Whether a column's name says that it is a line of an address, and nothing else.

    Post Town and Street Name do; Town Centre, Street Trading and Location Type do not.
    """
    if _STREET_TRADING.search(column):
        return False
    return _of_a_line(words(column)) or _has_its_postcode(column)


def _has_its_postcode(column: str) -> bool:
    """Whether a column is of addresses that say to have their postcodes in them."""
    said = words(column)
    both = re.search(r"[&+,]|\b(and|inc|incl|including|with)\b", column, re.IGNORECASE)
    return both is not None and {"address", "postcode"} <= said


def joins(column: str, others: Sequence[str]) -> bool:
    """Whether a column is a further line of the address that other columns hold."""
    said = words(column)
    if _POSTAL.search(column):
        return True
    if "address" not in said:
        return _of_a_line(said)
    whole = any("address" in words(other) for other in others)
    return _of_a_line(said) and bool(said & OF_PREMISES) and not whole


def _of_a_line(said: frozenset[str]) -> bool:
    return bool(said & _OF_ITS_PARTS) and said <= _OF_A_LINE


def _of_licence(said: frozenset[str]) -> str | None:
    if "status" in said:
        return "status"
    if "hours" in said:
        return None if of_some_days(said) else "hours"
    if "activity" in said:
        return "activity"
    if said & {"type", "category"}:
        if said <= {"type", "category", "sub", "record"} or said & {
            "licence",
            "application",
            "permit",
            "consent",
            "certificate",
            "notice",
        }:
            return "licence_type"
        return "premises_kind" if said & {"premises", "business"} else None
    if said & {"number", "reference", "id"}:
        about = said & {"licence", "application", "case", "permit", "premises", "reference"}
        of_its_own = said & _AUTHORISES and said <= _OF_A_NUMBER
        return "licence_number" if about or of_its_own else None
    if said == {"licence"}:
        return "licence_number"
    named = said & {"name", "title", "as"} and said & OF_PREMISES
    trading = "trading" in said and said <= OF_PREMISES | {"licence"}
    return "name" if named or trading else None
