"""Files that an analyst sends by a page: sent, checked, looked over, and then loaded or discarded.

The server process keeps the bytes in a closed folder and can write nothing that is held; a worker
with another login checks and loads. Each page works without a script: *Check again* asks anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any
from uuid import UUID, uuid4

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from sqlalchemy import RowMapping
from werkzeug.wrappers import Response as Answer

from geo import released
from geo import uploads as queue
from geo.errors import NotFoundError, QuestionError, SourceError
from geo.settings import Settings
from geo.spool import Kept, Spool
from geo.uploads import Uploads
from webmap import terms, upload_wording
from webmap.access import engine
from webmap.connection import current_connection, give_back
from webmap.faults import fault
from webmap.looking import saw, session
from webmap.paging import Paging, asked_page, beginning, require_rows
from webmap.upload_request import UploadRequest

bp = Blueprint("uploads", __name__)

SEND = "uploads.send"
FORM_BYTES = 64 * 1024  # what a form has beside its files
# Werkzeug reads so much at once and counts it, with the end of a line that it holds back, as if it
# were held in memory: by a limit of no more than this nearly every file of short lines was too much
READ_AT_ONCE = 64 * 1024
REJECTS_A_PAGE = 50


def register(app: Flask) -> None:
    """Let the one page that takes files take more than a form; after who asks has been admitted."""
    app.request_class = UploadRequest
    app.before_request(_widen)


def _widen() -> None:
    if request.endpoint == SEND:
        request.max_content_length = _settings().largest_upload_mb * 2**20 + FORM_BYTES
        request.max_form_memory_size = FORM_BYTES + READ_AT_ONCE


@bp.get("/uploads")
def uploads() -> str:
    """Show what one sent, newest first."""
    rows = _own().listed(current_connection())
    saw(len(rows))
    return render_template("uploads.html", uploads=rows, wording=upload_wording, terms=terms)


@bp.get("/uploads/new")
def kinds() -> str:
    """Ask what kind of file is to be sent."""
    return render_template("upload_kinds.html", kinds=upload_wording.KINDS)


@bp.get("/uploads/new/<kind>")
def ask(kind: str) -> str:
    """Ask for a file of a kind, and how it is to be read. Raises: NotFoundError."""
    return _form(kind, {}, "")


@bp.post("/uploads/new/<kind>")
def send(kind: str) -> Answer:
    """Keep a file and have it checked. Raises: NotFoundError."""
    upload_id, spool = uuid4(), Spool.of(_settings())
    try:
        codes = [row["code"] for row in released.authorities(current_connection())]
        give_back()
        options = queue.asked_options(kind, request.form, codes)
        files = _keep(kind, spool, upload_id)
        _own().add(engine(), upload_id, kind, options, files)
    except (QuestionError, SourceError) as error:
        spool.forget(upload_id)
        names = [PurePath(each.filename or "").name for each in request.files.getlist("file")]
        read = "file" if isinstance(error, SourceError) else None
        wrong = fault(error, names=names, at_field=read)
        return make_response(_form(kind, request.form.to_dict(), wrong), 400)
    except BaseException:
        spool.forget(upload_id)  # what is not recorded may not stay
        raise
    return redirect(url_for("uploads.upload", upload_id=upload_id), 303)


@bp.get("/uploads/<uuid:upload_id>")
def upload(upload_id: UUID) -> str:
    """Show how an upload stands and what its check found. Raises: NotFoundError."""
    return _page(upload_id, "")


@bp.get("/uploads/<uuid:upload_id>/state.json")
def state(upload_id: UUID) -> Response:
    """Tell a script how far an upload is, and nothing of what is in it. Raises: NotFoundError."""
    found = _own().one(current_connection(), upload_id)
    return jsonify(state=found["state"], said=upload_wording.progress(found))


@bp.post("/uploads/<uuid:upload_id>/commit")
def commit(upload_id: UUID) -> Answer:
    """Have what was checked loaded. Raises: NotFoundError."""
    return _settle(upload_id, "commit")


@bp.post("/uploads/<uuid:upload_id>/discard")
def discard(upload_id: UUID) -> Answer:
    """Discard what is not loaded, its bytes with it. Raises: NotFoundError."""
    answer = _settle(upload_id, "discard")
    if answer.status_code == 303:
        Spool.of(_settings()).forget(upload_id)
    return answer


@bp.post("/uploads/<uuid:upload_id>/undo")
def undo(upload_id: UUID) -> Answer:
    """Have what was loaded taken back. Raises: NotFoundError."""
    return _settle(upload_id, "undo", request.form.get("reason"))


def _settle(upload_id: UUID, act: str, reason: str | None = None) -> Answer:
    try:
        _own().settle(engine(), upload_id, act, reason)
    except QuestionError as error:
        return make_response(_page(upload_id, fault(error)), 400)
    return redirect(url_for("uploads.upload", upload_id=upload_id), 303)


def _own() -> Uploads:
    return Uploads(session())


def _settings() -> Settings:
    settings = current_app.extensions["nightjar_settings"]
    assert isinstance(settings, Settings)
    return settings


def _keep(kind: str, spool: Spool, upload_id: UUID) -> list[Kept]:
    """Keep the files that were sent. Raises: QuestionError, SourceError."""
    sent = [each for each in request.files.getlist("file") if each.filename]
    most = queue.MOST_FILES.get(kind, 1)
    if not sent:
        raise QuestionError("choose a file", "file")
    if len(sent) > most:
        raise QuestionError(f"choose at most {most} file{'s' if most > 1 else ''} at once", "file")
    return [
        spool.keep(upload_id, number, each.filename or "", each.stream)  # type: ignore[arg-type]
        for number, each in enumerate(sent)
    ]


def _form(kind: str, form: Mapping[str, str], error: str) -> str:
    if kind not in queue.KINDS:
        raise NotFoundError("there is no such kind of file")
    asked = queue.KINDS[kind]
    rows = released.authorities(current_connection()) if "authority" in asked else []
    return render_template(
        "upload_new.html",
        kind=kind,
        kinds=upload_wording.KINDS,
        asked=asked,
        most=queue.MOST_FILES.get(kind, 1),
        authorities=rows,
        area_kinds=upload_wording.AREA_KINDS,
        taxi_kinds=upload_wording.TAXI_KINDS,
        largest_mb=_settings().largest_upload_mb,
        form=form,
        error=error,
    )


def _page(upload_id: UUID, error: str) -> str:
    connection, own = current_connection(), _own()
    found = own.one(connection, upload_id)
    page = asked_page(request.args.get("page"))
    rejects = own.rejects(connection, upload_id, REJECTS_A_PAGE, beginning(page, REJECTS_A_PAGE))
    require_rows(page, rejects)
    saw(found["rejects"], {"page": page})
    paging = Paging(page, found["rejects"], REJECTS_A_PAGE)
    return render_template(
        "upload.html",
        upload=found,
        report=found["report"],
        acts=queue.ACTS.get(found["state"], ()),
        under_way=found["state"] in queue.UNDER_WAY,
        last=_last(found),
        authorities={row["code"]: row["name"] for row in released.authorities(connection)},
        rejects=rejects,
        paging=paging,
        links=paging.links(
            lambda number: url_for("uploads.upload", upload_id=upload_id, page=number)
        ),
        wording=upload_wording,
        terms=terms,
        error=error,
    )


def _last(found: RowMapping) -> RowMapping | None:
    """Return the newest load of the same kind and of the same supplier or authority."""
    options: dict[str, Any] = found["options"]
    loads = [
        load
        for load in released.loads(current_connection())
        if load["kind"] == found["kind"]
        and load["supplier"] == options.get("supplier")
        and load["authority"] == options.get("authority")
        and load["public_id"] not in found["loads"]
    ]
    return loads[0] if loads else None
