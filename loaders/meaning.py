"""What the words of a register mean: statuses, types of licence, activities, kinds of premises."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from loaders import values

# In order: the first that a text holds decides. "Suspended" in a council's back office means that
# a later application took the record's place, not that anybody was punished; and a licence that is
# really suspended is not in force either.
_STATUS = (
    (
        "superseded",
        (
            *("suspend", "supersed", "superced", "replaced", "varied", "transferred"),
            *("historic", "old", "duplicate", "wedi'i hatal", "ataliwyd"),
        ),
    ),
    ("surrendered", ("surrender", "ildi", "wedi'i hildio")),
    ("revoked", ("revoke", "revoc", "dirym", "diddym")),
    ("refused", ("refus", "reject", "declin", "gwrthod", "invalid", "not granted", "not approved")),
    ("withdrawn", ("withdraw", "cancel", "void", "abandon", "tynnwyd")),
    (
        "lapsed",
        (
            *("lapse", "closed", "ceased", "dissolved", "inactive", "dormant", "no longer"),
            *(
                "not trading",
                "archiv",
                "unlicensed",
                "not active",
                "not current",
                "not in force",
                "not live",
                "not valid",
                "terminated",
            ),
            *("dead", "deregister", "de-regist", "liquidat"),
        ),
    ),
    ("expired", ("expire", "ended", "not renewed", "wedi dod i ben", "daeth i ben")),
    (
        "applied_for",
        (
            *("pending", "consultation", "in progress", "under consideration", "awaiting"),
            *("received", "representation", "not determined", "to be determined"),
            *("hearing date", "hearing to", "hearing adjourned", "for hearing", "at hearing stage"),
            *("not yet determined", "not yet granted", "not yet issued", "not issued"),
            *("never issued", "draft", "ar y gweill"),
        ),
    ),
    (
        "in_force",
        (
            *("current", "grant", "approv", "live", "active", "issue", "in force", "valid"),
            *("licensed", "permitted", "determined", "complete", "renewed", "authorised", "ok"),
            *("reinstate", "operational", "cyfredol", "mewn grym", "caniatawyd"),
        ),
    ),
    ("applied_for", ("applied", "application", "new", "registered", "hearing")),
)
# where a code is all that a cell says
_STATUS_CODES = {
    **dict.fromkeys(("cur", "curr", "liv", "act", "grt", "gtd", "inf"), "in_force"),
    **dict.fromkeys(("sur", "surr"), "surrendered"),
    **dict.fromkeys(("exp", "expd"), "expired"),
    **dict.fromkeys(("revd", "rvkd"), "revoked"),
    **dict.fromkeys(("refd", "rfsd"), "refused"),
    **dict.fromkeys(("lap", "lpsd"), "lapsed"),
    **dict.fromkeys(("wdn", "wd", "can", "canc"), "withdrawn"),
    **dict.fromkeys(("sup", "sus", "susp"), "superseded"),
    **dict.fromkeys(("pen", "pend"), "applied_for"),
}
# in force, while something else about it is decided: "Current (pending transfer)"
_STANDS_MEANWHILE = re.compile(
    r"^\W*(current|live|active|in force)\b(?!.*\bapplication\b).*\b(pending|awaiting)\b"
)

_LICENCE_TYPE = (
    ("temporary_event_notice", r"temporary event|\bten\b|\bTENS?\b|laten\b|/service/861\b"),
    ("club_premises_certificate", r"club\W?prem|club certificate|\bcpc\b|\blaclu\w*\b"),
    (
        "gambling_premises",
        r"gambl|betting|bingo|casino|gaming cent|entertainment cent|amusement|lottery",
    ),
    ("premises_licence", r"premises?\s+licen[cs]e"),
    ("other", r"personal\s+licen[cs]e"),  # of a person, and its address is a home
    (
        "premises_licence",
        r"licensing act|\blapre\w*\b|\bprem\b|prem lic|^\W*premises\W*$|^\W*alcohol\b"
        r"|^\W*(on|off|late night refreshment)\W*licen[cs]e|trwydded (safle|eiddo|mangre)",
    ),
)

# registers of a whole office list these among premises, at addresses where people live
_OF_PEOPLE = re.compile(
    r"\bpersonal\b|\bl[ai]pers?\d*\b|\bdrivers?\b|\bbadges?\b|private.?hire|hackney|\btaxis?\b"
    r"|\bph[vdo]\b|\bhc[vd]\b|multiple.?occup|\bhmos?\b|selective|additional licen|landlord"
    r"|lotter(y|ies)|animal|\b(dogs?|cats?|pets?|breed\w*|boarding)\b|house.to.house"
    r"|street.collection|chaperone|child|young person",
    re.IGNORECASE,
)

# the title of a sheet that has what is over; whole words, or a ward might begin so
ENDED = re.compile(
    r"\b(expired|surrendered|revoked|refused|withdrawn|lapsed|ceased|inactive)\b", re.IGNORECASE
)
_LOTTERY = re.compile(r"lotter(y|ies)", re.IGNORECASE)  # registered at its promoter's home

# "Alcohol ON&OFF", "sale of alcohol for consumption on and off the premises"
_ON_AND_OFF = (
    r"\bon\W*(and|or|&|/|and/or)?\W*\boff\b.{0,12}(sales|suppl|premises|licen)"
    r"|(alcohol|sales?).{0,30}\bon\W*(and|or|&|/|and/or)?\W*\boff\b"
)
_ACTIVITIES = (
    ("late_night_refreshment", r"late.?night|refreshment|\blnr\b|hot food|hot drink"),
    (
        "alcohol_off",
        r"\boff\b.{0,12}(sales|suppl|premises|licen)|alcohol.{0,30}\boff\b(?!.{0,5}on)",
    ),
    ("alcohol_on", r"\bon\b.{0,12}(sales|suppl|premises|licen)|alcohol.{0,30}\bon\b(?!.{0,5}off)"),
    ("alcohol", r"alcohol|intoxicat|liquor|beer|wine"),
    ("live_music", r"live music"),
    ("recorded_music", r"recorded music|juke"),
    ("dance", r"danc(e|ing)"),
    ("plays", r"\bplays?\b|theatr"),
    ("films", r"films?\b|cinema"),
    ("boxing_wrestling", r"boxing|wrestling"),
    ("indoor_sport", r"indoor sport|sporting event"),
    ("betting", r"betting|bookmaker|^\W*tracks?\b"),
    ("bingo", r"bingo"),
    ("casino", r"casino"),
    ("gaming", r"gaming|amusement|family entertainment|lotter"),
    ("other_entertainment", r"entertain|music|similar"),
)

_KINDS = (
    (
        "hotel",
        r"\b(hotel|guest ?house|b ?& ?b|bed (and|&) breakfast|lodge|motel|hostel|aparthotel)\b",
    ),
    ("gambling", r"\b(betting|bookmakers?|bingo|casino|amusements?|gaming|arcade)\b"),
    (
        "takeaway",
        r"take.?away|\b(kebab|pizza|chippy|fish (and|&) chips|fried chicken|burger|fast food"
        r"|sandwich|balti|chinese|donner|doner|charcoal grill|fryer)s?\b",
    ),
    (
        "club",
        r"\b(night ?club|social club|sports? (and social )?club|club|legion|working men'?s|golf"
        r"|cricket|bowling|rugby|football|tennis|institute|masonic)\b",
    ),
    (
        "pub",
        r"\b(pub|public house|inn|tavern|arms|bar|alehouse|taproom|brewery|brewhouse|micropub"
        r"|bars|nightclub)\b",
    ),
    (
        "restaurant",
        r"\b(restaurant|cafe|café|bistro|brasserie|canteen|tandoori|diner|grill|coffee|tea ?room"
        r"|trattoria|ristorante|tapas|eatery|kitchen)s?\b",
    ),
    ("off_licence", r"off.?licen[cs]e|\b(wines?|beers?|bargain booze|liquor|spirits)\b"),
    (
        "shop",
        r"\b(stores?|supermarket|minimarket|mini ?market|news(agents?)?|food ?(hall|store)?|shop"
        r"|co-?op|convenience|express|local|market|retailers?|garage|petrol|service station"
        r"|post office|spar)\b",
    ),
    ("caterer", r"\b(cater(er|ing)|mobile)\b"),
    (
        "entertainment",
        r"\b(theatre|cinema|hall|arts|museum|gallery|stadium|arena|leisure|gym|school|college"
        r"|university|church|community|village hall|centre|park)\b",
    ),
)


@lru_cache(10_000)  # a register has a dozen words for its thousands of rows
def status(stated: str | None) -> str:
    """Return what a status word means."""
    words = (stated or "").lower()
    if _STANDS_MEANWHILE.match(words):
        return "in_force"
    if (code := _STATUS_CODES.get(words.strip())) is not None:
        return code
    for meaning, stems in _STATUS:
        if any(re.search(rf"\b{re.escape(stem)}", words) for stem in stems):
            return meaning
    return "unknown"


def licence_type(stated: Iterable[str | None]) -> str:
    """Return the kind of authorisation that any of several texts names."""
    texts = [each for each in stated if each]
    for meaning, pattern in _LICENCE_TYPE:
        if any(re.search(pattern, each, re.IGNORECASE) for each in texts):
            return meaning
    return "other" if texts else "unknown"


def of_people(stated: Iterable[str | None]) -> bool:
    """Whether texts name a licence of a person, a vehicle or a home, and none of premises."""
    texts = [each for each in stated if each]
    found = licence_type(texts)
    if found == "gambling_premises" and any(map(_LOTTERY.search, texts)):
        return True
    if found not in ("other", "unknown"):
        return False
    return any(map(_OF_PEOPLE.search, texts))


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


def types_of_sheet(title: str) -> list[str]:
    """Return a sheet's title as the type of its licences, if it names one and is no ward's."""
    return (
        [title] if licence_type([title]) not in ("other", "unknown") or of_people([title]) else []
    )


def activities(stated: str | None) -> set[str]:
    """Return the licensable activities that a list names; lists are split at bars and commas."""
    found = set()
    for part in re.split(r"[|;,\n]", stated or ""):
        if re.search(_ON_AND_OFF, part, re.IGNORECASE):
            found |= {"alcohol_on", "alcohol_off"}
            continue
        for activity, pattern in _ACTIVITIES:
            if re.search(pattern, part, re.IGNORECASE):
                found.add(activity)
                break
    return found


def premises_kind(stated: str | None, name: str, allowed: set[str], club: bool) -> tuple[str, str]:
    """Return the kind of a premises and what it was told by: stated, name or activities.

    A kind helps to choose what to visit; it is a guess unless it was stated, and says so.
    """
    if stated and (kind := _kind(stated)):
        return kind, "stated"
    if club:
        return "club", "stated"
    if allowed & {"betting", "bingo", "casino", "gaming"}:
        return "gambling", "activities"
    if kind := _kind(name):
        return kind, "name"
    alcohol = allowed & {"alcohol", "alcohol_on", "alcohol_off"}
    if allowed and not alcohol and "late_night_refreshment" in allowed:
        return "takeaway", "activities"
    if alcohol == {"alcohol_off"}:
        return "off_licence", "activities"
    if "alcohol_on" in allowed and allowed & {"live_music", "recorded_music", "dance"}:
        return "pub", "activities"
    return "unknown", "none"


def _kind(words: str) -> str | None:
    for kind, pattern in _KINDS:
        if re.search(pattern, words, re.IGNORECASE):
            return kind
    return None
