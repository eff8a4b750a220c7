"""Take a load back: what it brought goes, and what it changed is as it was before, exactly.

Only while nothing stands on it: no later load that it decided, no run, no published quarter, no
hold, nothing that people recorded. Its account is kept among those that were taken back, and the
same file can be loaded again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from geo import holds, removal
from geo.audit import LONGEST_REASON, check_reason
from geo.database import query
from geo.errors import HeldBackError, NotFoundError, QuestionError
from geo.free_text import checked
from geo.keys import Keys
from geo.marks import is_among

DAYS = 7
REGISTERS = ("premises", "food", "taxi")
# what is changed of these is not kept: a newer file says all of it again
NOT_TAKEN_BACK = {
    "boundaries": "areas",
    "postcodes": "postcodes",
    "addresses": "addresses",
    "roads": "roads",
}
# in this order: what refers to something goes before it
REGISTER_STEPS = (
    "undo_activities",
    "undo_licences",
    "undo_removed_premises",
    "undo_premises",
    "undo_removed_food",
    "undo_food",
    "undo_operators",
    "undo_new_licences",
    "undo_new_food",
    "undo_new_operators",
    "undo_new_vehicles",
    "undo_new_drivers",
    "undo_new_ranks",
    "undo_new_premises",
)
EPISODE_STEPS = (
    *("clear_corrected_by_load", "restore_corrected_places", "restore_episodes"),
    *("clear_added_places", "restore_added_places"),
)
AFTER_STEPS = (
    *("remove_places", "remove_episodes", "remove_points", "remove_place_codings"),
    "remove_episode_codings",
)


def undo(connection: Connection, keys: Keys, actor: str, load: str, reason: str) -> dict[str, Any]:
    """Take a load back, in the transaction of the connection, and return its account.

    ``load``: the beginning of its number that no other has. Raises: NotFoundError; QuestionError
    where something stands on it; HeldBackError under a hold.
    """
    reason = checked(check_reason(reason), "a reason", most=LONGEST_REASON)
    removal.take_turn(connection)
    row = _find(connection, load)
    values = {"load_id": row["load_id"]}
    _refuse_if_it_carries(connection, row)
    try:
        if row["kind"] == "episodes":
            _take_episodes_back(connection, keys, values)
            connection.execute(query("remove_idle_supplier"), {"supplier": row["supplier"]})
        else:
            for step in REGISTER_STEPS:
                connection.execute(query(step), values)
        kept = {**values, "undone_by": actor, "reason": reason}
        connection.execute(query("keep_undone_load"), kept)
        connection.execute(query("remove_load"), values)
    except IntegrityError as error:
        raise QuestionError(
            "something was recorded of what this load brought, such as a visit, a case or a later "
            "licence, so it can no longer be taken back: load a corrected file instead."
        ) from error
    account: dict[str, Any] = row["report"]
    connection.execute(
        query("audit_add"),
        {
            "actor": actor,
            "action": "undo load",
            "subject": str(row["public_id"]),
            "detail": json.dumps({"kind": row["kind"], "reason": reason}),
        },
    )
    return {
        "load": str(row["public_id"]),
        "kind": row["kind"],
        "file": row["file_name"],
        "accepted": account.get("accepted", 0),
        "undone": True,
    }


def _find(connection: Connection, load: str) -> Mapping[Any, Any]:
    found = connection.execute(query("load_to_undo"), {"prefix": load.lower()}).mappings().all()
    if len(found) != 1:
        raise NotFoundError(
            "a load must be named by the beginning of its number that no other has: "
            f"{load[:36]!a} is the beginning of {len(found) or 'none'}; nightjar loads lists them"
        )
    row = found[0]
    if row["kind"] in NOT_TAKEN_BACK:
        raise QuestionError(
            f"a load of {NOT_TAKEN_BACK[row['kind']]} is not taken back: load the file that was "
            "right before, or a newer one, and it takes its place."
        )
    if row["too_old"]:
        raise QuestionError(f"a load can be taken back for {DAYS} days, and these are over.")
    if not row["images_kept"]:
        raise QuestionError(
            "this load was made by a release that did not keep what it changed: load a corrected "
            "file instead."
        )
    return row


def _refuse_if_it_carries(connection: Connection, row: Mapping[Any, Any]) -> None:
    """Refuse where a later load, a run or a published quarter rests on it."""
    for name, words in (
        ("later_loads", "the later load {what} stands on it: take that one back first."),
        ("runs_on_load", "the run of {what} was computed from it, and is kept as it is."),
        ("quarters_on_load", "the quarter {what} was published from it, and is final."),
    ):
        values = {"load_id": row["load_id"], "registers": list(REGISTERS)}
        wanted = {key: each for key, each in values.items() if key in query(name).compile().params}
        what = connection.scalar(query(name), wanted)
        if what is not None:
            raise QuestionError(f"this load can no longer be taken back: {words.format(what=what)}")


def _take_episodes_back(connection: Connection, keys: Keys, values: Mapping[str, Any]) -> None:
    connection.execute(query("removed_episodes_of_load"), values)
    held_back = connection.scalars(query("hold_against_removal")).all()
    marks = holds.marks_in_force(connection, keys)
    children = connection.execute(query("children_of_load"), values).all()
    if held_back or any(is_among(keys, row.child_ref, marks) for row in children if marks):
        raise HeldBackError(
            "a legal hold is on some of what this load brought: it cannot be taken back. nightjar "
            "hold list shows the holds."
        )
    removal.mark_what_they_refer_to(connection, [])
    for step in EPISODE_STEPS:
        connection.execute(query(step), values)
    connection.execute(query("keep_restored"), values)
    connection.execute(query("remove_corrections_of_load"), values)
    for step in AFTER_STEPS:
        connection.execute(query(step), values if "load_id" in query(step).compile().params else {})
    connection.execute(query("remove_children"), {"child_ids": [row.child_id for row in children]})
