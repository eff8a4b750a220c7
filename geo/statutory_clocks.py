"""By when the law asks for what: the clocks that begin when something happens to a premises.

A clock is an aid to whoever keeps the deadline and no legal advice. Where a text can be read in
two ways the earlier day is given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from geo.bank_holidays import (
    is_working_day,
    working_days_after,
    working_days_before,
    working_days_from,
)

LONDON = ZoneInfo("Europe/London")
LA = "Licensing Act 2003"
HEARINGS = "Licensing Act 2003 (Hearings) Regulations 2005"
ASB = "Anti-social Behaviour, Crime and Policing Act 2014"
TAXIS = "Taxis and Private Hire Vehicles (Safeguarding and Road Safety) Act 2022"


@dataclass(frozen=True)
class Deadline:
    """What must have happened by when; ``due`` is an instant in UTC, the end of a day for days."""

    words: str
    due: dt.datetime
    law: str
    by_the_hour: bool = False

    @property
    def day(self) -> dt.date:
        """The last day on which it can be done, in London."""
        return (self.due - dt.timedelta(microseconds=1)).astimezone(LONDON).date()


@dataclass(frozen=True)
class Event:
    """What starts clocks: in words, whether its hour matters, and the deadlines it brings."""

    words: str
    deadlines: Callable[[dt.datetime], tuple[Deadline, ...]]
    by_the_hour: bool = False


def deadlines(event: str, began: dt.datetime) -> tuple[Deadline, ...]:
    """Return the deadlines of an event, the first first. Raises: KeyError for an unknown event."""
    if began.tzinfo is None:
        raise ValueError("the beginning of a clock must have a time zone, found none")
    return tuple(sorted(EVENTS[event].deadlines(began), key=lambda each: each.due))


def hours_after(
    began: dt.datetime, hours: int, counts: Callable[[dt.date], bool] = lambda _: True
) -> dt.datetime:
    """Return the instant at which ``hours`` hours have passed, of days in London that count.

    An hour is an hour: on the night of a clock change 48 of them do not end at the same o'clock.
    """
    left, at = dt.timedelta(hours=hours), began.astimezone(dt.UTC)
    while True:
        day = at.astimezone(LONDON).date()
        ends = end_of(day)
        if counts(day):
            if at + left <= ends:
                return at + left
            left -= ends - at
        at = ends


def end_of(day: dt.date) -> dt.datetime:
    """Return the midnight in London that ends a day, in UTC."""
    after = day + dt.timedelta(days=1)
    return dt.datetime.combine(after, dt.time(), LONDON).astimezone(dt.UTC)


def _by(day: dt.date, words: str, law: str) -> Deadline:
    return Deadline(words, end_of(day), law)


def _days(began: dt.datetime, number: int) -> dt.date:
    """Return the last of ``number`` days that begin with the day after."""
    return began.astimezone(LONDON).date() + dt.timedelta(days=number)


def _review(began: dt.datetime) -> tuple[Deadline, ...]:
    # 28 consecutive days that begin on the day after the application was given
    representations = _days(began, 28)
    return (
        _by(
            representations,
            "Last day for representations",
            f"{LA}, s.51(3); SI 2005/42, reg.22 and 38: 28 days",
        ),
        _by(
            working_days_after(representations, 20),
            "Last day for the hearing to begin",
            f"{HEARINGS}, sch.1: 20 working days",
        ),
    )


def _hearing(began: dt.datetime) -> tuple[Deadline, ...]:
    day = began.astimezone(LONDON).date()
    return (
        _by(
            working_days_before(day, 10),
            "Last day for notice of the hearing",
            f"{HEARINGS}, reg.6: 10 working days before",
        ),
        _by(
            working_days_before(day, 5),
            "Last day for parties to say whether they attend",
            f"{HEARINGS}, reg.8: 5 working days before",
        ),
        _by(
            working_days_from(day, 5),
            "Last day for the determination",
            f"{HEARINGS}, reg.26(2): 5 working days with the day of the hearing",
        ),
    )


def _summary_review(began: dt.datetime) -> tuple[Deadline, ...]:
    return (
        Deadline(
            "Interim steps must have been considered",
            hours_after(began, 48, is_working_day),
            f"{LA}, s.53A: 48 hours, of working days alone",
            by_the_hour=True,
        ),
        _by(
            _days(began, 28),
            "Last day for the review",
            f"{LA}, s.53A: 28 days after the day of receipt",
        ),
    )


def _closure_notice(began: dt.datetime) -> tuple[Deadline, ...]:
    # s.77 and s.80(4): Christmas Day is disregarded, and weekends are not
    ends = hours_after(began, 48, lambda day: (day.month, day.day) != (12, 25))
    return (
        Deadline(
            "The court must have heard the application for a closure order, and the notice ends",
            ends,
            f"{ASB}, s.77 and s.80: 48 hours, without Christmas Day",
            by_the_hour=True,
        ),
    )


def _closure_order(began: dt.datetime) -> tuple[Deadline, ...]:
    law = f"{LA}, s.167: 28 days after the day on which the court's notice is received"
    return (_by(_days(began, 28), "Last day to decide the review of the licence", law),)


def _appeal(began: dt.datetime) -> tuple[Deadline, ...]:
    law = f"{LA}, sch.5 para.9: 21 days with the day of the notice"
    return (_by(_days(began, 20), "Last day to appeal to the magistrates' court", law),)


def _temporary_event(began: dt.datetime) -> tuple[Deadline, ...]:
    law = f"{LA}, s.104(3): the third working day after receipt"
    day = working_days_after(began.astimezone(LONDON).date(), 3)
    return (_by(day, "Last day for police and environmental health to object", law),)


def _driver_known(began: dt.datetime) -> tuple[Deadline, ...]:
    day = working_days_from(began.astimezone(LONDON).date(), 10)
    law = f"{TAXIS}, s.5: 10 working days with the day it became known"
    return (_by(day, "Last day to tell the authority that licensed the driver", law),)


def _driver_told(began: dt.datetime) -> tuple[Deadline, ...]:
    day = working_days_from(began.astimezone(LONDON).date(), 20)
    law = f"{TAXIS}, s.6: 20 working days"
    return (_by(day, "Last day to consider the licence and answer the other authority", law),)


def _action_plan(began: dt.datetime) -> tuple[Deadline, ...]:
    law = "practice of traffic-light schemes, no statute: 12 weeks"
    return (_by(_days(began, 84), "Last day of the action plan", law),)


EVENTS = {
    "review": Event("An application to review the licence was given", _review),
    "hearing": Event("A hearing is arranged for a day", _hearing),
    "summary_review": Event(
        "Police applied for a summary review", _summary_review, by_the_hour=True
    ),
    "closure_notice": Event("A closure notice was served", _closure_notice, by_the_hour=True),
    "closure_order": Event("The court's notice of a closure order came", _closure_order),
    "appeal": Event("A decision on the licence was notified", _appeal),
    "temporary_event": Event("A temporary event notice was received", _temporary_event),
    "driver_known": Event("A concern about another authority's driver became known", _driver_known),
    "driver_told": Event("Another authority told of a concern about a driver", _driver_told),
    "action_plan": Event("An action plan was agreed", _action_plan),
}
