"""Accounts and their rights, for the administrator: add, ask, grant, end, reset, and look back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from sqlalchemy import RowMapping
from werkzeug.wrappers import Response as Answer

from geo import accounts as register
from geo.accounts import NewAccount, Register
from geo.clock import written_day
from geo.errors import QuestionError
from geo.gate import digest
from geo.providers import chosen, identity_providers
from geo.settings import Settings
from webmap import cookies
from webmap.access import engine, who_asks
from webmap.audience import NAMES
from webmap.connection import current_connection
from webmap.faults import fault
from webmap.formats import LONDON, moment
from webmap.freshness import today

bp = Blueprint("accounts", __name__)

STATES = {
    "ready": "may sign in",
    "one_time_ran_out": "password for one use ran out: reset it",
    "none": "a sample person of the demonstration",
    "ended": "ended",
}


@bp.get("/accounts")
def accounts() -> str:
    """Show every account and what each may be, and the rights that wait to be granted."""
    return _list("")


@bp.get("/accounts/new")
def add() -> str:
    """Ask for a new account."""
    return _new({}, "")


@bp.post("/accounts/new")
def added() -> Answer:
    """Add an account and ask for its right; its password for one use is shown this once."""
    form = request.form
    settings: Settings = current_app.extensions["nightjar_settings"]
    subject = form.get("subject", "").strip() or None
    try:
        issuer = chosen(settings, form.get("provider")).issuer if subject else None
        account = NewAccount(
            form.get("name", ""), form.get("called", ""), form.get("email"), issuer, subject
        )
        with _writing() as changed:
            account_id, password = changed.add(account)
            changed.ask_right(account_id, form.get("right", ""), form.get("authority") or None)
    except QuestionError as error:
        return make_response(_new(form.to_dict(), fault(error)), 400)
    return make_response(_one(account_id, password=password))


@bp.get("/accounts/<uuid:account_id>")
def account(account_id: UUID) -> str:
    """Show one account and the history of its rights. Raises: NotFoundError."""
    return _one(account_id)


@bp.post("/accounts/<uuid:account_id>/rights")
def ask(account_id: UUID) -> Answer:
    """Ask for a right of an account; all but an analyst's are granted at once.

    Raises: NotFoundError.
    """
    try:
        with _writing(account_id) as changed:
            changed.ask_right(
                account_id, request.form.get("right", ""), request.form.get("authority") or None
            )
    except QuestionError as error:
        return make_response(_one(account_id, error=fault(error)), 400)
    return redirect(url_for("accounts.account", account_id=account_id), 303)


@bp.post("/accounts/<uuid:account_id>/reset")
def reset(account_id: UUID) -> Answer:
    """Give an account a new password for one use, which is shown this once."""
    try:
        with _writing(account_id) as changed:
            password = changed.reset(account_id)
    except QuestionError as error:
        return make_response(_one(account_id, error=fault(error)), 400)
    return make_response(_one(account_id, password=password))


@bp.post("/accounts/<uuid:account_id>/end")
def end(account_id: UUID) -> Answer:
    """End an account for good."""
    try:
        with _writing(account_id) as changed:
            changed.end(account_id)
    except QuestionError as error:
        return make_response(_one(account_id, error=fault(error)), 400)
    return redirect(url_for("accounts.account", account_id=account_id), 303)


@bp.post("/rights/<uuid:right_id>/grant")
def grant(right_id: UUID) -> Answer:
    """Grant a right that another person asked for."""
    try:
        with _writing() as changed:
            changed.grant_right(right_id)
    except QuestionError as error:
        return make_response(_list(fault(error)), 400)
    return redirect(url_for("accounts.accounts"), 303)


@bp.post("/rights/<uuid:right_id>/end")
def end_right(right_id: UUID) -> Answer:
    """End a right, or an asking for one."""
    try:
        with _writing() as changed:
            changed.end_right(right_id)
    except QuestionError as error:
        return make_response(_list(fault(error)), 400)
    return redirect(url_for("accounts.accounts"), 303)


@bp.get("/rights")
def rights() -> Answer | str:
    """Show who could see what on a day."""
    asked, error = request.args.get("on", ""), ""
    day = _day(asked) if asked else today()
    if day is None:
        day, error = today(), "Enter a day, like 30/9/2026 or 2026-09-30"
    page = render_template(
        "rights.html",
        rights=register.rights(current_connection(), on=day),
        day=day,
        asked=asked,
        names=NAMES,
        error=error,
    )
    return make_response(page, 400) if error else page


def state(account: RowMapping, now: dt.datetime) -> str:
    """Say whether a person can sign in."""
    if account["locked_until"] is not None and account["locked_until"] > now:
        return f"locked until {moment(account['locked_until'])}, after failures to sign in"
    if account["state"] == "one_time":
        return f"has a password for one use, until {moment(account['one_time_until'])}"
    return STATES[account["state"]]


@contextmanager
def _writing(account_id: UUID | None = None) -> Iterator[Register]:
    """A transaction of the administrator's login, in the name of whoever the session is of.

    What a page shows afterwards is read by the request's own connection, which opens then.
    Raises: NotFoundError for an account that there is not.
    """
    with engine().begin() as connection:
        if account_id is not None:
            register.account(connection, account_id)
        yield Register(connection, digest(cookies.token() or ""))


def _day(asked: str) -> dt.date | None:
    try:
        day = written_day(asked)
    except ValueError:
        return None
    return day if 1970 <= day.year < 9999 else None


def _list(error: str) -> str:
    connection = current_connection()
    found = register.rights(connection)
    return render_template(
        "accounts.html",
        accounts=register.accounts(connection),
        rights=[each for each in found if each["ended_at"] is None],
        waiting=[each for each in found if not each["granted_at"] and not each["ended_at"]],
        me=who_asks(),
        names=NAMES,
        now=dt.datetime.now(LONDON),
        error=error,
    )


def _new(form: dict[str, str], error: str) -> str:
    settings: Settings = current_app.extensions["nightjar_settings"]
    return render_template(
        "account_new.html",
        form=form,
        error=error,
        names=NAMES,
        authorities=register.authorities(current_connection()),
        providers=identity_providers(settings),
    )


def _one(account_id: UUID, *, error: str = "", password: str | None = None) -> str:
    connection = current_connection()
    return render_template(
        "account_one.html",
        account=register.account(connection, account_id),
        rights=register.rights(connection, account_id),
        authorities=register.authorities(connection),
        me=who_asks(),
        names=NAMES,
        error=error,
        password=password,
        now=dt.datetime.now(LONDON),
    )
