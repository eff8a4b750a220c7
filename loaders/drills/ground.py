"""The ground that drills of faults stand on: a database made for them, its files, and its state."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from geo.cluster import Cluster
from geo.database import engine, query, run_worded
from geo.errors import SetupError
from geo.keys import Keys
from geo.settings import Settings
from loaders.drills import invented

QUARTER = "2026Q1"
EPISODES_EACH = 4_000  # half a second in the database; the command's start takes one or two
PATIENCE_S = 240.0


@dataclass(frozen=True)
class Done:
    """How a command ended: its exit code (less than 0: by a signal), and what it said.

    ``hung``: it did not end by itself.
    """

    code: int
    said: str
    hung: bool = False


@dataclass(frozen=True)
class Ground:
    """One database of a scratch cluster, and the invented files that are loaded into it."""

    settings: Settings
    cluster: Cluster
    folder: Path

    def copy(self, name: str) -> Ground:
        """Copy the database in the same cluster, with the same keys and files.

        One that has the name is dropped. Nobody may be connected to what is copied.
        """
        other = self.named(name)
        self._instead(other.database, {"template": self.database})
        return other

    def drop(self) -> None:
        """Drop the database."""
        self._instead(self.database, None)

    @property
    def database(self) -> str:
        """The name of the database."""
        assert self.settings.database_url is not None
        return str(make_url(self.settings.database_url).database)

    def named(self, name: str) -> Ground:
        """Return another database of the same cluster, which is there or will be made."""
        assert self.settings.database_url is not None
        url = make_url(self.settings.database_url).set(database=name)
        address = url.render_as_string(hide_password=False)
        return replace(self, settings=self.settings.model_copy(update={"database_url": address}))

    def _instead(self, name: str, template: dict[str, str] | None) -> None:
        server = engine(self.named("postgres").settings)
        apart = server.execution_options(isolation_level="AUTOCOMMIT")
        try:
            with apart.connect() as connection:
                run_worded(connection, "drop_database_statement", {"name": name})
                if template is not None:
                    names = {"name": name, **template}
                    run_worded(connection, "copy_database_statement", names)
        finally:
            server.dispose()

    def delivery(self, number: int, many: int = EPISODES_EACH) -> Path:
        """Write one of the deliveries of episodes: a quarter of each is in the one before too."""
        path = self.folder / f"episodes_{number}.csv"
        if path.exists():
            return path
        first = number * EPISODES_EACH * 3 // 4
        rows = [invented.episode_row(n, n % 97) for n in range(first, first + many)]
        path.write_text(invented.episodes(rows))
        return path

    def load(self, path: Path) -> None:
        """Load a delivery, which must succeed. Raises: SetupError."""
        self.must(*load_line(path))

    def prepare(self) -> None:
        """Load what comes before episodes. Raises: SetupError."""
        Keys(self.settings.key_folder).make_missing()
        register = invented.register(invented.premises_row(n * 47) for n in range(1, 60))
        for name, content, line in (
            ("authority.geojson", invented.boundary(), ("boundaries", "--kind", "authority")),
            ("ward.geojson", invented.ward(), ("boundaries", "--kind", "ward")),
            ("register.csv", register, ("premises", "--authority", invented.AUTHORITY)),
            ("addresses.csv", invented.addresses(), ("addresses",)),
        ):
            path = self.folder / name
            path.write_text(content)
            self.must("load", line[0], str(path), *line[1:])
        self.must("cells", "build")

    def begin(self, *line: str) -> subprocess.Popen[str]:
        """Begin a command as a process of its own, as a person would."""
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "webmap", *line],
            env={**os.environ, **self.settings.as_environment(), "OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *line: str) -> Done:
        """Run a command to its end."""
        process = self.begin(*line)
        return self.end_of(process)

    def end_of(self, process: subprocess.Popen[str]) -> Done:
        """Wait for a command; one that hangs is killed, and said to have ended by that."""
        try:
            said, _ = process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            said, _ = process.communicate()
            return Done(process.returncode, said, hung=True)
        return Done(process.returncode, said)

    def must(self, *line: str) -> str:
        """Run a command that must succeed. Raises: SetupError."""
        return self.succeeded(self.run(*line), line)

    def succeeded(self, done: Done, line: Sequence[str]) -> str:
        """Return what a command said that must have succeeded. Raises: SetupError."""
        if done.code != 0:
            raise SetupError(f"nightjar {' '.join(line[:2])} failed in the drill: {done.said}")
        return done.said

    def state(self) -> str:
        """Return the hash of what is held and published, whatever came in between."""
        found = engine(self.settings)
        try:
            with found.connect() as connection:
                return str(connection.execute(query("drill_state")).one().sha256)
        finally:
            found.dispose()

    def damage(self) -> list[str]:
        """Return what PostgreSQL's own check of tables and indexes finds wrong; none if all stand.

        By amcheck: every row that a table holds is in each of its indexes.
        """
        found = engine(self.settings)
        try:
            with found.begin() as connection:
                connection.execute(query("make_amcheck"))
                connection.execute(query("check_trees"))
                return [str(row.said) for row in connection.execute(query("damage"))]
        except DBAPIError as error:
            return [str(error.orig).splitlines()[0]]
        finally:
            found.dispose()

    def sessions(self, login: str) -> int:
        """Return how many sessions one login has."""
        return self._ask("sessions_of", login)

    def end_sessions(self, login: str) -> int:
        """End the sessions of one login, and return how many those were."""
        return self._ask("end_sessions", login)

    def _ask(self, name: str, login: str) -> int:
        found = engine(self.settings)
        try:
            with found.begin() as connection:
                return int(connection.scalar(query(name), {"login": login}) or 0)
        finally:
            found.dispose()

    def settled(self, login: str) -> None:
        """Wait until the server has noticed that a command is gone. Raises: SetupError."""
        ends = time.monotonic() + PATIENCE_S
        while self.sessions(login):
            if time.monotonic() > ends:
                raise SetupError("the server still works for a command that is gone")
            time.sleep(0.05)

    def kill_server(self) -> float:
        """End the database server as a fault of the machine would, and start it again.

        Returns: seconds until it let people in again.
        """
        killed = time.monotonic()
        note = self.cluster.data / "postmaster.pid"
        number = int(note.read_text().split()[0])
        began = Path(f"/proc/{number}/task/{number}/children").read_text().split()
        os.kill(number, signal.SIGKILL)
        ends = time.monotonic() + PATIENCE_S
        while any(_lives(each) for each in (number, *map(int, began))):
            if time.monotonic() > ends:
                raise SetupError("what the killed server began does not end")
            time.sleep(0.05)
        # a machine that forgets to bury its dead would pass it for running
        note.unlink(missing_ok=True)
        self.started()
        return time.monotonic() - killed

    def started(self) -> None:
        """Start the server; what the killed one began must end first. Raises: SetupError."""
        ends = time.monotonic() + PATIENCE_S
        while True:
            try:
                self.cluster.ensure_running()
            except SetupError:
                if time.monotonic() > ends:
                    raise
                time.sleep(0.2)
            else:
                return


def _lives(number: int) -> bool:
    """Whether a process runs: one that ended and was not asked after does not."""
    try:
        told = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False
    return told.rpartition(")")[2].split()[0] not in {"Z", "X"}


def load_line(path: Path) -> tuple[str, ...]:
    """Return the command that loads a delivery."""
    return ("load", "episodes", str(path), "--supplier", "Invented Police")


def said_in_a_sentence(done: Done) -> bool:
    """Whether a command that failed said so in a sentence, with exit code 1 and no trace."""
    lines: Sequence[str] = [line for line in done.said.splitlines() if line.strip()]
    return done.code == 1 and "Traceback" not in done.said and len(lines) <= 3
