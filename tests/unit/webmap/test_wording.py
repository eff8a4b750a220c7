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
    "by_month": False,
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


@pytest.mark.parametrize(
    ("data_to", "tested", "said"),
    [
        (dt.date(2026, 9, 30), 9, "Nothing is wrong: 22 repeat locations found, and 9 premises"),
        (dt.date(2026, 9, 30), 0, "22 repeat locations found, and no premises were held"),
        (None, 9, "No episodes that state a date were held"),
        (None, 0, "No episodes that state a date were held"),
    ],
)
def test_nothing_near_is_told_from_nothing_there_to_be_asked_about(data_to, tested, said):
    run = {"repeat_locations": 22, "premises_tested": tested, "data_to": data_to}
    assert wording.none_near(run).startswith(said)


def test_a_list_that_is_not_the_standard_one_says_so_and_what_it_asks():
    run = {**RUN, "run_id": 1, "rule": None, "kinds": ["hotel"], "only_where": {}}
    standard = {**RUN, "run_id": 2, "is_standard": True}
    said = wording.apart(run, standard)
    assert said == (
        "This list is of terms set by hand, and not the one that everybody begins at. "
        f"It asks: {wording.question(RUN)} Only hotels were looked at."
    )
    assert wording.apart(standard, standard) == ""
    alone = {**run, "is_standard": False}
    assert wording.apart(alone, alone).startswith("No list of the standard rule")


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


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"children": None}, "recorded in 3 episodes that began"),
        ({"children": 1}, "3 episodes involving 1 child that began"),
        ({"first_on": dt.date(2026, 9, 12)}, "began on 12 September 2026"),
        ({"by_month": True}, "began from July 2026 to September 2026"),
        ({"by_month": True, "first_on": dt.date(2026, 9, 1)}, "began in September 2026"),
        ({"late_evening": 0}, "12 September 2026."),
        ({"late_evening": 3}, "; all of them late in the evening"),
        ({"evening": 2}, "2 of them in the evening (6pm to 10pm) and 2 of them late"),
    ],
)
def test_what_is_known_of_a_repeat_location_is_said_and_no_more(changes, said):
    assert said in wording.nearness(PAIR | changes)


def test_unknown_hours_are_said_once_for_all_repeat_locations():
    placed = {"precision_m": 10.0, "placed_by": "uprn"}
    said = wording.reasons(placed, [PAIR | {"within_hours": None}] * 2)
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


@pytest.mark.parametrize(("premises", "said"), [(1_141, ""), (1_142, "25% of all premises")])
def test_a_list_of_most_premises_says_that_it_tells_little(premises, said):
    assert wording.too_many(RUN | {"premises": premises}).startswith(said)
    assert bool(wording.too_many(RUN | {"premises": premises})) is bool(said)
    in_brief = wording.in_brief(RUN | {"premises": premises})
    assert ("too many for a flag to tell much" in in_brief) is bool(said)


def test_no_words_claim_more_than_nearness():
    terms = {"window_days": 90, "merge_m": 50.0, "kinds": ["pub"], "only_where": {}, "rule": None}
    run = RUN | terms | {"pairs": 2_133, "premises": 3_000}
    flag = {"locations": 2, "most_episodes": 5, "last_on": dt.date(2026, 9, 16), "by_month": False}
    said = [
        *(wording.NEAR, wording.totals(run), wording.in_brief(run), wording.too_many(run)),
        *(wording.meaning(run), wording.question(run), wording.in_short(flag)),
        *wording.terms_of(run),
        *wording.reasons({"precision_m": 100.0, "placed_by": "postcode"}, [PAIR]),
    ]
    for word in ("link", "suspect", "victim", "offen", "hotspot", "guilty"):
        assert word not in " ".join(said).lower()
