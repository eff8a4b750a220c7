"""The audit record, for the administrator: search, its proofs, and the review of reasons.

It is read for a purpose like all else, and reading it is recorded. Nothing of the data is in it.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from geo import accounts, released_audit
from geo.audit import DEMONSTRATION, PURPOSES
from geo.clock import written_day
from geo.errors import QuestionError
from geo.released_audit import ASKED_ABOUT, IN_ORDER, Search
from webmap import record_wording
from webmap.access import engine, who_asks
from webmap.connection import current_connection
from webmap.faults import fault
from webmap.formats import LONDON
from webmap.freshness import today
from webmap.looking import saw, session
from webmap.paging import asked_entry
from webmap.purpose import short

bp = Blueprint("record", __name__)

A_PAGE, A_SAMPLE = 50, 20
CONSOLE, GATE = "console", "gate"


@bp.get("/audit")
def entries() -> str:
    """Show the record, newest first, narrowed to what is searched."""
    connection = current_connection()
    asked: dict[str, Any] = {
        name: value
        for name in ("person", "action", "from", "to")
        if (value := " ".join(request.args.get(name, "").split())[:60])
    }
    errors = [name for name in ("from", "to") if name in asked and _day(asked[name]) is None]
    first, last = _day(asked.get("from")), _day(asked.get("to"))
    search = Search(
        since=_start(first) if first else None,
        until=_start(last, days_after=1) if last else None,
        actor=_actor(asked.get("person")),
        action=asked["action"] if asked.get("action") in record_wording.ACTS else None,
        before=asked_entry(request.args.get("before")),
    )
    found = released_audit.page(connection, session(), search, A_PAGE + 1)
    rows = found[:A_PAGE]
    saw(len(rows), _understood(search, first, last))
    return render_template(
        "record.html",
        rows=rows,
        state=released_audit.state(connection),
        people=_people(asked.get("person")),
        actions=[
            {"value": code, "text": words, "selected": code == asked.get("action")}
            for code, words in {"": "anything", **record_wording.ACTS}.items()
        ],
        asked=asked,
        errors=errors,
        older=url_for("record.entries", **asked, before=rows[-1]["seq"])
        if len(found) > A_PAGE
        else None,
        newest=url_for("record.entries", **asked) if search.before is not None else None,
        wording=record_wording,
    )


@bp.get("/audit/reasons")
def reasons() -> str:
    """Show a sample of the purposes that were stated in a month, to be reviewed."""
    return _reasons("")


@bp.post("/audit/reasons")
def review() -> Answer:
    """Record what a reviewer says of one of them."""
    task = asked_entry(request.form.get("task")) or 0
    given = request.form.get("verdict")
    verdict = given if given in {IN_ORDER, ASKED_ABOUT} else ""
    try:
        with engine().begin() as connection:
            released_audit.review(connection, session(), task, verdict)
    except QuestionError as error:
        return make_response(_reasons(fault(error)), 400)
    query: dict[str, Any] = {"month": f"{_month_asked():%Y-%m}", "purpose": _purpose_asked()}
    return redirect(url_for("record.reasons", **query) + f"#r-{task}", 303)


def _reasons(error: str) -> str:
    month, purpose = _month_asked(), _purpose_asked()
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    rows = released_audit.reasons(
        current_connection(), session(), _start(month), _start(last, 1), purpose, A_SAMPLE
    )
    saw(len(rows), {"month": f"{month:%Y-%m}", **({"purpose": purpose} if purpose else {})})
    me = who_asks()
    return render_template(
        "reasons.html",
        rows=rows,
        me=str(me.account_id) if me else "",
        month=month,
        before=(month - dt.timedelta(days=1)).replace(day=1),
        after=(last + dt.timedelta(days=1)) if last < today() else None,
        purpose=purpose,
        purposes=[
            {"value": code, "text": short(code) if code else "any", "selected": code == purpose}
            for code in ("", *PURPOSES, DEMONSTRATION)
        ],
        verdicts=(IN_ORDER, ASKED_ABOUT),
        at_most=A_SAMPLE,
        short=short,
        error=error,
    )


def _people(chosen: str | None) -> list[dict[str, Any]]:
    known = [
        ("", "anybody"),
        *(
            (str(each["account_id"]), f"{each['display_name']} ({each['sign_in_name']})")
            for each in accounts.accounts(current_connection())
        ),
        (CONSOLE, "the command line"),
        (GATE, "the sign-in page"),
    ]
    return [{"value": code, "text": words, "selected": code == chosen} for code, words in known]


def _actor(given: str | None) -> str | None:
    if given in {CONSOLE, GATE} or given is None:
        return given
    try:
        return str(UUID(given))
    except ValueError:
        return None


def _understood(search: Search, first: dt.date | None, last: dt.date | None) -> dict[str, Any]:
    """Return what was searched for; what made no sense searched for nothing, and is not kept."""
    terms = {
        "person": search.actor,
        "action": search.action,
        "from": first and first.isoformat(),
        "to": last and last.isoformat(),
        "before": search.before,
    }
    return {name: value for name, value in terms.items() if value}


def _month_asked() -> dt.date:
    given = request.values.get("month", "")
    try:
        found = dt.datetime.strptime(given, "%Y-%m").date()
    except ValueError:
        return today().replace(day=1)
    return found if 1990 <= found.year < 9999 else today().replace(day=1)


def _purpose_asked() -> str | None:
    given = request.values.get("purpose", "")
    return given if given in {*PURPOSES, DEMONSTRATION} else None


def _day(given: str | None) -> dt.date | None:
    try:
        day = written_day(given or "")
    except ValueError:
        return None
    return day if 1990 <= day.year < 9999 else None


def _start(day: dt.date, days_after: int = 0) -> dt.datetime:
    """Return when a day begins in London, or the day some days after it."""
    return dt.datetime.combine(day + dt.timedelta(days=days_after), dt.time(), LONDON)
