"""Who is asking, and as which login of the database: the one place where access is decided.

A part of the site states which audiences may ask it, or that anybody may; a part that states
neither stops the start. What somebody may not see is answered exactly as what there is not.
"""

from __future__ import annotations

from flask import Blueprint, Flask, current_app, g, redirect, request, url_for
from sqlalchemy import Engine
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.wrappers import Response as Answer

from geo.errors import NotFoundError, SetupError
from geo.gate import digest
from webmap import cookies, too_late, way_back
from webmap.audience import Audience, Who
from webmap.pools import Pools

# nothing in them depends on who asks
OPEN = frozenset({"static", "status.health", "status.metrics"})
MOST_GUESSES = 5_000


class Access:
    """The pools of this server and who may ask each of its parts, kept with the application."""

    def __init__(self, app: Flask, pools: Pools, door: str) -> None:
        self.pools = pools
        self.door = door  # where somebody who has not signed in is sent
        self.allowed: dict[str, frozenset[Audience]] = {}
        self.opened: set[str] = set()
        self.at_once: set[str] = set()  # pages whose own statement asks who asks
        self._guessed: dict[bytes, Audience] = {}
        app.extensions["nightjar_access"] = self
        app.before_request(admit)
        app.add_template_global(signed_in)
        app.add_template_global(lambda: door.partition(".")[0] == "chooser", "is_demonstration")

    @classmethod
    def current(cls) -> Access:
        """Return the access of the application that is answering."""
        access = current_app.extensions["nightjar_access"]
        assert isinstance(access, cls)
        return access

    def guard(self, app: Flask, blueprint: Blueprint, *audiences: Audience) -> None:
        """Add a part of the site that only some audiences may ask anything of."""
        self.allowed[blueprint.name] = frozenset(audiences)
        app.register_blueprint(blueprint)

    def open(self, app: Flask, blueprint: Blueprint) -> None:
        """Add a part of the site that somebody must reach before they are known."""
        self.opened.add(blueprint.name)
        app.register_blueprint(blueprint)

    def answer_at_once(self, endpoint: str) -> None:
        """Let a page ask who asks in the statement that answers; it calls ``admit_now`` if not."""
        self.at_once.add(endpoint)

    def guess(self, token: str) -> Audience | None:
        """Return which login to ask first for a token: nothing is let in by it."""
        return self._guessed.get(digest(token))

    def note(self, token: str, audience: Audience) -> None:
        """Remember of which audience a token was, by its hash; it is never of another."""
        if len(self._guessed) >= MOST_GUESSES:
            self._guessed.clear()
        self._guessed[digest(token)] = audience

    def lets_in(self, who: Who, endpoint: str) -> bool:
        """Whether somebody's audience may ask for a page."""
        return who.audience in self.allowed.get(endpoint.rpartition(".")[0], frozenset())

    def is_open(self, endpoint: str) -> bool:
        """Whether anybody may ask for a page."""
        return endpoint in OPEN or endpoint.rpartition(".")[0] in self.opened

    def refuse_unguarded(self, app: Flask) -> None:
        """Refuse to start with a page that nobody decided who may see. Raises: SetupError."""
        for rule in app.url_map.iter_rules():
            part = rule.endpoint.rpartition(".")[0]
            if not self.is_open(rule.endpoint) and not self.allowed.get(part):
                raise SetupError(
                    f"each page must state who may ask for it, and {rule.rule} does not: "
                    "add its blueprint by Access.guard()"
                )


def who_asks() -> Who | None:
    """Return who is asking; None for somebody who has not signed in, or not to the end."""
    if "who" not in g:
        g.who = None  # so stays whoever asks while the database cannot say
        token = cookies.token()
        found = Access.current().pools.gate.session(token) if token else None
        if token and found is not None and found["stage"] == "open":
            Access.current().note(token, Audience(found["audience"]))
            g.who = Who(
                found["account_id"],
                found["display_name"],
                Audience(found["audience"]),
                found["authority"],
                found["authority_name"],
                found["rights"],
                found["began_at"],
                found["task"],
                found["purpose"],
            )
    who = g.who
    assert who is None or isinstance(who, Who)
    return who


def signed_in() -> Who | None:
    """Return who is known to be asking, asking the database nothing."""
    who = g.get("who")
    assert who is None or isinstance(who, Who)
    return who


def admit() -> Answer | None:
    """Let a request in, send it to the door, or answer as if there were no such page.

    Somebody who has not signed in is sent to the door whatever they ask for, whether there is such
    a page or not. Raises: NotFoundError.
    """
    access, endpoint = Access.current(), _endpoint()
    if endpoint is not None and access.is_open(endpoint):
        return None
    if endpoint in access.at_once and request.method in {"GET", "HEAD"}:
        return None
    return admit_now()


def admit_now() -> Answer | None:
    """Let a request in that is for no open page, or send it to the door. Raises: NotFoundError."""
    access, endpoint = Access.current(), _endpoint()
    who = who_asks()
    if who is None:
        way_back.keep()
        door = url_for(access.door)
        return too_late.given_back(too_late.SIGNED_OUT, door) or redirect(door, 303)
    if endpoint is not None and not access.lets_in(who, endpoint):
        raise NotFoundError("there is no such page")
    return None


def answered_as() -> Audience | None:
    """Return the audience of who was answered, asking the database nothing."""
    who = signed_in()
    found = g.get("answered_as") if who is None else who.audience
    assert found is None or isinstance(found, Audience)
    return found


def engine() -> Engine:
    """Return the engine of who is asking. Raises: NotFoundError."""
    who = who_asks()
    if who is None:
        raise NotFoundError("there is no such page")
    return Access.current().pools.of[who.audience]


def _endpoint() -> str | None:
    """Return the page that is asked for, even by a method that it does not take.

    "Not by this method" would say that there is such a page.
    """
    if not isinstance(request.routing_exception, MethodNotAllowed):
        return request.endpoint
    methods = request.routing_exception.valid_methods or ()
    adapter = current_app.create_url_adapter(request)
    assert adapter is not None
    return str(adapter.match(method=next(iter(methods)))[0])
