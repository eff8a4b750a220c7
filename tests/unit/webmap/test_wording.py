"""Reasons in sentences: each claims nearness and no more, and says what is not known."""

import datetime as dt

import pytest

from webmap import wording

PAIR = {
    "band_m": 100,
    "episodes": 5,
    "children": 3,
    "first_on": dt.date(2026, 7, 3),
    "last_on": dt.date(2026, 9, 16),
    "daytime": 0,
    "evening": 1,
    "late_evening": 4,
    "night": 0,
    "timed": 5,
    "within_hours": 4,
}
RUN = {
    "as_at": dt.date(2026, 9, 30),
    "begins_on": dt.date(2026, 7, 3),
    "window_days": 90,
    "minimum_episodes": 3,
    "minimum_children": 2,
    "merge_m": 50.0,
    "radius_m": 400.0,
    "kinds": None,
    "only_where": {},
    "rule": "standard",
    "premises": 664,
    "pairs": 2_450,
    "repeat_locations": 29,
    "repeat_locations_with_premises": 28,
    "premises_tested": 993,
}
PLACED = {"precision_m": 10.0, "placed_by": "uprn"}


def test_a_reason_says_how_near_how_often_when_and_whether_it_was_open():
    assert wording.reason(PAIR) == (
        "Within 100 m of a place where 5 episodes by 3 children began between 3 July and "
        "16 September 2026; 4 of them late in the evening (10pm to 2am). "
        "Of 5 with a known time, 4 fall in its licensed hours or the hour after."
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"children": None}, "where 5 episodes began"),
        ({"children": 1}, "5 episodes by 1 child began"),
        ({"first_on": dt.date(2026, 9, 16)}, "began on 16 September 2026"),
        ({"late_evening": 0, "evening": 0}, "16 September 2026."),
        ({"late_evening": 5, "evening": 0}, "; all of them late in the evening"),
        ({"late_evening": 2, "evening": 2}, "2 of them in the evening (6pm to 10pm) and 2 of them"),
    ],
)
def test_what_is_known_of_a_repeat_location_is_said_and_no_more(changes, said):
    assert said in wording.nearness(PAIR | changes)


@pytest.mark.parametrize(
    ("timed", "within", "said"),
    [
        (0, 0, "The time of day is not known for any of them."),
        (5, None, ""),
        (1, 1, "The 1 with a known time falls in its licensed hours or the hour after."),
        (1, 0, "The 1 with a known time does not fall in its licensed hours or the hour after."),
        (5, 5, "All 5 fall in its licensed hours or the hour after."),
        (4, 4, "All 4 with a known time fall in its licensed hours or the hour after."),
        (4, 0, "Of 4 with a known time, none falls in its licensed hours or the hour after."),
        (4, 1, "Of 4 with a known time, 1 falls in its licensed hours or the hour after."),
    ],
)
def test_hours_are_said_as_they_were_counted(timed, within, said):
    assert wording.open_then(PAIR | {"timed": timed, "within_hours": within}) == said


def test_unknown_hours_are_said_once_for_all_repeat_locations():
    said = wording.reasons(PLACED, [PAIR | {"within_hours": None}] * 2)
    assert [line for line in said if "licensed hours are not known" in line] == said[-1:]


@pytest.mark.parametrize(("metres", "said"), [(99.9, False), (100.0, True), (None, False)])
def test_a_rough_place_is_said_from_where_the_first_band_is_closed(metres, said):
    found = wording.precision({"precision_m": metres, "placed_by": "postcode"})
    assert bool(found) is said
    assert not said or found == "Placed by its postcode, so it may be 100 m off."


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        *((100, "0 to 100 m"), (200, "100 to 200 m"), (400, "200 to 400 m")),
        *((250, "200 to 250 m"), (1000, "400 to 1.0 km"), (50, "0 to 50 m")),
    ],
)
def test_a_band_is_named_by_its_edges(metres, said):
    assert wording.band(metres) == said


def test_what_was_asked_is_one_sentence():
    assert wording.question(RUN) == (
        "Which premises are within 400 m of a place where at least 3 episodes by at least 2 "
        "children began between 3 July and 30 September 2026?"
    )


def test_a_run_without_the_childrens_rule_says_that_it_may_not_be_released():
    said = " ".join(wording.terms_of(RUN | {"minimum_children": None, "rule": None}))
    assert "may not be released to a licensing officer or the board" in said
    assert "set by hand, not by a rule" in said
    assert "by at least" not in wording.question(RUN | {"minimum_children": None})


def test_no_words_claim_more_than_nearness():
    flag = {"locations": 2, "most_episodes": 5, "last_on": dt.date(2026, 9, 16)}
    said = [
        wording.NEAR,
        wording.totals(RUN),
        wording.question(RUN),
        wording.in_short(flag),
        *wording.terms_of(RUN),
        *wording.reasons({"precision_m": 100.0, "placed_by": "postcode"}, [PAIR]),
    ]
    for word in ("link", "suspect", "victim", "offen", "hotspot", "guilty", "involved"):
        assert word not in " ".join(said).lower()
