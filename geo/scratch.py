"""A database of invented data for attacks that write: in a cluster of its own, which is then gone.

An attack that plants canaries, or sends what would change something, must never meet what people
have entrusted to us. It meets this: the same release over another data folder.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from sqlalchemy import make_url

from geo.cluster import Cluster
from geo.database import DATABASE, engine, run_worded
from geo.postgis import PostGIS, provide
from geo.settings import Settings
from geo.upgrade import make_database, ready

NAME = "scratch-{}"


@contextmanager
def scratch(settings: Settings) -> Iterator[Settings]:
    """Make an empty database of this release in a cluster of its own; remove it at the end.

    Raises: SetupError.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    postgis = provide(settings.data)
    _remove_left_behind(settings.data, postgis)
    folder = settings.data / NAME.format(os.getpid())
    folder.mkdir()
    cluster = Cluster(folder / "cluster", postgis)
    with _ending_in_order():
        try:
            cluster.ensure_running()
            make_database(cluster.url("postgres"), DATABASE)
            inside = settings_of(cluster, folder)
            ready(inside)
            yield inside
        finally:
            cluster.remove()
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def beside(settings: Settings, name: str) -> Iterator[Settings]:
    """Copy a scratch database, to which nobody is connected, in its own cluster; drop the copy.

    What is recorded in the copy is anchored in a file of its own.
    """
    whole = make_url(settings.database_url or "")
    copy = f"{whole.database}_{name}"

    def lead(database: str) -> Settings:
        address = whole.set(database=database).render_as_string(hide_password=False)
        anchors = settings.key_folder / f"{name}.jsonl"
        return settings.model_copy(update={"database_url": address, "anchors": anchors})

    server = engine(lead("postgres")).execution_options(isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            names = {"name": copy, "template": str(whole.database)}
            run_worded(connection, "copy_database_statement", names)
        yield lead(copy)
    finally:
        with server.connect() as connection:
            run_worded(connection, "drop_database_statement", {"name": copy})
        server.dispose()


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Have the wish that this process end (SIGTERM) tidy up as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are the main thread's to take
        return
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(number: int, _frame: object) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)  # a second wish does not stop the tidying
    sys.exit(128 + number)


def settings_of(cluster: Cluster, folder: Path) -> Settings:
    """Return settings of a scratch database, nothing of which is the installation's own."""
    return Settings(
        database_url=cluster.url(DATABASE),
        data=folder,
        keys=folder / "keys",
        anchors=folder / "keys" / "anchors.jsonl",
        database_logins="own",
        address=None,
        proxy=None,
        load_memory_mb=None,
        tile_file=None,
        tile_server=None,
        tile_credit="",
        metrics_token_file=None,
        log="off",
        smtp_host=None,
        smtp_port=587,
        smtp_security="starttls",
        smtp_user=None,
        smtp_password_file=None,
        mail_from=None,
        oidc_issuer=None,
        oidc_client_id=None,
        oidc_client_secret_file=None,
        oidc_file=None,
    )


def _remove_left_behind(data: Path, postgis: PostGIS) -> None:
    """Remove what a run left that was ended before it could tidy up."""
    for folder in data.glob(NAME.format("*")):
        found = re.search(r"(\d+)$", folder.name)
        if found is not None and not Path(f"/proc/{found[1]}").exists():
            Cluster(folder / "cluster", postgis).remove()
            shutil.rmtree(folder, ignore_errors=True)
