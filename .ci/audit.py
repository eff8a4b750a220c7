"""Ask which packages of any lock have a known weakness that nobody has waived in writing.

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
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from bill_of_materials import pinned  # noqa: E402 - beside this file, which is in no package

ASKED = "https://api.osv.dev/v1/querybatch"
PATIENCE_S = 10
MOST_PAGES = 50  # of one package's weaknesses; more is no answer

Package = tuple[str, str]
Answer = Mapping[str, Any]


class NotAskedError(Exception):
    """Nobody could be asked."""


def ask(queries: Sequence[Answer]) -> Answer:
    """Return what osv.dev answers, as it came. Raises: NotAskedError."""
    request = urllib.request.Request(
        ASKED,
        json.dumps({"queries": queries}).encode(),
        {"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:  # noqa: S310
            told: Answer = json.load(answer)
    except (OSError, ValueError) as error:
        raise NotAskedError(f"osv.dev did not answer ({type(error).__name__})") from error
    return told


def known(
    packages: Sequence[Package], ask: Callable[[Sequence[Answer]], Answer] = ask
) -> dict[str, list[str]]:
    """Return the numbers of the known weaknesses by package. Raises: NotAskedError.

    Where an answer has more pages, whoever asked is given a token for the next: its package is
    asked after again, with the token, until there is none. An answer that breaks off is none.
    """
    weak: dict[str, list[str]] = {}
    waiting: list[tuple[Package, str]] = [(each, "") for each in packages]
    for _ in range(MOST_PAGES):
        if not waiting:
            return weak
        results = ask([_query(package, token) for package, token in waiting]).get("results") or []
        if len(results) != len(waiting):
            raise NotAskedError("osv.dev answered of other packages than those that were asked")
        following = []
        for (package, _token), result in zip(waiting, results, strict=True):
            numbers = [str(each["id"]) for each in result.get("vulns") or []]
            if numbers:
                weak[package[0]] = [*weak.get(package[0], []), *numbers]
            if token := result.get("next_page_token"):
                following.append((package, str(token)))
        waiting = following
    raise NotAskedError(f"osv.dev has more than {MOST_PAGES} pages of one package")


def _query(package: Package, token: str) -> Answer:
    """Return a question, in the words of the list's own interface."""
    name, version = package
    query = {"package": {"name": name, "ecosystem": "PyPI"}, "version": version}
    return {**query, "page_token": token} if token else query


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
        said = unwaived(known([*pinned()]), waivers(), dt.datetime.now(dt.UTC).date())
    except NotAskedError as error:
        print(f"not audited: {error}")
        return 0
    print("\n".join(said) or f"no weakness is known of {len(pinned())} packages in all locks")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
