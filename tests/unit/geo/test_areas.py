"""Whether points lie in an area, or within some metres of it."""

import numpy as np
import pytest
import shapely

from geo.areas import SIMPLER_BY_M, Area

SQUARE = shapely.box(300_000, 400_000, 301_000, 401_000).wkb


def holds(area, easting, northing=400_500.0):
    return bool(area.holds(np.array([easting]), np.array([northing]))[0])


@pytest.mark.parametrize(
    ("easting", "inside"),
    [(300_500.0, True), (301_400.0, True), (301_600.0, False), (299_501.0, True)],
)
def test_a_point_is_inside_if_it_is_within_the_distance(easting, inside):
    assert holds(Area([SQUARE], 500 - SIMPLER_BY_M), easting) is inside


def test_any_of_several_areas_will_do():
    other = shapely.box(310_000, 400_000, 311_000, 401_000).wkb
    area = Area([SQUARE, other], 0.0)
    assert holds(area, 310_500.0)
    assert not holds(area, 305_000.0)


def test_no_boundary_is_no_area_and_holds_nothing():
    assert not Area([], 500.0)
    assert not holds(Area([], 500.0), 300_500.0)


def test_a_point_that_is_no_number_is_in_no_area():
    assert not holds(Area([SQUARE], 0.0), float("nan"))
