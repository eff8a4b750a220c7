"""The picture by authority: thresholds, what is withheld, and what a solver is given of it."""

import itertools

from geo.bounds import narrow_bounds
from geo.perturbation import RecordKeys, seeded_record_keys
from geo.picture import (
    NO_DATA,
    NOT_SHOWN,
    SHOWN,
    ChildReported,
    Measure,
    PictureRow,
    _without_leaks,
    picture_figures,
    publish_picture,
)
from tests.unit.geo.test_wards import BOARD

A = "E06999001"


def child(number, *measures, episodes=1, answered=tuple(Measure)):
    told = dict.fromkeys(measures, episodes)
    return ChildReported(
        A,
        f"{number}",
        {each: told.get(each, 0) for each in Measure} | {Measure.REPORTED: episodes},
        {each: episodes if each in answered else 0 for each in Measure},
    )


def published(children, seed=0, received=None):
    keys = RecordKeys(seeded_record_keys(f"e{seed}"), seeded_record_keys(f"c{seed}"))
    rows = publish_picture("2026Q3", children, received or {A: True}, BOARD, keys)
    return {row.measure: (row.state, row.children) for row in rows}


def test_each_number_is_within_two_of_the_truth_and_by_its_own_children():
    children = [child(n, *([Measure.OFFERED] if n < 9 else [])) for n in range(20)]
    for seed in range(20):
        told = published(children, seed)
        assert abs(told[Measure.REPORTED][1] - 20) <= 2
        state, number = told[Measure.OFFERED]
        assert state == NOT_SHOWN or abs(number - 9) <= 2


def test_a_question_that_no_record_answers_is_no_data_and_not_a_small_number():
    answered = (Measure.REPORTED, Measure.MISSING)
    told = published([child(n, Measure.MISSING, answered=answered) for n in range(12)])
    assert told[Measure.MISSING][0] == SHOWN
    assert told[Measure.EXPLOITATION] == told[Measure.OFFERED] == (NO_DATA, None)


def test_of_four_children_it_is_not_told_whether_their_records_answer():
    told = published([child(n, answered=()) for n in range(4)])
    assert {state for state, _ in told.values()} == {NOT_SHOWN}


def test_one_child_with_most_of_the_episodes_keeps_the_number_back():
    children = [child(0, episodes=9), *(child(n) for n in range(1, 9))]
    assert published(children)[Measure.REPORTED] == (NOT_SHOWN, None)
    children = [child(0, episodes=8), *(child(n) for n in range(1, 9))]
    assert published(children)[Measure.REPORTED][0] == SHOWN


def rows(reported, offered):
    return [
        PictureRow(A, Measure.REPORTED, SHOWN, reported),
        PictureRow(A, Measure.OFFERED, SHOWN, offered),
    ]


def test_children_without_an_offer_are_not_told_to_be_two_at_most():
    # 30 stands for 28 to 32 and 31 for 29 to 33: 0 to 3 had no offer; with 32, 0 to 2
    kept = _without_leaks("2026Q3", rows(30, 31), BOARD)
    assert [row.children for row in kept] == [30, 31]
    kept = _without_leaks("2026Q3", rows(30, 32), BOARD)
    assert [(row.state, row.children) for row in kept] == [(SHOWN, 30), (NOT_SHOWN, None)]


def test_whatever_numbers_are_told_together_a_solver_bounds_nothing_narrowly():
    for seed, offered, held in itertools.product(range(3), (6, 11, 12), (5, 6)):
        children = [
            child(
                n,
                *([Measure.MISSING] if n else []),
                *([Measure.OFFERED] if n < offered else []),
                *([Measure.IN_TIME] if n < held else []),
            )
            for n in range(12)
        ]
        keys = RecordKeys(seeded_record_keys(f"e{seed}"), seeded_record_keys(f"c{seed}"))
        told = publish_picture("2026Q3", children, {A: True}, BOARD, keys)
        assert narrow_bounds(picture_figures("2026Q3", told, BOARD), 3) == []
