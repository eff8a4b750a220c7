"""When so many premises are flagged that a flag tells little."""

import pytest

from geo.saturation import share, warning


@pytest.mark.parametrize(
    ("premises", "tested", "warned"),
    [(0, 0, False), (25, 100, False), (26, 100, True), (100, 100, True), (938, 4_566, False)],
)
def test_more_than_a_quarter_is_said(premises, tested, warned):
    assert bool(warning(premises, tested)) is warned


def test_the_share_is_given_and_what_to_do():
    said = warning(664, 993)
    assert said.startswith("67% of all premises looked at are this near")
    assert "a smaller radius" in said


def test_without_premises_there_is_no_share():
    assert share(0, 0) == 0.0
