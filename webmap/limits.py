"""How often one address may try to sign in, here or by an identity provider.

Counted in this process's memory: several processes count each for itself, and a restart forgets.
The lock after failures is the database's and does neither; this keeps a flood from reaching it.
"""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Flask, request
from flask_limiter import Limiter

# a council's forty officers come in of a morning by one address, each by two forms
TRIES_A_MINUTE = 120
PACE = f"{TRIES_A_MINUTE} per minute; {8 * TRIES_A_MINUTE} per hour"


def register(app: Flask, *, sent: Iterable[Blueprint], asked: Iterable[Blueprint]) -> None:
    """Limit what is ``sent`` to some parts of the site, and all that is ``asked`` of others.

    An identity provider is gone to and come back from by GET, and each makes this server ask it.
    """
    limiter = Limiter(address, app=app, storage_uri="memory://", headers_enabled=False)
    for part in sent:
        limiter.limit(PACE, methods=["POST"])(part)
    for part in asked:
        limiter.limit(PACE)(part)


def address() -> str:
    """Return the address that a request comes from; a proxy's word is settled by the server."""
    return request.remote_addr or "unknown"
