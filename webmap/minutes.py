"""The minutes of a joint review, drafted from what was decided: to print, and as a text to take."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from geo import exports, released_files
from geo.audit import Door, What
from geo.errors import QuestionError
from geo.exports import Exported, Told
from webmap import case_wording, files, joint
from webmap.access import signed_in
from webmap.connection import current_connection, give_back
from webmap.faults import fault
from webmap.formats import LONDON
from webmap.looking import saw
from webmap.reviews import on_agenda

bp = Blueprint("minutes", __name__)

THINGS = {"minutes": "The minutes of the meeting, as text"}


@bp.get("/reviews/meetings/<uuid:meeting_id>/minutes")
def minutes(meeting_id: UUID) -> str:
    """Show the minutes, for A4 paper. Raises: NotFoundError."""
    found = _drafted(meeting_id)
    saw(len(found["items"]))
    return render_template("minutes.html", **found)


@bp.get("/reviews/meetings/<uuid:meeting_id>/file")
def ask(meeting_id: UUID) -> str:
    """Ask why the minutes are taken. Raises: NotFoundError."""
    joint.cases().meeting(meeting_id)
    return _page(meeting_id, {}, "")


@bp.post("/reviews/meetings/<uuid:meeting_id>/file")
def take(meeting_id: UUID) -> Answer:
    """Send the minutes as a text. Raises: NotFoundError, AuditError."""
    found = _drafted(meeting_id)
    try:
        wanted = files.asked(_offered())
        words = render_template("minutes.txt", **found)
        give_back()
        name = files.file_name("minutes", str(found["meeting"]["held_on"]))

        def make(through: Door, path: Path, what: What, told: Told) -> Exported:
            rows = len(found["items"])
            return exports.export_text(through, words, path, what, rows=rows, told=told)

        terms = {"meeting": str(meeting_id)}
        return files.send(wanted, name, terms, make, points="none")
    except QuestionError as error:
        return make_response(_page(meeting_id, request.form.to_dict(), fault(error)), 400)


def _drafted(meeting_id: UUID) -> dict[str, Any]:
    """Return what the minutes say. Raises: NotFoundError."""
    found, now, who = joint.cases(), dt.datetime.now(LONDON), signed_in()
    meeting = found.meeting(meeting_id)
    running = joint.running(found, now)
    items = []
    for case in on_agenda(found, meeting_id, running):
        case_id = case["case_id"]
        versions = found.decisions(case_id)
        items.append(
            {
                "case": case,
                "decision": versions[0] if versions else None,
                "actions": found.actions(case_id),
                "clocks": [
                    clock for clock in case_wording.clocks(found.clocks(case_id)) if clock.runs
                ],
                "seen": found.seen(case_id),
            }
        )
    return {
        "meeting": meeting,
        "items": items,
        "drafted_by": who.name if who else "",
        "now": now,
        "today": now.date(),
        "wording": case_wording,
    }


def _offered() -> dict[str, list[released_files.Rule]]:
    connection = current_connection()
    return {thing: released_files.rules(connection, thing) for thing in THINGS}


def _page(meeting_id: UUID, form: dict[str, str], error: str) -> str:
    meeting = joint.cases().meeting(meeting_id)
    return render_template(
        "file.html",
        title="Take the minutes",
        of=f"Joint review of {meeting['held_on']:%-d %B %Y}",
        things=THINGS,
        offered=_offered(),
        formats=files.FORMATS,
        filters={},
        action=url_for("minutes.take", meeting_id=meeting_id),
        back=url_for("reviews.agenda", meeting_id=meeting_id),
        exact=False,
        form=form,
        error=error,
    )
