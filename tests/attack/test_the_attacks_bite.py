"""The same attacks on what we do not do: they succeed, or their silence would prove nothing."""

import math
import random
from dataclasses import replace

import numpy as np
import pytest
from sqlalchemy import text

from geo.attacks.averaging import error_ratio
from geo.attacks.differencing import findings
from geo.attacks.hiding import Hidden, hide
from geo.attacks.membership import auc
from geo.bounds import Figure
from geo.ladder import read_ladder
from geo.policy import in_force
from geo.quarters import today

CHANCE = random.Random(11)


@pytest.fixture
def policy(publisher):
    return in_force(publisher, "officer", today())


def test_flags_from_points_would_find_a_place_within_its_cell(publisher, policy):
    """Yes or no within 250 and 500 m of the point itself: the region that fits is a small part."""
    register = np.array(
        publisher.execute(
            text(
                "SELECT ST_X(geom), ST_Y(geom) FROM"
                " derived.premises_in_business('2026-09-30', NULL)"
            )
        ).all()
    )
    ladder = read_ladder(publisher)
    shares = []
    while len(shares) < 60:
        hidden = hide(ladder, policy, CHANCE)
        off = np.hypot(register[:, 0] - hidden.easting, register[:, 1] - hidden.northing)
        if (off <= 250).sum() < 5:
            continue
        step = np.arange(-495, 500, 10.0)
        east, north = np.meshgrid(hidden.easting + step, hidden.northing + step)
        fits = np.ones_like(east, dtype=bool)
        for (x, y), distance in zip(register[off < 1_300], off[off < 1_300], strict=True):
            there = np.hypot(x - east, y - north)
            for band in (250, 500):
                fits &= (there <= band) == (distance <= band)
        shares.append(fits.sum() * 100 / 250**2)
    assert np.median(shares) < 0.1


def test_symbols_moved_at_random_average_away(publisher, policy):
    ladder = read_ladder(publisher)
    places = [hide(ladder, policy, CHANCE) for _ in range(100)]

    def donut(hidden: Hidden) -> tuple[float, float]:
        away, turn = 100 + 400 * CHANCE.random(), 2 * math.pi * CHANCE.random()
        return hidden.easting + away * math.cos(turn), hidden.northing + away * math.sin(turn)

    assert error_ratio(places, donut) < 0.25


def test_exact_windows_that_overlap_are_recovered():
    """A seeded bad pair: two exact counts, a day apart."""
    pair = [
        Figure("1 July on", frozenset({"1 July", "rest"}), (8, 8), (3, 8)),
        Figure("2 July on", frozenset({"rest"}), (7, 7), (3, 7)),
    ]
    exact, narrowest = findings(pair)
    assert (exact.passed, narrowest.passed) == (False, False)
    assert exact.found > 0


def test_exact_counts_of_wards_give_membership_away(publisher):
    board = in_force(publisher, "board", today())
    exact = replace(board, band_from=tuple(range(5, 200, 1)))
    others = (1,) * 30
    many = [(1,) * 30, (9,) * 30]
    known = auc(lambda: others, exact, many, CHANCE, 4_000)
    assert known > 0.8
