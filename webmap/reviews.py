"""Joint reviews: the meetings, their agendas, and what is to be done, for both sides alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from geo import released, released_officer
from geo.errors import QuestionError
from geo.joint_cases import Cases, Rows
from geo.released import Filters
from geo.statutory_clocks import Deadline
from webmap import case_wording, day_fields, joint, quarters
from webmap.connection import current_connection
from webmap.faults import fault
from webmap.formats import LONDON
from webmap.looking import saw
from webmap.wording import Row

bp = Blueprint("reviews", __name__)

HERE = {"authority": "authority-1"}  # the first of the boxes to tick

OFFERED = 10


@bp.get("/reviews")
def reviews() -> str:
    """Show the meetings and the open cases, what the law asks for next first."""
    found, now = joint.cases(), dt.datetime.now(LONDON)
    every, meetings = found.every(), found.meetings()
    running = joint.running(found, now)
    open_ones = [case for case in every if case["state"] == "open"]
    saw(len(every) + len(meetings))
    return render_template(
        "reviews.html",
        meetings=meetings,
        cases=case_wording.agenda_order(open_ones, running),
        closed=[case for case in every if case["state"] == "closed"],
        running=running,
        offered=_offered(every),
        authorities=found.authorities() if joint.is_police() else [],
        form={},
        now=now,
        wording=case_wording,
    )


@bp.post("/reviews/meetings")
def add_meeting() -> Answer:
    """Plan a meeting, with every open case of its authorities on the agenda."""
    form = request.form
    try:
        meeting = joint.desk().add_meeting(
            day_fields.asked_day(form, "on", "the day of the meeting", to_come=True),
            form.get("chair", ""),
            form.getlist("authority"),
        )
    except QuestionError as error:
        authorities = joint.cases().authorities() if joint.is_police() else []
        page = render_template(
            "meeting_again.html",
            form=form.to_dict(),
            chosen=form.getlist("authority"),
            authorities=authorities,
            error=fault(error, here=HERE),
            action=url_for("reviews.add_meeting"),
            meeting=None,
        )
        return make_response(page, 400)
    return redirect(url_for("reviews.agenda", meeting_id=meeting), 303)


@bp.get("/reviews/meetings/<uuid:meeting_id>")
def agenda(meeting_id: UUID) -> str:
    """Show the agenda of a meeting, to be worked down. Raises: NotFoundError."""
    found, now = joint.cases(), dt.datetime.now(LONDON)
    meeting = found.meeting(meeting_id)
    running = joint.running(found, now)
    listed = on_agenda(found, meeting_id, running)
    saw(len(listed))
    return render_template(
        "agenda.html",
        meeting=meeting,
        cases=listed,
        running=running,
        actions=[row for row in found.actions() if row["state"] == "open"],
        offered=_offered(found.every(), meeting["codes"]) if meeting["state"] == "planned" else [],
        form={"chair": meeting["chair"], **day_fields.fields("on", meeting["held_on"])},
        now=now,
        today=now.date(),
        wording=case_wording,
    )


@bp.post("/reviews/meetings/<uuid:meeting_id>")
def change_meeting(meeting_id: UUID) -> Answer:
    """Change the day, the chair or the state of a meeting. Raises: NotFoundError."""
    form, meeting = request.form, joint.cases().meeting(meeting_id)
    try:
        joint.desk().change_meeting(
            meeting_id,
            joint.whole(form.get("version")),
            day_fields.asked_day(form, "on", "the day of the meeting", to_come=True),
            form.get("chair", ""),
            form.get("state", ""),
        )
    except QuestionError as error:
        page = render_template(
            "meeting_again.html",
            form=form.to_dict(),
            chosen=[],
            authorities=[],
            error=fault(error, here=HERE),
            action=url_for("reviews.change_meeting", meeting_id=meeting_id),
            meeting=meeting,
        )
        return make_response(page, 400)
    return redirect(url_for("reviews.agenda", meeting_id=meeting_id), 303)


@bp.get("/reviews/actions")
def actions() -> str:
    """Show what is to be done in all cases, the next due first, and what was done."""
    found = joint.cases().actions()
    saw(len(found))
    return render_template(
        "actions.html",
        actions=found,
        today=dt.datetime.now(LONDON).date(),
        wording=case_wording,
    )


def on_agenda(found: Cases, meeting_id: UUID, running: Mapping[UUID, Deadline | None]) -> list[Row]:
    """Return the cases of a meeting's agenda in the order in which they are worked down."""
    listed = {row["case_id"] for row in found.agenda(meeting_id=meeting_id)}
    cases = [case for case in found.every() if case["case_id"] in listed]
    return case_wording.agenda_order(cases, running)


def _offered(every: Rows, authorities: Sequence[str] = ()) -> list[Row]:
    """Return premises of the standing run, or of the newest quarter, that have no open case yet."""
    has_case = {case["premises_id"] for case in every if case["state"] == "open"}
    connection = current_connection()
    found: list[Row]
    if joint.is_police():
        standing = released.standing_run(connection)
        if standing is None:
            return []
        run, most = standing["run_id"], OFFERED + len(has_case)
        rows = [
            row
            for code in authorities or (None,)
            for row in released.flags(connection, run, Filters(code), most)[0]
        ]
        rows.sort(key=lambda row: (row["band_m"], -row["episodes"], str(row["premises_id"])))
        found = [{**row, "run": run, "quarter": None} for row in rows]
    else:
        quarter = quarters.newest(connection)
        if quarter is None:
            return []
        listed, _ = released_officer.flags(connection, quarter, at_most=OFFERED + len(has_case))
        found = [
            {
                "premises_id": each.premises_id,
                "name": each.name,
                "kind": each.kind,
                "authority_name": "",
                "run": None,
                "quarter": quarter,
            }
            for each in listed
        ]
    return [row for row in found if row["premises_id"] not in has_case][:OFFERED]
