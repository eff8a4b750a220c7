"""Who looks is recorded before anything is shown: a rule for each page, and the one way they act.

A page without a rule stops the start. A rule says that a page shows what is protected (``Look``),
that it is a layer of such a page's map (``Layer``), that a file leaves by it (``Leaves``), that it
writes (``Writes``), or that it shows nothing protected and why (``Open``). The view of a page that
has one of the first four is never run without a purpose, and what it answers goes nowhere before
the record has it.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import (
    Flask,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as Answer

from geo import audit
from geo.audit import Door, What
from geo.errors import AuditError, NotFoundError, PurposeError, SetupError
from geo.gate import digest
from webmap import access, cookies
from webmap.audience import Who
from webmap.connection import give_back
from webmap.terms import KINDS
from webmap.usual_purpose import usual

# the number of an object: what else stands in its place in an address somebody typed
NUMBER = re.compile(r"[0-9]{4}Q[1-4]|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
AUTHORITY = re.compile(r"[A-Z][0-9]{8}")


@dataclass(frozen=True)
class Look:
    """A page of one kind of object; ``number`` is the part of its address that says which."""

    object: str
    number: str = ""


@dataclass(frozen=True)
class Layer:
    """A layer of a map: part of the look at its page; ``narrowed`` by the page's filters or not."""

    object: str
    number: str = ""
    narrowed: bool = False


@dataclass(frozen=True)
class LayerAtOnce(Layer):
    """A layer whose statement asks who looks and what for, records it, and answers."""


@dataclass(frozen=True)
class Leaves:
    """A file leaves: recorded in the register and in the chain by ``geo.exports``."""


@dataclass(frozen=True)
class Writes:
    """A form that writes, by a function of the database that records it.

    What it answers, unless that leads on to another page, is a look at ``object`` besides.
    """

    object: str
    number: str = ""


@dataclass(frozen=True)
class Open:
    """Nothing that is protected is shown, and why not."""

    why: str


Rule = Look | Layer | Leaves | Writes | Open


def enforce(app: Flask, rules: Mapping[str, Rule]) -> None:
    """Put every page under its rule. Raises: SetupError for a page that has none."""
    for mapped in app.url_map.iter_rules():
        rule = rules.get(mapped.endpoint)
        if rule is None:
            raise SetupError(
                f"each page must state whether looking at it is recorded, and {mapped.rule} does "
                "not: add it to webmap/looks.py"
            )
    for endpoint, view in list(app.view_functions.items()):
        rule = rules[endpoint]
        if not isinstance(rule, Open | LayerAtOnce):
            app.view_functions[endpoint] = _under(rule, view)


def saw(rows: int, terms: Mapping[str, Any] | None = None) -> None:
    """Say how many rows are about to be shown, and by which terms they were asked for."""
    g.saw = (rows, kept(terms or {}))


def left() -> None:
    """Say that a file was recorded and may leave."""
    g.left = True


def kept(terms: Mapping[str, Any]) -> dict[str, Any]:
    """Return terms as the record keeps them.

    What somebody typed may name a child, and the record outlives an erasure: of words, and of what
    stands for an authority or a kind and is no code of one, only a mark is kept, by which the
    layers of the same page are known until this process ends.
    """
    return {
        name: value if _is_ours(name, str(value)) else _mark(str(value))
        for name, value in terms.items()
    }


def door() -> Door:
    """Return the door of who asks, in the name of the session. Raises: NotFoundError."""
    who = access.who_asks()
    engine = access.engine()
    assert who is not None
    told = audit.Who(
        str(who.account_id), who.audience, who.authority, f"{who.name}, {who.audience.words}"
    )
    return Door(engine, told, who.task, session())


def session() -> bytes:
    """Return the hash by which the database knows the session that asks."""
    return digest(cookies.token() or "")


def _is_ours(name: str, value: str) -> bool:
    """Tell whether a term is a code of ours, or was read as one, and so nobody's own words."""
    if name == "authority":
        return AUTHORITY.fullmatch(value) is not None
    return value in KINDS if name == "kind" else name != "words"


def _mark(typed: str) -> str:
    key = current_app.config["SECRET_KEY"]
    return hmac.new(key, typed.encode(), hashlib.sha256).hexdigest()[:8]


def _under(rule: Look | Layer | Leaves | Writes, view: Callable[..., Any]) -> Callable[..., Answer]:
    @wraps(view)
    def shown(**parts: Any) -> Answer:
        who = access.who_asks()
        if isinstance(rule, Writes):
            return _written(rule, view, parts, who)
        if who is None or who.task is None:
            return _ask_first(rule)
        if isinstance(rule, Leaves):
            return _left(view, parts)
        return _recorded(rule, view, parts)

    return shown


def _recorded(rule: Look | Layer, view: Callable[..., Any], parts: dict[str, Any]) -> Response:
    """Run a view and record the look; an error of either keeps back what it answered."""
    terms = dict[str, Any]()
    what, through = _what(rule, parts, terms), door()
    looking = (
        through.consulting(what)
        if isinstance(rule, Look)
        else through.consulting_layer(what, narrowed=rule.narrowed)
    )
    with looking as seen:
        answer: Response = make_response(view(**parts))
        if "saw" not in g:
            raise AuditError("a page must say how many rows it shows, and this one does not")
        seen.rows, found = g.saw
        terms.update(found)
        give_back()
    return answer


def _written(
    rule: Writes, view: Callable[..., Any], parts: dict[str, Any], who: Who | None
) -> Answer:
    """Run a view that writes; whose purpose has run out states it and sends the same form again.

    What was typed would be lost on the way to the page that asks, so it is kept in this one.
    """
    if who is None or (who.task is None and "state_purpose" not in request.form):
        return make_response(render_template("purpose_ran_out.html", kept=_kept_fields()), 403)
    if who.task is None:
        door().state(usual(who.audience))
    try:
        answer: Response = make_response(view(**parts))
    except NotFoundError:
        with door().consulting(_what(rule, parts, {})):
            raise
    if 300 <= answer.status_code < 400:
        return answer
    if "saw" not in g:
        raise AuditError("a page must say how many rows it shows, and this one does not")
    rows, found = g.saw
    with door().consulting(_what(rule, parts, found)) as seen:
        seen.rows = rows
        give_back()
    return answer


def _kept_fields() -> list[tuple[str, str]]:
    ours = {"csrf_token", "state_purpose"}
    return [(name, value) for name, value in request.form.items(multi=True) if name not in ours]


def _what(rule: Look | Layer | Writes, parts: dict[str, Any], terms: Mapping[str, Any]) -> What:
    number = str(parts.get(rule.number, ""))
    assert request.url_rule is not None
    return What(
        request.url_rule.rule, rule.object, number if NUMBER.fullmatch(number) else None, terms
    )


def _left(view: Callable[..., Any], parts: dict[str, Any]) -> Response:
    """Run a view that sends a file; one that was not recorded stays here."""
    answer: Response = make_response(view(**parts))
    if answer.status_code < 300 and "left" not in g:
        raise AuditError("a file must be recorded before it leaves, and this one was not")
    return answer


def _ask_first(rule: Look | Layer | Leaves) -> Answer:
    """Send somebody who has not said what for to the page that asks. Raises: PurposeError."""
    if isinstance(rule, Layer):
        raise PurposeError("a purpose must be stated before anything is shown")
    return redirect(url_for("purpose.ask", to=request.full_path.rstrip("?")), 303)
