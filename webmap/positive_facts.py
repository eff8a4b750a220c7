"""What speaks for a premises: hours, awareness, visits, licence and food hygiene, as they are held.

Only what is known is said, and that something is not known is said too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from geo.released_evidence import OnePremises
from webmap.formats import day
from webmap.premises import food_rating, weekly_hours
from webmap.wording import Row

AWARENESS = {
    "poster": "a poster was given",
    "briefing": "staff were briefed",
    "training": "staff were trained",
    "test_purchase": "a test purchase was made",
}
PARTS = {"daytime": (360, 1080), "evening": (1080, 1320), "late_evening": (1320, 1560)}
PARTS["night"] = (120, 360)
SAID = {
    "daytime": "in the daytime (6am to 6pm)",
    "evening": "in the evening (6pm to 10pm)",
    "late_evening": "late in the evening (10pm to 2am)",
    "night": "at night (2am to 6am)",
}


def of(one: OnePremises, on_day: dt.date) -> Iterator[str]:
    """Yield a sentence for each fact, of its licences as they stand on a day."""
    held = standing(one.licences, on_day)
    yield from _visits(one)
    yield from _licence(one, held)
    yield from _hours(one, held)
    if rating := food_rating(one.premises["food_rating"]):
        yield f"Food hygiene rating: {rating}."


def standing(licences: Sequence[Row], on_day: dt.date) -> list[Row]:
    """Return the licences that are not known to have ended or to be still to come, newest first.

    Of a number the rows of its newest register count: an earlier one may say other hours. A start
    is often that of the latest variation, so one that has an earlier row has begun.
    """
    begun = {row["licence_number"] for row in licences if _has_begun(row, on_day)} - {None}
    newest: dict[str | None, dt.datetime] = {}
    for row in licences:
        number = row["licence_number"]
        newest[number] = max(newest.get(number, row["loaded_at"]), row["loaded_at"])
    return [
        row
        for row in licences
        if (row["licence_number"] is None or row["loaded_at"] == newest[row["licence_number"]])
        and row["status"] in ("in_force", "unknown")
        and (row["ends_on"] is None or row["ends_on"] >= on_day)
        and (_has_begun(row, on_day) or row["licence_number"] in begun)
    ]


def _has_begun(licence: Row, on_day: dt.date) -> bool:
    return licence["starts_on"] is None or licence["starts_on"] <= on_day


def reaches(hours: list[list[int]], part: str) -> bool:
    """Whether licensed hours have a minute in a part of the day, on any weekday.

    Each of ``hours`` is a weekday and the minutes since its midnight of opening and closing; what
    closes after midnight runs on past 1440.
    """
    begins, ends = PARTS[part]
    return any(
        opens < ends + shift and closes > begins + shift
        for _, opens, closes in hours
        for shift in (-1440, 0, 1440)
    )


def _visits(one: OnePremises) -> Iterator[str]:
    aware = [(row, each) for row in one.visits for each in row["awareness"]]
    for row, each in aware:
        yield f"On {day(row['visited_on'])} {AWARENESS[each]}."
    if not aware:
        yield "That awareness was raised with its staff is not recorded."
    calm = [row for row in one.visits if row["outcome"] == "no_concern"]
    if calm:
        yield f"A visit on {day(calm[0]['visited_on'])} found no concern."
    if not one.visits:
        yield "No visit is recorded."


def _licence(one: OnePremises, held: Sequence[Row]) -> Iterator[str]:
    if not one.licences:
        yield "No licence is held here: it may need none."
        return
    if not held:
        yield "No licence of it is in force, as its newest register says."
    numbers = [row["licence_number"] for row in held if row["status"] == "in_force"]
    for number in dict.fromkeys(numbers):
        yield f"Its licence {number or 'without a number'} is in force, as the register says."


def _hours(one: OnePremises, held: Sequence[Row]) -> Iterator[str]:
    hours = [list(each) for each in sorted({tuple(s) for row in held for s in row["hours"] or ()})]
    if not hours:
        if held or not one.licences:  # what has no licence in force has no such hours
            yield "Its licensed hours are not known."
        return
    said = "; ".join(f"{name} {span}" for name, span in weekly_hours(hours))
    yield f"Licensed hours: {said}."
    # where the run knew no hours nothing was compared, which is not none
    within = [pair["within_hours"] for pair in one.pairs if pair["timed"]]
    if within and all(each == 0 for each in within):
        yield (
            "None of the episodes with a known time began in its licensed hours or the hour after."
        )
    if not all(row["hours"] for row in held):
        return  # what is not known may reach into any time
    parts = {row["part_of_day"] for row in one.listed if row["part_of_day"]}
    for part in sorted(parts):
        if not reaches(hours, part):
            yield (
                f"An area near it is one whose episodes mostly began {SAID[part]}; its licensed "
                "hours do not reach into that time."
            )
