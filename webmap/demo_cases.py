"""A joint review of the demonstration: a meeting and two cases, by its sample people."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from geo import released, released_officer
from geo.database import ANALYST, GATE, OFFICER, engine
from geo.gate import Gate, digest
from geo.joint_cases import Cases
from geo.joint_desk import ActionText, Desk
from geo.released import Filters
from geo.settings import Settings
from geo.statutory_clocks import LONDON

MEETING_IN, GIVEN_BEFORE = dt.timedelta(days=9), dt.timedelta(days=20)


def make(settings: Settings, quarter: str) -> bool:
    """Make them if there is no case yet and the sample people can still sign in; tell if it did."""
    through = engine(settings, GATE)
    gate = Gate(through)
    people = {row["audience"]: row["right_id"] for row in gate.samples()}
    tokens = {
        audience: token
        for audience in ("analyst", "officer")
        if audience in people and (token := gate.begin_sample(people[audience])) is not None
    }
    try:
        if len(tokens) < 2:
            return False
        sessions = {audience: digest(token) for audience, token in tokens.items()}
        return _make(settings, quarter, sessions["analyst"], sessions["officer"])
    finally:
        for token in tokens.values():
            gate.sign_out(token)
        through.dispose()


def _make(settings: Settings, quarter: str, police: bytes, council: bytes) -> bool:
    logins = {login: engine(settings, login) for login in (ANALYST, OFFICER)}
    analyst, officer = Desk(logins[ANALYST], police), Desk(logins[OFFICER], council)
    try:
        with logins[OFFICER].connect() as connection:
            if Cases(connection, council).every():
                return False
            released_officer.set_session(connection, council)
            listed, _ = released_officer.flags(connection, quarter, at_most=1)
            if not listed:
                return False
            first = listed[0].premises_id
            authority = str(released_officer.premises(connection, first)["authority"])
        with logins[ANALYST].connect() as connection:
            standing = released.standing_run(connection)
            assert standing is not None, "the demonstration raises flags before it opens cases"
            run = standing["run_id"]
            flagged, _ = released.flags(connection, run, Filters(authority), 5)
        second = next(row["premises_id"] for row in flagged if row["premises_id"] != first)
        now = dt.datetime.now(LONDON)
        day = now.date() + MEETING_IN
        meeting = analyst.add_meeting(day, "Ottilie Marsh", [authority])
        case = _first(analyst, officer, first, quarter, meeting)
        officer.start_clock(case, "review", now - GIVEN_BEFORE)
        with logins[OFFICER].connect() as connection:
            people = Cases(connection, council).people(case)
        owner = next(row["account_id"] for row in people if row["side"] == "council")
        visit = ActionText("Visit on a Friday evening, and bring the poster", owner, day)
        officer.write_action(case, visit)
        analyst.open_case(
            second,
            "information",
            "Staff rang about young people waiting outside after closing time.",
            run_id=run,
            meeting_id=meeting,
        )
    finally:
        for each in logins.values():
            each.dispose()
    return True


def _first(analyst: Desk, officer: Desk, premises_id: UUID, quarter: str, meeting: UUID) -> UUID:
    """Open the case that the council began; police have decided, and signed for their side."""
    case = officer.open_case(
        premises_id,
        "near",
        "First on the list of the quarter, and no visit is on record.",
        quarter=quarter,
        meeting_id=meeting,
    )
    officer.write_note(case, "The supervisor is new since August and asked for the poster.")
    analyst.decide(
        case,
        0,
        "joint_visit",
        "A visit by licensing, police and fire is proportionate before anything else is asked for.",
        meeting,
    )
    analyst.sign(case, 1)
    return case
