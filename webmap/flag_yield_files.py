"""A file of how flags fared, for the analyst: each listed premises by reason, without the words."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from geo import exports, released_files
from geo.audit import Door, What
from geo.errors import QuestionError
from geo.exports import Exported, Told
from webmap import files, quarters
from webmap.connection import current_connection, give_back
from webmap.faults import fault

bp = Blueprint("flag_yield_files", __name__)

THINGS = {"flag_feedback": "What officers said by reason, and what they found at visits"}
POINTS = "none: distances are bands, from the middle of an area"


@bp.get("/feedback/<quarter>/file")
def ask(quarter: str) -> str:
    """Ask why the file is taken. Raises: NotFoundError."""
    return _page(quarter, {}, "")


@bp.post("/feedback/<quarter>/file")
def take(quarter: str) -> Answer:
    """Send the file of a quarter. Raises: NotFoundError, AuditError."""
    connection = current_connection()
    row = quarters.asked(connection, quarter).row
    try:
        wanted = files.asked(_offered())
        rows = released_files.feedback(connection, quarter, wanted.rule)
        give_back()

        def make(door: Door, path: Path, what: What, told: Told) -> Exported:
            columns, days = released_files.FEEDBACK, (row["first_day"], row["last_day"])
            return exports.export_table(door, columns, rows, path, what, covers=days, told=told)

        name = files.file_name(wanted.thing, quarter)
        return files.send(wanted, name, {"quarter": quarter}, make, points=POINTS)
    except QuestionError as error:
        return make_response(_page(quarter, request.form.to_dict(), fault(error)), 400)


def _offered() -> dict[str, list[released_files.Rule]]:
    connection = current_connection()
    return {thing: released_files.rules(connection, thing) for thing in THINGS}


def _page(quarter: str, form: dict[str, str], error: str) -> str:
    row = quarters.asked(current_connection(), quarter).row
    return render_template(
        "file.html",
        title="Take a file of how flags fared",
        of=f"{quarters.in_words(row)} ({quarter})",
        things=THINGS,
        offered=_offered(),
        formats=files.FORMATS,
        filters={},
        action=url_for("flag_yield_files.take", quarter=quarter),
        back=url_for("flag_yield.quarter", quarter=quarter),
        exact=False,
        form=form,
        error=error,
    )
