"""What ``nightjar doctor`` sees of the database: its tables, what was done last, who waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from geo import heartbeat
from geo.check import check
from geo.database import query
from geo.examined import ATTEND, WELL, WRONG, Line
from geo.settings import Settings

NIGHTLY = dt.timedelta(days=2)  # what is done each night, and was not in two
LONGEST_QUEUE_S = 300.0
# after how many days without a file a supplier is asked: quarterly data with a month to come
STALE_DAYS = {"episodes": 125, "premises": 125, "food": 62}
CLOCK_S = 5.0

Looks = Callable[[Connection], Iterable[Line]]


def looks(settings: Settings) -> Mapping[str, Looks]:
    """Return what is looked at, each by name, so that one fault hides no other."""
    return {
        "tables": _tables,
        "operation": lambda connection: _operation(settings, connection),
        "loads": _loads,
        "limits": _limits,
        "clock": _clock,
        "server log": _server_log,
        "rules": _rules,
    }


def _tables(connection: Connection) -> Iterator[Line]:
    found = check(connection)
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        yield Line("tables", WRONG, found[0] + more, "nightjar db upgrade, then nightjar db check")
    else:
        revision = connection.scalar(query("schema_revision"))
        yield Line("tables", WELL, f"they are of this release (revision {revision})")


def _operation(settings: Settings, connection: Connection) -> Iterator[Line]:
    row = connection.execute(query("gate_operation")).one()
    for name, at, do in (
        ("backup", row.backed_up_at, "nightjar backup FOLDER --keep 14, each night"),
        ("retention", row.retained_at, "nightjar retain, each night"),
    ):
        if at is None:
            yield Line(name, ATTEND, "not in the last 40 days", do)
        else:
            age = row.asked_at - at
            yield Line(name, WELL if age < NIGHTLY else ATTEND, f"last {ago(age)}", do)
    yield _worker(settings, row)
    share = row.connections / row.connections_allowed
    yield Line(
        "connections",
        WELL if share < 0.8 else ATTEND,
        f"{row.connections} of {row.connections_allowed} are in use",
        "see who holds them, or allow more (max_connections)",
    )
    yield Line("sessions", WELL, f"{row.sessions_open} are kept")


def _worker(settings: Settings, row: Any) -> Line:
    age = heartbeat.age_s(settings)
    waits = max(float(row.uploads_oldest_s or 0), float(row.askings_oldest_s or 0))
    alive = (age is not None and age < heartbeat.SILENT_S) or row.uploads_under_way > 0
    queue = row.uploads_waiting + row.askings_waiting
    do = "start it: nightjar work, or systemctl start nightjar-worker"
    if not alive and queue:
        return Line("worker", WRONG, f"none runs, and {queue} wait for it", do)
    if waits > LONGEST_QUEUE_S:
        said = f"the first of {queue} has waited {waits / 60:.0f} minutes"
        return Line("worker", ATTEND, said, "see its log; a large file may take so long")
    if not alive:
        return Line("worker", ATTEND, "none runs; nothing waits for it", do)
    return Line("worker", WELL, f"it runs; {queue} wait for it")


def _loads(connection: Connection) -> Iterator[Line]:
    """Say which kinds and how many senders are silent; their names are in ``nightjar loads``."""
    now = dt.datetime.now(dt.UTC)
    rows = connection.execute(query("loads_by_supplier")).all()
    if not rows:
        yield Line("loads", ATTEND, "nothing was loaded yet", "nightjar load")
    for kind, days in STALE_DAYS.items():
        ages = {row.sender: (now - row.loaded_at).days for row in rows if row.kind == kind}
        stale = sorted(sender for sender, age in ages.items() if age > days)
        if stale:
            said = f"nothing for over {days} days from {', '.join(stale)}"
            yield Line(f"loads of {kind}", ATTEND, said, "ask them for the next file")
        elif ages:
            said = f"from {len(ages)}, the newest {min(ages.values())} days ago"
            yield Line(f"loads of {kind}", WELL, said)


def _limits(connection: Connection) -> Iterator[Line]:
    rows = connection.execute(query("login_limits")).all()
    without = [row.login for row in rows if "statement_timeout=" not in row.settings]
    if without:
        yield Line(
            "limits",
            ATTEND,
            f"{', '.join(without)} may ask one question for ever",
            "nightjar db upgrade as a login that may alter them, or ALTER ROLE ... SET "
            "statement_timeout by hand",
        )
    else:
        yield Line("limits", WELL, f"each of {len(rows)} logins has its longest statement")


def _clock(connection: Connection) -> Iterator[Line]:
    row = connection.execute(query("clock_state")).one()
    apart = abs((row.now - dt.datetime.now(dt.UTC)).total_seconds())
    if apart > CLOCK_S:
        said = f"this machine's and the database's are {apart:.0f} s apart"
        yield Line("clock", WRONG, said, "let both be set by the network (chrony, timesyncd)")
    elif row.last_entry is not None and row.last_entry > row.now:
        said = "it was set back: the record's last entry is in the future"
        yield Line("clock", WRONG, said, "set it right by the network (chrony, timesyncd)")
    elif row.summer_noon != "13:00":
        said = "the database does not know London's summer time"
        yield Line("clock", WRONG, said, "install the database server's time zone data")
    else:
        yield Line("clock", WELL, "it agrees with the database's and with the record")


def _server_log(connection: Connection) -> Iterator[Line]:
    """Say whether an error, which quotes the value it is about, is logged by the server."""
    row = connection.execute(query("server_log_settings")).one()
    if row.is_silent_of_errors and row.is_silent_of_statements:
        yield Line(
            "server log", WELL, "no error of a statement, and no statement, is written to it"
        )
    else:
        what = "statements" if row.is_silent_of_errors else "words of errors"
        yield Line(
            "server log",
            ATTEND,
            f"{what} are written to it, which can quote what is held",
            "set log_min_messages and log_min_error_statement to log, log_statement to none and "
            "log_min_duration_statement to -1 in the server's settings",
        )


def _rules(connection: Connection) -> Iterator[Line]:
    today = dt.datetime.now(ZoneInfo("Europe/London")).date()
    values = {"name": "standard", "as_at": today}
    if connection.execute(query("rule_in_force"), values).one_or_none() is None:
        yield Line("rules", WRONG, "no standard rule is in force", "add a row to held.rule")
    else:
        yield Line("rules", WELL, "the standard rule is in force")


def ago(age: dt.timedelta) -> str:
    """Say how long ago something was."""
    hours = round(age.total_seconds() / 3600)
    if hours < 2:
        return f"{age.total_seconds() / 60:.0f} minutes ago"
    return f"{hours} hours ago" if hours < 48 else f"{age.days} days ago"
