"""The picture in words and columns: what is not compared, not shown, not there, or broken."""

import datetime as dt

import pytest

from geo.picture import Measure
from geo.quarters import Quarter
from geo.trend import Trend
from webmap import picture_wording, positive_facts, trend_chart
from webmap.definitions import break_between
from webmap.picture import Break, Number, Picture, Series, _quarters, share

BREAKS = [
    {"day": dt.date(2014, 4, 1), "short": "three classes", "reason": "classes changed"},
    {"day": dt.date(2016, 6, 1), "short": "absent ends", "reason": "absent ended"},
]
SHOWN = Number("shown", 20)


def picture(*numbers, trend=Trend.NO_CLEAR_CHANGE, breaks=(), why_not=""):
    all_ = tuple(Series(measure, numbers, trend) for measure in Measure)
    names = tuple(f"2016Q{n}" for n in range(1, len(numbers) + 1))
    return Picture(names, (("Skerrowby", all_),), breaks, why_not)


@pytest.mark.parametrize(
    ("before", "now", "broken"),
    [
        # the first day of a quarter parts it from the one before, and from no other
        (Quarter(2013, 4), Quarter(2014, 1), None),
        (Quarter(2014, 1), Quarter(2014, 2), "three classes"),
        (Quarter(2014, 2), Quarter(2014, 3), None),
        # a day within a quarter parts it from both
        (Quarter(2016, 1), Quarter(2016, 2), "absent ends"),
        (Quarter(2016, 2), Quarter(2016, 3), "absent ends"),
        (Quarter(2016, 3), Quarter(2016, 4), None),
    ],
)
def test_no_trend_is_told_across_a_day_on_which_a_definition_changed(before, now, broken):
    found = break_between(before, now, BREAKS)
    assert (found["short"] if found else None) == broken


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        # 35 stands for 33 to 37 and 61 for 59 to 63: 33 of 63 at the least, 37 of 59 at the most
        (Number("shown", 35), Number("shown", 61), "52 to 63 in 100"),
        (Number("shown", 60), Number("shown", 61), "92 to 100 in 100"),
        (Number("not_shown"), Number("shown", 61), "not shown"),
        (Number("no_data"), Number("not_shown"), "no data"),
    ],
)
def test_a_share_is_what_two_adjusted_numbers_leave_possible(part, whole, said):
    assert share(part, whole) == said


def test_the_chart_tells_a_number_a_stub_a_dash_and_a_gap_apart():
    drawn = trend_chart.draw(
        picture(Number(), Number("no_data"), Number("not_shown"), Number("shown", 20)), "Chart"
    ).svg()
    assert drawn.count(">20<") == len(Measure)
    assert drawn.count(">–<") == len(Measure)
    assert drawn.count("url(#hatch)") == len(Measure)
    assert "stroke-dasharray" not in drawn


def test_a_break_is_drawn_in_every_panel_where_it_lies_and_said():
    broken = Break(dt.date(2016, 6, 1), "absent ends", "absent ended", 1.7)
    found = picture(SHOWN, SHOWN, SHOWN, breaks=(broken,))
    drawn = trend_chart.draw(found, "Chart").svg()
    assert drawn.count("stroke-dasharray") == len(Measure)
    assert drawn.count(">absent ends<") == len(Measure)
    assert "do not compare across it" in " ".join(picture_wording.definitions(found))
    elsewhere = Break(dt.date(2014, 4, 1), "three classes", "classes changed", None)
    said = " ".join(picture_wording.definitions(picture(SHOWN, breaks=(elsewhere,))))
    assert "No definition changed in these quarters" in said


def test_a_hostile_name_of_an_authority_is_text_in_the_chart():
    all_ = tuple(Series(m, (SHOWN,), Trend.NOT_COMPARED) for m in Measure)
    drawn = trend_chart.draw(Picture(("2026Q3",), (("<b>&${x}", all_),), (), ""), 'C"<').svg()
    assert "<b>" not in drawn
    assert "&lt;b&gt;" in drawn


def test_a_picture_that_cannot_be_compared_says_why_and_nothing_of_change():
    assert picture_wording.summary(picture(SHOWN, why_not="Because.")) == ["Because."]
    said = picture_wording.summary(picture(SHOWN, SHOWN, trend=Trend.HIGHER))
    assert said[0] == "Children reported: more in Skerrowby."


def test_quarters_are_drawn_from_the_first_published_without_leaving_one_out():
    assert _quarters(Quarter(2026, 3), {"2025Q4", "2026Q3"}) == (
        *("2025Q4", "2026Q1", "2026Q2", "2026Q3"),
    )
    assert len(_quarters(Quarter(2026, 3), {"2016Q1"})) == 8


@pytest.mark.parametrize(
    ("hours", "part", "reached"),
    [
        ([[1, 540, 1320]], "late_evening", False),  # closes at 10pm, when it begins
        ([[1, 540, 1321]], "late_evening", True),
        ([[1, 1200, 1560]], "night", False),  # closes at 2am, when it begins
        ([[1, 1200, 1561]], "night", True),
        ([[1, 360, 1080]], "evening", False),
    ],
)
def test_hours_reach_into_a_part_of_the_day_by_a_minute_or_not_at_all(hours, part, reached):
    assert positive_facts.reaches(hours, part) is reached
