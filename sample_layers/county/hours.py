"""Licensed hours of a week, and the many ways in which councils write them down."""

from dataclasses import dataclass

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY_MINUTES = 1440


@dataclass(frozen=True)
class Hours:
    """Minutes after midnight at which each day opens and closes; 1500 is 1 am the next day."""

    sunday_to_thursday: tuple[int, int]
    friday_and_saturday: tuple[int, int]

    def of_day(self, weekday: int) -> tuple[int, int]:
        """Opening and closing minute of a weekday, Monday being 0."""
        return self.friday_and_saturday if weekday in (4, 5) else self.sunday_to_thursday

    def open_at(self, weekday: int, minute: int) -> bool:
        """Whether the licence covers this minute, on its own day or from the evening before."""
        opens, closes = self.of_day(weekday)
        _, closed_late = self.of_day((weekday - 1) % 7)
        return opens <= minute < closes or minute + _DAY_MINUTES < closed_late

    @property
    def never_closes(self) -> bool:
        """Whether every day runs from midnight to midnight."""
        return self.is_uniform and self.sunday_to_thursday == (0, _DAY_MINUTES)

    @property
    def is_uniform(self) -> bool:
        """Whether every day is alike."""
        return self.sunday_to_thursday == self.friday_and_saturday

    def as_table(self) -> dict[str, str]:
        """Each day's hours, as 10:00-23:30."""
        return {day: _span(self.of_day(number), ":") for number, day in enumerate(DAYS)}


def _clock(minute: int, colon: str = ":") -> str:
    return f"{minute // 60 % 24:02d}{colon}{minute % 60:02d}"


def _span(hours: tuple[int, int], colon: str) -> str:
    return f"{_clock(hours[0], colon)}-{_clock(hours[1], colon)}"


def _spoken(minute: int) -> str:
    hour, past = minute // 60 % 24, minute % 60
    if past == 0 and hour in (0, 12):
        return "midnight" if hour == 0 else "12 noon"
    return f"{hour % 12 or 12}{f'.{past:02d}' if past else ''}{'am' if hour < 12 else 'pm'}"


def terse(hours: Hours) -> str:
    """``su-th 1000-0030 fs1000-0130``, as one council's system exports it."""
    if hours.never_closes:
        return "24 hours"
    if hours.is_uniform:
        return f"m-su {_span(hours.friday_and_saturday, '')}"
    return f"su-th {_span(hours.sunday_to_thursday, '')} fs{_span(hours.friday_and_saturday, '')}"


def dotted(hours: Hours) -> str:
    """``m-su 08.00-23.00``."""
    if hours.never_closes:
        return "24 hours"
    if hours.is_uniform:
        return f"m-su {_span(hours.friday_and_saturday, '.')}"
    return (
        f"su-th {_span(hours.sunday_to_thursday, '.')} f-sa {_span(hours.friday_and_saturday, '.')}"
    )


def spoken(hours: Hours) -> str:
    """``Sun-Thu 10am-11.30pm, Fri & Sat 10am-1am``."""
    if hours.never_closes:
        return "24 hours"
    week, late = hours.sunday_to_thursday, hours.friday_and_saturday
    if hours.is_uniform:
        return f"Every day {_spoken(week[0])}-{_spoken(week[1])}"
    return (
        f"Sun-Thu {_spoken(week[0])}-{_spoken(week[1])}, "
        f"Fri & Sat {_spoken(late[0])}-{_spoken(late[1])}"
    )


def in_words(hours: Hours) -> str:
    """``Sunday to Thursday 10:00 to 23:30; Friday and Saturday 10:00 to 01:00``."""
    if hours.never_closes:
        return "24 hours"
    week, late = hours.sunday_to_thursday, hours.friday_and_saturday
    if hours.is_uniform:
        return f"Monday to Sunday {_clock(week[0])} to {_clock(week[1])}"
    return (
        f"Sunday to Thursday {_clock(week[0])} to {_clock(week[1])}; "
        f"Friday and Saturday {_clock(late[0])} to {_clock(late[1])}"
    )


def day_by_day(hours: Hours) -> str:
    """``Mon 10:00-23:30 Tue 10:00-23:30 ...``."""
    if hours.never_closes:
        return "24 hours"
    return " ".join(f"{day} {span}" for day, span in hours.as_table().items())
