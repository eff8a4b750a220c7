"""Opening and licensed hours, out of the many ways that registers write them.

What is understood becomes spans of a weekday in minutes, past midnight included; what is not is
kept as the text it was, and reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DAY = 1440
_DAYS = {
    **dict.fromkeys(("m", "mo", "mon", "mons", "monday", "mondays"), 1),
    **dict.fromkeys(("tu", "tue", "tues", "tuesday", "tuesdays"), 2),
    **dict.fromkeys(("w", "we", "wed", "weds", "wednesday", "wednesdays"), 3),
    **dict.fromkeys(("th", "thu", "thur", "thurs", "thursday", "thursdays"), 4),
    **dict.fromkeys(("f", "fr", "fri", "friday", "fridays"), 5),
    **dict.fromkeys(("s", "sa", "sat", "sats", "saturday", "saturdays"), 6),
    **dict.fromkeys(("su", "sun", "sunday", "sundays"), 7),
}
_ALL = (
    "daily",
    "all days",
    "everyday",
    "every day",
    "all week",
    "7 days a week",
    "seven days",
    "each day",
)
_WEEKDAYS = ("weekdays", "weekday")
_WEEKENDS = ("weekends", "weekend")
_NAMES = "|".join(sorted((name for name in _DAYS if len(name) > 1), key=len, reverse=True))
_OF_DAYS = ("days", "dash", "slash")
_TIMED = ("time", "word", "always")
_DOTTED = re.compile(r"(?<![a-z])([ap])\.\s?m\b\.?", re.IGNORECASE)
# a spreadsheet's 25:00, as a length of time is written out
# y bore, yr hwyr, y prynhawn
_WELSH_HALF = re.compile(r"(?<=\d)\s?y\.?([bhp])\b\.?", re.IGNORECASE)
_PAST_A_DAY = re.compile(r"\b1 day, (\d{1,2}:\d\d)(?::00)?(?![:\d])")
# registers of Wales, in one of their two languages
_WELSH = (
    (r"(?:(?:d?dydd|nos)\s+)?(?:llun|lun)", "mon"),
    (r"(?:(?:d?dydd|nos)\s+)?(?:mawrth|fawrth)", "tue"),
    (r"(?:(?:d?dydd|nos)\s+)?(?:mercher|fercher)", "wed"),
    (r"(?:(?:d?dydd|nos)\s+)?iau", "thu"),
    (r"(?:(?:d?dydd|nos)\s+)?(?:gwener|wener)", "fri"),
    (r"(?:(?:d?dydd|nos)\s+)?sadwrn", "sat"),
    (r"(?:(?:d?dydd|nos)\s+)?sul", "sun"),
    (r"bob\s+dydd", "daily"),
    (r"(?:canol|hanner)\s+nos", "midnight"),
    (r"(?:canol|hanner)\s+dydd", "midday"),
    (r"ar\s+gau", "closed"),
    (r"awr", "hours"),
    (r"i|hyd|tan", "to"),
    *((short, day) for short, day in (("llu", "mon"), ("maw", "tue"), ("mer", "wed"))),
    *((short, day) for short, day in (("gwe", "fri"), ("sad", "sat"))),
)
# Gwener a Sadwrn, once days are in English
_WELSH_AND = re.compile(
    r"(?<=mon|tue|wed|thu|fri|sat|sun)\s+ac?\s+(?=(?:mon|tue|wed|thu|fri|sat|sun)\b)", re.IGNORECASE
)
_TOKEN = re.compile(
    rf"""
    (?P<always>24\s*(?:hours?|hrs?)\b)
    |(?P<space>[\s,;&+.|()]+|\band\b|\bfrom\b|\bbetween\b|\bhours\b|\bhrs\b|\binc(?:lusive)?\b
        |\ba\s+day\b)
    |(?P<shut>closed|shut)
    |(?P<time>\d{{1,2}}[:.]\d{{2}}(?::00|:59)?\s*(?:am|pm|hrs|hours)?|\d{{4}}(?!\d)\s*(?:hrs|hours)?
        |\d{{1,2}}\s*(?:am|pm)|\d{{1,2}}(?=\s*(?:noon|midday|midnight)))
    |(?P<word>noon|midday|midnight|mid-night)
    |(?P<slash>/)
    |(?P<dash>-|–|—|\bto\b|\buntil\b|\btill?\b)
    |(?P<next>(?:on\s+)?(?:the\s+)?(?:(?:following|next)\s+(?:day|morning)
        |(?:day|morning)\s+following))
    |(?P<days>daily|every\s*day|all\s+(?:week|days)|7\s+days(?:\s+(?:a|per)\s+week)?|seven\s+days|each\s+day
        |weekdays?|weekends?|(?:{_NAMES})(?![a-z])|(?:m|w|f|s|t)(?![a-z])|[mtwfs]{{2,7}}(?![a-z]))
    |(?P<colon>:)
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, order=True)
class Span:
    """Open on a weekday (1 Monday to 7 Sunday) between two minutes; past 1440 is the next day."""

    weekday: int
    opens_min: int
    closes_min: int


def parse_hours(text: str) -> list[Span] | None:
    """Return the spans that a text of hours says, sorted; None if any part is not understood.

    A half-understood text would say that a premises is shut when it may be open.
    """
    tidied = _DOTTED.sub(r"\1m", " ".join(text.split())).strip(" .;,")
    tidied = _in_english(_PAST_A_DAY.sub(_next_day, tidied))
    if tidied in ("24/7", "24-7"):
        return [Span(day, 0, DAY) for day in range(1, 8)]
    tokens = _without_shut(_tokens(tidied))
    if tokens is None:
        return None
    if tokens and tokens[0][0] in _TIMED and tokens[-1][0] == "days":
        tokens = _days_first(tokens)
    spans: set[Span] = set()
    days: list[int] = []
    days_are_named = any(kind == "days" for kind, _ in tokens)
    days_are_open = False  # whether further days add to those before, or begin a new list
    index = 0
    while index < len(tokens):
        kind, _ = tokens[index]
        if kind == "days":
            if not days_are_open:
                days = []
            known = {*days, *(span.weekday for span in spans)}
            index, more = _read_days(tokens, index, known)
            if more is None:
                return None
            days += more
            days_are_open = True
        elif kind == "always":
            spans |= {Span(day, 0, DAY) for day in days or range(1, 8)}
            days_are_open = False
            index += 1
        elif kind in ("time", "word"):
            index, span = _read_span(tokens, index, bare=bool(days))
            if span is None or (days_are_named and not days):
                return None  # hours of days not named, before those of days that are
            spans |= {Span(day, *span) for day in days or range(1, 8)}
            days_are_open = False
        else:
            return None
    if days_are_open:
        return None  # days that nothing was said of
    return sorted(spans) or None


def _in_english(text: str) -> str:
    text = _WELSH_HALF.sub(lambda half: "am" if half[1].lower() == "b" else "pm", text)
    for welsh, english in _WELSH:
        text = re.sub(rf"\b(?:{welsh})\b", english, text, flags=re.IGNORECASE)
    return _WELSH_AND.sub(" and ", text)


def _days_first(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Turn "0900-1730 m-f, 1000-1600 sat" round: each days, to the end, follow their hours."""
    turned: list[tuple[str, str]] = []
    hours: list[tuple[str, str]] = []
    index = 0
    while index < len(tokens):
        end = index
        while end < len(tokens) and tokens[index][0] == "days" and tokens[end][0] in _OF_DAYS:
            end += 1
        if end == index:
            hours.append(tokens[index])
            index += 1
        elif not hours:
            return tokens
        else:
            turned += tokens[index:end] + hours
            hours, index = [], end
    return turned


def _without_shut(tokens: list[tuple[str, str]] | None) -> list[tuple[str, str]] | None:
    """Leave out the days that are said to be shut, at the end or where no hours follow them."""
    while tokens and any(kind == "shut" for kind, _ in tokens):
        at = [kind for kind, _ in tokens].index("shut")
        rest = tokens[at + 1 :]
        first = at
        while first and tokens[first - 1][0] in _OF_DAYS:
            first -= 1
        if rest and all(kind in _OF_DAYS for kind, _ in rest):
            tokens = tokens[:at]
        elif first < at:
            tokens = tokens[:first] + rest
        else:
            return None  # shut, and it is not said when
        if not any(kind == "days" for kind, _ in tokens):
            return None  # hours of no day would be those of all
    return tokens


def _tokens(text: str) -> list[tuple[str, str]] | None:
    found: list[tuple[str, str]] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            return None
        if match.lastgroup not in ("space", "colon", None):
            found.append((match.lastgroup or "", match.group().lower().strip()))
        place = match.end()
    return found


def _next_day(written: re.Match[str]) -> str:
    return "24:00" if not written[1].strip("0:") else f"{written[1]} next day"


def _read_days(
    tokens: list[tuple[str, str]], index: int, known: set[int]
) -> tuple[int, list[int] | None]:
    first = _day_list(tokens[index][1])
    following = tokens[index + 1 : index + 3]
    if [kind for kind, _ in following] == ["dash", "days"] and first is not None:
        ends = (tokens[index][1], following[1][1])
        if ends == ("s", "s") and known == {1, 2, 3, 4, 5}:
            return index + 3, [6, 7]
        if ends == ("s", "s") or ("s" in ends and not _sunday_is_named(tokens)):
            return index, None  # M-S could end on either day of the weekend
        last = _day_list(following[1][1])
        if last is None or len(first) != 1 or len(last) != 1:
            return index, None
        span = (last[0] - first[0]) % 7
        return index + 3, [(first[0] - 1 + step) % 7 + 1 for step in range(span + 1)]
    if [kind for kind, _ in following] == ["slash", "days"] and first is not None:
        last = _day_list(following[1][1])
        if last is None or len(first) != 1 or len(last) != 1 or (last[0] - first[0]) % 7 != 1:
            return index, None  # Mon/Fri could be two days or five
        return index + 3, [*first, *last]
    return index + 1, first


def _sunday_is_named(tokens: list[tuple[str, str]]) -> bool:
    return any(kind == "days" and _DAYS.get(word) == 7 for kind, word in tokens)


def _day_list(word: str) -> list[int] | None:
    word = " ".join(word.split())
    if word in _ALL or word.startswith("7 days") or word.replace(" ", "") == "everyday":
        return list(range(1, 8))
    if word in _WEEKDAYS:
        return [1, 2, 3, 4, 5]
    if word in _WEEKENDS:
        return [6, 7]
    if word in _DAYS:
        return [_DAYS[word]]
    # letters run together, as in "fs" for Friday and Saturday; "t" could be either of two days
    letters = re.findall(r"su|th|tu|sa|[mwfs]", word)
    if "".join(letters) != word or len(set(letters)) < len(letters):
        return None  # "ss" is Saturday twice, or Saturday and Sunday
    return [_DAYS[each] for each in letters]


def _read_span(
    tokens: list[tuple[str, str]], index: int, *, bare: bool
) -> tuple[int, tuple[int, int] | None]:
    """Return the two times of a span; with ``bare`` nothing need stand between: Mon 10:00 23:00."""
    opens, _, used = _read_time(tokens, index)
    index += used
    if opens is None or index >= len(tokens) or not (bare or tokens[index][0] == "dash"):
        return index, None
    index += tokens[index][0] == "dash"
    if index >= len(tokens) or tokens[index][0] not in ("time", "word"):
        return index, None
    closes, closes_sure, used = _read_time(tokens, index)
    index += used
    next_day = index < len(tokens) and tokens[index][0] == "next"
    index += next_day
    if closes is None:
        return index, None
    if not next_day and closes <= opens and not closes_sure:
        return index, None  # "12.00-3.00" may close at three in the afternoon or in the morning
    if closes <= opens or next_day:
        closes += DAY
    if opens >= DAY or closes > opens + DAY:
        return index, None
    return index, (opens, closes)


def _read_time(tokens: list[tuple[str, str]], index: int) -> tuple[int | None, bool, int]:
    """Return minutes since midnight, whether the half of the day is sure, and tokens used."""
    kind, value = tokens[index]
    if kind == "word":
        return (DAY if value.startswith("mid") and value != "midday" else 720), True, 1
    written = re.sub(r"[^\d:.apm]", "", value)
    half = written[-2:] if written.endswith(("am", "pm")) else ""
    digits = written.removesuffix(half).strip(":.")
    if re.search(r"[:.]", digits):
        hours, minutes = (int(part) for part in re.split(r"[:.]", digits)[:2])
    elif len(digits) == 4:
        hours, minutes = int(digits[:2]), int(digits[2:])
    else:
        hours, minutes = int(digits), 0
    used = 1
    if index + 1 < len(tokens) and tokens[index + 1][0] == "word" and hours == 12:
        half = "am" if tokens[index + 1][1].startswith("midn") else "pm"
        used = 2
    if half:
        hours = hours % 12 + (12 if half == "pm" else 0)
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):
        return None, False, used
    sure = bool(half) or not 0 < hours <= 12 or digits.startswith("0") or digits.isdigit()
    return hours * 60 + minutes, sure, used
