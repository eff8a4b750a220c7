"""What the pages of joint reviews share: the cases and the desk of who asks, and the meetings."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from geo.joint_cases import Cases, Rows
from geo.joint_desk import Desk
from geo.statutory_clocks import Deadline
from webmap import case_wording, sending
from webmap.access import engine, signed_in
from webmap.audience import Audience
from webmap.connection import current_connection
from webmap.looking import session
from webmap.wording import Row


def cases() -> Cases:
    """Return the cases that who asks may see."""
    return Cases(current_connection(), session())


def open_on(premises_id: UUID) -> list[Row]:
    """Return the open cases on one premises that who asks may see."""
    return [
        case
        for case in cases().every()
        if case["premises_id"] == premises_id and case["state"] == "open"
    ]


def desk() -> Desk:
    """Return the desk of who asks: each act is a transaction of its own."""
    return Desk(engine(), session(), sending.form())


def is_police() -> bool:
    """Whether who asks is of the police side."""
    who = signed_in()
    return who is not None and who.audience is Audience.ANALYST


def side() -> str:
    """Return the side of who asks."""
    return "police" if is_police() else "council"


def running(found: Cases, now: dt.datetime) -> Mapping[UUID, Deadline | None]:
    """Return for each case what a running clock asks for next."""
    by_case = defaultdict(list)
    for clock in case_wording.clocks(found.clocks()):
        by_case[clock.row["case_id"]].append(clock)
    return {case_id: case_wording.next_deadline(rows, now) for case_id, rows in by_case.items()}


def planned(meetings: Rows, authority: str | None = None) -> list[Row]:
    """Return the meetings that are planned, of an authority if one is given."""
    return [
        each
        for each in meetings
        if each["state"] == "planned" and (authority is None or authority in each["codes"])
    ]


def number(said: str | None) -> UUID | None:
    """Return a number that a form or an address gives; None for what is none."""
    try:
        return UUID(said) if said else None
    except ValueError:
        return None


def whole(said: Any) -> int:
    """Return a whole number that a form gives; -1, which no version is, for what is none."""
    text = str(said or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
