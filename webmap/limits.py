"""How often one address may try to sign in.

Counted in this process's memory: several processes count each for itself, and a restart forgets.
The lock after failures is the database's and does neither; this keeps a flood from reaching it.
"""

from __future__ import annotations

from flask import Blueprint, Flask, request
from flask_limiter import Limiter

PACE = "30 per minute; 300 per hour"


def register(app: Flask, *parts: Blueprint) -> None:
    """Limit what is sent to some parts of the site."""
    limiter = Limiter(address, app=app, storage_uri="memory://", headers_enabled=False)
    for part in parts:
        limiter.limit(PACE, methods=["POST"])(part)


def address() -> str:
    """Return the address that a request comes from; a proxy's word is settled by the server."""
    return request.remote_addr or "unknown"
