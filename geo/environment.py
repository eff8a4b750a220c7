"""The Python packages of a checkout: a virtual environment made from the locks.

Standard library only: the launcher runs this when nothing else is installed.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from geo import debian
from geo.errors import SetupError

FOLDER = ".venv"
INSTALLER_LOCK = "requirements-install.lock"
SHARED_WHEELS = Path("/usr/share/python-wheels")  # where Debian puts pip for ensurepip


def provide(checkout: Path, locks: Sequence[str], say: debian.Say = debian.tell) -> Path:
    """Return the interpreter of the checkout's environment, holding what the locks name.

    Every file is checked against the hash in its lock. An environment that already holds them is
    used as it is; one whose interpreter has gone is made anew. Raises: SetupError.
    """
    folder = checkout / FOLDER
    python = folder / "bin" / "python"

    def missing_now() -> list[str]:
        return [lock for lock in locks if _stamp(folder, lock) != _digest(checkout / lock)]

    # without the lock, which is a file in the checkout: a service may not write there
    try:
        if python.exists() and not missing_now():
            return python
    except PermissionError as error:
        raise SetupError(_another_accounts(folder, "enter")) from error
    with _alone(checkout):
        missing = missing_now()
        if python.exists() and not missing:
            return python
        if not python.exists():
            shutil.rmtree(folder, ignore_errors=True)
            missing = list(locks)
            _run([sys.executable, "-m", "venv", "--without-pip", str(folder)])
        count = sum(_packages(checkout / lock) for lock in missing)
        say(f"installing {count} Python packages into {folder}")
        install = _installer(checkout, folder, python, say)
        for lock in missing:
            _run([*install, "--require-hashes", "-r", str(checkout / lock)])
            _note(folder, lock).write_text(_digest(checkout / lock))
        _point_at(checkout, python)
    return python


def _installer(checkout: Path, folder: Path, python: Path, say: debian.Say) -> list[str]:
    """Return the words before an installation: uv's, which are quick, or else pip's."""
    pip = _pip(folder, python, say)
    uv = folder / "bin" / "uv"
    if not uv.exists():
        lock = str(checkout / INSTALLER_LOCK)
        fetch = [*pip, "install", "-q", "--only-binary", ":all:", "--require-hashes", "-r", lock]
        subprocess.run(fetch, capture_output=True, check=False)
    # uv reads none of pip's settings: where an index is named there, pip alone can reach it
    if uv.exists() and not _index_is_set(pip):
        return [str(uv), "pip", "install", "-q", "--python", str(python)]
    return [*pip, "install", "-q", "--disable-pip-version-check"]


def _pip(folder: Path, python: Path, say: debian.Say) -> list[str]:
    """Return the words that run pip inside the environment, from the wheel Python keeps of it.

    Debian leaves that wheel out of its plain python3: then the package that has it is unpacked
    beside the environment, which needs no right to install.
    """
    shelves = [SHARED_WHEELS]
    if (ensurepip := importlib.util.find_spec("ensurepip")) and ensurepip.origin:
        shelves.insert(0, Path(ensurepip.origin).parent / "_bundled")
    for shelf in shelves:
        if wheels := sorted(shelf.glob("pip-*.whl")):
            return [str(python), f"{wheels[-1]}/pip"]
    root = debian.unpack(["python3-pip-whl"], folder / "pip", say)
    wheels = sorted(root.rglob("pip-*.whl"))
    if not wheels:
        raise SetupError(f"no pip was found for {sys.executable}: install python3-venv.")
    return [str(python), f"{wheels[-1]}/pip"]


def _index_is_set(pip: Sequence[str]) -> bool:
    listed = subprocess.run([*pip, "config", "list"], capture_output=True, text=True, check=False)
    return any("index-url" in line and "extra" not in line for line in listed.stdout.splitlines())


def _point_at(checkout: Path, python: Path) -> None:
    """Put the checkout on the environment's path, so that it runs from any folder."""
    (packages,) = (python.parent.parent / "lib").glob("python3*/site-packages")
    (packages / "nightjar.pth").write_text(f"{checkout}\n")


def _note(folder: Path, lock: str) -> Path:
    return folder / f"{lock}.installed"


def _stamp(folder: Path, lock: str) -> str | None:
    note = _note(folder, lock)
    return note.read_text() if note.exists() else None


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _packages(lock: Path) -> int:
    return sum("==" in line for line in lock.read_text().splitlines() if line[:1].isalnum())


@contextmanager
def _alone(checkout: Path) -> Iterator[None]:
    """Two starts at once take turns."""
    try:
        with (checkout / f"{FOLDER}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except OSError as error:
        if error.errno not in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise
        raise SetupError(_another_accounts(checkout / FOLDER, "write")) from error


def _another_accounts(folder: Path, may_not: str) -> str:
    return (
        f"the Python packages go into {folder}, which this account may not {may_not}: clone the "
        "repository into a folder of your own, or, for a service that is closed in, run the "
        "command once as the account that owns the folder."
    )


def _run(command: Sequence[str]) -> None:
    # the system's certificates are what an organisation's own proxy is trusted by
    variables = {**os.environ, "UV_SYSTEM_CERTS": "1", "UV_NO_CONFIG": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=variables)
    if done.returncode != 0:
        last = (done.stderr or done.stdout).strip().splitlines()[-3:]
        raise SetupError(
            f"the Python packages could not be installed: {' '.join(last)} "
            "Check the network and the package index, then start again."
        )
