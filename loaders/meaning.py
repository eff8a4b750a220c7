"""What the words of a register mean: types of licence, kinds of premises, and others by name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.licensable import activities, sales, ticked
from loaders.statuses import ENDED, status
from loaders.wording import words_apart

__all__ = [
    "ENDED",
    "activities",
    "licence_type",
    "of_people",
    "premises_kind",
    "sales",
    "status",
    "ticked",
    "type_of_number",
]

# of a person; the first part of each name is the Licensing Act's in one back office or another
_PERSONAL = (
    r"\bpersonal|\b[bp]ersonol|(?<![a-z])(l[aip]?\W?)?pers(?![a-z])|\bl[aip]per(?![a-z])"
    r"|\bpersn?lic"
)

_LICENCE_TYPE = (
    (
        "temporary_event_notice",
        # a Scottish board's occasional licence is of some days as well
        r"temporary event|\bten\b|\bTENS?\b|laten\b|/service/861\b|digwyddiad dros dro"
        r"|\boccasional\W+(licen|permission|extension)",
    ),
    (
        "club_premises_certificate",
        r"^\W*clubs?\W*$|\bla\W?(20)?03\W+club|club\W?prem|club certificate|\bcpc\b"
        r"|\blaclu\w*\b|tystysgrif (\w+ )?g?clwb",
    ),
    (
        "gambling_premises",
        r"gambl|\bgaprem|betting|bingo|casino|gaming cent|entertainment cent|amusement|lottery",
    ),
    ("premises_licence", r"premises?\s*licen[cs]e(?![a-z])|\bprem(ises)?\W+lic\b"),
    ("other", _PERSONAL),  # its address is a home
    (
        "premises_licence",
        r"\bla\W?(20)?03\W+prem|licensing act|\blapre\w*\b"
        r"|\bprem\b|prem lic|^\W*premises(\W+alcohol)?\W*$|^\W*alcohol\b"
        r"|^\W*(on|off|late night refreshment)\W*licen[cs]e|trwydded (safle|eiddo|mangre)",
    ),
)

_VENUES = (
    r"(function|venue|event|hall|room|bar|pub|club|restaurant|hotel|caf[eé]|wedding)s?|part(y|ies)"
)
_PETS = r"(dog|cat|pet)s?"
_KEEPING = (
    r"(board|kennel|keep|shop|sell|sale|vend|day.?care|cr[eè]che|home|train|exhibit|licen|walk)"
)
_MINDING = r"(perform|employ|licen|permit|work|mind|care|home)"

# registers of a whole office list these among premises, at addresses where people live; a word that
# kinds of premises have too ("Boarding House", "Dog-friendly pub") needs one of licences beside it
_OF_PEOPLE = re.compile(
    _PERSONAL + r"|\bdrivers?\b|\bbadges?\b|hackney|\btaxis?\b|\btacsi|gyrrwr"
    r"|private.?hire\W+(vehicle|operator|driver|licen|badge|plate|car\b)"
    rf"|^(?!.*\b({_VENUES})\b).*private.?hire"
    r"|\b(ph([vdo]|op|vd|vo)|hc[vd])(?![a-z])|multiple.?occup|\bhmos?(?![a-z])|selective"
    r"|additional licen|landlord|lotter(y|ies)|animal|\bbreed\w*|\bboarding\b(?!\W*(house|school))"
    rf"|\b{_PETS}\W+(\w+\W+){{0,3}}{_KEEPING}|\b{_KEEPING}\w*\W+(\w+\W+){{0,3}}{_PETS}\b"
    rf"|^\W*({_PETS}|child(ren)?)\W*$|house.to.house|street.collection|\bcollectors?\b"
    rf"|chaperone|young person|\bchild(ren)?('?s)?\W*(in\W+entertainment|{_MINDING})"
    rf"|\b{_MINDING}\w*\W+(\w+\W+){{0,3}}child|\(\W?home\W?\)|\bfrom home\b"
    # lets of homes, and trades that are licensed where whoever follows them lives
    r"|\b(street|market)\W?traders?\b"
    r"|(?<!non)(?<!non.)\bresidential\b.{0,40}\b(caravan|site|park)"
    r"|\b(caravan|site|park)s?\b.{0,40}(?<!non)(?<!non.)\bresidential"
    r"|\b(mobile|park)\W?homes?\b|protected site"
    r"|short.?term.?let|home.?(sharing|letting)|secondary.?letting|\bfit (and|&) proper"
    r"|\bfood\W+(\w+\W+)?registration|registered food|motor.?salvage|riding.?establishment"
    r"|\bkennels?\b|\bcatter(y|ies)\b"
    r"|\bmobile\W+(\w+\W+)?(trad|cater|food|unit|hair|vehicle|van)"
    r"|(trad|cater|vend)\w*\W+(\w+\W+){0,3}mobile\b|\bperipatetic|\broving"
    r"|window.?clean|\b(second.?hand|knife|venison|game|itinerant|rag)\W+(\w+\W+)?dealer"
    r"|\bdealers?\W+itinerant|metal.?dealer(?!.*\bsite)|\bboat\W?(hire|m[ae]n)|\bpedlar|\bmini.?bus"
    r"|\bpleasure\W?(boat|craft)"
    r"|\bdoor (supervisor|staff|steward)|charit\w+\W+collect|\bescorts?\b|\bskips?\b|\bscaffold"
    r"|\b(tattooist|acupuncturist|electrolysist|therapist|practitioner|masseu(r|se))s?\b"
    r"|\(\W?(person(al)?|individual)\W?\)|^\W*(person|individual)s?\W*$",
    re.IGNORECASE,
)
# part of a reference or a whole code: in words "per" is another word, and PERTH begins with it
_CODES_OF_PEOPLE = frozenset({"PER", "PERS", "PERL", "PET", "PETS", "DOG", "DOGS"})
# a code in one piece, as TXDRIV, PHOPER and HMOMAN are in a back office's list of types
_OF_PEOPLE_IN_ONE = re.compile(
    r"(hmo|phv|phd|pho|hcv|hcd|hcph|tx|taxi)[a-z]*|[a-z]*(dri?v|drvr)[a-z]*|[a-z]{0,4}pers[a-z]?"
    r"|[a-z]{0,4}(brd|breed)|chap(er)?|(sm|hh|st|ch|soc)coll|(ss|soc|sm|la)?lott?s?|laprs",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Z0-9/_.-]{1,60}")

_PROVISIONAL = re.compile(r"\bprovisional\b(?!.*\bconfirm)", re.IGNORECASE)
LONGEST_TYPE = 60  # characters; a longer one tells a story, of people too, and is not kept
LONGEST_TOLD = 200
_OF_A_LICENCE = re.compile(
    r"licen[cs]|permit|registration|\bdrivers?\b|\bbadge|\bhmo\b|lotter|\bapplication",
    re.IGNORECASE,
)
_LONGEST_CODE = 8  # letters
_LOTTERY = re.compile(r"lotter(y|ies)", re.IGNORECASE)  # registered at its promoter's home

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


def licence_type(stated: Iterable[str | None]) -> str:
    """Return the kind of authorisation that any of several texts names."""
    texts = _apart(stated)
    for meaning, pattern in _LICENCE_TYPE:
        if any(re.search(pattern, each, re.IGNORECASE) for each in texts):
            return meaning
    return "other" if texts else "unknown"


def provisional(stated: Iterable[str | None]) -> bool:
    """Whether texts name a licence of premises to be built, which has no effect until confirmed.

    Sections 45 and 46 of the Licensing (Scotland) Act 2005; a provisional statement of the
    Licensing Act 2003 (sections 29 to 31) licenses nothing.
    """
    return any(_PROVISIONAL.search(each) for each in stated if each)


def type_of_number(number: str | None) -> str:
    """Return the kind of authorisation that a licence's number names, as TEN/0012 does."""
    found = licence_type([number])
    return "unknown" if found == "other" else found


def of_people(stated: Iterable[str | None]) -> bool:
    """Whether texts name a licence of a person, a vehicle or a home, and none of premises."""
    texts = _apart(stated)
    found = licence_type(texts)
    if found == "gambling_premises" and any(map(_LOTTERY.search, texts)):
        return True
    if found not in ("other", "unknown"):
        return False
    return any(_OF_PEOPLE.search(each) or _coded_for_people(each) for each in texts)


def _apart(stated: Iterable[str | None]) -> list[str]:
    """Return texts as they are, and with LIC_PERS and PersonalLicence taken apart into words."""
    texts = [each for each in stated if each]
    apart = [words_apart(each) for each in texts if "://" not in each]
    return list(dict.fromkeys([*texts, *apart]))


def _coded_for_people(text: str) -> bool:
    parts = re.split(r"[/_.-]", text) if _CODE.fullmatch(text) else []
    if len(parts) == 1 and len(text) <= _LONGEST_CODE and _OF_PEOPLE_IN_ONE.fullmatch(text):
        return True
    return any(part.strip("0123456789") in _CODES_OF_PEOPLE for part in parts)


def types_of_sheet(title: str) -> list[str]:
    """Return a sheet's title as the type of its licences, if it names one and is no ward's."""
    return (
        [title] if licence_type([title]) not in ("other", "unknown") or of_people([title]) else []
    )


def types_described(texts: Iterable[str]) -> list[str]:
    """Return those of several descriptions that are a type of licence, of premises or of people.

    A takeaway with a taxi office is no taxi: of people is what says to be a licence or somebody's.
    """
    return [
        text
        for text in texts
        if (len(text) <= LONGEST_TYPE and licence_type([text]) not in ("other", "unknown"))
        or (_OF_A_LICENCE.search(text[:LONGEST_TOLD]) and of_people([text[:LONGEST_TOLD]]))
    ]


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
