"""A command's whole job: open the files, take the one transaction, load, return the accounts.

Each job imports what it loads with: a workbook's reader is no use to a file of episodes, and a
load of a few rows should not wait for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine

from geo.database import LOADER, query
from geo.errors import SourceError
from geo.keys import Keys
from geo.progress import Progress, silent
from geo.settings import Settings
from geo.upgrade import ready_engine
from loaders.authorities import Authorities
from loaders.hashing import Hashing
from loaders.loading import Request, named, run, transaction
from loaders.report import Report
from loaders.scanning import presume

if TYPE_CHECKING:
    from loaders.layout import Layout
    from loaders.source import Source
    from loaders.table import Table

# what a register is asked for most; a proposal says which of it no column was found for
WANTED = ("licence_number", "status", "starts_on", "hours")
ALSO = {"starts_on": ("issued_on",), "status": ("decision",), "hours": ("day_hours",)}

Fixed = Mapping[str, Sequence[str]]
# gives a job the one transaction that it works in
Opening = Callable[[], AbstractContextManager[Connection]]


def database() -> Engine:
    """Return the engine that loads go through, as the login that may write what is held.

    The database is made, or brought to this release, first. Raises: SetupError.
    """
    return ready_engine(Settings.from_environment(), LOADER)


@contextmanager
def committed(engine: Engine | None = None) -> Iterator[Connection]:
    """Open the transaction of a command, which is committed when the job has ended well."""
    with transaction(engine or database()) as connection:
        yield connection


def propose_premises(file: Path, profile: str | None, fixed: Fixed) -> dict[str, Any]:
    """Say what each column of a register is taken for, and load nothing."""
    from loaders import premises
    from loaders.source import open_source

    if profile is not None:
        with database().connect() as connection:
            fixed = {**(_profile(connection, profile, "premises") or {}), **fixed}
    table, layout = premises.propose(open_source(file), fixed)
    return _proposed(file, table, layout, WANTED)


def propose_taxi(file: Path, kind: str) -> dict[str, Any]:
    """Say what each column of a file of the taxi trade is taken for, and load nothing."""
    from loaders import taxi
    from loaders.source import open_source

    table, layout = taxi.propose(open_source(file), kind)
    return _proposed(file, table, layout, taxi.WANTED[kind])


def _proposed(file: Path, table: Table, layout: Layout, wanted: Sequence[str]) -> dict[str, Any]:
    return {
        "file": file.name,
        "state": "proposed",
        "header": table.headed,
        "rows": len(table.rows),
        "blank": table.blank,
        "encoding": table.encoding,
        "fields": [
            {"field": name, "columns": list(columns), "basis": layout.basis.get(name, "contents")}
            for name, columns in layout.columns.items()
            if columns and not name.endswith("_guess")
        ],
        "mapping": layout.as_mapping(),
        "unused": list(layout.unused),
        "missing": [name for name in wanted if not layout.has(name, *ALSO.get(name, ()))],
        "notices": [*table.notices, *layout.notices],
    }


def load_premises(
    file: Path,
    authorities: Sequence[str],
    profile: str | None,
    fixed: Fixed,
    progress: Progress = silent,
    opening: Opening = committed,
) -> list[Report]:
    """Load one register; the layout is saved under the profile's name if that is new."""
    from loaders import premises
    from loaders.source import open_source

    source = open_source(file)
    with opening() as connection:
        known = Authorities(connection)
        given = list(authorities)
        if given != ["stated"]:
            given = [known.require(each) for each in given]
        saved = _profile(connection, profile, "premises") if profile else None
        fixed = {**(saved or {}), **fixed}
        request = Request.of(
            "premises",
            source,
            authority=given[0] if len(given) == 1 and given != ["stated"] else None,
            profile=profile,
            options={"authorities": given, "fixed": {k: list(v) for k, v in fixed.items()}},
        )
        work = premises.load_premises(source, given, fixed)
        report = run(connection, request, work, progress)
        if profile and saved is None:
            _save_profile(connection, profile, "premises", report.mapping)
            report.notices.append(f"the layout was saved as profile {profile!r}")
    return [report]


def load_episodes(
    files: Sequence[Path],
    supplier: str,
    profile: str | None,
    only: dict[str, str],
    progress: Progress = silent,
    opening: Opening | None = None,
) -> list[Report]:
    """Load files of episodes, all or none; a file of places goes with the files of episodes."""
    with Hashing(files) as hashing, ExitStack() as reading:
        from loaders import episode_file, episodes

        settings = Settings.from_environment()
        keys = Keys(settings.key_folder)
        examined = [episode_file.examine(file, presume(file)) for file in files]
        # the database is made ready while the first rows are read
        first = episodes.in_order(examined)[0]
        reading.callback(first.file.close)
        first.begin(only)
        if opening is None:
            opening = partial(committed, ready_engine(settings, LOADER))
        together = any(each.layout == "places" for each in examined)
        groups = [examined] if together else [[each] for each in examined]
        reports = []
        with opening() as connection:
            for group in groups:
                paths = [each.path for each in group]
                request = Request(
                    "episodes",
                    named(paths),
                    hashing.of(paths),
                    supplier=supplier,
                    profile=profile,
                    options={"only": only} if only else {},
                    bytes=sum(path.stat().st_size for path in paths),
                    resting=hashing.resting,
                )
                work = episodes.load_episodes(group, supplier, only, keys)
                reports.append(run(connection, request, work, progress))
    return reports


def load_taxi(
    file: Path,
    authority: str,
    kind: str,
    progress: Progress = silent,
    opening: Opening = committed,
) -> list[Report]:
    """Load one file of the taxi trade."""
    from loaders import taxi
    from loaders.source import open_source

    source = open_source(file)
    with opening() as connection:
        code = Authorities(connection).require(authority)
        request = Request.of("taxi", source, authority=code, options={"kind": kind})
        return [run(connection, request, taxi.load_taxi(source, kind, code), progress)]


def load_food(
    files: Sequence[Path], progress: Progress = silent, opening: Opening = committed
) -> list[Report]:
    """Load files of food businesses, all or none."""
    from loaders import food

    def work(source: Source) -> Any:
        return food.load_food(source)

    return _each("food", files, work, {}, progress, opening)


def load_boundaries(
    files: Sequence[Path],
    kind: str,
    vintage: int | None,
    progress: Progress = silent,
    opening: Opening = committed,
) -> list[Report]:
    """Load files of areas, all or none."""
    from loaders import boundaries

    def work(source: Source) -> Any:
        return boundaries.load_boundaries(source, kind, vintage)

    return _each("boundaries", files, work, {"kind": kind, "vintage": vintage}, progress, opening)


def load_roads(
    files: Sequence[Path], progress: Progress = silent, opening: Opening = committed
) -> list[Report]:
    """Load files of roads, all or none."""
    from loaders import roads

    def work(source: Source) -> Any:
        return roads.load_roads(source)

    return _each("roads", files, work, {}, progress, opening)


def load_postcodes(
    files: Sequence[Path], progress: Progress = silent, opening: Opening = committed
) -> list[Report]:
    """Load files of postcodes, all or none; they are read in batches and may be of any size."""
    from loaders import postcodes

    return _streamed("postcodes", files, postcodes.load_postcodes, progress, opening)


def load_addresses(
    files: Sequence[Path], progress: Progress = silent, opening: Opening = committed
) -> list[Report]:
    """Load files of addresses, all or none; they are read in batches and may be of any size."""
    from loaders import addresses

    return _streamed("addresses", files, addresses.load_addresses, progress, opening)


def _each(
    kind: str,
    files: Sequence[Path],
    work: Callable[[Source], Any],
    options: dict[str, Any],
    progress: Progress,
    opening: Opening,
) -> list[Report]:
    from loaders.source import open_source

    reports = []
    with opening() as connection:
        for file in files:
            source = open_source(file)
            request = Request.of(kind, source, options=options)
            reports.append(run(connection, request, work(source), progress))
    return reports


def _streamed(
    kind: str,
    files: Sequence[Path],
    work: Callable[[Path], Any],
    progress: Progress,
    opening: Opening,
) -> list[Report]:
    reports = []
    with Hashing(files) as hashing, opening() as connection:
        for file in files:
            size = file.stat().st_size
            request = Request(kind, file.name, hashing.of([file]), bytes=size)
            reports.append(run(connection, request, work(file), progress))
    return reports


def _profile(connection: Connection, name: str, kind: str) -> dict[str, list[str]] | None:
    """Return a saved layout, or None if there is none of that name. Raises: SourceError."""
    row = connection.execute(query("profile"), {"name": name}).one_or_none()
    if row is None:
        return None
    if row.kind != kind:
        raise SourceError(f"profile {name!r} is for {row.kind}, and this file is loaded as {kind}.")
    return {field: list(columns) for field, columns in row.mapping.items()}


def _save_profile(
    connection: Connection, name: str, kind: str, mapping: Mapping[str, Sequence[str]]
) -> None:
    connection.execute(
        query("save_profile"), {"name": name, "kind": kind, "mapping": json.dumps(dict(mapping))}
    )
