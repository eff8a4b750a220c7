"""Recording a visit, on a phone at the door or at a desk; and correcting what was recorded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from geo import released_officer, released_visits
from geo.clock import today
from geo.drafts import Draft
from geo.errors import ClashError, NotFoundError, QuestionError
from geo.visits import Record, Visits
from webmap import day_fields, drafts, visit_day, visit_words
from webmap.access import who_asks
from webmap.connection import current_connection
from webmap.faults import fault
from webmap.looking import saw, session
from webmap.paging import asked_entry
from webmap.sending import writing

bp = Blueprint("visit_recording", __name__)

HERE = {"assigned_to": "visited_by"}  # the officer, as the database names the field of a plan
FIELDS = (
    *("visited_on", "visited_by", "outcome", "measure", "measure_text", "awareness", "note"),
    "reply",
)


@bp.get("/visits/one/<uuid:visit_id>/record")
def record(visit_id: UUID) -> str:
    """Ask what came of a visit; what is recorded already stands in the form.

    Raises: NotFoundError.
    """
    return _page(visit_id, None)


@bp.post("/visits/one/<uuid:visit_id>/record")
def save(visit_id: UUID) -> Answer:
    """Record a visit, or correct its record. Raises: NotFoundError."""
    return _save(visit_id, None)


@bp.get("/visits/premises/<uuid:premises_id>/record")
def record_unplanned(premises_id: UUID) -> Answer | str:
    """Ask what came of a visit that nobody planned; one that is planned is recorded as that.

    Raises: NotFoundError.
    """
    found = released_visits.of_premises(current_connection(), premises_id)
    due = next((row["visit_id"] for row in found if row["status"] == "planned"), None)
    if due is not None and drafts.of_form(f"unplanned:{premises_id}") is None:
        saw(1)
        return redirect(url_for("visit_recording.record", visit_id=due), 303)
    return _page(None, premises_id)


@bp.post("/visits/premises/<uuid:premises_id>/record")
def save_unplanned(premises_id: UUID) -> Answer:
    """Record a visit that nobody planned. Raises: NotFoundError."""
    return _save(None, premises_id)


def _save(visit_id: UUID | None, premises_id: UUID | None) -> Answer:
    seen = asked_entry(request.form.get("seen")) or 0
    typed: Record | None = None
    try:
        typed = _typed()
        with writing() as connection:
            made = Visits(connection, session()).record(visit_id, premises_id, seen, typed)
    except QuestionError as error:
        return make_response(_page(visit_id, premises_id, error=fault(error, here=HERE)), 400)
    except ClashError:
        return make_response(_page(visit_id, premises_id, typed=typed), 409)
    drafts.saved()
    said = "corrected" if seen else "recorded"
    return redirect(url_for("visit_pages.visit", visit_id=made, said=said), 303)


def _typed() -> Record:
    form = request.form
    return Record(
        visited_on=day_fields.asked_day(form, "day", "the day of the visit"),
        visited_by=visit_words.account(form.get("visited_by")),
        outcome=form.get("outcome", ""),
        measure=form.get("measure", ""),
        measure_text=form.get("measure_text", ""),
        awareness=tuple(form.getlist("awareness")),
        note=form.get("note", ""),
        reply=form.get("reply", ""),
    )


def _page(
    visit_id: UUID | None,
    premises_id: UUID | None,
    *,
    error: str = "",
    typed: Record | None = None,
) -> str:
    """Draw the form; ``typed`` is a record that came second, shown beside the newer one."""
    connection = current_connection()
    found = None if visit_id is None else released_visits.visit(connection, visit_id)
    records = [] if visit_id is None else list(released_visits.records(connection, visit_id))
    place = found["premises_id"] if found is not None else premises_id
    assert place is not None
    premises = released_officer.premises(connection, place)
    if not premises["is_own"]:  # a neighbour's are here to look at
        raise NotFoundError("there is no premises of that number")
    colleagues = released_visits.colleagues(connection)
    names = {each["account_id"]: each["display_name"] for each in colleagues}
    newest = records[0] if records else None
    form = f"unplanned:{premises_id}" if visit_id is None else f"visit:{visit_id}"
    draft = drafts.of_form(form)
    given = request.form if draft is None else drafts.typed(draft)
    saw(1)
    return render_template(
        "visit_record.html",
        visit=found,
        premises=premises,
        newest=newest,
        colleagues=colleagues,
        form=_standing(newest, given),
        draft=draft,
        draft_form=form,
        day=visit_day.fields(
            newest["visited_on"] if newest is not None else today(), "day", given or None
        ),
        seen=_seen(newest, draft),
        error=error,
        newer=visit_words.newer(newest) if typed and newest is not None else "",
        different=visit_words.differences(FIELDS, newest, vars(typed), names)
        if typed and newest is not None
        else [],
        fields=visit_day,
        words=visit_words,
    )


def _seen(newest: Any, draft: Draft | None) -> int:
    """Return the version over which is written; of a draft, the one it was begun over."""
    begun = None if draft is None else asked_entry(draft.first().get("seen"))
    if begun is not None:
        return begun
    return newest["version"] if newest is not None else 0


def _standing(newest: Any, given: MultiDict[str, str]) -> dict[str, Any]:
    """Return what stands in the form: what was typed, or else the newest version."""
    names = ("visited_by", "outcome", "measure", "measure_text", "note", "reply")
    if given:
        awareness = given.getlist("awareness")
        return {**{name: given.get(name, "") for name in names}, "awareness": awareness}
    who = who_asks()
    if newest is None:
        standing = {**dict.fromkeys(names, ""), "awareness": []}
        return {**standing, "visited_by": str(who.account_id) if who else ""}
    return {**{name: str(newest[name]) for name in names}, "awareness": newest["awareness"]}
