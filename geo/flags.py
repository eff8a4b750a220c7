"""Raise the flags of a date: ask the question once, and keep the answer as a dated record."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection

import geo
from geo import flag_tests
from geo.analysis.rounds import tell
from geo.database import query, source
from geo.matching import NAMESPACE
from geo.question import Question

STEPS = 2  # asked and stored, tested against chance
# the modules that an answer of the test depends on
TESTED_BY = (
    *("buckets.py", "centres.py", "chains.py", "divided.py", "halo.py", "kinds.py"),
    *("significance.py", "steadiness.py", "tails.py"),
)


@dataclass(frozen=True)
class FlagRun:
    """A stored run: its number, its terms and what came of it, and flags by authority."""

    run_id: UUID
    facts: dict[str, Any]
    by_authority: dict[str, int]
    by_authority_code: dict[str, int]
    already_raised: bool
    test: dict[str, Any] | None

    def describe(self) -> dict[str, Any]:
        """Return the run as plain values, for JSON."""
        return {
            "run": str(self.run_id),
            "already_raised": self.already_raised,
            **self.facts,
            "by_authority": self.by_authority,
            "by_authority_code": self.by_authority_code,
            "test": self.test,
        }


def raise_flags(connection: Connection, question: Question) -> FlagRun:
    """Raise the flags of a question, or return the run that raised them before.

    The same terms over the same loads by the same code are one run: repeating it changes
    nothing. Its number is a hash of those, so that two installations give it the same one.
    """
    terms = question.parameters() | {"code_version": code_version(), "rule": question.rule}
    connection.execute(query("one_at_a_time"), {"key": 0x466C6167})
    found = connection.scalar(query("same_flag_run"), terms)
    if found is None:
        loads = connection.scalar(query("loads_digest"))
        said = json.dumps({**terms, "loads": loads}, default=str, sort_keys=True)
        run_id = uuid5(NAMESPACE, f"flag run|{said}")
        connection.execute(query("raise_flags"), {**terms, "run_id": run_id})
        tell(1, STEPS)
        flag_tests.run_test(connection, question, run_id)
        connection.execute(query("analyze_flags"), {"run_id": run_id})
        tell(2, STEPS)
        connection.execute(
            query("audit_add"),
            {
                "actor": "publisher",
                "action": "raise flags",
                "subject": str(run_id),
                "detail": json.dumps(terms, default=str),
            },
        )
        return read_run(connection, run_id, already_raised=False)
    return read_run(connection, found, already_raised=True)


@cache
def code_version() -> str:
    """Return the release and a hash over the files that compute an answer.

    Between two releases a checkout may compute otherwise: its answer is another run.
    """
    folder = Path(str(resources.files("sql") / "derived"))
    computed = hashlib.sha256(source("queries/raise_flags.sql").encode())
    computed.update(source("queries/points_that_count.sql").encode())
    tests = Path(str(resources.files("geo") / "analysis"))
    for path in (*sorted(folder.glob("*.sql")), *(tests / name for name in TESTED_BY)):
        computed.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{geo.__version__}+{computed.hexdigest()[:8]}"


def read_run(connection: Connection, run_id: UUID, *, already_raised: bool = True) -> FlagRun:
    """Return a stored run."""
    row = dict(connection.execute(query("flag_run"), {"run_id": run_id}).mappings().one())
    row.pop("run_id")
    test = flag_tests.read_test(connection, run_id)
    rows = connection.execute(query("flags_by_authority"), {"run_id": run_id}).all()
    return FlagRun(
        run_id,
        {name: _plain(value) for name, value in row.items()},
        {each.name: each.premises for each in rows},
        {each.code: each.premises for each in rows},
        already_raised,
        test,
    )


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float | str | list | dict | None) else str(value)
