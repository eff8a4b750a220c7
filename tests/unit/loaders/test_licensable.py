"""Licensable activities, out of lists, ticks and columns of sales."""

import pytest

from loaders.licensable import activities, ticked
from loaders.values import BadCell
from tests.growth import MOST, growth


@pytest.mark.parametrize(
    ("stated", "named"),
    [
        (
            "Sale of alcohol on the premises and late night refreshment",
            {"alcohol_on", "late_night_refreshment"},
        ),
        ("Supply of alcohol & late night refreshment", {"alcohol", "late_night_refreshment"}),
        (
            "Alcohol / Late Night Refreshment / Live Music",
            {"alcohol", "late_night_refreshment", "live_music"},
        ),
        ("Alcohol on and off sales and films", {"alcohol_on", "alcohol_off", "films"}),
        ("Live and recorded music", {"live_music", "recorded_music"}),
        ("Recorded, live music", {"live_music", "recorded_music"}),
        ("Plays and Films", {"plays", "films"}),
        ("Live music and other entertainment", {"live_music", "other_entertainment"}),
        ("Cerddoriaeth fyw a lluniaeth hwyr y nos", {"live_music", "late_night_refreshment"}),
        ("Cyflenwi alcohol; cerddoriaeth wedi'i recordio", {"alcohol", "recorded_music"}),
    ],
)
def test_activities_that_are_joined_in_one_piece_are_all_told(stated, named):
    assert activities(stated) == named


@pytest.mark.parametrize(
    ("stated", "named"),
    [
        ("Live music on the premises", {"live_music"}),
        ("On the premises", {"alcohol_on"}),
        ("Hot food on the premises", {"late_night_refreshment"}),
        ("Anything similar to live music", {"other_entertainment"}),
        ("Live music and similar", {"live_music", "other_entertainment"}),
        ("Regulated entertainment - dance", {"dance"}),
        ("To play recorded music", {"recorded_music"}),
        ("Family entertainment centre", {"gaming"}),
    ],
)
def test_the_words_of_one_activity_are_not_another_as_well(stated, named):
    assert activities(stated) == named


@pytest.mark.parametrize(
    ("stated", "named"),
    [
        ("No late night refreshment", set()),
        ("Alcohol not permitted", set()),
        ("Alcohol and late night refreshment not permitted", set()),
        ("Live music prohibited", set()),
        ("Non-alcoholic drinks", set()),
        ("Films - none", set()),
        ("Alcohol - No off sales", {"alcohol"}),
        ("Alcohol (not for consumption off the premises)", {"alcohol"}),
        ("Sale of alcohol - no live music", {"alcohol"}),
        ("Alcohol but no films", {"alcohol"}),
        ("Alcohol: No; Plays: Yes", {"plays"}),
        ("Alcohol - N/A, Plays", {"plays"}),
    ],
)
def test_what_is_denied_is_no_activity_and_takes_no_other_away(stated, named):
    assert activities(stated) == named


@pytest.mark.parametrize(
    ("stated", "named"),
    [
        ("No alcohol after 23:00", {"alcohol"}),
        ("Late night refreshment no later than 05:00", {"late_night_refreshment"}),
        ("Live music (not permitted after midnight)", {"live_music"}),
        ("Films - no restrictions", {"films"}),
        ("Films - no adult films", {"films"}),
        ("Alcohol Yes/No", {"alcohol"}),
        ("Films Y/N", {"films"}),
    ],
)
def test_a_limit_and_a_choice_deny_nothing(stated, named):
    assert activities(stated) == named


@pytest.mark.parametrize(
    "cell", ["Yes", "x", "Y - indoors", "Permitted", "23:00 - 05:00", "Alcohol ON", "24 hours"]
)
def test_a_tick_is_a_yes_hours_or_the_columns_own_name(cell):
    assert ticked(cell)


@pytest.mark.parametrize(
    "cell", ["No", "", "N/A", "None", "Not permitted", "Not licensed", "Prohibited", "Closed"]
)
def test_a_tick_is_denied_in_words(cell):
    assert not ticked(cell)


@pytest.mark.parametrize("cell", ["See conditions", "No restriction", "Annex 2"])
def test_a_tick_that_says_neither_is_not_guessed(cell):
    with pytest.raises(BadCell, match="not_yes_or_no"):
        ticked(cell)


@pytest.mark.parametrize(
    "piece", ["no ", "alcohol on ", "similar ", "live and ", "- ", "anything a "]
)
def test_a_long_list_takes_as_long_as_it_is(piece):
    assert growth(activities, piece, 750) < MOST
