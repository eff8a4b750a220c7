"""A server's kept connections: looked at before they are used, if they have lain idle."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

# as many of one login as threads can ask at once, and no more; all are kept, since a new one knows
# none of the plans that its statements were given before. Whoever finds all taken is told so in 3
# seconds, and no request is to wait for more than 5: a browser that is told later asks again
MOST_CONNECTIONS = 8
POOL = {"pool_size": MOST_CONNECTIONS, "max_overflow": 0, "pool_timeout": 3.0}
IDLE_S = 1.0


def look_before_use(engine: Engine) -> None:
    """Have connections that were idle for a second asked whether they live, and others not.

    A server under load would ask each of them several times for every page: a sixth of what a
    square of the map costs. One that dies while it is used is answered with 503 and Retry-After,
    and with it the pool forgets all the others.
    """

    @event.listens_for(engine, "checkin")
    def _note(_connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _ask(connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: Any) -> None:
        used = record.info.get("used")
        if used is None or time.monotonic() - used < IDLE_S:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error  # the pool opens another
