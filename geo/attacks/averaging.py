"""Average: the same place is published in quarter after quarter; does its mean come nearer to it?

A symbol that is moved at random comes nearer to the truth with each release. A cell does not: it is
a fixed function of the place. Source: Cassa, Wieland and Mandl (2008), International Journal of
Health Geographics 7:45.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from geo.assurance import Finding, at_least
from geo.attacks.hiding import Hidden, episodes, hide, publication_of
from geo.ladder import read_ladder
from geo.perturbation import seeded_record_keys
from geo.policy import in_force
from geo.quarters import today

PLACES = 200
RELEASES = 50
SEED = "averaging"
Release = Callable[[Hidden], tuple[float, float]]


def run(connection: Connection) -> Sequence[Finding]:
    """Publish places fifty times over, with other episodes each time, and average."""
    policy = in_force(connection, "officer", today())
    ladder = read_ladder(connection)
    chance, record_key = random.Random(SEED), seeded_record_keys(SEED)  # noqa: S311

    def release(hidden: Hidden) -> tuple[float, float]:
        again = replace(hidden, children=episodes(policy, chance))
        middle = publication_of(again, ladder, policy, record_key)[0].shape.centroid
        return middle.x, middle.y

    places = [hide(ladder, policy, chance) for _ in range(PLACES if ladder.addresses else 0)]
    return [
        at_least(
            f"error after {RELEASES} releases over error after one",
            f"{len(places)} hidden places",
            error_ratio(places, release) if places else 1.0,
            0.95,
        )
    ]


def error_ratio(places: Sequence[Hidden], release: Release) -> float:
    """Return by how much the mean of many releases is nearer to the truth than one is."""
    true = np.array([(place.easting, place.northing) for place in places])
    shown = np.array([[release(place) for _ in range(RELEASES)] for place in places])
    first, mean = _error(shown[:, 0, :] - true), _error(shown.mean(axis=1) - true)
    return mean / first


def _error(off: NDArray[np.float64]) -> float:
    return float(np.sqrt((off**2).sum(axis=1).mean()))
