"""One upload, checked or loaded by a process of its own that is shut in first.

Started by the worker as ``python -m loaders.caged``; the order comes on standard input and what is
said goes to standard output, a line of JSON each: how far it is, and at the end what came of it.
A check is the whole load in its transaction, which is then rolled back.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from geo.command import database_fault
from geo.database import LOADER, engine, query
from geo.errors import NightjarError, SourceError
from geo.removal import LOADS_TAKE_TURNS
from geo.settings import Settings
from loaders import cage
from loaders.repeating import TellingNameError
from loaders.report import Report, total

EVERY_S = 0.5  # how often it says how far it is
MOST_REJECTS = 20_000  # that are kept of a check, and can be taken as a file
COUNTED_BYTES = 4 * 2**20
LONGEST_SENTENCE = 600  # characters
GAVE_UP = "the file needs more memory than one that is sent by a page may: load it by command."


def main() -> None:
    """Do what the order on standard input says, and end."""
    order = json.loads(sys.stdin.readline())
    cage.die_with_parent(order["parent"])
    try:
        said = _work(order)
    except NightjarError as error:
        report = getattr(error, "report", None)
        said = {"refusal": _sentence(str(error)), **_told([] if report is None else [report])}
        said["name_tells"] = isinstance(error, TellingNameError)
    except MemoryError:
        said = {"refusal": GAVE_UP}
    except Exception as error:
        # its own words could quote a row; what is said of a fault of the database does not
        explained = database_fault(error)
        said = {"refusal": explained or f"the file could not be read ({type(error).__name__})."}
    _say({**said, "memory_mb": _most_memory_mb()})


def _sentence(said: str) -> str:
    """Return what is said on one line, and of a file's own words no more than fits a page."""
    line = " ".join(said.split())
    return line if len(line) <= LONGEST_SENTENCE else f"{line[: LONGEST_SENTENCE - 1]}…"


def _most_memory_mb() -> int | None:
    """Return the most memory that this process had at once; None where the system does not say."""
    try:
        told = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return None
    found = re.search(r"^VmHWM:\s*(\d+) kB$", told, re.MULTILINE)
    return None if found is None else int(found[1]) // 1024


def _work(order: Mapping[str, Any]) -> dict[str, Any]:
    settings = Settings.from_environment()
    through = engine(settings, LOADER)
    with through.connect() as connection:
        transaction = connection.begin()
        # connected before it is shut in: from here on no connection can be made
        _shut(order, settings)
        reports = _load(connection, order)
        again = all(report.state == "already_loaded" for report in reports)
        said = _told(reports)
        if again:
            transaction.rollback()
            return {**said, "refusal": f"{reports[0].describe()['notices'][0]}."}
        if order["act"] == "commit":
            values = {
                "upload_id": order["upload"],
                "report": json.dumps(said["report"]),
                "loads": [report.load for report in reports],
            }
            connection.execute(query("upload_loaded"), values)
            transaction.commit()
        else:
            transaction.rollback()
    return said


def _shut(order: Mapping[str, Any], settings: Settings) -> None:
    """Shut this process in with the files of the order, and the one key that a load asks for."""
    paths = [Path(each) for each in order["paths"]]
    if any(not path.is_file() or path.is_symlink() for path in paths):
        raise SourceError("what was sent must be a file, and is a folder, a pipe or a link.")
    key = settings.key_folder / "erasure.key"
    limits = cage.Limits.of(sum(path.stat().st_size for path in paths))
    cage.shut(limits, (*paths, key), Path(order["work"]))


def _load(connection: Connection, order: Mapping[str, Any]) -> list[Report]:
    """Load as the command would, in a transaction that this process ends."""
    from loaders import jobs

    @contextmanager
    def opening() -> Iterator[Connection]:
        connection.execute(query("one_at_a_time"), {"key": LOADS_TAKE_TURNS})
        yield connection

    paths = [Path(each) for each in order["paths"]]
    options, first = order["options"], paths[0]
    progress = _progress(paths)
    match order["kind"]:
        case "premises":
            fixed = options.get("fixed", {})
            layout = options.get("profile")
            return jobs.load_premises(
                first, [options["authority"]], layout, fixed, progress, opening
            )
        case "episodes":
            return jobs.load_episodes(paths, options["supplier"], None, {}, progress, opening)
        case "taxi":
            return jobs.load_taxi(
                first, options["authority"], options["taxi_kind"], progress, opening
            )
        case "food":
            return jobs.load_food([first], progress, opening)
        case "boundaries":
            vintage = options.get("vintage")
            return jobs.load_boundaries([first], options["area_kind"], vintage, progress, opening)
        case "postcodes":
            return jobs.load_postcodes([first], progress, opening)
        case _:
            return jobs.load_addresses([first], progress, opening)


def _told(reports: list[Report]) -> dict[str, Any]:
    """Return the account, and the rows that were turned away as far as they are kept."""
    if not reports:
        return {}
    rejects = [reject for report in reports for reject in report.rejects]
    return {
        "report": total(reports),
        "rejects": [
            [each.part, each.line, each.column, each.reason, each.found]
            for each in rejects[:MOST_REJECTS]
        ],
    }


def _progress(paths: list[Path]) -> Callable[[int, int | None], None]:
    expected, last = _expected(paths), time.monotonic()
    _say({"done": 0, "expected": expected})

    def tell(done: int, whole: int | None) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY_S:
            last = time.monotonic()
            _say({"done": done, "expected": whole or expected})

    return tell


def _expected(paths: list[Path]) -> int | None:
    """Return about how many rows files of plain text have, by their lines; None for others."""
    lines = 0
    for path in paths:
        if path.suffix.lower() not in {".csv", ".txt", ".tsv"}:
            return None
        size = path.stat().st_size
        with path.open("rb") as file:  # the lines of a large file are like its first ones
            start = file.read(COUNTED_BYTES)
        lines += start.count(b"\n") * max(size, 1) // max(len(start), 1)
    return max(lines - len(paths), 0)


def _say(said: Mapping[str, Any]) -> None:
    os.write(sys.stdout.fileno(), json.dumps(said, default=str).encode() + b"\n")


if __name__ == "__main__":
    main()
