"""Planning visits: several at once from the list, and the plan of a month, which prints."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from geo import released_officer, released_visits
from geo.clock import today
from geo.errors import NotFoundError, QuestionError
from geo.listed import Listed, listed
from geo.quarters import Quarter
from geo.visits import Visits
from webmap import day_fields, quarters, visit_day, visit_narrowing, visit_words
from webmap.access import who_asks
from webmap.connection import current_connection
from webmap.faults import fault
from webmap.looking import saw, session
from webmap.sending import writing

bp = Blueprint("visit_planning", __name__)

MOST = 100


@bp.get("/visits/<quarter>/plan")
def ask(quarter: str) -> str:
    """Ask for the day of visits to the premises that were ticked. Raises: NotFoundError."""
    return _page(quarter, "")


@bp.post("/visits/<quarter>/plan")
def plan(quarter: str) -> Answer:
    """Plan a visit to each of the premises, and go to the month. Raises: NotFoundError."""
    quarters.asked(current_connection(), quarter)
    try:
        day = visit_day.to_come(
            day_fields.asked_day(request.form, "day", "the day of a visit", to_come=True)
        )
        given = visit_words.account(request.form.get("assigned_to"))
        with writing() as connection:
            rows = Visits(connection, session()).plan(_places(), day, given, quarter)
    except QuestionError as error:
        return make_response(_page(quarter, fault(error)), 400)
    made = sum(row["made"] for row in rows)
    return redirect(
        url_for(
            "visit_planning.month",
            month=f"{day:%Y-%m}",
            planned=made,
            kept=len(rows) - made,
            quarter=quarter,
            **visit_narrowing.place_after_planning(request.form),
        ),
        303,
    )


@bp.get("/visits/planned")
def month() -> str:
    """Show the visits of a month: those that are due, and those that were made.

    Without a month, that of the first visit which waits to be made.
    """
    connection = current_connection()
    mine = request.args.get("whose") == "me"
    who = who_asks()
    assert who is not None
    to_make = released_visits.to_make(connection, who.account_id if mine else None)
    first = _first_day(request.args.get("month"), to_make[0]["month"] if to_make else today())
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    found = released_visits.between(connection, first, last)
    rows = [
        row
        for row in found
        if not mine or who.account_id in {row["assigned_to"], row["visited_by"]}
    ]
    saw(len(rows), {"month": f"{first:%Y-%m}", **({"owner": "me"} if mine else {})})
    return render_template(
        "planned.html",
        rows=rows,
        counts=Counter(visit_words.state(row, today()) for row in rows),
        to_make=to_make,
        mine=mine,
        first=first,
        before=_shifted(first, -1),
        after=_shifted(first, 1),
        today=today(),
        who=who,
        said=visit_words.said_of_plan(request.args),
        back=_list(request.args.get("quarter")),
        words=visit_words,
    )


def _page(quarter: str, error: str) -> str:
    connection = current_connection()
    shown = quarters.asked(connection, quarter)
    rows = {row.premises_id: row for row in listed(connection, quarter)}
    chosen: list[Listed] = []
    wanted = _places()
    for place in wanted:
        if place not in rows:
            raise NotFoundError("there is no premises of that number")
        chosen.append(rows[place])
    saw(len(chosen), {"quarter": quarter})
    return render_template(
        "plan.html",
        asked=shown,
        chosen=chosen,
        reasons={
            each.premises_id: each
            for each in released_officer.with_reasons(connection, quarter, wanted)
        },
        colleagues=released_visits.colleagues(connection),
        day=visit_day.fields(None, "day", request.form or _this_month()),
        form=request.form,
        place=visit_narrowing.asked_place(request.values),
        error=error,
        fields=visit_day,
        words=visit_words,
    )


def _list(quarter: str | None) -> str | None:
    """Return where the list is from which visits were just planned, if they were from one."""
    try:
        Quarter.named(quarter or "")
    except QuestionError:
        return None
    return url_for("visits.visits", quarter=quarter, **visit_narrowing.asked_place(request.args))


def _this_month() -> dict[str, str]:
    day = today()
    return {"day-day": "", "day-month": str(day.month), "day-year": str(day.year)}


def _places() -> list[UUID]:
    """Return the premises that were ticked, each once. Raises: NotFoundError for no number."""
    given = request.form.getlist("p") if request.method == "POST" else request.args.getlist("p")
    found: dict[UUID, None] = {}
    for each in given[: MOST + 1]:
        try:
            found[UUID(each)] = None
        except ValueError:
            raise NotFoundError("there is no premises of that number") from None
    return list(found)


def _first_day(asked: str | None, otherwise: dt.date) -> dt.date:
    try:
        found = dt.datetime.strptime(asked or "", "%Y-%m").replace(tzinfo=dt.UTC).date()
    except ValueError:
        return otherwise.replace(day=1)
    return found if 1990 <= found.year < 2199 else otherwise.replace(day=1)


def _shifted(first: dt.date, months: int) -> dt.date:
    number = first.year * 12 + first.month - 1 + months
    return dt.date(number // 12, number % 12 + 1, 1)
