"""Where an installation keeps what is its own.

Standard library only: the launcher imports this before any Python package is installed.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def data_folder(variables: Mapping[str, str]) -> Path:
    """Return the data folder that the environment asks for, else the one of this account.

    The XDG rule is followed, by which a base that is not absolute is none. Root's data lies where
    the database server's account can reach it, which a private home is not.
    """
    if named := variables.get("NIGHTJAR_DATA"):
        return Path(named).absolute()
    base = Path(variables.get("XDG_DATA_HOME", ""))
    if base.is_absolute():
        return base / "nightjar"
    if os.geteuid() == 0:
        return Path("/var/lib/nightjar")
    return Path.home() / ".local" / "share" / "nightjar"
