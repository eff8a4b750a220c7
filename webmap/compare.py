"""Two runs beside each other, for the analyst: what is new, what is gone, and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from sqlalchemy import RowMapping
from werkzeug.wrappers import Response as Answer

from geo import comparing, exports, released, released_compared, released_files
from geo.audit import Door, What
from geo.comparing import Comparison
from geo.errors import NotFoundError, QuestionError
from geo.exports import Exported, Told
from webmap import compare_wording, files, wording
from webmap.connection import current_connection, give_back
from webmap.faults import Fault, fault
from webmap.looking import saw
from webmap.paging import PER_PAGE, Paging, asked_page, beginning, require_rows

bp = Blueprint("compare", __name__)

THINGS = {"compared_premises": "The premises of both runs, with what changed"}
RUNS_OFFERED = 200


@bp.get("/compare")
def ask() -> Answer | str:
    """Ask which two runs to compare, and go on to what was chosen."""
    runs: Sequence[RowMapping] = released.runs(current_connection(), RUNS_OFFERED)
    saw(len(runs))
    before, after = request.args.get("before", ""), request.args.get("after", "")
    known = {str(run["run_id"]) for run in runs}
    if {before, after} <= known and before != after and "again" not in request.args:
        return redirect(url_for("compare.compared", before_id=before, after_id=after))
    wrong = (before or after) and "again" not in request.args
    return render_template(
        "compare_ask.html",
        runs=runs,
        before=before or (str(runs[1]["run_id"]) if len(runs) > 1 else ""),
        after=after or (str(runs[0]["run_id"]) if runs else ""),
        error=Fault("choose two different runs", "after") if wrong else "",
    )


@bp.get("/compare/<uuid:before_id>/<uuid:after_id>")
def compared(before_id: UUID, after_id: UUID) -> str:
    """Show a page of what changed from one run to another. Raises: NotFoundError."""
    before, after, found = _compared(before_id, after_id)
    change = request.args.get("change", "")
    if change and change not in comparing.CHANGES:
        raise NotFoundError("there is no such change")
    rows = [row for row in found.rows if not change or row.change == change]
    page = asked_page(request.args.get("page"))
    shown = rows[beginning(page) : beginning(page) + PER_PAGE]
    require_rows(page, shown)
    query: dict[str, Any] = {"change": change} if change else {}
    saw(len(rows), {"page": page, "before": str(before_id), **query})
    paging = Paging(page, len(rows))
    ids: dict[str, Any] = {"before_id": before_id, "after_id": after_id}
    return render_template(
        "compare.html",
        before=before,
        after=after,
        found=found,
        change=change,
        rows=shown,
        paging=paging,
        links=paging.links(lambda number: url_for("compare.compared", **ids, **query, page=number)),
        said=compare_wording,
        wording=wording,
    )


@bp.get("/compare/<uuid:before_id>/<uuid:after_id>/file")
def ask_file(before_id: UUID, after_id: UUID) -> str:
    """Ask in which format the comparison is taken, and why. Raises: NotFoundError."""
    return _file(before_id, after_id, {}, "")


@bp.post("/compare/<uuid:before_id>/<uuid:after_id>/file")
def take(before_id: UUID, after_id: UUID) -> Answer:
    """Send a comparison as a file. Raises: NotFoundError, AuditError."""
    before, after, found = _compared(before_id, after_id)
    try:
        wanted = files.asked(_offered())
        exact = wanted.exact
        if exact:
            shown = released_compared.exact(found, wanted.rule)
        else:
            shown = released_compared.masked(current_connection(), before, after, wanted.rule)
        give_back()
        days = (min(before["begins_on"], after["begins_on"]), max(before["as_at"], after["as_at"]))

        def make(door: Door, path: Path, what: What, told: Told) -> Exported:
            return exports.export(door, shown, path, what, masked=not exact, covers=days, told=told)

        name = files.file_name(wanted.thing, f"{before['as_at']:%Y%m%d}-{after['as_at']:%Y%m%d}")
        terms = {"run": str(after_id), "before": str(before_id)}
        return files.send(wanted, name, terms, make)
    except QuestionError as error:
        page = _file(before_id, after_id, request.form.to_dict(), fault(error))
        return make_response(page, 400)


def _compared(before_id: UUID, after_id: UUID) -> tuple[RowMapping, RowMapping, Comparison]:
    connection = current_connection()
    before, after = released.run(connection, before_id), released.run(connection, after_id)
    return before, after, comparing.compare(connection, before, after)


def _offered() -> dict[str, list[released_files.Rule]]:
    connection = current_connection()
    return {thing: released_files.rules(connection, thing) for thing in THINGS}


def _file(before_id: UUID, after_id: UUID, form: dict[str, str], error: str) -> str:
    connection = current_connection()
    before, after = released.run(connection, before_id), released.run(connection, after_id)
    ids: dict[str, Any] = {"before_id": before_id, "after_id": after_id}
    return render_template(
        "file.html",
        title="Take a file of what changed",
        of=f"From {before['as_at']:%-d %B %Y} to {after['as_at']:%-d %B %Y}",
        things=THINGS,
        offered=_offered(),
        formats=files.FORMATS,
        filters={},
        action=url_for("compare.take", **ids),
        back=url_for("compare.compared", **ids),
        exact=True,
        form=form,
        error=error,
    )
