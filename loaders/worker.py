"""The worker: takes what was sent by a page, one after another, and has it checked or loaded.

Several may run. Who works on an upload holds its lock over a connection of its own: whose process
dies lets go of it, and the next worker takes it again. A worker reads no file: a closed process
(``loaders/caged.py``) does, and ends with it.
"""

from __future__ import annotations

import json
import logging
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any
from uuid import UUID

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from geo.database import LOADER, PUBLISHER, engine, query
from geo.errors import NightjarError
from geo.heartbeat import beat
from geo.keys import Keys
from geo.settings import Settings
from geo.spool import Spool
from loaders import analysing, asker, cage, landlock, recurring, undoing

log = logging.getLogger(__name__)

LOCK_CLASS = 0x55706C64  # the class of advisory locks of uploads; the letters "Upld"
MOST_TRIES = 3
PATIENCE_S = 3_600.0  # turns of other loads included
POLL_S = 1.0
SWEEP_S = 600.0


@dataclass(frozen=True)
class Order:
    """An upload that a worker has taken."""

    upload_id: UUID
    kind: str
    options: Mapping[str, Any]
    file_names: list[str]
    state: str
    tries: int
    account_id: str
    loads: list[UUID]
    undo_reason: str


class Worker:
    """Takes uploads from the queue of one installation."""

    def __init__(self, settings: Settings) -> None:
        self._settings, self._spool = settings, Spool.of(settings)
        self._engine: Engine = engine(settings, LOADER)
        self._publisher: Engine = engine(settings, PUBLISHER)
        self._swept = 0.0

    def run(self) -> None:
        """Work until this process is stopped."""
        if not landlock.version():
            log.warning(cage.NO_LANDLOCK)
        while True:
            beat(self._settings)
            try:
                worked = self.work_one() or self._answer_one()
            except OperationalError:  # it is started again, perhaps; what was taken is let go
                log.warning("the database does not answer: trying again")
                worked = False
            if not worked:
                time.sleep(POLL_S)

    def work_all(self) -> int:
        """Work on what waits, and return how many uploads that were."""
        done = 0
        while self.work_one() or self._answer_one():
            done += 1
        return done

    def _answer_one(self) -> bool:
        return asker.answer_one(self._engine, self._publisher)

    def work_one(self) -> bool:
        """Work on the upload that has waited longest; False if none waits."""
        self._sweep()
        with self._engine.connect() as steward:
            taken = self._take(steward)
            if taken is None:
                return False
            order, lock_no = taken
            try:
                self._work(steward, order)
            finally:
                _commit(steward, "let_upload_go", {"lock_class": LOCK_CLASS, "lock_no": lock_no})
        return True

    def _take(self, steward: Connection) -> tuple[Order, int] | None:
        with steward.begin():
            row = steward.execute(query("next_upload"), {"lock_class": LOCK_CLASS}).one_or_none()
            if row is None:
                return None
            lock = {"lock_class": LOCK_CLASS, "lock_no": row.lock_no}
            if not steward.scalar(query("hold_upload"), lock):
                return None
            steward.execute(query("begin_upload"), {"upload_id": row.upload_id})
        state = "checking" if row.state == "waiting" else row.state
        order = Order(
            *(row.upload_id, row.kind, row.options, row.file_names, state, row.tries),
            *(str(row.account_id), row.loads, row.undo_reason or ""),
        )
        return order, row.lock_no

    def _work(self, steward: Connection, order: Order) -> None:
        if order.state == "undoing":
            self._undo(order)
            return
        if order.tries >= MOST_TRIES:
            said: dict[str, Any] | None = {
                "refusal": f"reading the file ended {MOST_TRIES} times without an answer: "
                "have it loaded by command, which says more."
            }
        else:
            said = self._in_a_cage(steward, order)
        if said is not None:
            _settle(steward, order, said)
        if order.state == "committing":
            analysing.analyse(self._engine, [order.kind])
            if order.kind == "episodes":
                recurring.note_upload(self._engine, order.upload_id)
        log.info("upload %s: %s", order.upload_id, "stopped" if said is None else order.state)
        self._forget_settled(steward, order.upload_id)

    def _undo(self, order: Order) -> None:
        """Take back what an upload brought, the last of its loads first, or say why not."""
        keys, refusal = Keys(self._settings.key_folder), None
        try:
            with self._engine.begin() as connection:
                for load in reversed(order.loads):
                    undoing.undo(connection, keys, order.account_id, str(load), order.undo_reason)
                done: dict[str, Any] = {"upload_id": order.upload_id, "refusal": None}
                connection.execute(query("upload_undone"), done)
        except NightjarError as error:
            refusal = str(error)
        if refusal is not None:
            with self._engine.begin() as connection:
                told = {"upload_id": order.upload_id, "refusal": refusal}
                connection.execute(query("upload_undone"), told)
        log.info("upload %s: %s", order.upload_id, "not taken back" if refusal else "taken back")

    def _in_a_cage(self, steward: Connection, order: Order) -> dict[str, Any] | None:
        """Have the files read; what came of it, or None if it was discarded meanwhile."""
        paths = self._spool.paths(order.upload_id, order.file_names)
        if not all(path.is_file() for path in paths):
            return {"refusal": "the file is not there any more: send it again."}
        asked = {
            "work": str(self._spool.work(order.upload_id)),
            "upload": str(order.upload_id),
            "act": "commit" if order.state == "committing" else "check",
            "kind": order.kind,
            "options": order.options,
            "paths": [str(path) for path in paths],
            "parent": os.getpid(),
        }
        with self._child() as child:
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(json.dumps(asked).encode() + b"\n")
            child.stdin.close()
            ends, last = time.monotonic() + PATIENCE_S, {"done": 0, "expected": None}
            for said in _lines(child.stdout, ends):
                if said is not None and "done" not in said:
                    return said
                last = said or last
                if _progress(steward, order, last) == "discarded":
                    return None
        if time.monotonic() >= ends:
            return {"refusal": f"reading the file took more than {PATIENCE_S / 60:.0f} minutes."}
        if steward_state(steward, order) == "loaded":
            return None  # it was loaded, and ended before it could say so
        return {
            "refusal": "reading the file ended without an answer: it may need more memory or time "
            "than one that is sent by a page may; have it loaded by command."
        }

    @contextmanager
    def _child(self) -> Iterator[subprocess.Popen[bytes]]:
        kept = {name: value for name, value in os.environ.items() if name in PASSED_ON}
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", "loaders.caged"],
            env={**kept, **cage.FRUGAL, **self._settings.as_environment()},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a traceback could quote a row
        )
        try:
            yield child
        finally:
            child.kill()
            child.wait()
            if child.stdout is not None:
                child.stdout.close()

    def _forget_settled(self, steward: Connection, upload_id: UUID) -> None:
        needed = _rows(steward, "uploads_with_bytes")
        if upload_id not in needed:
            self._spool.forget(upload_id)

    def _sweep(self) -> None:
        """Discard what nobody settled, and delete bytes that nobody needs; now and then."""
        if self._swept and time.monotonic() - self._swept < SWEEP_S:
            return
        self._swept = time.monotonic()
        with self._engine.connect() as steward:
            _commit(steward, "expire_uploads", {})
            _commit(steward, "expire_askings", {})
            _commit(steward, "expire_sent_forms", {})
            _commit(steward, "expire_images", {})
            self._spool.sweep(_rows(steward, "uploads_with_bytes"))

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()
        self._publisher.dispose()


PASSED_ON = frozenset({"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PGPASSFILE", "TZ"})


def steward_state(steward: Connection, order: Order) -> str:
    """Return the state that an upload is in now."""
    return _progress(steward, order, {"done": 0, "expected": None})


def _settle(steward: Connection, order: Order, said: Mapping[str, Any]) -> None:
    """Keep what came of it, the rows that are turned away with it, in one transaction."""
    values = {"upload_id": order.upload_id}
    with steward.begin():
        steward.execute(query("clear_upload_rejects"), values)
        if order.state == "committing" and not said.get("refusal"):
            return  # the load itself has said that it is loaded
        rejects = said.get("rejects") or []
        if rejects:
            columns = [list(column) for column in zip(*rejects, strict=True)]
            names = ("parts", "lines", "columns", "reasons", "found")
            steward.execute(
                query("add_upload_rejects"), {**values, **dict(zip(names, columns, strict=True))}
            )
        report = said.get("report")
        told: dict[str, Any] = {"report": None if report is None else json.dumps(report)}
        told["refusal"] = said.get("refusal")
        told["name_tells"] = bool(said.get("name_tells"))
        steward.execute(query("upload_checked"), {**values, **told})


def _lines(stream: IO[bytes], ends: float) -> Iterator[dict[str, Any] | None]:
    """Yield what a process says, line by line, and None each second while it says nothing."""
    waiting, held = stream.fileno(), b""
    while time.monotonic() < ends:
        ready, _, _ = select.select([waiting], [], [], POLL_S)
        if not ready:
            yield None
            continue
        block = os.read(waiting, 1 << 16)
        if not block:
            return
        *whole, held = (held + block).split(b"\n")
        for line in whole:
            said = json.loads(line)
            assert isinstance(said, dict)
            yield said


def _progress(steward: Connection, order: Order, said: Mapping[str, Any]) -> str:
    values = {
        "upload_id": order.upload_id,
        "done": said["done"],
        "expected": said["expected"],
    }
    with steward.begin():
        return str(steward.scalar(query("note_upload_progress"), values))


def _rows(steward: Connection, name: str) -> set[UUID]:
    with steward.begin():
        return set(steward.scalars(query(name)).all())


def _commit(steward: Connection, name: str, values: Mapping[str, Any]) -> None:
    with steward.begin():
        steward.execute(query(name), dict(values))
