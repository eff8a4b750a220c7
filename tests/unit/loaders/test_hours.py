"""Hours as registers write them: what is not sure is not understood."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.hours import DAY, Span, parse_hours

EVERY_DAY = range(1, 8)


def week(opens, closes, days=EVERY_DAY):
    return [Span(day, opens, closes) for day in days]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("0600-2300", week(360, 1380)),
        ("m-su 08.00-23.00", week(480, 1380)),
        ("Mon-Sun 1000-0030", week(600, DAY + 30)),
        ("24 hours", week(0, DAY)),
        ("24 hrs daily", week(0, DAY)),
        ("24 Hours, 7 Days A Week", week(0, DAY)),
        ("Every day 24 hours a day", week(0, DAY)),
        ("Mon to Thu 10:00hrs to 23:00hrs", week(600, 1380, range(1, 5))),
        ("Monday-Saturday 10:00:00-23:00:00", week(600, 1380, range(1, 7))),
        ("Mon-Sun (inc) 10.00 a.m. - 11.30 p.m.", week(600, 1410)),
        ("Fri/Sat 10:00-02:00", week(600, DAY + 120, (5, 6))),
        ("Tue-Sun 5pm - 11pm (closed Mondays)", week(1020, 1380, range(2, 8))),
        ("Mon closed; Tue-Sun 17:00-23:00", week(1020, 1380, range(2, 8))),
        ("Mon 09:00-17:00 Tue closed", [Span(1, 540, 1020)]),
        (
            "10:00 - 23:00 (Monday to Saturday); 12:00 - 22:30 (Sunday)",
            [*week(600, 1380, range(1, 7)), Span(7, 720, 1350)],
        ),
        ("daily 24 hrs", week(0, DAY)),
        ("24/7", week(0, DAY)),
        ("Every day 11:00 to 23:00", week(660, 1380)),
        ("7 days a week 10:00 - midnight", week(600, DAY)),
        ("Monday to Friday 9am - 5pm", week(540, 1020, range(1, 6))),
        ("weekends noon-10pm", week(720, 1320, (6, 7))),
        ("Weekdays 12 noon until 12 midnight", week(720, DAY, range(1, 6))),
        ("0900-1730 m-f", week(540, 1050, range(1, 6))),
        ("Fri & Sat 2000 - 0300", week(1200, DAY + 180, (5, 6))),
        ("sat-mon 1000-2200", week(600, 1320, (1, 6, 7))),
        ("Sun 1200-2230 the following day", None),  # longer than a day
        ("Sat 2300-0400 the following morning", [Span(6, 1380, DAY + 240)]),
        ("Mon 0000-2400", [Span(1, 0, DAY)]),
        ("Mon 1000-1200, 1400-1600", [Span(1, 600, 720), Span(1, 840, 960)]),
        ("Monday: 10:00 – 22:00", [Span(1, 600, 1320)]),
        (
            "M-F 10:00-23:00 S-S 11:00-02:00",
            [*week(600, 1380, range(1, 6)), *week(660, DAY + 120, (6, 7))],
        ),
        ("M-S 0900-2300, Su 1200-2200", [*week(540, 1380, range(1, 7)), Span(7, 720, 1320)]),
        ("S-Su 1100-2300", week(660, 1380, (6, 7))),
        ("Sat 20:00:00 - 1 day, 1:00:00", [Span(6, 1200, DAY + 60)]),  # 25:00 in a spreadsheet
        ("Sat 20:00:00 - 1 day, 0:00:00", [Span(6, 1200, DAY)]),
    ],
)
def test_hours_that_are_sure_are_read(text, spans):
    assert parse_hours(text) == spans


def test_hours_of_run_together_days_close_after_midnight():
    assert parse_hours("su-th 1000-0030 fs1000-0130") == sorted(
        week(600, DAY + 30, (1, 2, 3, 4, 7)) + week(600, DAY + 90, (5, 6))
    )


@pytest.mark.parametrize(
    "text",
    [
        "m-su 12.00-3.00",  # in the afternoon, or in the morning?
        "m-su 12.00-12.00",  # to midnight, or to noon?
        "ss 1000-2300",  # Saturday twice, or Saturday and Sunday?
        "t 1000-2300",
        "M-S 0900-2300",  # to Saturday, or to Sunday?
        "F-S 1000-0200",
        "S-Th 1000-2300",
        "S-S 1100-0200",
        "S-S 1100-0200, M-F 1000-2300",
        "Sat 1 day, 1:00:00 - 1 day, 3:00:00",
        "mtwtf 1000-2300",
        "1100-2300, Sunday 1200-2230",  # is Sunday one of the first?
        "Mon/Fri 1000-2300",  # two days, or five?
        "Closed",
        "1000-2300 Mon-Sat Sun closed",  # are the hours those of Monday to Saturday?
        "Mon 0900-1700 closed",
        "closed Mon 0900-1700",
        "Mon-Sat 1000-2300, New Year's Eve 1000-0200",
        "Licensee's discretion",
        "In accordance with current rules of the club",
        "Mon-Sat 1000-2300, Sunday",
        "Mon 1000-",
        "1000",
        "Mon",
        "2500-2600",
        "0960-1000",
        "10-11",
        "",
        "-",
    ],
)
def test_hours_that_are_not_sure_are_not_guessed(text):
    assert parse_hours(text) is None


def test_equal_times_that_are_sure_are_a_whole_day():
    assert parse_hours("0600-0600") == week(360, DAY + 360)


PIECES = st.sampled_from(
    [
        *("closed", "/", "(", ")", "a.m.", "10:00:00", "hrs", "7 days"),
        *("m", "su", "th", "fs", "Mon", "Friday", "weekends", "daily", "24 hours", "0900", "2330"),
        *("12.00", "3.00", "9am", "10 pm", "noon", "midnight", "12 midnight", "24:00", "0000"),
        *("-", "to", "until", "and", ",", ";", ":", " ", "next day", "the following morning", "t"),
        *("1", "99", "25.61", "x", "–"),
    ]
)


@given(text=st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map(" ".join)))
@settings(max_examples=300)
def test_any_text_gives_spans_of_a_day_at_most_or_none(text):
    for span in parse_hours(text) or ():
        assert 1 <= span.weekday <= 7
        assert 0 <= span.opens_min < DAY
        assert span.opens_min < span.closes_min <= span.opens_min + DAY


@given(
    day=st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
    opens=st.integers(0, DAY - 1),
    length=st.integers(1, DAY),
)
@settings(max_examples=100)
def test_hours_on_a_clock_of_24_are_read_to_the_minute(day, opens, length):
    closes = (opens + length) % DAY
    text = f"{day} {opens // 60:02}{opens % 60:02}-{closes // 60:02}{closes % 60:02}"
    (span,) = parse_hours(text)
    assert (span.opens_min, span.closes_min) == (opens, opens + length)


@pytest.mark.parametrize(
    ("welsh", "english"),
    [
        ("Llun - Sul 10:00 - 23:00", "Mon - Sun 10:00 - 23:00"),
        ("Dydd Llun i Ddydd Iau 10:00-23:00", "Monday to Thursday 10:00-23:00"),
        ("Gwener a Sadwrn 11:00-01:00", "Friday and Saturday 11:00-01:00"),
        ("Bob dydd 10:00 tan hanner nos", "Daily 10:00 until midnight"),
        ("24 awr", "24 hours"),
        ("Mon-Sun 10:00:00 - 23:59:59", "Mon-Sun 10:00 - 23:59"),
    ],
)
def test_hours_are_understood_in_welsh_and_to_the_second(welsh, english):
    assert parse_hours(welsh) == parse_hours(english) is not None


@pytest.mark.parametrize(
    ("welsh", "english"),
    [
        (
            "Llun - Iau 10:00 - 23:00; Gwe - Sad 10:00 - 01:00",
            "Mon-Thu 10:00-23:00 Fri-Sat 10:00-01:00",
        ),
        ("Dydd Llun i Dydd Sul 10.00yb - 11.00yh", "Mon-Sun 10am-11pm"),
        ("Maw 9.00y.b. - 5.00 y.p.", "Tue 9am-5pm"),
    ],
)
def test_short_days_and_halves_of_a_day_are_welsh_too(welsh, english):
    assert parse_hours(english)
    assert parse_hours(welsh) == parse_hours(english)


def test_the_day_following_is_the_next():
    told = "Sat 11:00 to 00:30 the day following; Sun 12:00 to 01:00 the morning following"
    assert parse_hours(told) == parse_hours("Sat 11:00-00:30 Sun 12:00-01:00")


def test_nothing_need_stand_between_the_times_of_a_named_day():
    told = "Monday 10:00 23:00 Tuesday 10:00 01:00"
    assert parse_hours(told) == parse_hours("Mon 10:00-23:00 Tue 10:00-01:00")
    assert parse_hours("Mon 12:00 15:00 18:00 23:00") == parse_hours("Mon 12:00-15:00 18:00-23:00")
    assert parse_hours("10:00 23:00") is None
    assert parse_hours("Mon 10:00 23:00 01:00") is None
