"""Whether a licence stands: by its status, by what says that it ended, by its sheet's title."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from loaders import dates, meaning, values
from loaders.values import BadCell

_ENDS = frozenset(
    {
        *("surrender", "surrendered", "revocation", "revoked", "lapse", "lapsed", "ceased"),
        *("cessation", "cancelled", "canceled", "cancellation", "terminated", "termination"),
        *("ended", "withdrawn", "inactive", "closed", "closure"),
    }
)
_STANDS = frozenset({"current", "currently", "active", "live", "force"})
# what else may stand in such a name; a reason, a reference or somebody else's licence may not
_BESIDE = frozenset({"licence", "premises", "is", "has", "been", "was", "if", "flag"}) | {
    *("trading", "business", "yes", "y", "n"),
}
_ON_A_DAY = frozenset({"date", "of", "on", "when", "or", "and", "the", "expiry"})
_PASSES = re.compile(r"suspended", re.IGNORECASE)
_OPEN = ("in_force", "unknown", "applied_for")
_STANDING_SHEET = re.compile(
    r"\b(current|live|active|granted|in force|issued|new|all|not|non|un\w*|excl(ud\w*)?|except)\b",
    re.IGNORECASE,
)
# such words are the whole of a title, or Old Quay would be a sheet of what is over
_WHOLLY_OVER = re.compile(
    r"^\W*(old|historic(al)?|archived?|closed|cancelled|superseded|terminated|dead|dormant)"
    r"\W*(licen[cs]es?|premises|records?|register|list|data)?\W*$",
    re.IGNORECASE,
)


# that it was decided, and not how
LONGEST_REMARK = 80
_DECIDED = re.compile(
    r"^\W*(application\W+)?(determined|decided|decision\W+(made|issued|given|notified|notice sent)"
    r"|completed?|concluded|finali[sz]ed)\W*$",
    re.IGNORECASE,
)
# The Heron (REVOKED), The Heron - licence surrendered 01/02/2020: a name that goes on with its end
_IN_A_NAME = re.compile(
    r"[(\[*–-]\s*((?:(?:premises|licen[cs]e|now)\s+){0,3}"
    r"(?:surrendered|revoked|lapsed|suspended|expired|closed|ceased|cancelled|withdrawn|refused)"
    r"(?:\s+on|\s+(?:for|due to)\s+non.?payment(?:\s+of\s+fees?)?)?[\s\d/.-]{0,12})[)\]*]?\s*$",
    re.IGNORECASE,
)
# *** SURRENDERED 01/02/2019 *** The Tern, LAPSED - The Knot
_BEFORE_A_NAME = re.compile(
    r"^\W*((?:(?:premises|licen[cs]e|now)\s+){0,3}"
    r"(?:surrendered|revoked|lapsed|suspended|expired|closed|ceased|cancelled|withdrawn|refused)"
    r"(?:\s+on)?[\s\d/.-]{0,12})(?:[)\]*:]|(?<=\s)[–-])",
    re.IGNORECASE,
)
# all that a remark says, and no more: another word may tell of another licence
_REMARK = re.compile(
    r"^\W*(?:(?:the|this|premises|licen[cs]e|certificate|now|has|have|been|was|is)\s+){0,6}"
    r"((?:surrendered|revoked|lapsed|expired|ceased|cancelled)"
    r"(?:\s+(?:on|in|from|with effect from|wef))?[\s\d/.,-]{0,12}"
    r"(?:(?:st|nd|rd|th)?\s*(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
    r"[\s\d.]{0,6})?)\W*$",
    re.IGNORECASE,
)
# how long an event may last by law: 168 hours of a notice, 14 days of a Scottish licence
_LONGEST_NOTICE = dt.timedelta(days=7)
_LONGEST_OCCASION = dt.timedelta(days=14)


@dataclass(frozen=True)
class Standing:
    """What a licence's status is, in which words that was stated, and when it ends."""

    status: str
    stated: str | None
    ends_on: dt.date | None


@dataclass(frozen=True)
class Ending:
    """What a column says that a licence ended by; without a day if it only says yes."""

    column: str
    on: dt.date | None


def field_of(said: frozenset[str]) -> str | None:
    """Return ``ended`` or ``standing`` if the words of a column's name speak of that alone."""
    if "yes" in said:
        said -= {"number"}  # as "no" is spelled out
    if said == {"live"}:  # as likely of music
        return None
    if "suspended" in said and said - {"suspended", "currently", "now"} <= _BESIDE:
        return "ended"  # while it is ticked
    if said & _ENDS and said <= _ENDS | _BESIDE | _ON_A_DAY:
        return "ended"
    if said & _STANDS and said <= _STANDS | _BESIDE | {"in", "still", "now"}:
        return "standing"
    return None


def said(status: str | None, decision: str | None, name: str = "") -> str | None:
    """Return what says where a licence stands: its status, how it was decided, or its name's end.

    "Determined" is all that many a back office keeps of a refusal beside the decision itself.
    """
    if status and decision and _DECIDED.match(status):
        return decision if meaning.status(decision) != "unknown" else status
    in_name = _IN_A_NAME.search(name[-80:]) or _BEFORE_A_NAME.match(name[:80])
    return status or decision or (in_name[1].strip() if in_name else None)


def remarked(remarks: Iterable[str]) -> str | None:
    """Return the remark that says how a licence ended, and nothing else."""
    found = (_REMARK.match(remark[:LONGEST_REMARK]) for remark in remarks)
    return next((each[1].strip() for each in found if each), None)


def last_day(
    licence_type: str, stated: Sequence[str], starts_on: dt.date | None, ends_on: dt.date | None
) -> dt.date | None:
    """Return when a licence ends: an event without an end that can be read is over by law."""
    if licence_type != "temporary_event_notice" or ends_on or not starts_on:
        return ends_on
    scottish = any("occasional" in each.lower() for each in stated)
    return starts_on + (_LONGEST_OCCASION if scottish else _LONGEST_NOTICE)


def endings(
    cells: Iterable[tuple[str, str]], us_order: Mapping[str, bool], issues: Counter[tuple[str, str]]
) -> list[Ending]:
    """Return what ended a licence: a day, or a yes, in a column named for such an end."""
    found = []
    for column, cell in cells:
        try:
            if values.truth(cell):
                found.append(Ending(column, None))
        except BadCell:
            if _PASSES.search(column):
                issues[column, "not_yes_or_no"] += values.text(cell) is not None
                continue  # a suspension that began on a day may be over
            try:
                on = dates.date(cell, us_order=us_order[column])
            except BadCell as bad:
                issues[column, bad.reason] += 1
                continue
            if on is not None:
                found.append(Ending(column, on))
    return found


def settle(
    stated: str | None,
    sheet: str,
    told: Sequence[Ending],
    standing: tuple[str, str] | None,
    ends_on: dt.date | None,
    starts_on: dt.date | None,
) -> Standing:
    """Return how a licence stands; what says that it ended goes before a status that does not.

    A status such as Granted is often left as it was decided, when a licence was given up later.
    ``standing`` is the column and the cell of a yes or no, for where no status can be read.
    """
    status = meaning.status(stated)
    if status == "unknown" and standing and (found := _of_yes_or_no(standing[1])) != "unknown":
        status, stated = found, ": ".join(standing)
    today = dt.datetime.now(dt.UTC).date()
    over = [each for each in told if each.on is None or each.on <= today]
    if over and status in _OPEN:
        status, stated = _ended_by(over[0].column), _both(stated, over[0].column)
    if status in _OPEN and (of_sheet := status_of_sheet(sheet)):
        status, stated = of_sheet, _both(stated, sheet)
    days = [each.on for each in told if each.on and not (starts_on and each.on < starts_on)]
    return Standing(status, stated, min([*days, *([ends_on] if ends_on else [])], default=None))


def not_begun(stands: Standing) -> Standing:
    """Return how a licence stands that has no effect yet, though it was granted."""
    return replace(stands, status="applied_for") if stands.status in _OPEN else stands


def status_of_sheet(title: str) -> str | None:
    """Return the status of a sheet whose title says that all on it is over, or None."""
    if _WHOLLY_OVER.match(title):
        return _ended_by(title)
    if meaning.ENDED.search(title) and not _STANDING_SHEET.search(title):
        return _ended_by(title)
    return None


def _ended_by(words: str) -> str:
    found = meaning.status(words)
    return "lapsed" if found in _OPEN else found


def _of_yes_or_no(cell: str) -> str:
    try:
        said = values.truth(cell)
    except BadCell:
        return meaning.status(cell)
    return "unknown" if said is None else "in_force" if said else "lapsed"


def _both(stated: str | None, also: str) -> str:
    return f"{stated}, {also}" if stated else also
