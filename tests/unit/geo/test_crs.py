"""The reference systems: a published point, what is not in Britain, and a guard that bites."""

import math

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import crs
from geo.errors import CrsError, SetupError


def test_ordnance_surveys_worked_example_is_met_to_the_centimetre():
    # OS, "Transformations and OSGM15 User Guide": the water tower at Caister
    found = crs.to_grid(1.716073973, 52.658007833)
    assert found == pytest.approx((651_409.804, 313_177.450), abs=0.01)


@given(
    easting=st.floats(285_000, 315_000, allow_nan=False),
    northing=st.floats(395_000, 425_000, allow_nan=False),
)
def test_there_and_back_is_the_same_point(easting, northing):
    found = crs.to_grid(*crs.to_degrees(easting, northing))
    assert found == pytest.approx((easting, northing), abs=0.02)


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [
        *((math.nan, 53.0), (-3.0, math.inf), (53.7, -3.5), (2.35, 48.85)),
        *((0.0, 0.0), (300_000.0, 410_000.0), (-3.5, 410_000.0)),
    ],
)
def test_what_is_not_in_britain_is_nowhere(longitude, latitude):
    assert crs.to_grid(longitude, latitude) is None
    easting, northing = crs.to_grid_arrays(np.array([longitude]), np.array([latitude]))
    assert np.isnan(easting).all()
    assert np.isnan(northing).all()


def test_arrays_agree_with_single_points_and_keep_their_order():
    degrees = [(-3.5, 53.6), (-3.4, 53.5), (-3.5, 53.6)]
    easting, northing = crs.to_grid_arrays(*np.array(degrees).T)
    assert list(zip(easting, northing, strict=True)) == [crs.to_grid(*each) for each in degrees]


@pytest.mark.parametrize(
    ("point", "on"),
    [
        *(((0.0, 0.0), True), ((700_000.0, 1_300_000.0), True), ((700_000.1, 0.0), False)),
        *(((0.0, -0.1), False), ((math.nan, 1.0), False), ((1.0, math.inf), False)),
    ],
)
def test_the_grid_has_edges_and_no_number_that_is_none(point, on):
    assert crs.on_grid(*point) is on


@pytest.mark.parametrize(
    ("longitude", "latitude", "irish"),
    [(-5.93, 54.6, True), (-6.26, 53.35, True), (-5.6, 55.4, False), (-4.48, 54.15, False)],
)
def test_ireland_is_told_from_kintyre_and_from_man(longitude, latitude, irish):
    assert crs.on_island_of_ireland(longitude, latitude) is irish


def test_an_area_is_converted_corner_by_corner_or_not_at_all():
    square = shapely.box(-3.5, 53.5, -3.4, 53.6)
    found = crs.shape_to_grid(square, crs.WGS84)
    assert tuple(shapely.get_coordinates(found)[0]) == crs.to_grid(-3.4, 53.5)
    assert crs.shape_to_grid(shapely.box(-3.5, 40.0, -3.4, 53.6), crs.WGS84) is None
    assert crs.shape_to_grid(shapely.box(0, 0, 800_000, 1), crs.NATIONAL_GRID) is None


@pytest.mark.parametrize(("epsg", "found"), [(4326, "EPSG:4326"), (None, "none")])
def test_a_frame_of_another_system_is_refused_by_name(epsg, found):
    frame = geopandas.GeoDataFrame(geometry=[shapely.Point(1, 1)], crs=epsg)
    with pytest.raises(CrsError, match=f"cells must be in EPSG:27700, found {found}"):
        crs.require_national_grid(frame, "cells")


def test_a_frame_of_the_national_grid_passes():
    frame = geopandas.GeoDataFrame(geometry=[shapely.Point(1, 1)], crs=27700)
    crs.require_national_grid(frame, "cells")


def test_the_transform_that_pages_draw_by_is_no_ballpark():
    crs.refuse_ballpark()


def test_a_transform_that_is_a_hundred_metres_off_stops_the_start(monkeypatch):
    monkeypatch.setattr(crs, "CONTROL_DEGREES", (-2.73741, 53.34162 + 100 / 111_320))
    with pytest.raises(SetupError, match=r"is 10\d m off"):
        crs.refuse_ballpark()
