"""What an officer's pages may ask for: published cells, flags with their reasons, registers.

The web sets the authority for each transaction, from the session and never from an address; a
transaction without one is answered with nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping

from geo.database import query
from geo.errors import NotFoundError
from geo.listed import listed, narrowed
from geo.policy import Band
from geo.released import ALL, Filters

Feature = dict[str, Any]
EVERYTHING = Filters()
_SHOWN = ("premises_id", "name", "kind", "address", "postcode", "longitude", "latitude")


@dataclass(frozen=True)
class Reason:
    """Why a premises is listed: a published cell near it, and how near its centre is, in metres."""

    cell_id: str
    is_rest: bool
    level_m: int
    within_m: int
    episodes: Band
    part_of_day: str | None


@dataclass(frozen=True)
class FlaggedPremises:
    """A premises of the officer's own authority, and the cells that it is near, nearest first.

    ``in_business`` and ``in_place``: whether today's registers still have it so.
    """

    premises_id: UUID
    name: str
    kind: str
    address: str
    postcode: str | None
    longitude: float
    latitude: float
    reasons: tuple[Reason, ...]
    in_business: bool = True
    in_place: bool = True


def set_session(connection: Connection, session: bytes) -> None:
    """Say by the hash of a session's token who asks, until the transaction ends."""
    connection.execute(query("set_session"), {"session": session})


def flags(
    connection: Connection,
    quarter: str,
    filters: Filters = EVERYTHING,
    at_most: int = ALL,
    beginning: int = 0,
) -> tuple[list[FlaggedPremises], int]:
    """Return a page of the own premises near published cells, and how many there are in all.

    The nearest band comes first, then the most episodes by band. The authority is that of the
    session: one among ``filters`` is not asked.
    """
    rows = narrowed(listed(connection, quarter), filters)
    asked = {row.premises_id: row for row in rows[beginning : beginning + at_most]}
    found = [
        replace(
            each,
            in_business=asked[each.premises_id].in_business,
            in_place=asked[each.premises_id].in_place,
        )
        for each in with_reasons(connection, quarter, list(asked))
    ]
    return found, len(rows)


def with_reasons(
    connection: Connection, quarter: str, places: Sequence[UUID]
) -> list[FlaggedPremises]:
    """Return listed premises in the order asked for, each with the cells it is near."""
    if not places:
        return []
    values = {"quarter": quarter, "places": list(places)}
    rows = connection.execute(query("officer_flags"), values).mappings().all()
    reasons: dict[UUID, list[Reason]] = {}
    for row in rows:
        reasons.setdefault(row["premises_id"], []).append(_reason(row))
    first = {row["premises_id"]: row for row in reversed(rows)}
    return [
        FlaggedPremises(
            reasons=tuple(why),
            **{name: first[premises_id][name] for name in _SHOWN},
        )
        for premises_id, why in reasons.items()
    ]


def premises_count(connection: Connection) -> int:
    """Return how many premises of the own authority have a place, listed or not."""
    return int(connection.scalar(query("officer_premises_count")) or 0)


def registers(connection: Connection) -> Sequence[RowMapping]:
    """Return the own registers that were loaded and the day that each is of."""
    return connection.execute(query("officer_registers")).mappings().all()


def premises_flags(connection: Connection, premises_id: UUID) -> dict[str, list[Reason]]:
    """Return why one of the own premises is listed, by quarter, newest first."""
    rows = connection.execute(query("officer_premises_flags"), {"premises_id": premises_id})
    found: dict[str, list[Reason]] = {}
    for row in rows.mappings():
        found.setdefault(row["quarter"], []).append(_reason(row))
    return found


def cell_features(connection: Connection, quarter: str) -> Feature:
    """Return the published cells of the own area as GeoJSON, in EPSG:4326."""
    rows = connection.execute(query("officer_cells"), {"quarter": quarter}).mappings()
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": row["shape"],
                "properties": {
                    "cell_id": row["cell_id"],
                    "is_rest": row["is_rest"],
                    "level_m": row["level_m"],
                    "episodes": str(Band(row["band_from"], row["band_to"])),
                    "band_from": row["band_from"],
                    "band_to": row["band_to"],
                    "part_of_day": row["part_of_day"],
                    "middle": row["middle"]["coordinates"],
                },
            }
            for row in rows
        ],
    }


def premises(connection: Connection, premises_id: UUID) -> RowMapping:
    """Return a premises of the own authority or a neighbour. Raises: NotFoundError."""
    row = (
        connection.execute(query("officer_premises"), {"premises_id": premises_id})
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise NotFoundError("there is no premises of that number")
    return row


def licences(connection: Connection, premises_id: UUID) -> Sequence[RowMapping]:
    """Return the licences of a premises, newest first; a neighbour's are without names."""
    rows = connection.execute(query("officer_licences"), {"premises_id": premises_id})
    return rows.mappings().all()


def _reason(row: RowMapping) -> Reason:
    return Reason(
        row["cell_id"],
        row["is_rest"],
        row["level_m"],
        row["band_m"],
        Band(row["band_from"], row["band_to"]),
        row["part_of_day"],
    )
