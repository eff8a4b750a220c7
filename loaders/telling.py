"""Contents that could say who a child is, in columns whose names do not admit it.

What a file's contract does not ask for is looked at and never stored; if it tells of a person the
file is refused whole. Nothing of a cell is repeated.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from geo.errors import SourceError
from loaders import dates
from loaders.forenames import FORENAMES
from loaders.table import key
from loaders.values import NOTHING, BadCell, postcode_within

A_FEW = 0.2  # of a column's different cells
MOST = 0.8
YOUNGEST = dt.timedelta(days=5 * 365)  # whoever goes missing was born so long before

LONGEST_CODE = 500  # characters
_EMAIL = re.compile(r"\S+@\S+\.\w+")
_PHONE = re.compile(r"(?<![\d.])\(?(?:\+44|0)[\s(]*[1-9]\d{1,3}[\s)-]*\d{3}[\s-]?\d{3,4}\b")
_LINK = re.compile(r"^@\w{2,}$|https?://|\bwww\.|^(\d{1,3}\.){3}\d{1,3}$", re.IGNORECASE)
ADDRESS = re.compile(
    r"\b(\d+[a-z]?|flat|house),? .*\b(street|road|lane|avenue|close|drive|way|court|crescent"
    r"|terrace|grove|gardens|place|mews|rd|ave)\b",
    re.IGNORECASE,
)
_NATIONAL_INSURANCE = re.compile(r"^[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]$", re.IGNORECASE)
_PUPIL = re.compile(r"^[A-Z]\d{11}[\dA-Z]$", re.IGNORECASE)
_VEHICLE = re.compile(r"^[A-Z]{2}\d\d ?[A-Z]{3}$", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CAPITALISED = re.compile(r"^[A-Z][\w'’-]+,? [A-Z][\w'’.-]*( [A-Z][\w'’-]+)?$")
_TEN_DIGITS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[/. _-](\d{1,2})[/. _-]((?:19|20)\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)[/. _-](\d{1,2})[/. _-](\d{1,2})(?!\d)")
# as intelligence is graded, of a few letters and digits
_GRADING = re.compile(
    r"^(?=.*\d)[A-Z\d]([ /.-]?[A-Z\d]){0,4}$|^[A-Z]([ /-]?[A-Z])?$", re.IGNORECASE
)
_GRADES = NOTHING | {"high", "medium", "low", "ungraded", "not graded", "untested", "tested"}
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
        refuse(column, "free text", name)
    for what, test in (
        ("e-mail addresses", _some(lambda cell: _EMAIL.search(cell) is not None)),
        ("telephone numbers", _some(lambda cell: _PHONE.search(cell) is not None)),
        ("user names or links", _some(lambda cell: _LINK.search(cell) is not None)),
        ("postcodes or addresses", _some(is_address)),
        ("free text", _some(lambda cell: len(cell.split()) > 6)),
        ("national insurance numbers", share_of(fits(_NATIONAL_INSURANCE), A_FEW)),
        ("NHS numbers", share_of(is_nhs_number, MOST)),
        ("pupil numbers", share_of(fits(_PUPIL), MOST)),
        ("vehicle registrations", share_of(fits(_VEHICLE), MOST)),
        ("names", lambda found: _are_names(column, found)),
        ("dates of birth", lambda found: _are_births(found, earliest or today())),
    ):
        if filled and test(filled):
            refuse(column, what, name)


def refuse_stored(
    column: str, cells: Sequence[str], name: str, earliest: dt.date | None = None
) -> None:
    """Refuse a file if one cell tells of a person, in a column that is kept in the sender's words.

    Shares of cells say nothing here: one child among true classes is kept. Raises: SourceError.
    """
    refuse_telling(column, cells, name, earliest)
    filled = {cell.strip() for cell in cells if cell.strip()}
    youngest = (earliest or today()) - YOUNGEST
    for what, test in (
        ("NHS numbers", holds_nhs_number),
        ("names", _has_full_name),
        ("dates of birth", lambda cell: any(day < youngest for day in days_in(cell))),
    ):
        if any(map(test, filled)):
            refuse(column, what, name)


def refuse_gradings(column: str, cells: Sequence[str], name: str) -> None:
    """Refuse a file whose gradings have not the form of any. Raises: SourceError."""
    if not all(
        _GRADING.match(cell) or cell.lower() in _GRADES for cell in map(str.strip, cells) if cell
    ):
        raise SourceError(
            f"{name} must have gradings such as B31 or 1DP in its column {column!r}, and holds "
            "something else: the whole file is refused; remove or mend the column and send it "
            "again."
        )


def refuse(column: str, what: str, name: str) -> None:
    """Refuse a file for what a column holds. Raises: SourceError."""
    raise SourceError(
        f"{name} must be anonymised before it is sent, and its column {column!r} holds "
        f"{what}: the whole file is refused; remove the column and send it again."
    )


def _some(test: Callable[[str], bool]) -> Callable[[Sequence[str]], bool]:
    return lambda cells: any(map(test, cells))


def share_of(test: Callable[[str], bool], least: float) -> Callable[[Sequence[str]], bool]:
    """Return the test whether at least such a share of cells passes a test."""
    return lambda cells: sum(map(test, cells)) >= least * len(cells)


def fits(form: re.Pattern[str]) -> Callable[[str], bool]:
    """Return the test whether a form is found in a cell."""
    return lambda cell: form.search(cell) is not None


def is_address(cell: str) -> bool:
    """Whether a cell has a postcode or the form of an address."""
    return postcode_within(cell) is not None or ADDRESS.search(cell) is not None


def is_nhs_number(cell: str) -> bool:
    """Whether ten digits end in the check digit that an NHS number has."""
    digits = re.sub(r"[ -]", "", cell)
    if not re.fullmatch(r"[1-9][0-9]{9}", digits):
        return False
    weighed = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
    return (11 - weighed % 11) % 11 == int(digits[9])


def words_in(text: str) -> list[str]:
    """Return a text's words in small letters, those in CamelCase apart."""
    return [word.lower() for word in _WORDS.findall(CAMEL.sub(" ", text))]


def _has_forename(cell: str) -> bool:
    words = _WORDS.findall(cell.lower())
    return len(words) <= 4 and not FORENAMES.isdisjoint(words)


def _has_full_name(cell: str) -> bool:
    """Whether a forename stands beside another capitalised word."""
    words = _WORDS.findall(CAMEL.sub(" ", cell))
    return any(
        word.lower() in FORENAMES and other[:1].isupper() and len(other) > 1
        for pair in pairwise(words)
        for word, other in (pair, pair[::-1])
        if word[:1].isupper()
    )


def holds_nhs_number(text: str) -> bool:
    """Whether ten digits within a text are an NHS number."""
    return any(map(is_nhs_number, _TEN_DIGITS.findall(text)))


def days_in(text: str) -> list[dt.date]:
    """Return the days that are written inside a text in numbers."""
    found = []
    for day, month, year in (
        *((d, m, y) for d, m, y in _DAY_FIRST.findall(text)),
        *((d, m, y) for y, m, d in _YEAR_FIRST.findall(text)),
    ):
        try:
            found.append(dt.date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return found


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


def today() -> dt.date:
    """Return the day, where no episode tells about when a file is."""
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
