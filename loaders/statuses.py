"""What a register says of where a licence stands: in force, asked for, or ended and how."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from loaders.wording import words_apart

# In order: the first that a text holds decides. "Suspended" in a council's back office means that
# a later application took the record's place, not that anybody was punished; and a licence that is
# really suspended is not in force either.
_ENDED = (
    (
        "superseded",
        r"suspend|suspension|supersed|superced|replaced|historic|old|obsolete|duplicate"
        r"|wedi'i (h)?atal|ataliwyd",
    ),
    ("surrendered", r"surrender|relinquish|handed (back|in)|ildi|wedi'i hildio"),
    ("revoked", r"revoke|revoc|d?dirym|d?diddym"),
    (
        "refused",
        r"refus|reject|declin|g?wrthod|invalid|(not|non|never)\W+(granted|approved)"
        r"|(?<!no )counter.?notice",
    ),
    (
        "withdrawn",
        r"withdraw|cancel|void|abandon|rescind|quash|nullif|annul|tynnwyd|d?dynnu|tynnu",
    ),
    (
        "lapsed",
        r"lapse|closed|ceased|dissolved|inactive|dormant|no longer|archiv|unlicensed|terminated"
        r"|dead|deregister|de-regist|liquidat|deactivat|disabled|deleted"
        r"|licen[cs]e not required|^not required|struck off|discontinued|disused|demolished"
        r"|defunct|(not|non)\W+(currently )?(trading|active|current|in (force|effect)|live|valid"
        r"|effective|extant|operati|licensed|authorised)|nid yw mewn grym|ddim mewn grym",
    ),
    (
        "expired",
        r"expired|expire\W*$|ended|(not|non)\W*renew|wedi dod i ben|daeth i ben",
    ),
)
_VARIED = r"varied|transferred"  # of a record, as a rule, whose place another has
_ASKED_FOR = (
    r"pending|consultation|in progress|under consideration|awaiting|received|representation"
    r"|provisional(ly)?\b|not (yet|determined|issued)|to be determined|hearing (date|to|adjourned)"
    r"|for hearing|at hearing stage|never issued|draft|incomplete|ar y gweill"
)
_IN_FORCE = (
    r"current|grant|approv|live|active|issue|in ?(force|effect)|valid|licensed|permitted|determined"
    r"|complete|renewed|authorised|ok|reinstate|operational|effective|extant|unexpired|cyfredol"
    r"|under review|interim authority|mewn grym|g?caniat|ganiat|acknowledged"
    r"|(?<!application )accepted"
)
_ASKED_PERHAPS = r"applied|application|new|registered|hearing"


def _holds(stems: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{stems})")


_BY_WORDS = (
    ("superseded", _holds(f"{_ENDED[0][1]}|{_VARIED}")),
    *((meaning, _holds(stems)) for meaning, stems in _ENDED[1:]),
    ("applied_for", _holds(_ASKED_FOR)),
    ("in_force", _holds(_IN_FORCE)),
    ("applied_for", _holds(_ASKED_PERHAPS)),
)
_VARIED_WORDS = _holds(_VARIED)
_ENDED_LATER = tuple((meaning, _holds(stems)) for meaning, stems in _ENDED)
_ASKED = _holds(_ASKED_FOR)

# where a code is all that a cell says
_CODES = {
    **dict.fromkeys(("cur", "curr", "liv", "act", "grt", "gtd", "inf", "iss"), "in_force"),
    **dict.fromkeys(("gran", "grnt", "grntd", "issd", "trading"), "in_force"),
    **dict.fromkeys(("sur", "surr"), "surrendered"),
    **dict.fromkeys(("exp", "expd"), "expired"),
    **dict.fromkeys(("revd", "rvkd"), "revoked"),
    **dict.fromkeys(("refd", "rfsd"), "refused"),
    **dict.fromkeys(("lap", "laps", "lpsd", "ina", "inac", "inact", "term"), "lapsed"),
    **dict.fromkeys(("wdn", "wd", "can", "canc"), "withdrawn"),
    **dict.fromkeys(("sup", "sus", "susp"), "superseded"),
    **dict.fromkeys(("pen", "pend"), "applied_for"),
}

# What a text begins with is the licence's own standing: the rest tells what was done to it or is
# asked of it, unless that is its end. A grant may still wait for something, and a live application
# is no licence.
_BEGINS = re.compile(
    r"^\W*(?:(?:li|licence|status)\W+)*"
    r"(?:(?P<stands>current|live|active|in force|in effect|valid|effective|extant)"
    r"|(?:part(?:ly|ially)?\W+)?(?:granted|issued|approved))\b"
    r"(?!\s+(?:application|consultation|case)s?\b)"
)
_STANDS_LAST = re.compile(r"\W(?:current|in force|live|active|granted)\W*$")
_ASKED_AT_ALL = _holds(r"application|consultation|in progress|under consideration|not\b")
_OF_A_CHANGE = re.compile(r"\b(?:vary|variation|transfer|review|renewal|supervisor|dps|change)")

# the title of a sheet that has what is over; whole words, or a ward might begin so
ENDED = re.compile(
    r"\b(expired|surrendered|revoked|refused|withdrawn|lapsed|ceased|inactive)\b", re.IGNORECASE
)

# Words of an end that did not come, or has not come
_END = r"(?:surrendered|revoked|suspended|expired?|lapsed|cancelled|terminated|superseded|replaced)"
_ENDING = r"(?:revocation|suspension|surrender|cancellation|expiry)"
_NOT_ENDED = re.compile(
    rf"\b(?:not|non|never|neither)\W+(?:been\W+)?{_END}(?:\W+(?:n?or|and)\W+{_END})*"
    rf"|\b(?:until|unless)\W+(?:it\W+is\W+)?{_END}\b(?!.*\d)"
    rf"|\b(?:due|yet|will|about)\W+(?:to\W+)?expire\b"
    rf"|\b(?:pending|proposed)\W+{_ENDING}\b"
    rf"|\b{_ENDING}\W+(?:(?:is|was|has been)\W+)?"
    r"(?:overturned|quashed|lifted|set aside|not upheld|pending|proposed)"
    # a revocation waits for an appeal (section 52(11) of the Licensing Act 2003)
    r"|\b(?:revoked|revocation)\W+(?:(?:but|and|is|decision|now|subject to|pending|under|awaiting)"
    r"\W+){0,3}appeal(?:ed)?\b(?!\W+(?:\w+\W+){0,2}(?:dismiss|reject|withdraw|refus|fail|lost|abandon))"
    r"|\b(?:revoked|refused|rejected)\W+(?:(?:but|and|on)\W+)?appeal\W+(?:allowed|upheld|granted|won)"
    rf"|\bto be\W+{_END}"
    rf"|\b{_ENDING}(?:\W+application)? (?:cancelled|withdrawn|rescinded|refused|rejected)"
    rf"|\b{_END}\W+(?:(?:and|but|since|then|now|later)\W+){{0,2}}reinstated\b"
    r"|\brefusal\W+(?:was\W+)?(?:overturned|quashed|set aside)\b"
    r"|\breview\W+(?:withdrawn|dismissed|rejected)|\bpart(?:ly|ially)?\W+refused|\brefused in part"
)
# what others said of an application, or what was asked of a licence, and came to nothing
_SETTLED = re.compile(
    r"\b(?:representation|objection|complaint)s?\W+(?:(?:was|were|has been|have been|all)\W+)*"
    r"(?:withdrawn|rejected|resolved|dismissed)"
)
_SETTLED_SO = (
    r"\W+(?:application\W+)?(?:(?:was|has been)\W+)?"
    r"(?:withdrawn|refused|rejected|dismissed|cancelled|declined)"
)
_CHANGE_SETTLED = re.compile(
    rf"\b(?:variation|transfer|review|appeal|renewal|dps|vary){_SETTLED_SO}"
)
_APPLICATION_SETTLED = re.compile(rf"\bapplication{_SETTLED_SO}")


@lru_cache(10_000)  # a register has a dozen words for its thousands of rows
def status(stated: str | None) -> str:
    """Return what a status word means."""
    words = words_apart((stated or "").replace("’", "'")).lower()
    # 10CUR, LI_SUR, CUR.: a number in the list of codes, and what they are codes of
    bare = re.sub(r"^(?:li|lic|\d+)\s(?=\w)|^\d+(?=[a-z])|\W+$", "", words.strip())
    if (code := _CODES.get(words.strip(), _CODES.get(bare))) is not None:
        return code
    words = _SETTLED.sub("application", words)
    said = _NOT_ENDED.sub(" ", words)
    if _STANDS_LAST.search(said) and not _first(_ENDED_LATER, said):
        said = _VARIED_WORDS.sub(" ", said)
    if begins := _BEGINS.match(said):
        sure = begins["stands"] is not None
        rest = _CHANGE_SETTLED.sub(" ", said[begins.end() :])
        if sure:  # it stands, so whatever application was refused or withdrawn was another
            rest = _APPLICATION_SETTLED.sub(" ", rest)
        if ended := _first(_ENDED_LATER, rest):
            return ended
        if _stands_meanwhile(rest, sure=sure):
            return "in_force"
    found = _first(_BY_WORDS, said)
    # whose end did not come is in force, whatever was asked
    return "in_force" if said != words and found in (None, "applied_for") else found or "unknown"


def _first(patterns: Sequence[tuple[str, re.Pattern[str]]], words: str) -> str | None:
    return next((meaning for meaning, pattern in patterns if pattern.search(words)), None)


def _stands_meanwhile(rest: str, *, sure: bool) -> bool:
    """Whether a licence is in force while what is asked of it, if anything, is decided."""
    if not _ASKED.search(rest) or _OF_A_CHANGE.search(rest):
        return True
    return sure and not _ASKED_AT_ALL.search(rest)
