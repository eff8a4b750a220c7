"""The account that the private database server runs as, and the folders that are its to use."""

from __future__ import annotations

import os
import pwd
import stat
import subprocess
from pathlib import Path

from geo.errors import SetupError


def server_account() -> pwd.struct_passwd | None:
    """Return the account the server runs as when we are root; None when it is our own.

    Raises: SetupError if there is no other than root, as which the server refuses to run.
    """
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise SetupError("the database server refuses to run as root and there is no other account")


def refuse_anothers(folder: Path) -> None:
    """Refuse the cluster of another account, which ours would shut out of its own data.

    Root could take it, and no service that runs as its owner would get in again. Raises: SetupError
    """
    account = server_account()
    ours = {os.geteuid()} | ({account.pw_uid} if account else set())
    for path in (folder, folder / "data"):
        try:
            owner = path.stat().st_uid
        except FileNotFoundError:
            return
        except PermissionError:
            raise SetupError(_belongs(folder, "another account", "ACCOUNT")) from None
        if owner not in ours:
            raise SetupError(_belongs(folder, f"the account {_name(owner)}", _name(owner)))


def refuse_unreachable(account: pwd.struct_passwd, folder: Path) -> None:
    """Refuse a folder that the server's account cannot get to. Raises: SetupError."""
    done = subprocess.run(
        ["test", "-w", str(folder)],
        check=False,
        user=account.pw_uid,
        group=account.pw_gid,
        extra_groups=[],
        cwd="/",
    )
    if done.returncode == 0:
        return
    shut = next((each for each in reversed(folder.parents) if _shuts_out(account, each)), None)
    let_in = f"let it pass through {shut} (chmod o+x {shut})" if shut else "let it in there"
    raise SetupError(
        f"the database server runs as {account.pw_name} and must be able to reach {folder}: "
        f"{let_in}, or choose a folder that is not inside a private home with NIGHTJAR_DATA."
    )


def _shuts_out(account: pwd.struct_passwd, folder: Path) -> bool:
    found = folder.stat()
    return found.st_uid != account.pw_uid and not found.st_mode & stat.S_IXOTH


def _belongs(folder: Path, whose: str, account: str) -> str:
    return (
        f"the database in {folder} belongs to {whose} of this machine, and that account alone may "
        f"use it: run the command as that account (sudo -u {account} env NIGHTJAR_DATA="
        f"{folder.parent} ...), or name a data folder of your own by NIGHTJAR_DATA."
    )


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
