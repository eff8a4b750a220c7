"""What every register has in common: dates of issue, activities and earlier holders."""

import datetime as dt

from .businesses import Business
from .draw import Draw

EXTRACT_DAY = dt.date(2026, 10, 1)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_EXCEL_DAY_ZERO = dt.date(1899, 12, 30)


def issued(draw: Draw) -> dt.date:
    """When a licence was granted: many at the start of the Act, the rest since."""
    if draw.chance(0.4):
        return dt.date(2005, 8, 1) + dt.timedelta(days=draw.below(120))
    return dt.date(2006, 1, 1) + dt.timedelta(days=draw.below(7_450))


def later(day: dt.date, draw: Draw) -> dt.date:
    """A day after this one and before the extract."""
    return day + dt.timedelta(days=1 + draw.below(max(1, (EXTRACT_DAY - day).days - 1)))


def uk(day: dt.date | None) -> str:
    """dd/mm/yyyy, or blank."""
    return day.strftime("%d/%m/%Y") if day else ""


def short_month(day: dt.date) -> str:
    """dd-Mon-yy, in English whatever the machine's locale."""
    return f"{day.day:02d}-{_MONTHS[day.month - 1]}-{day.year % 100:02d}"


def serial(day: dt.date) -> int:
    """Excel's count of days."""
    return (day - _EXCEL_DAY_ZERO).days


def from_serial(number: int) -> dt.date:
    """The day that Excel counts so."""
    return _EXCEL_DAY_ZERO + dt.timedelta(days=number)


def activities(business: Business, draw: Draw) -> list[str]:
    """The licensable activities, in the words of the Act."""
    found = []
    if business.sells_on:
        found.append("Supply of alcohol (on the premises)")
    if business.sells_off:
        found.append("Supply of alcohol (off the premises)")
    if business.late_food:
        found.append("Late night refreshment")
    found += [f"Regulated entertainment: {kind.lower()}" for kind in entertainments(business, draw)]
    return found


def entertainments(business: Business, draw: Draw) -> list[str]:
    """Kinds of regulated entertainment, by the esd list's labels."""
    if not business.sells_on:
        return []
    found = ["Recorded Music"]
    if business.kind in {"pub", "bar", "club", "nightclub"} and draw.chance(0.7):
        found.insert(0, "Live Music")
    if business.kind in {"nightclub", "club"}:
        found.append("Performances of Dance")
    if business.kind == "club" and draw.chance(0.4):
        found.insert(0, "Indoor sporting events")
    return found


def address(business: Business) -> str:
    """The number and street, and the town."""
    return f"{business.door} {business.street}, {business.place.name}"
