"""Walking distances beside straight lines: rivers, bridges, roads that meet nothing, no road."""

import geopandas
import pytest
from shapely import LineString, MultiPoint, Point

from geo.errors import CrsError, QuestionError
from geo.walking import by_road

WEST, SOUTH = 300_000, 410_000


def at(*places):
    return [(WEST + east, SOUTH + north) for east, north in places]


def frame(shapes, **columns):
    return geopandas.GeoDataFrame(columns, geometry=shapes, crs=27700)


def walked(premises, place, *roads):
    lines = [LineString(at(*road)) for road in roads]
    pairs = frame([Point(*at(premises))], location_no=[1])
    places = frame([MultiPoint(at(*place))], location_no=[1])
    found = by_road(pairs, places, frame(lines)).iloc[0]
    return found["walking_m"], found["walking"]


# a river flows between two roads, 100 m apart; one bridge crosses it 1 km to the east
NORTH_BANK, SOUTH_BANK = ((0, 100), (2000, 100)), ((0, 0), (2000, 0))
BRIDGE = ((1000, 0), (1000, 100))


def test_two_places_across_a_river_are_as_far_apart_as_the_bridge_makes_them():
    premises, place = (200, 110), [(200, -10)]
    assert walked(premises, place, NORTH_BANK, SOUTH_BANK, BRIDGE) == (
        10 + 800 + 100 + 800 + 10,
        "found",
    )
    metres, why = walked(premises, place, NORTH_BANK, SOUTH_BANK)
    assert metres != metres
    assert why == "no way found"


def test_a_place_of_several_points_is_walked_from_the_one_that_is_nearest_on_foot():
    roads = (NORTH_BANK, SOUTH_BANK, BRIDGE)
    assert walked((200, 110), [(200, 0), (900, 0)], *roads)[0] == 10 + 700 + 100 + 100 + 100
    # two on one stretch of road are as far apart as they stand
    assert walked((200, 100), [(350, 100)], *roads)[0] == 150


def test_roads_meet_where_they_cross_or_nearly_touch_and_not_across_a_gap():
    assert walked((0, 200), [(200, 0)], ((0, 0), (200, 0)), ((0, 0.9), (0, 200)))[0] == 400
    crossing = ((100, -100), (100, 200)), ((0, 0), (200, 0))
    assert walked((100, 200), [(200, 0)], *crossing)[0] == 300
    gap = walked((0, 200), [(200, 0)], ((0, 0), (200, 0)), ((0, 6), (0, 200)))
    assert gap[1] == "no way found"


@pytest.mark.parametrize(("off_m", "why"), [(250, "found"), (251, "no road near")])
def test_a_premises_further_than_250_m_from_any_road_has_no_road_near(off_m, why):
    assert walked((500, 100 + off_m), [(500, 100)], NORTH_BANK)[1] == why


def test_what_lies_beyond_five_kilometres_on_foot_is_no_way():
    loop = ((0, 0), (2400, 0), (2400, 100), (0, 100))
    assert walked((0, 100), [(0, 0)], loop)[0] == 4900
    longer = ((0, 0), (2500, 0), (2500, 100), (0, 100))
    assert walked((0, 100), [(0, 0)], longer)[1] == "no way found"


def test_no_roads_and_another_reference_system_are_refused():
    pairs = frame([Point(*at((0, 0)))], location_no=[1])
    places = frame([MultiPoint(at((0, 0)))], location_no=[1])
    with pytest.raises(QuestionError, match="nightjar load roads"):
        by_road(pairs, places, frame([]))
    with pytest.raises(CrsError):
        by_road(pairs, places.to_crs(4326), pairs)
