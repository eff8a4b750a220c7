"""Files of a run, for the analyst: flags or repeat locations, masked unless asked for by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from geo import exports, released, released_files
from geo.audit import Door, What
from geo.errors import QuestionError
from geo.exports import Exported, Told
from webmap import files, narrowing
from webmap.connection import current_connection, give_back
from webmap.faults import fault

bp = Blueprint("flag_files", __name__)

THINGS = {
    "flagged_premises": "The flagged premises: the list, with the filters that are set",
    "repeat_locations": "The repeat locations of the map, all of them",
}


@bp.get("/flags/<uuid:run_id>/file")
def ask(run_id: UUID) -> str:
    """Ask what to take, in which format, and why. Raises: NotFoundError."""
    return _page(run_id, {}, "")


@bp.post("/flags/<uuid:run_id>/file")
def take(run_id: UUID) -> Answer:
    """Send a file of a run. Raises: NotFoundError, AuditError."""
    connection = current_connection()
    run = released.run(connection, run_id)
    filters = narrowing.asked_filters(request.args)
    try:
        wanted = files.asked(_offered())
        rule, exact = wanted.rule, wanted.exact
        if wanted.thing == "flagged_premises":
            held = narrowing.as_held(filters)
            found = released_files.flags(connection, run_id, held, rule, exact=exact)
            terms = narrowing.as_query(filters)
        else:
            found = released_files.locations(connection, run_id, rule, exact=exact)
            terms = {}
        give_back()
        days = (run["begins_on"], run["as_at"])

        def make(door: Door, path: Path, what: What, told: Told) -> Exported:
            return exports.export(door, found, path, what, masked=not exact, covers=days, told=told)

        name = files.file_name(wanted.thing, f"{run['as_at']:%Y-%m-%d}")
        return files.send(wanted, name, {"run": str(run_id), **terms}, make)
    except QuestionError as error:
        return make_response(_page(run_id, request.form.to_dict(), fault(error)), 400)


def _offered() -> dict[str, list[released_files.Rule]]:
    connection = current_connection()
    return {thing: released_files.rules(connection, thing) for thing in THINGS}


def _page(run_id: UUID, form: dict[str, str], error: str) -> str:
    run = released.run(current_connection(), run_id)
    query: dict[str, Any] = narrowing.as_query(narrowing.asked_filters(request.args))
    return render_template(
        "file.html",
        title="Take a file of the flagged premises",
        of=f"The run of {run['as_at']:%-d %B %Y}",
        things=THINGS,
        offered=_offered(),
        formats=files.FORMATS,
        filters=query,
        action=url_for("flag_files.take", run_id=run_id, **query),
        back=url_for("flags.flagged", run_id=run_id, **query),
        exact=True,
        form=form,
        error=error,
    )
