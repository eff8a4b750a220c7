"""One load, one transaction: all of a file or nothing, once, with an account of every row."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine

import geo
from geo.database import query
from geo.errors import SourceError
from geo.progress import Progress, silent
from geo.reasons import explain
from geo.removal import LOADS_TAKE_TURNS
from loaders import copying
from loaders.report import Reject, Report

if TYPE_CHECKING:
    from loaders.source import Source

FEWEST_TO_COMPARE = 100  # rows: of fewer, half more or less is a busy or a quiet month
MOST_CHANGE = 0.5


class Refused(SourceError):
    """A file that was read and of which no row can stand; ``report`` says why row by row."""

    def __init__(self, message: str, report: Report) -> None:
        super().__init__(message)
        self.report = report


@dataclass
class Request:
    """What is to be loaded and how; equal requests over equal bytes are one load.

    ``sha256``: the hash of the bytes, or what waits for it if it is still being made; then
    ``bytes`` says how many they are, and while its ``resting`` is entered none is made.
    """

    kind: str
    name: str
    sha256: str | Callable[[], str]
    supplier: str | None = None
    authority: str | None = None
    profile: str | None = None
    options: dict[str, Any] = field(default_factory=dict)
    bytes: int | None = None
    resting: Callable[[], AbstractContextManager[None]] = nullcontext

    @classmethod
    def of(cls, kind: str, source: Source, **terms: Any) -> Request:
        """Make a request for one file."""
        return cls(kind, source.path.name, source.sha256, **terms)

    @property
    def hash(self) -> str:
        """The hash of the bytes, waited for if need be."""
        return self.sha256 if isinstance(self.sha256, str) else self.sha256()

    @property
    def digest(self) -> str:
        """A hash of everything but the bytes that the outcome depends on."""
        terms = [self.supplier, self.authority, self.profile, self.options]
        return hashlib.sha256(json.dumps(terms, sort_keys=True).encode()).hexdigest()


@dataclass
class Load:
    """A load in progress: its number, its account and the transaction it is in."""

    connection: Connection
    load_id: int
    report: Report
    request: Request
    progress: Progress

    def reject(self, line: int, column: str, reason: str, found: str, part: str = "") -> None:
        """Turn a row away; ``part`` tells which of several files that are loaded as one."""
        self.report.rejects.append(Reject(line, column, reason, found, part))

    def begin_again(self) -> None:
        """Forget what was counted: the work starts over inside the same load."""
        old = self.report
        self.report = Report(old.kind, old.file, load=old.load)


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Open the one transaction of a command; loads take turns."""
    with engine.begin() as connection:
        connection.execute(query("one_at_a_time"), {"key": LOADS_TAKE_TURNS})
        yield connection


def run(
    connection: Connection,
    request: Request,
    work: Callable[[Load], None],
    progress: Progress = silent,
) -> Report:
    """Do the work of one load and store its account.

    A file that was loaded before with the same terms is left alone, and its account returned.
    Raises: SourceError if the file is refused; the caller's transaction then ends without trace.
    """
    held = _held_already(connection, request) if _may_be_held(connection, request) else None
    if held is not None:
        return held
    began = time.perf_counter()
    report = Report(request.kind, request.name)
    started = connection.execute(
        query("start_load"),
        {
            "kind": request.kind,
            "file_name": request.name,
            # a hash that is still being made is known when the load ends
            "file_sha256": request.sha256 if isinstance(request.sha256, str) else "",
            "question_digest": request.digest,
            "supplier": request.supplier,
            "authority": request.authority,
            "profile": request.profile,
            "options": json.dumps(request.options),
            "code_version": geo.__version__,
        },
    ).one()
    report.load = str(started.public_id)
    load = Load(connection, started.load_id, report, request, progress)
    # what it changes is kept as it was, by triggers that ask for this
    connection.execute(query("name_load"), {"load_id": started.load_id})
    work(load)
    report = load.report
    if not report.accepted and not report.already_held:
        report.state = "refused"
        raise Refused(_why_nothing(report), report)
    _compare_with_before(load)
    report.seconds = time.perf_counter() - began
    _finish(load)
    return report


def _compare_with_before(load: Load) -> None:
    """Say so if a file has far fewer or far more rows than the one before it on the same terms.

    Half a register is a register to whoever reads it, and nobody misses what does not come.
    """
    request, rows = load.request, load.report.read
    if request.supplier is None and request.authority is None:
        return  # of files that no one sender sends again and again
    terms = {"kind": request.kind, "question_digest": request.digest, "load_id": load.load_id}
    before = load.connection.scalar(query("rows_before"), terms)
    if before and before >= FEWEST_TO_COMPARE and abs(rows - before) > MOST_CHANGE * before:
        load.report.notices.append(
            f"the file has {rows:,} rows and the one before it had {before:,}: ask whether it is "
            "whole"
        )


def _may_be_held(connection: Connection, request: Request) -> bool:
    """Whether the same bytes can have been loaded; how many they are tells without their hash."""
    if request.bytes is None:
        return True
    terms = {"kind": request.kind, "question_digest": request.digest, "bytes": request.bytes}
    return bool(connection.scalar(query("same_size"), terms))


def _held_already(connection: Connection, request: Request) -> Report | None:
    row = connection.execute(
        query("find_load"),
        {
            "kind": request.kind,
            "file_sha256": request.hash,
            "question_digest": request.digest,
        },
    ).one_or_none()
    if row is None:
        return None
    report = Report(request.kind, request.name, state="already_loaded", load=str(row.public_id))
    report.stored = {
        **row.report,
        "state": "already_loaded",
        "accepted": 0,
        "already_held": row.accepted + row.already_held,
        "seconds": 0.0,
        "notices": [
            f"this file was loaded on {row.loaded_at:%-d %B %Y} as load {str(row.public_id)[:8]}: "
            "nothing was changed"
        ],
    }
    # whoever sends it again may have come for the list
    found = connection.execute(query("rejects_of_load"), {"load_id": row.load_id})
    report.rejects = [Reject(*each) for each in found]
    return report


def _finish(load: Load) -> None:
    report = load.report
    if not report.adds_up():  # the table's own constraint would refuse it too
        raise AssertionError(
            f"{report.read} rows read, but {report.accepted} accepted, {report.rejected} rejected "
            f"and {report.already_held} already held"
        )
    copying.store_rejects(load.connection, load.load_id, report.rejects)
    described = report.describe() | {"bytes": load.request.bytes, "keeps_before": True}
    load.connection.execute(
        query("finish_load"),
        {
            "load_id": load.load_id,
            "file_sha256": load.request.hash,
            **{
                name: described[name]
                for name in ("read", "blank", "accepted", "rejected", "already_held", "encoding")
            },
            "reasons": json.dumps(described["reasons"]),
            "mapping": json.dumps(report.mapping),
            "report": json.dumps(described),
            "notices": report.notices,
            "data_from": report.data_from,
            "data_to": report.data_to,
            "seconds": report.seconds,
        },
    )
    load.connection.execute(
        query("audit_add"),
        {
            "actor": "loader",
            "action": f"load {report.kind}",
            "subject": report.load,
            "detail": json.dumps({"accepted": report.accepted, "rejected": report.rejected}),
        },
    )


def _why_nothing(report: Report) -> str:
    """Say in one sentence why no row of a file could stand."""
    if not report.read and report.facts.get("left_out"):
        return f"{report.file} has no row with the values that --only asks for: nothing to load."
    if not report.read:
        return f"{report.file} must have rows under its header, and has no rows: nothing to load."
    most = sorted(report.reasons.items(), key=lambda pair: -pair[1])[:3]
    why = "; ".join(f"{explain(reason)} ({rows})" for reason, rows in most)
    return (
        f"{report.file}: none of its {report.read} rows can be loaded: {why or 'no reason given'}. "
        "The database is as it was."
    )


def named(paths: Sequence[Path]) -> str:
    """Return what several files are called together."""
    return " + ".join(path.name for path in paths)
