"""Retention: what is past its time goes each night, and of episodes their counts stay.

For how long each dataset is kept is a dated row of ``held.retention_policy``. A quarter's episodes
are counted whole, when its first day passes; then they go day by day.
"""

from __future__ import annotations

import datetime as dt
import json
import time
from typing import Any

from sqlalchemy import Connection, Engine

from geo import holds, removal
from geo.anchors import CUT, Anchors
from geo.database import query
from geo.keys import Keys
from geo.marks import is_among

RECORDED = (
    "episodes",
    "rejects",
    "exports",
    "sessions",
    "visits",
    "cases",
)  # of which the record tells


def retain(
    owner: Engine,
    keys: Keys,
    anchors: Anchors,
    actor: str,
    as_at: dt.date,
    *,
    dry_run: bool = False,
) -> dict[str, Any]:
    """Delete what is past its time on a day, in one transaction, and return how much of what.

    Repeated, it deletes nothing more. ``dry_run``: all of it is done, told and undone.
    Raises: SetupError if a key is missing that holds or the audit's cut need.
    """
    began = time.perf_counter()
    done: dict[str, Any] = {"as_at": as_at.isoformat(), "dry_run": dry_run}
    with owner.connect() as connection, connection.begin() as transaction:
        removal.take_turn(connection)
        rows = connection.execute(query("retention_policies"), {"as_at": as_at}).all()
        before = {row.dataset: row.before for row in rows}
        done["kept_from"] = {name: day.isoformat() for name, day in sorted(before.items())}
        done["episodes"] = _episodes(connection, keys, before["episodes"])
        for what, dataset, name in (
            ("rejects", "rejects", "remove_rejects_before"),
            ("exports", "audit", "remove_exports_before"),
            ("sessions", "sessions", "remove_sessions_before"),
            ("visits", "visits", "remove_visits_before"),
            ("cases", "cases", "remove_cases_before"),
            ("notices", "sessions", "remove_notices_before"),
            ("representations", "visits", "remove_representations_before"),
            ("drafts", "drafts", "remove_drafts_before"),
        ):
            done[what] = connection.execute(query(name), {"before": before[dataset]}).rowcount
        _record(connection, actor, done)
        done["audit"] = _cut(connection, anchors, before["audit"], dry_run=dry_run)
        if dry_run:
            transaction.rollback()
    if done["episodes"]["episodes"] and not dry_run:
        removal.reclaim(owner)
    return {**done, "seconds": round(time.perf_counter() - began, 3)}


def _episodes(connection: Connection, keys: Keys, before: dt.date) -> dict[str, Any]:
    """Count the quarters that begin to pass, then remove the episodes of past days."""
    held_back = holds.marks_in_force(connection, keys)
    children: list[int] = []
    if held_back:
        rows = connection.execute(query("children_before"), {"before": before}).all()
        children = [row.child_id for row in rows if is_among(keys, row.child_ref, held_back)]
    counts = connection.execute(query("count_quarters"), {"before": before}).rowcount
    connection.execute(query("remove_ward_basis_before"), {"before": before})
    values = {"before": before, "child_ids": children}
    connection.execute(query("removed_episodes_before"), values)
    removal.mark_what_they_refer_to(connection, [])
    found: dict[str, Any] = removal.remove_marked(connection, [])
    values = {"before": before, "why": "retention"}
    flags = connection.execute(query("remove_locations_before"), values).one()
    hotspots = connection.execute(query("remove_hotspots_before"), values).one()
    found |= {**flags._mapping, **hotspots._mapping, "counts_kept": counts}
    if found["episodes"] or found["flag_locations"] or found["hotspots"]:
        removal.note(connection, "retention", "past the time they are kept", found, str(before))
    return found


def _record(connection: Connection, actor: str, done: dict[str, Any]) -> None:
    values = {
        "actor": actor,
        "action": "retain",
        "subject": done["as_at"],
        "detail": json.dumps({name: done[name] for name in RECORDED}),
    }
    connection.execute(query("audit_add"), values)


def _cut(connection: Connection, anchors: Anchors, before: dt.date, *, dry_run: bool) -> int:
    """Cut off old entries of the audit record, where a signed anchor says that it begins now."""
    last = connection.execute(query("last_entry_before"), {"before": before}).one_or_none()
    if last is None:
        return 0
    if not dry_run:
        anchors.append(CUT, last.seq, last.hash, before.isoformat())
    return int(connection.scalar(query("cut_entries"), {"through": last.seq}) or 0)
