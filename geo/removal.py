"""What goes when episodes go: their places, corrections, points, codings and what counted them.

Erasure and retention both mark episodes in a temporary table, and then take these steps in the
transaction that they are in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine

from geo.database import query

LOADS_TAKE_TURNS = 0x4C6F6164  # an advisory lock's number; the letters "Load"
ERASED_SINCE = "data that this snapshot counted were erased since; what is published stays"


def take_turn(connection: Connection) -> None:
    """Wait until no load is at work, and keep others waiting until the transaction ends."""
    connection.execute(query("one_at_a_time"), {"key": LOADS_TAKE_TURNS})


def mark_what_they_refer_to(connection: Connection, child_ids: Sequence[int]) -> None:
    """Mark the points and codings of the marked episodes, before those are removed."""
    values = {"child_ids": list(child_ids)}
    connection.execute(query("removed_spots"), values)
    connection.execute(query("removed_codings"), values)


def remove_marked(connection: Connection, child_ids: Sequence[int]) -> dict[str, int]:
    """Remove the marked episodes and all that only they needed; return how many of each."""
    values = {"child_ids": list(child_ids)}
    connection.execute(query("remove_place_images"))
    places = int(connection.scalar(query("count_removed_places")) or 0)
    steps = {
        "corrections": "remove_corrections",
        "places": "remove_places",
        "episodes": "remove_episodes",
        "points": "remove_points",
        "place_codings": "remove_place_codings",
        "episode_codings": "remove_episode_codings",
        "children": "remove_children",
    }
    found = {}
    for what, name in steps.items():
        statement = query(name)
        wanted = values if "child_ids" in statement.compile().params else {}
        found[what] = connection.execute(statement, wanted).rowcount
    return found | {"places": places}  # those that stood in their episodes' rows among them


def note(connection: Connection, kind: str, reason: str, removed: dict[str, Any], what: str) -> str:
    """Keep that something was removed, and return its number.

    ``what`` tells this removal from others, so that a question asked before and after it is not
    taken for the same; only its hash is kept.
    """
    values = {
        "kind": kind,
        "reason": reason,
        "removed": json.dumps(removed),
        "digest": hashlib.sha256(f"{kind}|{what}".encode()).hexdigest(),
    }
    return str(connection.scalar(query("note_removal"), values))


def note_on_snapshots(connection: Connection, actor: str) -> int:
    """Note on published snapshots of the marked episodes' quarters that somebody was erased.

    They stay as they are, and the note says neither who nor when. Returns how many were noted.
    """
    values = {"actor": actor, "reason": ERASED_SINCE}
    return connection.execute(query("note_on_snapshots"), values).rowcount


def reclaim(owner: Engine) -> None:
    """Write the table of children anew and free the room of removed rows."""
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for name in ("reclaim_child", "reclaim_episode"):
            connection.execute(query(name))
