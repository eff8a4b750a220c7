"""The rows that an upload turns away, as a file for whoever mends them."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from geo import exports, released_files
from geo.audit import Door, What
from geo.errors import QuestionError
from geo.exports import Exported, Told
from geo.reasons import explain
from geo.uploads import Uploads
from webmap import files
from webmap.connection import current_connection, give_back
from webmap.faults import fault
from webmap.looking import session

bp = Blueprint("upload_files", __name__)

THINGS = {"upload_rejects": "The rows that are turned away, with the column and the reason"}
COLUMNS = ("file", "row", "column", "reason", "what must be so", "found")


@bp.get("/uploads/<uuid:upload_id>/file")
def ask(upload_id: UUID) -> str:
    """Ask why the list is taken. Raises: NotFoundError."""
    return _page(upload_id, {}, "")


@bp.post("/uploads/<uuid:upload_id>/file")
def take(upload_id: UUID) -> Answer:
    """Send the rows that are turned away. Raises: NotFoundError, AuditError."""
    connection, own = current_connection(), Uploads(session())
    found = own.one(connection, upload_id)
    try:
        wanted = files.asked(_offered())
        rejects = own.rejects(connection, upload_id, wanted.rule.most_rows)
        give_back()
        rows = [
            (
                each["part"] or found["file_names"][0],
                *(each["row_number"], each["column_name"], each["reason"]),
                *(explain(each["reason"]), each["found"]),
            )
            for each in rejects
        ]

        def make(door: Door, path: Path, what: What, told: Told) -> Exported:
            return exports.export_table(door, COLUMNS, rows, path, what, told=told)

        name = files.file_name(wanted.thing, str(upload_id)[:8])
        return files.send(wanted, name, {"upload": str(upload_id)}, make, points="none")
    except QuestionError as error:
        return make_response(_page(upload_id, request.form.to_dict(), fault(error)), 400)


def _offered() -> dict[str, list[released_files.Rule]]:
    connection = current_connection()
    return {thing: released_files.rules(connection, thing) for thing in THINGS}


def _page(upload_id: UUID, form: dict[str, str], error: str) -> str:
    found = Uploads(session()).one(current_connection(), upload_id)
    return render_template(
        "file.html",
        title="Take a file of the rows that are turned away",
        of=" and ".join(found["file_names"]),
        things=THINGS,
        offered=_offered(),
        formats=files.FORMATS,
        filters={},
        action=url_for("upload_files.take", upload_id=upload_id),
        back=url_for("uploads.upload", upload_id=upload_id),
        exact=False,
        form=form,
        error=error,
    )
