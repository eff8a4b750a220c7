"""A command's whole job: open the files, take the one transaction, load, return the accounts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from geo.database import LOADER, engine, query
from geo.errors import SourceError
from geo.settings import Settings
from loaders import premises
from loaders.authorities import Authorities
from loaders.layout import Layout
from loaders.loading import Progress, Request, run, silent, transaction
from loaders.report import Report
from loaders.source import open_source

Fixed = Mapping[str, Sequence[str]]


def database() -> Engine:
    """Return the engine that loads go through, as the login that may write what is held."""
    return engine(Settings.from_environment(), LOADER)


def propose_premises(file: Path, profile: str | None, fixed: Fixed) -> dict[str, Any]:
    """Say what each column of a register is taken for, and load nothing."""
    if profile is not None:
        with database().connect() as connection:
            fixed = {**(_profile(connection, profile, "premises") or {}), **fixed}
    table, layout = premises.propose(open_source(file), fixed)
    return {
        "file": file.name,
        "state": "proposed",
        "header": table.headed,
        "rows": len(table.rows),
        "blank": table.blank,
        "encoding": table.encoding,
        **_described(layout),
        "notices": [*table.notices, *layout.notices],
    }


def _described(layout: Layout) -> dict[str, Any]:
    return {
        "fields": [
            {"field": name, "columns": list(columns), "basis": layout.basis.get(name, "contents")}
            for name, columns in layout.columns.items()
            if columns and not name.endswith("_guess")
        ],
        "mapping": layout.as_mapping(),
        "unused": list(layout.unused),
    }


def load_premises(
    file: Path,
    authorities: Sequence[str],
    profile: str | None,
    fixed: Fixed,
    progress: Progress = silent,
) -> list[Report]:
    """Load one register; the layout is saved under the profile's name if that is new."""
    source = open_source(file)
    with transaction(database()) as connection:
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
