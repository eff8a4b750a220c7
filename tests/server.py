"""The tests' own PostGIS server, and databases copied from one that was made once."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import pytest
from sqlalchemy import Engine, NullPool, create_engine, text

from geo import postgis
from geo.cluster import Cluster
from geo.database import engine
from geo.settings import Settings
from geo.upgrade import upgrade
from tests.fixed_keys import fixed_keys
from webmap.demo import prepare

# as sql/roles.sql and sql/grants.sql have them, which take ten times as long for each copy
LOGINS = tuple(
    f"nightjar_{each}"
    for each in ("loader", "publisher", "analyst", "officer", "board", "admin", "gate")
)

MEMORY = Path("/dev/shm")
ROOM_BYTES = 4 * 2**30


class Server:
    """A cluster beside the user's own, and the databases of one run of the tests.

    ``run`` is the same in every process of a run; the names of its databases begin with it, so
    that several runs may share the server. Databases of runs that have ended are dropped.
    """

    def __init__(self, folder: Path, data: Path, run: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._cluster = Cluster(_place(folder), postgis.provide(data))
        self._folder = folder
        # the processes of a run have one parent; on its own, a run is its own
        leader = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
        self._run = f"t{leader}_{run[:8]}"

    def start(self) -> None:
        """Start the server. What it holds need not outlive a power cut, so no write waits."""
        with self._alone():
            self._user(os.getpid()).touch()
            self._cluster.ensure_running()
            self._say("ALTER SYSTEM SET fsync = off")
            self._say("ALTER SYSTEM SET max_wal_size = '512MB'")
            self._say("SELECT pg_reload_conf()")
            for name in self._databases():
                if _ended(name):
                    self.drop(name)

    def end(self) -> None:
        """Give the memory back, if no other process of a run is at work in it."""
        self._maker.dispose()
        with self._alone():
            self._user(os.getpid()).unlink()
            for user in self._folder.glob("user_*"):
                if Path(f"/proc/{user.name.removeprefix('user_')}").exists():
                    return
                user.unlink()
            if self._cluster.folder.is_relative_to(MEMORY):
                self._cluster.remove()
                self._cluster.folder.parent.rmdir()

    def settings(self, name: str) -> Settings:
        """Return settings that lead to a database, each login of it in its own name."""
        return Settings(
            database_url=self._cluster.url(name), data=self._folder, database_logins="own"
        )

    def url(self, name: str, login: str) -> str:
        """Return the address of a database for one login, whose holder the system vouches for."""
        return self._cluster.url(name, login)

    def template(self, kind: str) -> str:
        """Return the database that others are copied from: ``blank`` or ``county``."""
        name = f"{self._run}_{kind}"
        if kind == "county":
            self.template("blank")
        with self._alone():
            if name not in self._databases():
                half = f"{name}_begun"
                self.drop(half)
                if kind == "blank":
                    self._say(f'CREATE DATABASE "{half}"')
                else:
                    self._copy(f"{self._run}_blank", half)
                FILL[kind](self.settings(half))
                self._say(f'ALTER DATABASE "{half}" RENAME TO "{name}"')
        return name

    def copy_of(self, kind: str) -> str:
        """Make a database for one test, as a copy of a template."""
        template, name = self.template(kind), f"{self._run}_{secrets.token_hex(4)}"
        self._copy(template, name)
        return name

    def drop(self, name: str) -> None:
        """Drop a database, ending its sessions."""
        self._say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _copy(self, template: str, name: str) -> None:
        # files are copied as they are: to write each page to the log as well takes longer
        self._say(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        # what may be done to a database as a whole is not copied with it
        self._say(f'GRANT CONNECT ON DATABASE "{name}" TO {", ".join(LOGINS)}')
        self._say(f'REVOKE TEMPORARY ON DATABASE "{name}" FROM PUBLIC')
        self._say(f'GRANT TEMPORARY ON DATABASE "{name}" TO nightjar_loader')

    def _databases(self) -> list[str]:
        with self._maker.connect() as connection:
            return list(connection.scalars(text("SELECT datname FROM pg_database")))

    def _say(self, statement: str) -> None:
        with self._maker.connect() as connection:
            connection.exec_driver_sql(statement)

    @cached_property
    def _maker(self) -> Engine:
        address = self._cluster.url("postgres")
        return create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)

    def _user(self, process: int) -> Path:
        """Return the note that a process is at work here."""
        return self._folder / f"user_{process}"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self._folder / "tests.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _place(folder: Path) -> Path:
    """Return where the cluster lies: in memory if there is room, for each test copies 1,400 files.

    There a copy takes a sixth of the time that it takes on a disk.
    """
    found = folder.stat()  # whose path another root on this machine may have too
    at = MEMORY / f"nightjar-tests-{os.geteuid()}-{found.st_dev}-{found.st_ino}"
    if not (os.path.ismount(MEMORY) and os.access(MEMORY, os.W_OK | os.X_OK)):
        return folder
    if not at.exists() and min(shutil.disk_usage(MEMORY).free, _free_memory()) < ROOM_BYTES:
        return folder
    # everybody may make a folder there: one that is not certainly ours is not used
    at.mkdir(mode=0o711, exist_ok=True)
    made = at.lstat()
    ours = stat.S_ISDIR(made.st_mode) and made.st_uid == os.geteuid()
    if not ours or made.st_mode & 0o022:
        return folder
    at.chmod(0o711)  # whatever the umask: the server's user goes through it
    return at / "cluster"


def _free_memory() -> int:
    found = re.search(r"MemAvailable:\s+(\d+) kB", Path("/proc/meminfo").read_text())
    return int(found[1]) * 1024 if found else 0


def _fill_blank(settings: Settings) -> None:
    owner = engine(settings)
    upgrade(owner)
    owner.dispose()


def _fill_county(settings: Settings) -> None:
    """Load the county as the demonstration does, and flag its premises."""
    with pytest.MonkeyPatch.context() as patch:
        assert settings.database_url is not None
        patch.setenv("NIGHTJAR_DATABASE_URL", settings.database_url)
        fixed_keys(settings.key_folder)
        prepare(settings)


FILL = {"blank": _fill_blank, "county": _fill_county}


def _ended(name: str) -> bool:
    """Whether a database was left behind by a run whose leading process is gone."""
    found = re.match(r"t(\d+)_", name)
    return found is not None and not Path(f"/proc/{found[1]}").exists()
