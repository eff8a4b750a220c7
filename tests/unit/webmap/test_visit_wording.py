"""What officers and the board are told: words for bands and areas, and no more than they say."""

import datetime as dt
from uuid import UUID

import pytest

from geo.listed import Listed
from geo.policy import Band
from geo.released_officer import FlaggedPremises, Reason
from geo.trend import Trend
from webmap import board_wording, done, visit_wording
from webmap.quarters import Asked

QUARTER = {
    "quarter": "2026Q3",
    "first_day": dt.date(2026, 7, 1),
    "last_day": dt.date(2026, 9, 30),
    "published_in": dt.date(2026, 11, 1),
    "minimum_episodes": 3,
    "minimum_children": 2,
    "largest_share": 0.6,
    "flag_bands_m": [250, 500],
    "flag_level_m": 1000,
    "ward_vintage": 2026,
    "minimum_children_for_board": 5,
    "minimum_premises_for_board": 5,
}


def near(level=250, band=(3, 5), within=250, rest=False, part=None, cell="250-1-1"):
    return Reason(cell, rest, level, within, Band(*band), part)


def listed(*reasons):
    return FlaggedPremises(UUID(int=1), "Heron", "pub", "", None, -3.0, 53.0, reasons)


def test_an_area_is_named_by_its_size_and_a_rest_as_a_rest():
    assert visit_wording.area(near()) == "an area 250 m square"
    assert visit_wording.area(near(1000, rest=True)) == "the rest of an area 1 km square"


def open_in(*parts, when_it_matters):
    return now(open_parts=parts, when_it_matters=when_it_matters)


def now(**known):
    unsaid = dict.fromkeys(Listed.__dataclass_fields__)
    return Listed(**unsaid | {"in_business": True, "in_place": True} | known)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["evening"], "began in the evening (6pm to 10pm): it is licensed to be open then."),
        (["night"], "began at night (2am to 6am): not in those hours."),
        (
            ["night", "evening"],
            "of an area near it began in the evening (6pm to 10pm): it is licensed to be open "
            "then; and of another at night (2am to 6am): not in those hours.",
        ),
    ],
)
def test_of_areas_whose_hours_differ_it_is_said_open_in_those_alone_in_which_it_is(parts, said):
    place = open_in("evening", when_it_matters="evening" in parts)
    told = visit_wording.hours(place, [near(part=each) for each in [None, *parts]])
    assert told.endswith(said)


def test_what_the_registers_say_since_is_said_and_nothing_where_nothing_changed():
    assert visit_wording.since(now()) == ""
    ended = now(in_business=False)
    assert visit_wording.since(ended).startswith("Your registers now have no licence in force")
    assert "so it has no licensed hours" in visit_wording.hours(ended, [near()])
    assert visit_wording.since(now(in_place=False)).startswith("Its place was corrected since")


def test_the_rest_of_an_area_is_explained_above_a_list_that_names_one():
    assert visit_wording.rest([listed(near()), listed(near(rest=True))]) == visit_wording.REST
    assert visit_wording.rest([listed(near(), near(rest=True))]) == ""


@pytest.mark.parametrize(
    ("band", "words"), [((3, 5), "3 to 5 episodes"), ((21, None), "21 or more episodes")]
)
def test_episodes_are_told_as_a_band(band, words):
    assert visit_wording.episodes(Band(*band)) == words


def test_a_line_of_the_list_says_the_nearest_area_and_how_many_more():
    assert visit_wording.in_short(listed(near())) == (
        "Near an area 250 m square with 3 to 5 episodes."
    )
    assert visit_wording.in_short(listed(near(), near())).endswith(", and 1 more area.")
    assert visit_wording.in_short(listed(near(), near(), near())).endswith(", and 2 more areas.")


def test_reasons_that_are_alike_are_one_sentence_and_the_nearest_comes_first():
    found = [near(), near(within=500, cell="250-1-2"), near(within=500, cell="250-1-3")]
    assert visit_wording.reasons(found) == [
        "Near an area 250 m square with 3 to 5 episodes: within 250 m of the middle of the area.",
        "Near 2 areas 250 m square, each with 3 to 5 episodes: within 500 m of the middle of each.",
    ]


def test_the_part_of_the_day_is_said_where_it_is_published():
    said = visit_wording.reason(near(band=(11, 20), part="late_evening"))
    assert "most of which began late in the evening (10pm to 2am)" in said
    assert "began" not in visit_wording.reason(near())


def test_the_rules_say_quarter_horizon_thresholds_and_what_takes_a_premises_off():
    said = " ".join(visit_wording.rules(QUARTER))
    for words in (
        "July to September 2026 (2026Q3), to 30 September 2026",
        "at least 3 episodes",
        "at least 2 children",
        "60%",
        "within 250 m or 500 m of the middle",
        "not larger than 1 km square",
        "leaves the list",
    ):
        assert words in said


def test_no_words_claim_more_than_nearness():
    said = " ".join(
        [
            *visit_wording.rules(QUARTER),
            *visit_wording.withheld(),
            visit_wording.meaning(),
            visit_wording.rest([listed(near(rest=True))]),
            *board_wording.certainty(QUARTER),
            *done.sentences(QUARTER, []),
        ]
    ).lower()
    assert "not evidence against a premises" in said
    for word in ("linked", "suspect", "hotspot", "repeat location"):
        assert word not in said


def row(ward, children, band_from=5, band_to=10):
    return {
        "ward": ward,
        "name": ward,
        "children": children,
        "band_from": band_from,
        "band_to": band_to,
    }


def test_wards_of_two_quarters_are_joined_and_one_that_is_gone_is_not_shown():
    found = board_wording.wards([row("A", 20), row("B", 8)], [row("A", 12), row("C", 9)])
    assert [(each.name, each.before, each.children, each.trend) for each in found] == [
        ("A", 12, 20, Trend.HIGHER),
        ("B", None, 8, Trend.NOT_COMPARED),
        ("C", 9, None, Trend.NOT_COMPARED),
    ]
    assert found[2].episodes == "not shown"


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([(20, 30)], "Worse in some wards, better in none"),
        ([(30, 20)], "Better in some, worse in none"),
        ([(30, 20), (20, 30)], "Some wards are worse and some better"),
        ([(20, 20)], "No clear change"),
        ([], "No ward is shown in both quarters, so nothing can be said"),
    ],
)
def test_the_answer_is_told_from_the_wards_that_are_shown_in_both(pairs, said):
    now = [row(str(place), each[1]) for place, each in enumerate(pairs)]
    before = [row(str(place), each[0]) for place, each in enumerate(pairs)]
    assert board_wording.answer(board_wording.wards(now, before)) == said


def asked(*names, vintages=None):
    rows = [
        {
            **QUARTER,
            "quarter": name,
            "ward_vintage": (vintages or {}).get(name, 2026),
        }
        for name in names
    ]
    return Asked(rows[0], rows)


def test_only_the_calendar_quarter_before_is_compared_with_and_the_same_wards():
    assert board_wording.comparable(asked("2026Q3", "2026Q2")) == ""
    assert asked("2026Q1", "2025Q4").before["quarter"] == "2025Q4"
    assert "no data" in board_wording.comparable(asked("2026Q3", "2026Q1"))
    redrawn = asked("2026Q3", "2026Q2", vintages={"2026Q2": 2025})
    assert "drawn anew" in board_wording.comparable(redrawn)


@pytest.mark.parametrize(
    ("day", "warned"), [(dt.date(2027, 2, 14), False), (dt.date(2027, 2, 15), True)]
)
def test_a_quarter_that_should_have_been_published_is_told_after_45_days(day, warned):
    assert bool(asked("2026Q3").warning(day)) == warned


@pytest.mark.parametrize(("held", "told"), [(40, False), (39, True), (0, False)])
def test_an_officer_is_told_when_so_many_are_listed_that_it_tells_little(held, told):
    said = visit_wording.in_brief(10, 3, QUARTER, held)
    near = f"10 of your {held} premises are near an area with episodes in July to September 2026"
    assert said.startswith(f"{near} (3 areas)")
    one = visit_wording.in_brief(1, 1, QUARTER, 9)
    assert one.startswith("1 of your 9 premises is near an area with")
    assert one.endswith("(1 area)")
    assert ("too many for it to tell much" in said) is told
