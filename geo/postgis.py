"""Where PostgreSQL with PostGIS is on this machine, and how to get it when it is not.

Standard library only: the launcher starts this beside the installation of the Python packages.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from geo import debian
from geo.errors import SetupError

SYSTEM = Path("/usr/lib/postgresql")
MINIMUM = 15
DEFAULT_PACKAGE = "postgresql-15-postgis-3"


@dataclass(frozen=True)
class PostGIS:
    """One installation of the server programs."""

    programs: Path
    environment: dict[str, str]
    private: bool

    @property
    def version(self) -> int:
        """The major version, from the folder Debian names for it."""
        return int(self.programs.parent.name)


def provide(data: Path, say: debian.Say = debian.tell) -> PostGIS:
    """Return PostGIS, installing it first when this machine has none.

    ``data`` is Nightjar's data folder: a private copy goes under it where there is no right to
    install. Raises: SetupError.
    """
    found = find(data)
    if found is not None:
        return found
    if not debian.install([_package()], say):
        prefix = data / "postgis"
        root = debian.unpack([_package()], prefix, say)
        _link_extensions(root)
    found = find(data)
    if found is None:
        raise SetupError(
            f"PostgreSQL {MINIMUM} or newer with PostGIS must be present and was not found "
            "after installing it: set NIGHTJAR_DATABASE_URL to a PostGIS database instead."
        )
    return found


def find(data: Path) -> PostGIS | None:
    """Return the newest PostGIS of the system, else the private copy under data, else None."""
    versions = sorted(_versions(SYSTEM), reverse=True)
    for version in versions:
        if Path(f"/usr/share/postgresql/{version}/extension/postgis.control").exists():
            return PostGIS(SYSTEM / str(version) / "bin", {}, private=False)
    root = data / "postgis" / "root"
    for version in sorted(_versions(root / "usr/lib/postgresql"), reverse=True):
        if not (data / "postgis" / "unpacked").exists():
            continue  # an unpacking that was cut off; provide() begins it anew
        environment = {
            "LD_LIBRARY_PATH": debian.library_path(root),
            "PROJ_DATA": str(root / "usr/share/proj"),
        }
        return PostGIS(root / f"usr/lib/postgresql/{version}/bin", environment, private=True)
    return None


def _versions(folder: Path) -> list[int]:
    if not folder.is_dir():
        return []
    numbers = [int(entry.name) for entry in folder.iterdir() if entry.name.isdigit()]
    return [n for n in numbers if n >= MINIMUM and (folder / str(n) / "bin/initdb").exists()]


def _package() -> str:
    """Return Debian's newest PostGIS package name; releases differ in the PostgreSQL version."""
    listed = subprocess.run(
        ["apt-cache", "search", "--names-only", r"^postgresql-[0-9]+-postgis-3$"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    ).stdout
    numbers = [int(n) for n in re.findall(r"^postgresql-(\d+)-postgis-3\b", listed, re.MULTILINE)]
    return f"postgresql-{max(numbers)}-postgis-3" if numbers else DEFAULT_PACKAGE


def _link_extensions(root: Path) -> None:
    """Do what the package's own install step does: postgis.control -> postgis-3.control."""
    for control in root.glob("usr/share/postgresql/*/extension/*-3.control"):
        link = control.with_name(control.name.removesuffix("-3.control") + ".control")
        if not link.exists():
            link.symlink_to(control.name)
