"""A private PostGIS cluster: made, started and stopped by its owner, reached by a socket alone."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from geo import server_settings
from geo.errors import SetupError
from geo.postgis import PostGIS
from geo.server_account import refuse_anothers, refuse_unreachable, server_account

OWNER = "nightjar"
PATIENCE_S = 120
LOGINS = (
    OWNER,
    "nightjar_loader",
    "nightjar_publisher",
    "nightjar_analyst",
    "nightjar_officer",
    "nightjar_board",
    "nightjar_admin",
    "nightjar_gate",
)
# what functions and views run as, so that the rules of rows hold for them; nobody signs in as one
ROLES_BEHIND = ("nightjar_casework", "nightjar_keeper")


def why_it_ended(said: str) -> str:
    """Return the line of a server's log that says why it did not start: its last one seldom does.

    Whoever asks too early is refused by a line of the same rank, and is not why.
    """
    lines = [re.sub(r"^.*?\[\d+\] ", "", line) for line in said.strip().splitlines()]
    worst = [
        line.partition(":")[2].strip()
        for line in lines
        if re.match("(FATAL|PANIC):", line) and "the database system is" not in line
    ]
    return (worst or lines or ["it said nothing"])[-1].rstrip(".")


@dataclass(frozen=True)
class Status:
    """What ``nightjar db status`` says of a cluster."""

    folder: Path
    exists: bool
    running: bool
    socket: Path | None
    programs: Path
    private_copy: bool


class Cluster:
    """One PostgreSQL data folder and the server over it.

    No TCP port is ever opened: clients come through a socket in a folder that only the owner can
    enter, and the operating system vouches for who they are (peer authentication), so that there
    is no password to lose.
    """

    def __init__(self, folder: Path, postgis: PostGIS) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.log = folder / "log"
        self._note = folder / "socket"
        self._postgis = postgis

    @property
    def exists(self) -> bool:
        """Whether the data folder has been made, and made to the end."""
        return (self.folder / "made").exists()

    def ensure_running(self) -> None:
        """Make the cluster if it is not there, start it if it does not run, and wait for it.

        A server that recovers from a crash runs, but lets nobody in yet. Raises: SetupError.
        """
        self._make_folder()
        with self._alone():
            if not self.exists:
                self._make()
            changed = self._name_people() | server_settings.keep_errors_out(
                self.data / server_settings.FILE
            )
            if not self.accepting():
                self._bring_up()
            elif changed:
                self._must("pg_ctl", "-D", str(self.data), "reload")

    def running(self) -> bool:
        """Whether a server runs over this data folder. Raises: SetupError if it is another's."""
        refuse_anothers(self.folder)
        if not self.exists:
            return False
        return self._server("pg_ctl", "-D", str(self.data), "status").returncode == 0

    def accepting(self) -> bool:
        """Whether the server lets people in: it has started, and has recovered what it must.

        The server over this very folder: a folder that was copied names the socket of the first.
        """
        if not self.running() or not self._note.exists():
            return False
        return self._server("pg_isready", "-q", "-h", str(self.socket())).returncode == 0

    def stop(self) -> bool:
        """Stop the server, ending its sessions; False if it did not run. Raises: SetupError."""
        if not self.running():
            return False
        self._must("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "stop")
        return True

    def remove(self) -> None:
        """Stop the server and delete all that it holds, for a cluster that was made to be lost."""
        with contextlib.suppress(SetupError):
            self.stop()
        if self._note.exists():
            shutil.rmtree(self.socket(), ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def status(self) -> Status:
        """Describe the cluster without changing it."""
        running = self.running()
        return Status(
            self.folder,
            self.exists,
            running,
            self.socket() if running else None,
            self._postgis.programs,
            self._postgis.private,
        )

    def socket(self) -> Path:
        """The folder of the server's socket."""
        return Path(self._note.read_text().strip())

    def url(self, database: str = "nightjar", login: str = OWNER) -> str:
        """The address of a database in this cluster, for one of the logins."""
        return f"postgresql+psycopg://{login}@/{database}?host={self.socket()}"

    def _make_folder(self) -> None:
        user = server_account()
        refuse_anothers(self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        if user is not None:
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        self.folder.chmod(0o700)
        if user is not None:
            refuse_unreachable(user, self.folder)

    def _make(self) -> None:
        """Run initdb; a make that was cut off is begun anew, for it cannot hold anything yet."""
        shutil.rmtree(self.data, ignore_errors=True)
        made = ["initdb", "-D", str(self.data), "-U", OWNER, "--no-locale", "-E", "UTF8"]
        self._must(*made, "--auth-local=peer", "--auth-host=reject", "--no-instructions")
        self._write(self.data / "pg_hba.conf", "local all all peer map=nightjar\n")
        with (self.data / server_settings.FILE).open("a") as conf:
            conf.write(server_settings.CONFIGURATION + server_settings.QUIET)
        self._write(self.folder / "made", "")

    def _name_people(self) -> bool:
        """Say which accounts of this machine may be which logins; whether that has changed.

        A cluster that an earlier release made does not know the logins that came since.
        """
        people = {pwd.getpwuid(os.geteuid()).pw_name}
        if (user := server_account()) is not None:
            people.add(user.pw_name)
        idents = [f"nightjar {person} {login}" for person in sorted(people) for login in LOGINS]
        path, wanted = self.data / "pg_ident.conf", "\n".join(idents) + "\n"
        if path.read_text() == wanted:
            return False
        self._write(path, wanted)
        return True

    def _bring_up(self) -> None:
        """Start the server; of one that runs, wait until it lets people in or has ended."""
        ends = time.monotonic() + PATIENCE_S
        while not self.accepting():
            if time.monotonic() > ends:
                raise SetupError(
                    "the database server runs but lets nobody in yet: after a crash it first "
                    f"recovers what was written. Try again in a minute; its log is {self.log}."
                )
            if not self.running():
                self._start()
            elif not self.socket().is_dir():
                raise SetupError(
                    f"the database server runs, and the folder of its socket {self.socket()} is "
                    "gone: run nightjar db stop, and ask again."
                )
            else:
                time.sleep(0.1)

    def _start(self) -> None:
        folder = self._socket_folder()
        before = self.log.stat().st_size if self.log.exists() else 0
        done = self._server(
            *("pg_ctl", "-D", str(self.data), "-w", "-t", str(PATIENCE_S), "-l", str(self.log)),
            *("-o", f"-k {folder}", "start"),
        )
        if done.returncode != 0:
            said = self.log.read_bytes()[before:].decode(errors="replace") or done.stderr
            raise SetupError(
                f"the database server did not start: {why_it_ended(said)}. Its log is {self.log}."
            )

    def _socket_folder(self) -> Path:
        """Return a folder for the socket that belongs to the server's user alone.

        A socket's path may hold 107 bytes at most, so it cannot lie in the data folder; and a name
        in a shared folder could be taken by somebody else first, so it is made anew if it is not
        certainly ours.
        """
        user = server_account()
        uid = os.geteuid() if user is None else user.pw_uid
        if self._note.exists():
            noted = Path(self._note.read_text().strip())
            try:
                found = noted.lstat()
            except FileNotFoundError:
                found = None
            if found is not None and stat.S_ISDIR(found.st_mode) and found.st_uid == uid:
                noted.chmod(0o700)
                return noted
        folder = Path(tempfile.mkdtemp(prefix="nightjar-", dir="/tmp"))
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
        self._write(self._note, f"{folder}\n")
        return folder

    def _write(self, path: Path, text: str) -> None:
        path.write_text(text)
        if (user := server_account()) is not None:
            os.chown(path, user.pw_uid, user.pw_gid)

    def _must(self, program: str, *arguments: str) -> None:
        done = self._server(program, *arguments)
        if done.returncode != 0:
            last = (done.stderr or done.stdout).strip().splitlines()[-1:]
            raise SetupError(f"{program} failed: {''.join(last)}")

    def _server(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a server program, as an unprivileged user when we are root: it refuses root."""
        user = server_account()
        environment = {**os.environ, **self._postgis.environment, "LC_ALL": "C.UTF-8"}
        # files, not pipes: the server that pg_ctl leaves behind would hold a pipe open for ever
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            done = subprocess.run(
                [str(self._postgis.programs / program), *arguments],
                cwd="/",
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                check=False,
                user=None if user is None else user.pw_uid,
                group=None if user is None else user.pw_gid,
                extra_groups=None if user is None else [],
            )
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, out.read(), err.read())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Two starts at once take turns."""
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
