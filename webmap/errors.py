"""From an error to a status and a page, in one table; a page never shows what went wrong inside."""

from __future__ import annotations

import logging
import secrets
import traceback
from dataclasses import dataclass

from flask import Flask, current_app, g, make_response, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from geo.errors import (
    AuditError,
    NotFoundError,
    PurposeError,
    QuestionError,
    SetupError,
    SnapshotError,
)
from geo.settings import Settings
from webmap import too_late

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Page:
    """What is answered to an error: its status, and what the reader is told."""

    status: int
    heading: str
    said: str
    command: str = ""
    retry_s: int | None = None  # after how many seconds it is worth trying again
    sent: str = ""  # what is told instead to whoever sent a form, if it is something else


MISSING = Page(
    404,
    "Page not found",
    "There is no such page, or it is not for you to see. If you followed a link, go back and look "
    "for it there.",
)
UNREACHABLE = Page(
    503,
    "The database does not answer",
    "Nothing that was kept is lost. It may be starting again: wait a few seconds, then load this "
    "page. If you were saving something, look whether it is there before you send it again. If it "
    "stays so, start the database.",
    "nightjar db start",
    retry_s=5,
)
FULL = Page(
    503,
    "There is no room left",
    "The disk of the database is full. Nothing that was kept is lost, and nothing was changed; but "
    "nothing more can be kept, so what is recorded before it is shown cannot be shown. Tell "
    "whoever looks after Nightjar. This says how much room there is:",
    "nightjar doctor",
    retry_s=60,
)
BUSY = Page(
    503,
    "Nightjar is busy",
    "Too many ask at once, or something large is being written. Nothing is lost. Wait a few "
    "seconds, then load this page again.",
    retry_s=5,
    sent="Too many ask at once, or something large is being written. What you sent was not saved. "
    "Wait a few seconds, then load this page again: your browser asks whether to send it once "
    "more. Say yes: a form that is sent twice acts once.",
)
TOO_LONG = Page(
    503,
    "That took too long",
    "The answer was not ready in the time that one question may take, and it was stopped. Nothing "
    "was changed. Ask for less (fewer days, a smaller area), or try again later.",
    retry_s=30,
)
NOT_READY = Page(
    503,
    "The database is not ready for this release",
    "Its tables have not been made, or were made by another release of Nightjar. Bring it up to "
    "date, then load this page again.",
    "nightjar db upgrade",
)
BROKEN = Page(
    500,
    "Something is wrong with Nightjar",
    "Nothing was changed. Tell whoever looks after Nightjar the reference below: with it the fault "
    "can be found in the log, which holds nobody's data.",
)
NOT_AS_SIGNED = Page(
    503,
    "This snapshot cannot be shown",
    "What is stored is not what was signed when it was published, or the key to tell is missing. "
    "Nothing of it is shown, and this was recorded. Tell whoever looks after Nightjar: nightjar "
    "snapshot verify names the file. Copies that were passed round before are not affected.",
)
UNRECORDED = Page(
    503,
    "Nothing can be shown now",
    "Who looks is recorded before anything is shown, and the record cannot be written. So nothing "
    "is shown, and nothing was changed. Try again; if it stays so, tell whoever looks after "
    "Nightjar. This says how the record stands:",
    "nightjar audit verify",
)
NO_PURPOSE = Page(
    403,
    "Say first what you are looking for",
    "What is asked for here is shown for a stated purpose, and none is in force. Go to your first "
    "page: it asks for one.",
)
# the first that an error is an instance of
BY_ERROR: tuple[tuple[type[Exception], Page], ...] = (
    (NotFoundError, MISSING),
    (QuestionError, Page(400, "That cannot be asked", "Go back and choose from what is offered.")),
    (SnapshotError, NOT_AS_SIGNED),
    (PurposeError, NO_PURPOSE),
    (AuditError, UNRECORDED),
    (SetupError, UNREACHABLE),
    (PoolTimeoutError, BUSY),
    (OperationalError, UNREACHABLE),
)
BY_STATUS = {
    404: MISSING,
    400: Page(
        400,
        "That cannot be taken",
        "The page may have been open for too long, or been changed on its way. Nothing was "
        "changed. Go back and send it once more; if that is not taken either, load the page again.",
    ),
    403: Page(
        403,
        "That did not come from a page of Nightjar",
        "What is sent here must come from one of its own pages. Nothing was changed.",
    ),
    405: Page(405, "That cannot be done here", "This address does not take what was sent to it."),
    413: Page(
        413,
        "Too much was sent",
        "A form must be small, and a file no larger than the page that asks for it says. Nothing "
        "of it was kept. Send a smaller file, or have it loaded by command, which takes any size:",
        "nightjar load",
    ),
    421: Page(
        421,
        "This server does not answer to that name",
        "It answers to the name in NIGHTJAR_ADDRESS, or to 127.0.0.1 and localhost if there is "
        "none. Open it by that name.",
    ),
    429: Page(
        429,
        "Too many tries to sign in",
        "They came from your address in a short time. Wait a minute, then try again.",
    ),
}
# undefined table, column, function or schema, no privilege on what another release made
ANOTHER_RELEASE = frozenset({"42P01", "42703", "42883", "3F000", "42501"})


# cancelled by its limit or for nobody waited; no lock within its limit; every connection is taken;
# no room on the disk
BY_STATE = {"57014": TOO_LONG, "55P03": BUSY, "53300": BUSY, "53100": FULL}


def register(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(Exception, _answer)


def page_for(error: Exception) -> Page:
    """Return what is answered to an error."""
    if isinstance(error, HTTPException):
        status = error.code or 500
        return BY_STATUS.get(status, Page(status, "That cannot be asked", "Go back to the list."))
    if isinstance(error, ProgrammingError) and _sqlstate(error) in ANOTHER_RELEASE:
        return NOT_READY
    if isinstance(error, DBAPIError) and (page := BY_STATE.get(_sqlstate(error) or "")):
        return page
    why = error.__cause__ if isinstance(error, AuditError) else None
    if isinstance(why, OperationalError | PoolTimeoutError):
        return page_for(why)  # the record is well, and the database is full, away or busy
    return next((page for kind, page in BY_ERROR if isinstance(error, kind)), BROKEN)


def _answer(error: Exception) -> Answer:
    if isinstance(error, CSRFError):
        g.failed = True
        if kept := too_late.given_back(too_late.OLD_PAGE, url_for("home.landing")):
            return kept
    page, reference = page_for(error), ""
    g.failed = page.status >= 500  # the frame of the page asks the database nothing then
    if page.status >= 500:
        reference = secrets.token_hex(4)
        log.error("%s: %s at %s", reference, type(error).__name__, _where(error))
    settings: Settings = current_app.extensions["nightjar_settings"]
    # a database that was named to us is not ours to start
    command = "" if page is UNREACHABLE and settings.database_url else page.command
    text = render_template(
        "error.html",
        page=page,
        said=page.sent if page.sent and request.method == "POST" else page.said,
        command=command,
        reference=reference if page is BROKEN else "",
    )
    answer = make_response(text, page.status)
    if page.retry_s is not None:
        answer.headers["Retry-After"] = str(page.retry_s)
    return answer


def _where(error: Exception) -> str:
    """Say where in the code an error came from; its message could carry somebody's data."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return " > ".join(f"{frame.name}:{frame.lineno}" for frame in frames)


def _sqlstate(error: BaseException | None) -> str | None:
    found = getattr(getattr(error, "orig", None), "sqlstate", None)
    return str(found) if found is not None else None
