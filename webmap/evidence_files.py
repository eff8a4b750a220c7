"""The evidence pack of a premises, for the analyst: which build, in which format, and why."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from geo import released, released_files
from geo.audit import Door, What
from geo.errors import QuestionError
from geo.exports import Exported, Told
from geo.released_evidence import PUBLIC, RESTRICTED
from webmap import evidence, files
from webmap.connection import current_connection, give_back
from webmap.faults import fault
from webmap.looking import saw

bp = Blueprint("evidence_files", __name__)

THINGS = {
    evidence.THINGS[RESTRICTED]: "Restricted build: the full evidence of the run",
    evidence.THINGS[PUBLIC]: "Public build: from published figures and public registers alone",
}


@bp.get("/flags/<uuid:run_id>/premises/<uuid:premises_id>/evidence")
def ask(run_id: UUID, premises_id: UUID) -> str:
    """Ask which build to take, in which format, and why. Raises: NotFoundError."""
    page = _page(run_id, premises_id, {}, "")
    saw(1)
    return page


@bp.post("/flags/<uuid:run_id>/premises/<uuid:premises_id>/evidence")
def take(run_id: UUID, premises_id: UUID) -> Answer:
    """Send an evidence pack. Raises: NotFoundError, AuditError."""
    connection = current_connection()
    run = released.run(connection, run_id)
    released.premises(connection, premises_id)
    try:
        wanted = files.asked(_offered())
        build = next(name for name, thing in evidence.THINGS.items() if thing == wanted.thing)
        facts = evidence.read(connection, build, run_id, [premises_id])
        give_back()

        def make(door: Door, path: Path, what: What, told: Told) -> Exported:
            return evidence.write(door, facts, path, what, told)

        name = files.file_name(wanted.thing, f"{run['as_at']:%Y-%m-%d}")
        terms = {"run": str(run_id), "premises": str(premises_id)}
        return files.send(wanted, name, terms, make)
    except QuestionError as error:
        page = _page(run_id, premises_id, request.form.to_dict(), fault(error))
        return make_response(page, 400)


def _offered() -> dict[str, list[released_files.Rule]]:
    connection = current_connection()
    return {thing: released_files.rules(connection, thing) for thing in THINGS}


def _page(run_id: UUID, premises_id: UUID, form: dict[str, str], error: str) -> str:
    connection = current_connection()
    run = released.run(connection, run_id)
    found = released.premises(connection, premises_id)
    return render_template(
        "file.html",
        title="Take an evidence pack",
        of=f"{found['name']}, by the run of {run['as_at']:%-d %B %Y}",
        things=THINGS,
        offered=_offered(),
        formats=files.FORMATS,
        filters={},
        action=url_for("evidence_files.take", run_id=run_id, premises_id=premises_id),
        back=url_for("premises.premises", premises_id=premises_id, run=run_id),
        exact=False,
        form=form,
        error=error,
    )
