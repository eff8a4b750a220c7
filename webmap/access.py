"""Who is asking, and as which login of the database: the one place where access is decided.

There are no accounts yet. The server answers on this machine only, and whoever asks is taken to be
the police analyst, whose engine ``create_app`` was given. Accounts will change ``who_asks`` alone:
each part of the site already states which audiences may ask it, and a part that states none stops
the start.
"""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from flask import Blueprint, Flask, current_app
from sqlalchemy import Engine

from geo.errors import NotFoundError, SetupError

OPEN = frozenset({"static", "status.health"})  # nothing in them depends on who asks


class Audience(StrEnum):
    """Those who may ask; each has its own login and sees its own released views."""

    ANALYST = "analyst"
    OFFICER = "officer"
    BOARD = "board"
    ADMIN = "admin"


class Access:
    """The engines of the audiences that this server answers, kept with the application."""

    def __init__(self, app: Flask, engines: dict[Audience, Engine]) -> None:
        self.engines = engines
        self.allowed: dict[str, frozenset[Audience]] = {}
        app.extensions["nightjar_access"] = self

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
        app.before_request_funcs.setdefault(blueprint.name, []).insert(
            0, partial(admit, blueprint.name)
        )

    def refuse_unguarded(self, app: Flask) -> None:
        """Refuse to start with a page that nobody decided who may see. Raises: SetupError."""
        for rule in app.url_map.iter_rules():
            part = rule.endpoint.rpartition(".")[0]
            if rule.endpoint not in OPEN and not self.allowed.get(part):
                raise SetupError(
                    f"each page must state who may ask for it, and {rule.rule} does not: "
                    "add its blueprint by Access.guard()"
                )


def who_asks() -> Audience | None:
    """Return who is asking; None for somebody who may ask nothing."""
    return Audience.ANALYST


def admit(part: str) -> None:
    """Let a request into a part of the site, or answer as if there were no such page.

    Raises: NotFoundError.
    """
    audience = who_asks()
    if audience is None or audience not in Access.current().allowed.get(part, frozenset()):
        raise NotFoundError("there is no such page")


def engine() -> Engine:
    """Return the engine of who is asking. Raises: NotFoundError."""
    audience = who_asks()
    found = Access.current().engines.get(audience) if audience is not None else None
    if found is None:
        raise NotFoundError("there is no such page")
    return found
