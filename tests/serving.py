"""A server of a test, in a thread of its own."""

from contextlib import suppress
from typing import Any


def until_closed(server: Any) -> None:
    """Run a server until another thread closes it, perhaps while it waits at a socket of its."""
    with suppress(OSError):
        server.run()
