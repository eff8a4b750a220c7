"""Erase a child: all that is held of one pseudonym, and whatever counted it, for good.

What stays is a keyed mark, by which a later load turns the child's rows away, and published
aggregates, which were protected when they were made. The reference itself is in no record of it.
"""

from __future__ import annotations

import json
import time
from typing import Any

from sqlalchemy import Connection, Engine

from geo import holds, removal
from geo.audit import check_reason
from geo.database import query
from geo.errors import HeldBackError, NotFoundError, QuestionError
from geo.keys import Keys
from geo.marks import is_among, mark, require_key, ways

LONGEST_REF = 200
SEND_AGAIN = (
    "A child was erased after this was sent. What was not loaded yet and may hold the child was "
    "discarded: send it again, and the child's rows will be turned away."
)


def erase(
    owner: Engine, keys: Keys, actor: str, child_ref: str, reason: str, *, ahead: bool = False
) -> dict[str, Any]:
    """Erase a child in one transaction, and return how much of what went.

    ``ahead``: lay the mark although nothing is held of the child. A child who was erased before is
    left as it is. Deliveries of episodes that were sent by a page and are not loaded are discarded;
    the caller deletes their files (``uploads_discarded``). Raises: NotFoundError if the reference
    is not held and was never erased, HeldBackError under a legal hold, SetupError without the
    erasure key.
    """
    began = time.perf_counter()
    child_ref = child_ref.strip()
    if not child_ref or len(child_ref) > LONGEST_REF or len(child_ref.split()) != 1:
        raise QuestionError("a child's reference must be one word, as its supplier wrote it")
    if child_ref.lower() in reason.lower():
        raise QuestionError("the reason is kept, so it may not hold the child's reference")
    reason = check_reason(reason)
    with owner.begin() as connection:
        removal.take_turn(connection)
        found = _erase(connection, keys, child_ref, actor, reason, ahead=ahead)
    if found["episodes"] or found["children"] or found["corrections"]:
        removal.reclaim(owner)
    return {**found, "seconds": round(time.perf_counter() - began, 3)}


def _erase(
    connection: Connection, keys: Keys, child_ref: str, actor: str, reason: str, *, ahead: bool
) -> dict[str, Any]:
    whose = mark(keys, child_ref)
    stones = connection.execute(query("tombstones")).all()
    ours = require_key(keys, (row.key_fingerprint for row in stones))
    if is_among(keys, child_ref, holds.marks_in_force(connection, keys)):
        raise HeldBackError(
            "this child is under a legal hold: nothing was erased. nightjar hold list shows it."
        )
    written = ways(child_ref)
    children = connection.scalars(query("children_of_ref"), {"child_refs": written}).all()
    marks = [mark(keys, way) for way in written]
    erased_at = connection.scalar(query("tombstone_laid"), {"marks": marks})
    if not children and erased_at is None and not ahead:
        raise NotFoundError(
            "a child must be named by the reference that its supplier sent, and none of this one "
            "is held, nor was one erased: check it, or add --ahead to turn it away if it comes."
        )
    connection.execute(query("removed_episodes_of_child"), {"child_ids": list(children)})
    held_back = connection.scalars(query("hold_against_removal")).all()
    if held_back:
        raise HeldBackError(
            f"episodes of this child began in days under the legal hold {str(held_back[0])[:8]}: "
            "nothing was erased."
        )
    removal.mark_what_they_refer_to(connection, children)
    flags = connection.execute(query("remove_locations_of_spots"), {"why": "erasure"}).one()
    hotspots = connection.execute(query("remove_hotspots_of_spots"), {"why": "erasure"}).one()
    recalled = connection.execute(query("recall_exports")).mappings().all()
    counted: dict[str, Any] = removal.remove_marked(connection, children)
    counted |= {**flags._mapping, **hotspots._mapping, "exports_recalled": len(recalled)}
    counted["snapshots_noted"] = removal.note_on_snapshots(connection, actor)
    connection.execute(query("lay_tombstone"), {"mark": whose, "key_fingerprint": ours})
    unread = _discard_unread(connection, actor)
    number = None
    if erased_at is None or children:
        number = removal.note(connection, "erasure", reason, counted, whose)
        values = {
            "actor": actor,
            "action": "erase",
            "subject": number,
            # an administrator reads the record: how many episodes one child had is content
            "detail": json.dumps({"reason": reason}),
        }
        connection.execute(query("audit_add"), values)
    return {
        "erased": number is not None,
        "removal": number,
        "erased_before": erased_at.isoformat() if erased_at is not None else None,
        **counted,
        "uploads_discarded": unread,
        "recalled": [
            {**row, "export_id": str(row["export_id"]), "expires_on": str(row["expires_on"])}
            for row in recalled
        ],
    }


def _discard_unread(connection: Connection, actor: str) -> list[str]:
    """Discard the deliveries that wait and may hold the child, each on record as by a page."""
    found = connection.scalars(query("discard_uploads_of_children"), {"why": SEND_AGAIN})
    uploads = [str(each) for each in found]
    for upload in uploads:
        detail = json.dumps({"reason": "erasure"})
        values = {"actor": actor, "action": "discard upload", "subject": upload, "detail": detail}
        connection.execute(query("audit_add"), values)
    return uploads
