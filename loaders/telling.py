"""Contents that could say who a child is, in columns whose names do not admit it.

What a file's contract does not ask for is looked at and never stored; if it tells of a person the
file is refused whole. Nothing of a cell is repeated.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from statistics import median

from geo.errors import SourceError
from loaders import dates
from loaders.forenames import FORENAMES
from loaders.table import key
from loaders.values import BadCell, postcode_within

A_FEW = 0.2  # of a column's different cells
MOST = 0.8
YOUNGEST = dt.timedelta(days=5 * 365)  # whoever goes missing was born so long before

LONGEST_CODE = 500  # characters
_EMAIL = re.compile(r"\S+@\S+\.\w+")
_PHONE = re.compile(r"(?<![\d.])\(?(?:\+44|0)[\s(]*[1-9]\d{1,3}[\s)-]*\d{3}[\s-]?\d{3,4}\b")
_LINK = re.compile(r"^@\w{2,}$|https?://|\bwww\.|^(\d{1,3}\.){3}\d{1,3}$", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\b(\d+[a-z]?|flat|house),? .*\b(street|road|lane|avenue|close|drive|way|court|crescent"
    r"|terrace|grove|gardens|place|mews|rd|ave)\b",
    re.IGNORECASE,
)
_NATIONAL_INSURANCE = re.compile(r"^[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]$", re.IGNORECASE)
_PUPIL = re.compile(r"^[A-Z]\d{11}[\dA-Z]$", re.IGNORECASE)
_VEHICLE = re.compile(r"^[A-Z]{2}\d\d ?[A-Z]{3}$", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
_CAPITALISED = re.compile(r"^[A-Z][\w'’-]+,? [A-Z][\w'’.-]*( [A-Z][\w'’-]+)?$")
_OF_NO_PERSON = re.compile(
    r"ward|soa|area|authority|force|district|town|county|region|team|type|category|status|outcome"
    r"|class|band|level|kind|reason|day|month|quarter|agency|supplier|source|provider|ethnic|crime"
)


def refuse_telling(
    column: str, cells: Sequence[str], name: str, earliest: dt.date | None = None
) -> None:
    """Refuse a file if a column holds what identifies. Raises: SourceError.

    ``earliest`` is about the day of the first episode: whom it is about was born long before.
    """
    filled = sorted({cell.strip() for cell in cells if cell.strip()})
    if any(len(cell) > LONGEST_CODE for cell in filled):  # before patterns that are slow on it
        _refuse(column, "free text", name)
    for what, test in (
        ("e-mail addresses", _some(lambda cell: _EMAIL.search(cell) is not None)),
        ("telephone numbers", _some(lambda cell: _PHONE.search(cell) is not None)),
        ("user names or links", _some(lambda cell: _LINK.search(cell) is not None)),
        ("postcodes or addresses", _some(_is_address)),
        ("free text", _some(lambda cell: len(cell.split()) > 6)),
        ("national insurance numbers", _share(_fits(_NATIONAL_INSURANCE), A_FEW)),
        ("NHS numbers", _share(_is_nhs_number, MOST)),
        ("pupil numbers", _share(_fits(_PUPIL), MOST)),
        ("vehicle registrations", _share(_fits(_VEHICLE), MOST)),
        ("names", lambda found: _are_names(column, found)),
        ("dates of birth", lambda found: _are_births(found, earliest or _today())),
    ):
        if filled and test(filled):
            _refuse(column, what, name)


def refuse_names(column: str, cells: Sequence[str], name: str) -> None:
    """Refuse a file if references are made of people's names. Raises: SourceError."""
    if FORENAMES.isdisjoint(_WORDS.findall("\n".join(cells).lower())):
        return  # nearly always, and told sooner of all together
    filled = sorted({cell.strip() for cell in cells if cell.strip()})
    if _share(_has_forename, A_FEW)(filled):
        _refuse(column, "names", name)


def _refuse(column: str, what: str, name: str) -> None:
    raise SourceError(
        f"{name} must be anonymised before it is sent, and its column {column!r} holds "
        f"{what}: the whole file is refused; remove the column and send it again."
    )


def _some(test: Callable[[str], bool]) -> Callable[[Sequence[str]], bool]:
    return lambda cells: any(map(test, cells))


def _share(test: Callable[[str], bool], least: float) -> Callable[[Sequence[str]], bool]:
    return lambda cells: sum(map(test, cells)) >= least * len(cells)


def _fits(form: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda cell: form.search(cell) is not None


def _is_address(cell: str) -> bool:
    return postcode_within(cell) is not None or _ADDRESS.search(cell) is not None


def _is_nhs_number(cell: str) -> bool:
    """Whether ten digits end in the check digit that an NHS number has."""
    digits = re.sub(r"[ -]", "", cell)
    if not re.fullmatch(r"[1-9][0-9]{9}", digits):
        return False
    weighed = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
    return (11 - weighed % 11) % 11 == int(digits[9])


def _has_forename(cell: str) -> bool:
    words = _WORDS.findall(cell.lower())
    return len(words) <= 4 and not FORENAMES.isdisjoint(words)


def _are_names(column: str, cells: Sequence[str]) -> bool:
    """Whether cells are people's names: known forenames, or capitalised words that differ."""
    worded = [cell for cell in cells if not any(map(str.isdigit, cell))]
    if sum(map(_has_forename, worded)) >= max(A_FEW * len(cells), 1):
        return True
    if _OF_NO_PERSON.search(key(column)):
        return False
    shaped = [cell.split()[0] for cell in worded if _CAPITALISED.match(cell)]
    varied = len(set(shaped))
    return len(shaped) >= MOST * len(cells) and varied >= 3 and varied > len(shaped) / 2


def _are_births(cells: Sequence[str], earliest: dt.date) -> bool:
    """Whether cells are dates, most of them from years before the first episode."""
    days = [day.toordinal() for cell in cells[:200] if (day := _day(cell)) is not None]
    if len(days) < MOST * len(cells[:200]):
        return False
    return median(days) < (earliest - YOUNGEST).toordinal()


def _day(cell: str) -> dt.date | None:
    if re.fullmatch(r"[\d.]{1,7}|-?\d{9,}", cell):
        return None  # a count of days or of milliseconds and any other number are alike
    try:
        return dates.date(cell)
    except BadCell:
        return None


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


def earliest_day(cells: Sequence[str]) -> dt.date | None:
    """Return the earliest of some times, None if none can be read."""
    days = []
    for cell in cells:
        try:
            moment = dates.moment(f"{cell.strip()}-01" if len(cell.strip()) == 7 else cell)
        except BadCell:
            continue
        if moment is not None:
            days.append(moment.on)
    return min(days, default=None)
