"""Debian packages for Nightjar: installed where there is the right to, else unpacked privately.

Standard library only: the launcher imports this before any Python package is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from geo.errors import SetupError

Say = Callable[[str], None]


def tell(line: str) -> None:
    """Print one line of progress where it does not mix with a command's result."""
    print(line, file=sys.stderr, flush=True)


def may_install() -> list[str] | None:
    """Return the words that go before apt-get to install packages, or None without the right."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    if not (sys.stdin.isatty() and _in_a_group_that_may()):
        return None
    tell("Debian packages are needed: sudo asks for your password (Ctrl-D goes on without them)")
    return ["sudo"] if subprocess.run(["sudo", "-v"], check=False).returncode == 0 else None


def _in_a_group_that_may() -> bool:
    import grp

    return any(grp.getgrgid(number).gr_name in {"sudo", "wheel"} for number in os.getgroups())


def install(packages: Sequence[str], say: Say = tell) -> bool:
    """Install Debian packages with apt-get; False without the right to.

    Raises: SetupError with apt's last line if the installation fails.
    """
    before = may_install()
    if before is None:
        return False
    say(f"installing {', '.join(packages)} (Debian packages)")
    _prevent_main_cluster(before)
    apt = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    # another apt may hold the lock: wait for it, as a person at the machine would
    apt += ["-o", "DPkg::Lock::Timeout=300"]
    install_line = [*apt, "install", "-y", "--no-install-recommends", *packages]
    for attempt in range(3):
        updated = subprocess.run([*apt, "update"], capture_output=True, text=True, check=False)
        done = subprocess.run(install_line, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return True
        time.sleep(2 * attempt)
    last = (done.stderr or done.stdout or updated.stderr).strip().splitlines()[-1:]
    raise SetupError(
        f"apt-get could not install {' '.join(packages)}: {''.join(last)} "
        "Check the network and the package sources, then start again."
    )


def _prevent_main_cluster(before: Sequence[str]) -> None:
    """Keep Debian from making and starting a PostgreSQL cluster of its own on port 5432."""
    folder = Path("/etc/postgresql-common/createcluster.d")
    if (folder / "nightjar.conf").exists():
        return
    subprocess.run([*before, "mkdir", "-p", str(folder)], check=True)
    subprocess.run(
        [*before, "tee", str(folder / "nightjar.conf")],
        input=b"create_main_cluster = false\n",
        stdout=subprocess.DEVNULL,
        check=True,
    )


def unpack(packages: Sequence[str], prefix: Path, say: Say = tell) -> Path:
    """Download Debian packages with all they need and unpack them under prefix / root.

    Needs no right to install; apt checks the signatures as ever. The copies get no security
    updates, which ``nightjar db status`` says. Raises: SetupError.
    """
    root = prefix / "root"
    done = prefix / "unpacked"
    if done.exists() and done.read_text() == " ".join(packages):
        return root
    for tool in ("apt-get", "dpkg-deb"):
        if shutil.which(tool) is None:
            raise SetupError(
                f"{tool} is needed to fetch {' '.join(packages)} and is not on this machine: "
                "set NIGHTJAR_DATABASE_URL to a PostGIS database instead."
            )
    say(f"no right to install here: unpacking {', '.join(packages)} into {prefix}")
    shutil.rmtree(prefix, ignore_errors=True)
    archives = prefix / "cache" / "archives"
    (archives / "partial").mkdir(parents=True)
    (prefix / "lists" / "partial").mkdir(parents=True)
    apt = ["apt-get", "-q", "-o", f"Dir::State::Lists={prefix / 'lists'}"]
    apt += ["-o", f"Dir::Cache={prefix / 'cache'}", "-o", "Debug::NoLocking=1"]
    apt += ["-o", f"APT::Sandbox::User={_user_name()}"]
    _run([*apt, "update"], prefix)
    plan = _run([*apt, "install", "-s", "--no-install-recommends", *packages], prefix)
    names = [line.split()[1] for line in plan.splitlines() if line.startswith("Inst ")]
    _run([*apt, "download", *(names or packages)], archives)
    for archive in sorted(archives.glob("*.deb")):
        _run(["dpkg-deb", "-x", str(archive), str(root)], prefix)
    shutil.rmtree(prefix / "cache")
    shutil.rmtree(prefix / "lists")
    done.write_text(" ".join(packages))
    return root


def library_path(root: Path) -> str:
    """Return the folders under root that hold shared libraries, for LD_LIBRARY_PATH."""
    folders = {found.parent for found in root.rglob("*.so*") if "postgresql" not in found.parts}
    return os.pathsep.join(str(folder) for folder in sorted(folders))


def _user_name() -> str:
    import pwd

    return pwd.getpwuid(os.geteuid()).pw_name


def _run(command: Sequence[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise SetupError(f"{command[0]} failed: {''.join(last)}")
    return done.stdout
