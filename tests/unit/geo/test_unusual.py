"""What the test against chance found, in words that claim no more than it does."""

import pytest

from geo import unusual

RUN = {
    "tested": 993, "unusual": 155, "unusual_flagged": 151, "expected_by_chance": 13.6,
    "test_reach_m": 200, "false_discovery": 0.1, "visits_counted": 3, "moves": 99,
    "steady_percent": 80,
}  # fmt: skip
FLAG = {
    "unusual": True, "episodes_at_place": 6, "expected_at_place": 0.44, "places_near": 5,
    "chance": 0.00002, "adjusted": 0.0021, "moves_stood": 99, "of_kind": 124, "busier_of_kind": 3,
}  # fmt: skip


def test_a_run_says_how_many_were_tested_found_and_to_be_expected():
    assert unusual.found(RUN) == (
        "Tested against chance: 993 premises. 155, 151 of them listed here, have more episodes "
        "near than their centre explains; chance alone would give about 14."
    )


def test_a_run_that_found_nothing_says_that_all_may_be_chance():
    said = unusual.found({**RUN, "unusual": 0, "unusual_flagged": 0, "expected_by_chance": 0})
    assert said.endswith("what is listed may all be chance.")
    assert "No premises" in unusual.found({**RUN, "tested": 0})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {},
            "Unusual: 6 episodes counted at the place near it, where its centre explains about "
            "0.4.",
        ),
        (
            {"unusual": False, "episodes_at_place": 1, "expected_at_place": 1.2},
            "Not shown to be unusual: 1 episode counted at the place near it, where its centre "
            "explains about 1.2. It may be chance.",
        ),
        ({"episodes_at_place": 0, "unusual": False}, "Nothing recurs near enough"),
        ({"unusual": None}, ""),
    ],
)
def test_a_premises_says_whether_chance_would_do(change, said):
    assert unusual.of_premises({**FLAG, **change}).startswith(said)


def test_the_detail_gives_the_figures_that_another_analyst_would_check():
    chance, moves, kind = unusual.detail(FLAG, RUN)
    assert "one of the 5 places within 200 m" in chance
    assert "less than 1 in 10,000" in chance
    assert "0.0021" in chance
    assert moves.endswith("still near in 100 of 100 moves: steady.")
    assert kind == "Of 124 premises of its kind, 3 have more episodes counted within 200 m."


@pytest.mark.parametrize(("stood", "said"), [(80, "steady"), (79, "indicative only")])
def test_a_flag_that_stands_in_fewer_than_80_moves_of_100_is_indicative(stood, said):
    run = {**RUN, "moves": 100}
    assert unusual.detail({**FLAG, "moves_stood": stood}, run)[1].endswith(f"moves: {said}.")


def test_what_was_not_tested_is_said_so():
    assert unusual.detail({"unusual": None}, RUN) == [
        "Not tested against chance, or what it was tested on has been removed since."
    ]
