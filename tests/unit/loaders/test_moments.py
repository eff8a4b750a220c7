"""The moment of a fault in a drill."""

import random
from types import SimpleNamespace

import pytest

from loaders.drills import moments
from loaders.drills.moments import MOST, OUTSIDE, Pace, moment

ALIVE = SimpleNamespace(poll=lambda: None)
PACE = Pace(8.0, {"copying": 4.0})


class Last(random.Random):
    """A chance that draws the last moment there is."""

    def uniform(self, _, last):
        return last


@pytest.fixture
def waited(monkeypatch):
    seconds = []
    monkeypatch.setattr(moments.time, "sleep", seconds.append)
    return seconds


@pytest.mark.parametrize(("stage", "lasts"), [(None, 8.0), ("copying", 4.0)])
def test_a_fault_waits_for_a_part_of_the_time_that_is_taken_undisturbed(waited, stage, lasts):
    assert moment(lambda: "copying", ALIVE, PACE, stage, Last()) == "copying"
    assert waited == [MOST * lasts]


def test_it_waits_half_as_long_each_time_that_a_transaction_had_ended_by_then(waited):
    for missed in range(3):
        moment(lambda: "copying", ALIVE, PACE, None, Last(), missed)
    assert waited == [MOST * 8.0, MOST * 4.0, MOST * 2.0]


def test_a_transaction_that_has_ended_is_told_as_no_stage(waited):
    stages = iter(["copying", None])
    assert moment(lambda: next(stages), ALIVE, PACE, None, Last()) == OUTSIDE


def test_a_short_stage_is_met_at_once(waited):
    pace = Pace(8.0, {"copying": 0.01})
    assert moment(lambda: "copying", ALIVE, pace, "copying", Last()) == "copying"
    assert waited == []
