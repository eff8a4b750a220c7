"""A fault falls inside a transaction, at the stage that it is meant for, and says where it fell."""

import random

import pytest

from loaders.drills.findings import Finding
from loaders.drills.moments import OUTSIDE, Pace, moment

PACE = Pace(0.03, {"reading": 0.02, "copying": 0.008, "commit": 0.001})


class Working:
    """A command whose transaction is seen at one stage after another, and which then ends."""

    def __init__(self, *stages):
        self.stages = list(stages)

    def look(self):
        return self.stages.pop(0) if self.stages else None

    def poll(self):
        return None if self.stages else 0


@pytest.mark.parametrize(
    ("meant_for", "seen", "fell"),
    [
        (None, (None, "reading", "copying"), "copying"),
        ("commit", (None, "reading", "copying", "commit", "reading"), "commit"),
        ("indexes", ("reading", "commit"), OUTSIDE),
        (None, (None, None), OUTSIDE),
    ],
)
def test_it_waits_for_its_stage_and_not_for_one_that_never_comes(meant_for, seen, fell):
    command = Working(*seen)
    assert moment(command.look, command, PACE, meant_for, random.Random(1)) == fell


@pytest.mark.parametrize(("ready_s", "passed"), [((0.5, 10.0), True), ((0.5, 10.1), False)])
def test_a_server_that_comes_back_too_late_fails_the_drill_and_says_how_late(ready_s, passed):
    found = Finding("the server is killed", 2, 2, (), {}, ready_s)
    assert found.passed is passed
    assert found.verdict == ("passed" if passed else found.verdict)
    assert ("took 10.1" in found.verdict) is not passed
