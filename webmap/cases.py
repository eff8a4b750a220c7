"""One case: evidence for each side by its own login, licences, and the decision of both.

The evidence tab of the analyst reads the analyst's views, that of an officer the officer's: a
council is shown areas and bands and nothing finer, in a case as elsewhere. That a side looked is
kept with the case, for both to know.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request

from geo import released, released_officer
from geo.joint_cases import Cases
from geo.representations import KINDS, MADE_FOR, OUTCOMES
from webmap import case_wording, joint, quarters, terms, visit_wording, wording
from webmap.connection import current_connection
from webmap.formats import LONDON, day
from webmap.looking import saw
from webmap.premises import food_rating, weekly_hours
from webmap.reviews import on_agenda
from webmap.wording import Row

bp = Blueprint("cases", __name__)

RUNS_LOOKED_AT = 10


@bp.get("/cases/<uuid:case_id>")
def decision(case_id: UUID) -> str:
    """Show the decision of a case, its actions, clocks and notes. Raises: NotFoundError."""
    found = joint.cases()
    case = found.one(case_id)
    now = dt.datetime.now(LONDON)
    versions, actions = found.decisions(case_id), found.actions(case_id)
    notes, people = found.notes(case_id), found.people(case_id)
    agendas, measures = found.agenda(case_id=case_id), found.measures()
    clocks = case_wording.clocks(found.clocks(case_id))
    saw(1 + len(actions) + len(notes))
    return render_template(
        "case_decision.html",
        tab="decision",
        case=case,
        walk=_walk(found, case_id),
        versions=versions,
        newest=versions[0] if versions else None,
        measures=measures,
        actions=actions,
        people=people,
        notes=notes,
        clocks=clocks,
        deadline=case_wording.next_deadline(clocks, now),
        seen=found.seen(case_id),
        waiting=waiting(found, case_id, versions, actions, notes),
        agendas=agendas,
        meetings=[
            each
            for each in joint.planned(found.meetings(), case["authority"])
            if each["meeting_id"] not in {row["meeting_id"] for row in agendas}
        ],
        own_side=joint.side(),
        replies=found.representations(case_id),
        reply_kinds=KINDS,
        reply_who=MADE_FOR,
        reply_outcomes=OUTCOMES,
        now=now,
        today=now.date(),
        form={},
        said=case_wording.NOT_SIGNED.get(request.args.get("said", "")),
        wording=case_wording,
    )


@bp.get("/cases/<uuid:case_id>/evidence")
def evidence(case_id: UUID) -> str:
    """Show what the side of who asks knows of episodes near the premises. Raises: NotFoundError."""
    found = joint.cases()
    case = found.one(case_id)
    shown = _of_police(case) if joint.is_police() else _of_council(case)
    joint.desk().see(case_id, "evidence", shown["of_what"])
    saw(1)
    return render_template(
        "case_evidence.html",
        tab="evidence",
        case=case,
        walk=_walk(found, case_id),
        seen=found.seen(case_id),
        near=wording.NEAR,
        wording=case_wording,
        **shown,
    )


@bp.get("/cases/<uuid:case_id>/licence")
def licence(case_id: UUID) -> str:
    """Show the premises and its licences, as the side of who asks may. Raises: NotFoundError."""
    found, connection = joint.cases(), current_connection()
    case = found.one(case_id)
    views = released if joint.is_police() else released_officer
    premises = views.premises(connection, case["premises_id"])
    licences = views.licences(connection, case["premises_id"])
    joint.desk().see(case_id, "licence", "licences")
    saw(1)
    return render_template(
        "case_licence.html",
        tab="licence",
        case=case,
        walk=_walk(found, case_id),
        premises=premises,
        licences=[(row, weekly_hours(row["hours"] or ())) for row in licences],
        rating=food_rating(premises["food_rating"]),
        is_police=joint.is_police(),
        seen=found.seen(case_id),
        terms=terms,
        wording=case_wording,
    )


def waiting(
    found: Cases, case_id: UUID, versions: Any, actions: Any, notes: Any
) -> list[dict[str, Any]]:
    """Return each text that met a newer version, beside that version, with what differs."""
    edits = found.edits(case_id)
    if not edits:
        return []
    names = {str(row["code"]): str(row["words"]) for row in found.measures()}
    names |= {str(row["account_id"]): str(row["display_name"]) for row in found.people(case_id)}
    names |= {str(row["meeting_id"]): day(row["held_on"]) for row in found.meetings()}
    names |= {str(row["owner_id"]): str(row["owned_by"]) for row in actions}
    told = []
    actions_by_id = {row["action_id"]: row for row in actions}
    notes_by_id = {row["note_id"]: row for row in notes}
    for edit in edits:
        if edit["kind"] == "decision":
            row = versions[0]
            now = {"measure": row["measure"], "reason": row["reason"], "meeting": row["meeting_id"]}
            by, object_id = row["decided_by"], None
        elif edit["kind"] == "action":
            row = actions_by_id.get(edit["object_id"])
            if row is None:  # what was changed has gone, and a text about it waits for nothing
                continue
            now = {name: row[name] for name in ("what", "due_on", "state", "outcome")}
            now["owner"] = row["owner_id"]
            by, object_id = row["changed_by"], row["action_id"]
        else:
            row = notes_by_id.get(edit["object_id"])
            if row is None:
                continue
            now, by, object_id = {"words": row["words"]}, row["changed_by"], row["note_id"]
        differ = case_wording.both(edit, now, names)
        told.append(
            {"edit": edit, "now": now, "by": by, "version": row["version"], "differ": differ}
            | {"object_id": object_id}
        )
    return told


def _of_police(case: Row) -> dict[str, Any]:
    """Return full evidence: the newest runs that flagged the premises, and the case's own."""
    connection = current_connection()
    runs = list(released.runs(connection, RUNS_LOOKED_AT))
    if case["run_id"] is not None and case["run_id"] not in {run["run_id"] for run in runs}:
        runs.append(released.run(connection, case["run_id"]))
    flagged = [
        (run, pairs)
        for run in runs
        if (pairs := released.flag_pairs(connection, run["run_id"], case["premises_id"]))
    ]
    of_what = f"run of {day(flagged[0][0]['as_at'])}" if flagged else "in no run"
    return {
        "is_police": True,
        "premises": released.premises(connection, case["premises_id"]),
        "flagged": flagged,
        "of_what": of_what,
        "words": wording,
    }


def _of_council(case: Row) -> dict[str, Any]:
    """Return what an officer is shown of any premises: published areas near it, in bands."""
    connection = current_connection()
    newest = quarters.newest(connection)
    published = quarters.asked(connection, newest).published if newest else []
    why = released_officer.premises_flags(connection, case["premises_id"])
    listed = [(row, why[row["quarter"]]) for row in published if row["quarter"] in why]
    return {
        "is_police": False,
        "listed": listed,
        "of_what": listed[0][0]["quarter"] if listed else "in no quarter",
        "words": visit_wording,
    }


def _walk(found: Cases, case_id: UUID) -> dict[str, Any] | None:
    """Return where a case is on the agenda that it was come to from, and what comes next."""
    meeting_id = joint.number(request.args.get("meeting"))
    if meeting_id is None:
        return None
    running = joint.running(found, dt.datetime.now(LONDON))
    order = [case["case_id"] for case in on_agenda(found, meeting_id, running)]
    if case_id not in order:
        return None
    at = order.index(case_id)
    return {
        "meeting": meeting_id,
        "number": at + 1,
        "of": len(order),
        "before": order[at - 1] if at else None,
        "next": order[at + 1] if at + 1 < len(order) else None,
    }
