"""What each audience may be told: the policy in force on a day, as a dated row of the database."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection

from geo.database import query
from geo.errors import QuestionError


@dataclass(frozen=True)
class Band:
    """The counts that are told as one: "3-5", or "21+" with no end."""

    band_from: int
    band_to: int | None

    def __str__(self) -> str:
        return f"{self.band_from}+" if self.band_to is None else f"{self.band_from}-{self.band_to}"


@dataclass(frozen=True)
class Policy:
    """The terms of one audience; the floors beneath them are checks of the table."""

    audience: str
    effective_from: dt.date
    minimum_episodes: int
    minimum_children: int
    largest_share: Decimal
    band_from: tuple[int, ...]
    narrowest_bound: int
    k_addr: int | None
    part_of_day_from: int | None
    flag_bands_m: tuple[int, ...] | None
    flag_level_m: int | None
    minimum_premises: int | None

    def allows(self, episodes: Collection[int]) -> bool:
        """Whether episodes may be told of at all, given the number of each child's."""
        total = sum(episodes)
        return (
            total >= self.minimum_episodes
            and len(episodes) >= self.minimum_children
            and max(episodes) <= self.largest_share * total
        )

    def band(self, count: int) -> Band:
        """Return the band of an adjusted count; the lowest takes what adjustment brought below."""
        place = max(bisect_right(self.band_from, count), 1)
        above = self.band_from[place : place + 1]
        return Band(self.band_from[place - 1], above[0] - 1 if above else None)


def in_force(connection: Connection, audience: str, on_day: dt.date) -> Policy:
    """Return an audience's policy as it stood on a day. Raises: QuestionError."""
    row = (
        connection.execute(query("policy_in_force"), {"audience": audience, "on_day": on_day})
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise QuestionError(f"there is no policy for the {audience} in force on {on_day}")
    terms = dict(row)
    for name in ("band_from", "flag_bands_m"):
        terms[name] = None if terms[name] is None else tuple(terms[name])
    return Policy(**terms)
