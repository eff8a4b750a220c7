"""Ask which packages of the lock have a known weakness that nobody has waived in writing.

The list is that of https://osv.dev, which pip-audit asks as well; asking it takes no package. On a
closed network it says that it could not ask. Run: .venv/bin/python .ci/audit.py
Exit code: 0 none is known, or nobody could be asked; 1 one is known.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import tomllib
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from bill_of_materials import pinned  # noqa: E402 - beside this file, which is in no package

ASKED = "https://api.osv.dev/v1/querybatch"
PATIENCE_S = 10


class NotAskedError(Exception):
    """Nobody could be asked."""


def known(packages: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the numbers of the known weaknesses by package. Raises: NotAskedError."""
    asked = [
        {"package": {"name": name, "ecosystem": "PyPI"}, "version": version}
        for name, version in packages
    ]
    request = urllib.request.Request(
        ASKED,
        json.dumps({"queries": asked}).encode(),
        {"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:  # noqa: S310
            told = json.load(answer)
    except (OSError, ValueError) as error:
        raise NotAskedError(f"osv.dev did not answer ({type(error).__name__})") from error
    return found(packages, told)


def found(packages: Sequence[tuple[str, str]], told: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what an answer says of each package: its results are in the order of the question."""
    numbers = [
        [str(each["id"]) for each in result.get("vulns") or []] for result in told["results"]
    ]
    weak: dict[str, list[str]] = {}
    for (name, _), each in zip(packages, numbers, strict=True):
        if each:
            weak[name] = [*weak.get(name, []), *each]
    return weak


def unwaived(
    weak: Mapping[str, list[str]], waivers: list[dict[str, Any]], today: dt.date
) -> list[str]:
    """Return a sentence for each weakness that no waiver covers on this day."""
    covered = {
        (each["package"], each["id"])
        for each in waivers
        if each["until"] >= today and each["reason"].strip()
    }
    return [
        f"{name} has the known weakness {number}, which nobody has waived"
        for name, numbers in weak.items()
        for number in numbers
        if (name, number) not in covered
    ]


def waivers() -> list[dict[str, Any]]:
    """Return the waivers as they are written."""
    listed: list[dict[str, Any]] = tomllib.loads((HERE / "waivers.toml").read_text()).get(
        "waiver", []
    )
    return listed


def main() -> int:
    """Ask, say what was found, and return the exit code."""
    try:
        said = unwaived(known(pinned()), waivers(), dt.datetime.now(dt.UTC).date())
    except NotAskedError as error:
        print(f"not audited: {error}")
        return 0
    print("\n".join(said) or f"no weakness is known of {len(pinned())} packages")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
