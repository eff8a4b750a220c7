import pytest

from geo.errors import QuestionError
from geo.ladder import Ladder, Square

TOWN = Square(250, 1200, 1640)
AROUND = TOWN.parent


def test_an_id_says_the_square():
    assert Square.named("250-1200-1640") == TOWN
    assert str(TOWN) == "250-1200-1640"
    assert TOWN.centre == (300_125, 410_125)


@pytest.mark.parametrize("cell_id", ["", "100-1-1", "250-1", "250-1-1-1", "250-a-1", "250--1-1"])
def test_what_is_no_cell_is_refused(cell_id):
    with pytest.raises(QuestionError):
        Square.named(cell_id)


def test_squares_lie_in_one_another_up_to_4000_m():
    assert [str(square) for square in TOWN.above()] == [
        "500-600-820",
        "1000-300-410",
        "2000-150-205",
        "4000-75-102",
    ]
    assert TOWN.largest == Square(4000, 75, 102)


def test_a_place_is_in_the_smallest_cell_that_holds_it():
    ladder = Ladder({TOWN: 30, AROUND: 20})
    assert ladder.cell_of(300_000, 410_000) == TOWN
    assert ladder.cell_of(300_249.9, 410_249.9) == TOWN
    assert ladder.cell_of(300_250, 410_000) == AROUND
    assert ladder.cell_of(300_500, 410_000) is None


def test_a_place_in_a_cell_that_is_never_shown_has_no_cell():
    ladder = Ladder({TOWN: 30}, [Square(4000, 75, 102)])
    assert ladder.cell_of(300_300, 410_300) is None


def test_a_cell_is_its_square_less_the_cells_inside_it():
    ladder = Ladder({TOWN: 30, AROUND: 20})
    assert ladder.shape(TOWN).area == 250**2
    assert ladder.shape(AROUND).area == 500**2 - 250**2
    assert ladder.union([TOWN, AROUND]).equals(AROUND.shape)
