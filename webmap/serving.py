"""Serve the pages: on this machine's own address, and elsewhere only to people with accounts."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click
from waitress import create_server  # type: ignore[import-untyped]
from werkzeug.middleware.proxy_fix import ProxyFix

from geo import logs
from geo.accounts import real_people
from geo.database import engine
from geo.errors import SetupError
from geo.settings import Settings
from webmap import create_app, worker_process
from webmap.pools import Pools
from webmap.reserved import Reserved
from webmap.unread import complete_refusals

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ADDRESS = "127.0.0.1"
THREADS = 8
FIRST = (
    "nobody has an account yet: nightjar user add NAME --right admin makes the first one, which "
    "can then add the others"
)


def serve(
    settings: Settings, port: int, host: str | None = None, *, with_worker: bool = True
) -> None:
    """Answer those who have accounts until stopped, beside a worker. Raises: SetupError."""
    people = _anybody(settings)
    if host is not None and not people:
        raise SetupError(f"--host opens Nightjar to other machines, and {FIRST}")
    if host is not None and settings.address is None:
        raise SetupError(
            "--host opens Nightjar to other machines, which must reach it by https: set "
            "NIGHTJAR_ADDRESS to the https address that people open, and let a proxy answer it"
        )
    if host is not None:
        _require_own_logins(settings)
    said = "" if people else FIRST
    _run(settings, port, host or ADDRESS, said, demonstration=False, with_worker=with_worker)


def serve_demo(settings: Settings, port: int, *, with_worker: bool = True) -> None:
    """Answer anybody on this machine, as one of the sample people. Raises: SetupError."""
    said = "everything in it is invented: choose one of its sample people"
    # nobody from outside comes in to a demonstration
    outside = ("address", "proxy", *(name for name in Settings.model_fields if "oidc" in name))
    alone = settings.model_copy(update=dict.fromkeys(outside))
    _run(alone, port, ADDRESS, said, demonstration=True, with_worker=with_worker)


def application() -> WSGIApplication:
    """Return the application for another WSGI server, such as gunicorn, which calls this.

    That server answers on this machine alone, behind a proxy; ``nightjar work`` runs beside it.
    Raises: SetupError.
    """
    settings = Settings.from_environment()
    if settings.address is not None:
        _require_own_logins(settings)
    if settings.log != "off":
        logs.begin(requests=settings.log == "json" or not sys.stderr.isatty())
    app = create_app(Pools(settings), settings)
    if settings.proxy is not None:
        app.wsgi_app = _Proxied(app.wsgi_app, settings.proxy)  # type: ignore[method-assign]
    return app


def _require_own_logins(settings: Settings) -> None:
    """Refuse other machines while one login plays all the others. Raises: SetupError.

    From a role that was switched to, `RESET ROLE` leads back to a login that reads everything.
    """
    if settings.database_url is not None and settings.database_logins != "own":
        raise SetupError(
            "pages that other machines open must reach the database by a login for each audience, "
            "and the login of NIGHTJAR_DATABASE_URL plays them all: give each a way in of its own "
            "and set NIGHTJAR_DATABASE_LOGINS=own (docs/installing.md, Settings)"
        )


class _Proxied:
    """Take one proxy's word on whom it asks for, as waitress does; nobody else's."""

    def __init__(self, inner: WSGIApplication, proxy: str) -> None:
        self._inner, self._proxy = inner, proxy
        self._asked_for = ProxyFix(inner, x_for=1, x_proto=0, x_host=0)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("REMOTE_ADDR") == self._proxy:
            return self._asked_for(environ, start_response)
        return self._inner(environ, start_response)


def _run(
    settings: Settings,
    port: int,
    host: str,
    said: str,
    *,
    demonstration: bool,
    with_worker: bool,
) -> None:
    if settings.log != "off":
        logs.begin(requests=settings.log == "json" or not sys.stderr.isatty())
    pools = Pools(settings)
    try:
        app = create_app(pools, settings, demonstration=demonstration)
        complete_refusals()
        threads = Reserved(THREADS)
        app.extensions["nightjar_threads"] = threads
        try:
            server = create_server(
                app,
                _dispatcher=threads,
                host=host,
                port=port,
                threads=THREADS,
                # so that it is known when whoever asked has gone
                channel_request_lookahead=1,
                # a channel too many is not even asked after its health
                connection_limit=400,
                ident=None,
                # what is larger is refused before a byte of it is kept
                max_request_body_size=(settings.largest_upload_mb + 1) * 2**20,
                **_proxy(settings),
            )
        except OSError as error:
            raise SetupError(
                f"port {port} of {host} cannot be used ({error.strerror}): give another one"
            ) from error
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        try:
            # not before the port is known to be free: another server's worker is beside it then
            with worker_process.beside(settings, wanted=with_worker):
                click.echo(f"Nightjar answers at http://{host}:{port}/ (Ctrl-C stops it)")
                if settings.address is not None:
                    click.echo(f"people open it at {settings.address}/")
                if said:
                    click.echo(said)
                server.run()
        finally:
            server.close()
    finally:
        pools.dispose()


def _proxy(settings: Settings) -> dict[str, Any]:
    """Believe one proxy's word on whom it asks for, and nobody else's."""
    if settings.proxy is None:
        return {}
    return {
        "trusted_proxy": settings.proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for"},
        "clear_untrusted_proxy_headers": True,
    }


def _anybody(settings: Settings) -> bool:
    owner = engine(settings)
    try:
        with owner.begin() as connection:
            return real_people(connection)
    finally:
        owner.dispose()
