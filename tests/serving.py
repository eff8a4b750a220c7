"""A server of a test, in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from waitress import create_server, wasyncore


@contextmanager
def serving(application: Any, **options: Any) -> Iterator[Any]:
    """Serve an application on a free port of this machine until the block is left."""
    sockets: dict[int, Any] = {}
    server = create_server(application, map=sockets, host="127.0.0.1", port=0, **options)
    thread = threading.Thread(target=_until_closed, args=(server,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        # with the connections that a client keeps open: the thread would wait for them
        wasyncore.close_all(sockets, ignore_all=True)
        server.task_dispatcher.shutdown(timeout=5)
        thread.join(timeout=5)


def _until_closed(server: Any) -> None:
    """Run a server until another thread closes it, perhaps while it waits at a socket of its."""
    with suppress(OSError):
        server.run()
