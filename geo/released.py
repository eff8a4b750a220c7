"""What the pages may ask for: the released views, by question, as rows and as GeoJSON.

A web login can reach these views and nothing else; the connection says whose they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping

from geo import searching
from geo.database import query
from geo.errors import NotFoundError

Feature = dict[str, Any]
ALL = 100_000


@dataclass(frozen=True)
class Filters:
    """What a list of flags is narrowed to; None asks for everything."""

    authority: str | None = None
    kind: str | None = None
    band_m: int | None = None
    words: str | None = None


def runs(connection: Connection, at_most: int = 50) -> Sequence[RowMapping]:
    """Return the runs that flagged premises, newest first."""
    return connection.execute(query("released_runs"), {"at_most": at_most}).mappings().all()


def standing_run(connection: Connection) -> RowMapping | None:
    """Return the run that every analyst begins at; ``is_standard`` tells whether a rule made it.

    It is the standard rule's, and no question that somebody asked on terms of their own, while
    the rule has been run at all.
    """
    return connection.execute(query("released_standing_run")).mappings().one_or_none()


def run(connection: Connection, run_id: UUID) -> RowMapping:
    """Return one run. Raises: NotFoundError."""
    return _one(connection, "released_run", {"run_id": run_id}, "run")


def run_named(connection: Connection, beginning: str) -> UUID:
    """Return the run whose number begins so, as commands print it. Raises: NotFoundError."""
    prefix = beginning.strip().lower()
    numbered = re.fullmatch(r"[0-9a-f-]{4,36}", prefix) is not None
    found: Sequence[RowMapping] = []
    if numbered:
        found = connection.execute(query("find_run_by_prefix"), {"prefix": prefix}).mappings().all()
    if len(found) != 1:
        raise NotFoundError(
            "a run must be named by its number, or the beginning of it that no other has, of four "
            f"signs or more: {beginning[:36]!a} is the beginning of "
            f"{'several' if found else 'none'}; nightjar flag prints that of the run that it keeps"
        )
    run_id: UUID = found[0]["run_id"]
    return run_id


def flags(
    connection: Connection,
    run_id: UUID,
    filters: Filters,
    at_most: int = ALL,
    beginning: int = 0,
) -> tuple[Sequence[RowMapping], int]:
    """Return a page of a run's flagged premises, nearest first, and how many there are in all."""
    values = {
        "run_id": run_id,
        "authority": filters.authority,
        "kind": filters.kind,
        "band_m": filters.band_m,
        "words": None if filters.words is None else searching.pattern(filters.words),
        "at_most": at_most,
        "beginning": beginning,
    }
    rows = connection.execute(query("released_flags"), values).mappings().all()
    return rows, int(rows[0]["matching"]) if rows else 0


def flag_counts(connection: Connection, run_id: UUID) -> Sequence[RowMapping]:
    """Return how many flagged premises there are of each authority, kind and band."""
    rows = connection.execute(query("released_flag_counts"), {"run_id": run_id})
    return rows.mappings().all()


def flag_pairs(connection: Connection, run_id: UUID, premises_id: UUID) -> Sequence[RowMapping]:
    """Return the repeat locations that a flagged premises is near, nearest first."""
    values = {"run_id": run_id, "premises_id": premises_id}
    return connection.execute(query("released_flag_pairs"), values).mappings().all()


def flag_test(connection: Connection, run_id: UUID, premises_id: UUID) -> RowMapping | None:
    """Return a flagged premises of a run with what its test against chance came to."""
    values = {"run_id": run_id, "premises_id": premises_id}
    return connection.execute(query("released_flag_test"), values).mappings().one_or_none()


def flag_features(connection: Connection, run_id: UUID, filters: Filters) -> Feature:
    """Return a run's flagged premises as GeoJSON points, in EPSG:4326."""
    rows, _ = flags(connection, run_id, filters)
    return _collection(
        [
            _feature(
                {
                    "type": "Point",
                    "coordinates": [_degree(row["longitude"]), _degree(row["latitude"])],
                },
                {
                    "premises_id": str(row["premises_id"]),
                    "name": row["name"],
                    "kind": row["kind"],
                    "band_m": row["band_m"],
                    "locations": row["locations"],
                    "episodes": int(row["episodes"]),
                    "placed_by": row["placed_by"],
                },
            )
            for row in rows
        ]
    )


def location_features(connection: Connection, run_id: UUID) -> Feature:
    """Return a run's repeat locations as GeoJSON multipoints, in EPSG:4326; for analysts alone."""
    rows = connection.execute(query("released_locations"), {"run_id": run_id}).mappings().all()
    return _collection(
        [
            _feature(
                row["shape"],
                {
                    "location_no": row["location_no"],
                    "episodes": row["episodes"],
                    "children": row["children"],
                    "last_on": row["last_on"].isoformat(),
                    "by_month": row["by_month"],
                },
            )
            for row in rows
        ]
    )


def premises(connection: Connection, premises_id: UUID) -> RowMapping:
    """Return one premises. Raises: NotFoundError."""
    return _one(connection, "released_premises", {"premises_id": premises_id}, "premises")


def licences(connection: Connection, premises_id: UUID) -> Sequence[RowMapping]:
    """Return the licences that registers showed of a premises, newest first."""
    rows = connection.execute(query("released_licences"), {"premises_id": premises_id})
    return rows.mappings().all()


def operators(connection: Connection, premises_id: UUID) -> Sequence[RowMapping]:
    """Return the taxi operators whose base a premises is."""
    rows = connection.execute(query("released_operators"), {"premises_id": premises_id})
    return rows.mappings().all()


def loads(connection: Connection, at_most: int = 500) -> Sequence[RowMapping]:
    """Return what was loaded, newest first."""
    return connection.execute(query("released_loads"), {"at_most": at_most}).mappings().all()


def undone_loads(connection: Connection, at_most: int = 100) -> Sequence[RowMapping]:
    """Return the loads that were taken back, the last first, with who did it and why."""
    return connection.execute(query("released_undone_loads"), {"at_most": at_most}).mappings().all()


def load(connection: Connection, public_id: UUID) -> RowMapping:
    """Return one load. Raises: NotFoundError."""
    return _one(connection, "released_load", {"public_id": public_id}, "load")


def rejects(
    connection: Connection, public_id: UUID, at_most: int = 100, beginning: int = 0
) -> tuple[Sequence[RowMapping], int]:
    """Return a page of the rows that a load turned away, and how many there are in all."""
    values = {"public_id": public_id, "at_most": at_most, "beginning": beginning}
    rows = connection.execute(query("released_rejects"), values).mappings().all()
    return rows, int(rows[0]["matching"]) if rows else 0


def authorities(connection: Connection) -> Sequence[RowMapping]:
    """Return the licensing authorities that a file can be of, by name."""
    return connection.execute(query("released_authorities")).mappings().all()


def boundary_features(connection: Connection, kind: str) -> Feature:
    """Return the boundaries of a kind as GeoJSON, in EPSG:4326."""
    rows = connection.execute(query("released_boundaries"), {"kind": kind}).mappings()
    return _collection(
        [_feature(row["shape"], {"code": row["code"], "name": row["name"]}) for row in rows]
    )


def road_features(connection: Connection) -> Feature:
    """Return the roads of the base map as GeoJSON, in EPSG:4326."""
    rows = connection.execute(query("released_roads")).mappings()
    return _collection(
        [_feature(row["shape"], {"name": row["name"], "class": row["class"]}) for row in rows]
    )


def rank_features(connection: Connection) -> Feature:
    """Return the taxi ranks as GeoJSON points, in EPSG:4326."""
    rows = connection.execute(query("released_ranks")).mappings()
    return _collection(
        [
            _feature(
                {
                    "type": "Point",
                    "coordinates": [_degree(row["longitude"]), _degree(row["latitude"])],
                },
                {"name": row["name"], "spaces": row["spaces"]},
            )
            for row in rows
        ]
    )


def _one(connection: Connection, name: str, values: dict[str, Any], what: str) -> RowMapping:
    row = connection.execute(query(name), values).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"there is no {what} of that number")
    return row


def _degree(value: float) -> float:
    return round(value, 6)  # a tenth of a metre: finer would only be longer


def _feature(geometry: Any, properties: dict[str, Any]) -> Feature:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _collection(features: list[Feature]) -> Feature:
    return {"type": "FeatureCollection", "features": features}
