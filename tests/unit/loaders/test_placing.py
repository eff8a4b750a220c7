"""Where a record is put: best evidence first, and contradictions are caught."""

import pytest
import shapely

from geo.areas import Area
from loaders.placing import Gazetteer, Stated, coarseness_m, mark_centroids

QUAY = (300_000.0, 410_000.0)
POSTCODE = "ZX14QT"


@pytest.fixture
def gazetteer():
    """A gazetteer of one postcode and one address, in an authority 10 km wide."""
    made = object.__new__(Gazetteer)
    made.postcodes = {POSTCODE: (QUAY, 100.0), "ZX99ZZ": ((340_000.0, 410_000.0), 100.0)}
    made.uprns = {100_000_001: (300_005.0, 410_005.0)}
    made.area = Area([shapely.box(295_000, 405_000, 305_000, 415_000).wkb], 500.0)
    return made


def test_a_property_number_goes_before_coordinates_and_postcode(gazetteer):
    placed = gazetteer.place(
        Stated(uprn=100_000_001, grid=(300_100.0, 410_100.0), postcode=POSTCODE)
    )
    assert (placed.by, placed.point, placed.precision_m) == ("uprn", (300_005.0, 410_005.0), 10)


def test_stated_coordinates_go_before_the_postcode(gazetteer):
    placed = gazetteer.place(Stated(grid=(300_100.0, 410_100.0), postcode=POSTCODE))
    assert (placed.by, placed.point) == ("stated", (300_100.0, 410_100.0))


def test_the_postcode_is_the_last_resort_and_rough(gazetteer):
    placed = gazetteer.place(Stated(postcode=POSTCODE))
    assert (placed.by, placed.point, placed.precision_m) == ("postcode", QUAY, 100.0)


def test_a_postcode_that_nobody_knows_is_told(gazetteer):
    placed = gazetteer.place(Stated(postcode="ZX11AA"))
    assert (placed.point, placed.issues) == (None, ["postcode_not_in_gazetteer"])


@pytest.mark.parametrize(
    ("stated", "issue"),
    [
        (Stated(grid=QUAY[::-1], postcode=POSTCODE), "coordinates_swapped"),
        (Stated(grid=(320_000.0, 410_000.0), postcode=POSTCODE), "coordinates_far_from_postcode"),
        (Stated(grid=(622_675.0, -5_527_598.0), postcode=POSTCODE), "coordinates_of_nowhere"),
        (Stated(degrees=(-7.5572, 49.7668), postcode=POSTCODE), "coordinates_of_nowhere"),
        (Stated(grid=(99e5, 410_000.0), postcode=POSTCODE), "coordinates_off_the_grid"),
        (Stated(degrees=(-6.3, 53.3), postcode=POSTCODE), "coordinates_in_ireland"),
        (Stated(degrees=(2.35, 48.85), postcode=POSTCODE), "coordinates_not_in_britain"),
        (Stated(degrees=(53.34, -2.74), postcode=POSTCODE), "coordinates_swapped"),
        (Stated(grid_reference="quayside", postcode=POSTCODE), "not_a_grid_reference"),
        (Stated(uprn=100_000_001, postcode="ZX99ZZ"), "postcode_outside_authority"),
    ],
)
def test_a_contradiction_is_told(gazetteer, stated, issue):
    placed = gazetteer.place(stated)
    assert placed.issues == [issue]
    assert placed.by == ("uprn" if stated.uprn else "postcode")  # the better evidence is kept


def test_swapped_axes_are_caught_by_the_authority_where_there_is_no_postcode(gazetteer):
    placed = gazetteer.place(Stated(grid=QUAY[::-1]))
    assert (placed.point, placed.issues) == (None, ["coordinates_swapped"])


def test_coordinates_outside_the_authority_are_not_believed(gazetteer):
    placed = gazetteer.place(Stated(grid=(340_000.0, 410_000.0)))
    assert (placed.point, placed.issues) == (None, ["coordinates_outside_authority"])


def test_zero_and_zero_says_nothing(gazetteer):
    placed = gazetteer.place(Stated(grid=(0.0, 0.0), postcode=POSTCODE))
    assert (placed.by, placed.issues) == ("postcode", [])


def test_a_grid_reference_is_the_middle_of_its_square():
    made = object.__new__(Gazetteer)
    made.postcodes, made.uprns, made.area = {}, {}, Area([], 500.0)
    placed = made.place(Stated(grid_reference="SJ 51 83"))
    assert placed.point == (351_500.0, 383_500.0)
    assert placed.precision_m == pytest.approx(707.1, abs=0.1)


def test_without_a_boundary_and_a_postcode_coordinates_are_taken_as_they_are():
    made = object.__new__(Gazetteer)
    made.postcodes, made.uprns, made.area = {}, {}, Area([], 500.0)
    assert made.place(Stated(grid=QUAY[::-1])).point == QUAY[::-1]


@pytest.mark.parametrize(
    ("point", "metres"),
    [((300_000, 410_000), 707), ((300_100, 410_200), 71), ((300_101, 410_200), 0)],
)
def test_a_point_cut_to_round_metres_is_as_rough_as_the_cut(point, metres):
    assert round(coarseness_m(*point)) == metres


def test_premises_stacked_on_their_postcodes_points_are_centroids():
    records = [
        (Stated(grid=QUAY, postcode=POSTCODE), f"{number} Quay Street") for number in range(5)
    ]
    assert mark_centroids(records)
    assert all(stated.is_centroid for stated, _ in records)


def test_two_licences_of_one_address_are_no_stack():
    records = [(Stated(grid=QUAY, postcode=POSTCODE), "1 Quay Street")] * 5
    assert not mark_centroids(records)


def test_a_postcode_goes_before_coordinates_that_are_rougher(gazetteer):
    rough = gazetteer.place(
        Stated(grid=(300_100.0, 410_000.0), postcode=POSTCODE, coarseness_m=650)
    )
    assert (rough.point, rough.by, rough.precision_m) == (QUAY, "postcode", 100.0)
    alone = gazetteer.place(Stated(grid=(300_100.0, 410_000.0), coarseness_m=650))
    assert (alone.by, alone.precision_m) == ("stated", 650)
    fine = gazetteer.place(Stated(grid=(300_100.0, 410_000.0), postcode=POSTCODE, coarseness_m=65))
    assert (fine.by, fine.precision_m) == ("stated", 65)


def test_coordinates_of_one_decimal_place_nothing(gazetteer):
    placed = gazetteer.place(Stated(degrees=(-3.5, 53.5), coarseness_m=6_500))
    assert (placed.point, placed.issues) == (None, ["coordinates_too_rough"])
