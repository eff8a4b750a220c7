"""Serve the pages on this machine alone, until there are accounts."""

from __future__ import annotations

import logging

import click
from waitress import create_server  # type: ignore[import-untyped]

from geo.database import ANALYST, engine
from geo.errors import SetupError
from geo.settings import Settings
from webmap import create_app

ADDRESS = "127.0.0.1"
THREADS = 8


def serve(settings: Settings, port: int = 8000) -> None:
    """Answer on this machine until stopped. Raises: SetupError if the port is taken."""
    analyst = engine(settings, ANALYST, pooled=True)
    try:
        app = create_app(analyst, settings)
        try:
            server = create_server(app, host=ADDRESS, port=port, threads=THREADS, ident=None)
        except OSError as error:
            raise SetupError(
                f"port {port} of {ADDRESS} cannot be used ({error.strerror}): give another one"
            ) from error
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        click.echo(f"Nightjar answers at http://{ADDRESS}:{port}/ (Ctrl-C stops it)")
        click.echo("on this machine only: accounts are not set up yet")
        try:
            server.run()
        finally:
            server.close()
    finally:
        analyst.dispose()
