"""One connection for each request, as the login of who asks, that can only read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, g
from sqlalchemy import Connection

from geo import released_officer
from geo.gate import digest
from webmap import access, cookies, watching
from webmap.audience import Audience


def register(app: Flask) -> None:
    """Give every request's connection back at its end."""
    app.teardown_appcontext(lambda _: give_back())


def current_connection() -> Connection:
    """Return the connection of this request; it is opened when it is first asked for.

    All that a page shows is of one instant, although it takes several questions to show it.
    """
    if "connection" not in g:
        who = access.who_asks()
        g.connection = (
            access.engine()
            .connect()
            .execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        )
        g.watched = watching.current().begin(g.connection)
        if who is not None and who.authority is not None:
            # for this transaction alone: a pool's connection is somebody else's next
            released_officer.set_session(g.connection, digest(cookies.token() or ""))
    found = g.connection
    assert isinstance(found, Connection)
    return found


@contextmanager
def at_once(audience: Audience) -> Iterator[Connection]:
    """Give a connection of an audience's login for one statement, which is its own transaction."""
    pool = access.Access.current().pools.of[audience]
    with pool.connect().execution_options(isolation_level="AUTOCOMMIT") as made:
        watched = watching.current().begin(made)
        try:
            yield made
        finally:
            if watched is not None:
                watching.current().end(watched, made)


def give_back() -> None:
    """Give this request's connection back, if it has one: nothing more is read on it."""
    connection = g.pop("connection", None)
    if connection is not None:
        watched = g.pop("watched", None)
        if watched is not None:
            watching.current().end(watched, connection)
        if connection.get_transaction() is not None and not connection.invalidated:
            # nothing was written, and a rollback makes the driver forget every plan it keeps
            connection.commit()
        connection.close()
