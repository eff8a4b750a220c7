"""What is said of a run and of a flag claims no more than the data hold."""

import datetime as dt

import pytest

from webmap import wording

RUN = {
    "premises": 938,
    "premises_tested": 4_566,
    "repeat_locations": 202,
    "repeat_locations_with_premises": 167,
    "radius_m": 250,
    "minimum_episodes": 3,
    "minimum_children": 2,
    "begins_on": dt.date(2026, 7, 3),
    "as_at": dt.date(2026, 9, 30),
}
PAIR = {
    "band_m": 100,
    "episodes": 3,
    "children": 2,
    "first_on": dt.date(2026, 7, 14),
    "last_on": dt.date(2026, 9, 12),
    "daytime": 0,
    "evening": 0,
    "late_evening": 2,
    "night": 0,
    "timed": 2,
    "within_hours": 1,
}


def test_an_episode_is_recorded_at_a_place_and_not_said_to_have_begun_there():
    assert wording.nearness(PAIR) == (
        "Within 100 m of a place recorded in 3 episodes involving 2 children that began between "
        "14 July and 12 September 2026; 2 of them late in the evening (10pm to 2am)."
    )


def test_a_question_says_what_was_counted():
    assert wording.question(RUN) == (
        "Which premises are within 250 m of a place recorded in at least 3 episodes involving at "
        "least 2 children that began between 3 July and 30 September 2026?"
    )


def test_a_first_reader_is_told_what_the_words_mean():
    assert wording.meaning(RUN) == (
        "A repeat location is a place recorded in at least 3 episodes involving at least 2 "
        "children that began in these days. An episode is one anonymised report of a child "
        "missing, absent or exploited."
    )


def test_what_is_counted_without_children_is_not_called_a_report_of_a_child():
    assert "child" not in wording.meaning({**RUN, "minimum_children": 0})


@pytest.mark.parametrize(
    ("near", "said"),
    [(167, "938 premises near 167 of 202 repeat locations"), (202, "938 premises near 202 repeat")],
)
def test_a_run_is_told_in_brief(near, said):
    brief = wording.in_brief({**RUN, "repeat_locations_with_premises": near})
    assert brief.startswith(said)
    assert brief.endswith("out of 4,566 looked at")


@pytest.mark.parametrize(
    ("timed", "within", "said"),
    [
        (0, None, "The time of day is not known for any of them."),
        (2, None, ""),
        (1, 1, "The 1 with a known time began in its licensed hours or the hour after."),
        (1, 0, "The 1 with a known time did not begin in its licensed hours or the hour after."),
        (3, 3, "All 3 began in its licensed hours or the hour after."),
        (2, 2, "All 2 with a known time began in its licensed hours or the hour after."),
        (2, 1, "Of 2 with a known time, 1 began in its licensed hours or the hour after."),
        (2, 0, "Of 2 with a known time, none began in its licensed hours or the hour after."),
    ],
)
def test_licensed_hours_are_compared_with_when_episodes_began(timed, within, said):
    assert wording.open_then({**PAIR, "timed": timed, "within_hours": within}) == said
