"""What the board's pages may ask for: wards and counts of whole quarters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping

from geo.database import query

Feature = dict[str, Any]
SHOWN, NOT_SHOWN, NO_DATA = "shown", "not_shown", "no_data"


def ward_counts(connection: Connection, quarter: str) -> Sequence[RowMapping]:
    """Return the wards that are shown of a quarter; a ward without a row is "not shown"."""
    return connection.execute(query("board_wards"), {"quarter": quarter}).mappings().all()


def flag_counts(connection: Connection, quarter: str) -> Sequence[RowMapping]:
    """Return how many premises officers are shown in a quarter, by authority."""
    return connection.execute(query("board_flag_counts"), {"quarter": quarter}).mappings().all()


def picture(connection: Connection) -> Sequence[RowMapping]:
    """Return how many children were reported and interviewed, by authority, of every quarter."""
    return connection.execute(query("board_picture")).mappings().all()


def visit_counts(connection: Connection) -> Sequence[RowMapping]:
    """Return what officers did, by authority, of every quarter with a visit due or made."""
    return connection.execute(query("board_visit_counts")).mappings().all()


def review_counts(connection: Connection) -> Sequence[RowMapping]:
    """Return what joint reviews did in every published quarter, of all authorities together."""
    return connection.execute(query("board_review_counts")).mappings().all()


def representation_counts(connection: Connection) -> Sequence[RowMapping]:
    """Return how many complaints and replies came in every published quarter, and were answered."""
    return connection.execute(query("board_representation_counts")).mappings().all()


def measure_counts(connection: Connection) -> Sequence[RowMapping]:
    """Return what joint reviews decided in every published quarter, by measure."""
    return connection.execute(query("board_measure_counts")).mappings().all()


def definition_breaks(connection: Connection) -> Sequence[RowMapping]:
    """Return the days on which the definitions of reports changed, in order."""
    return connection.execute(query("board_definition_breaks")).mappings().all()


def ward_features(connection: Connection, quarter: str, vintage: int | None) -> Feature:
    """Return the newest wards as GeoJSON, in EPSG:4326, each with what is shown of it.

    A ward is shown, or not shown, or there are no data of it: it was drawn after the wards of
    ``vintage``, by which the quarter was counted.
    """
    counts = {row["ward"]: row for row in ward_counts(connection, quarter)}
    wards = connection.execute(query("released_boundaries"), {"kind": "ward"}).mappings()
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": row["shape"],
                "properties": {
                    "name": row["name"],
                    "code": row["code"],
                    "state": _state(row, counts, vintage),
                    **_counted(counts.get(row["code"]) if row["vintage"] == vintage else None),
                },
            }
            for row in wards
        ],
    }


def _state(ward: RowMapping, counts: dict[str, RowMapping], vintage: int | None) -> str:
    if ward["vintage"] != vintage:
        return NO_DATA
    return SHOWN if ward["code"] in counts else NOT_SHOWN


def _counted(row: RowMapping | None) -> dict[str, int | None]:
    names = ("children", "band_from", "band_to")
    return {name: None if row is None else row[name] for name in names}
