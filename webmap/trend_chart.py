"""The chart of the picture: a panel of columns for each authority and measure, by quarter.

Each column has its number above it, so that nothing is told by colour or height alone, and it
prints in black. What is not shown is a hatched stub; what there are no data of is a dash; a quarter
that is not published is a gap. A day on which definitions changed is a dashed line.
"""

from __future__ import annotations

from collections.abc import Iterator

from geo.drawing import INK, QUIET, Area, Drawing, Line, Shape, Words
from geo.picture import NO_DATA, NOT_SHOWN, Measure
from webmap.picture import CALLED, Number, Picture, Series

WIDTH, NAMES, GAP = 700.0, 92.0, 10.0
TOP, PANEL, FOOT = 24.0, 40.0, 12.0
ROOM = 11.0  # above the tallest column, for its number
BEFORE, NOW = "#c8b8d8", "#3b0a5c"  # 1.8 and 15 to 1 against paper; the number says the rest


def draw(picture: Picture, label: str) -> Drawing:
    """Draw the picture; the columns of one measure have one scale over all authorities."""
    count = len(Measure)
    panel = (WIDTH - NAMES - GAP * (count - 1)) / count
    tallest = dict.fromkeys(Measure, 1)
    for _, all_ in picture.authorities:
        for one in all_:
            most = max((number.children or 0 for number in one.numbers), default=0)
            tallest[one.measure] = max(tallest[one.measure], most)
    shapes: list[Shape] = []
    height = TOP + len(picture.authorities) * PANEL + FOOT + (10 if picture.drawn_breaks else 0)
    for place, measure in enumerate(Measure):
        left = NAMES + place * (panel + GAP)
        for line, words in enumerate(_two_lines(CALLED[measure])):
            shapes.append(Words((left, 10 + 10 * line), words, 9, bold=True))
        shapes += _quarters(picture, left, panel, TOP + len(picture.authorities) * PANEL)
    for row, (name, all_) in enumerate(picture.authorities):
        floor = TOP + (row + 1) * PANEL - 4
        for line, words in enumerate(_two_lines(name, 16)):
            shapes.append(Words((0, floor - 14 + 10 * line), words, 9))
        for place, one in enumerate(all_):
            left = NAMES + place * (panel + GAP)
            shapes += _panel(one, left, panel, floor, tallest[one.measure])
            for each in picture.drawn_breaks:
                at = left + panel * (each.at or 0) / len(picture.quarters)
                shapes.append(Line((at, floor - PANEL + 6), (at, floor), INK, 1, dashed=True))
    return Drawing(WIDTH, height, tuple(shapes), label)


def _panel(one: Series, left: float, panel: float, floor: float, tallest: int) -> Iterator[Shape]:
    step = panel / len(one.numbers)
    wide = min(step * 0.72, 26.0)
    yield Line((left, floor), (left + panel, floor), QUIET, 0.8)
    for place, number in enumerate(one.numbers):
        middle = left + step * (place + 0.5)
        last = place == len(one.numbers) - 1
        yield from _column(number, middle, wide, floor, tallest, last=last)


def _column(
    number: Number, middle: float, wide: float, floor: float, tallest: int, *, last: bool
) -> Iterator[Shape]:
    if number.children is not None:
        high = max(number.children / tallest * (PANEL - 8 - ROOM), 1.0)
        yield Area.box(middle - wide / 2, floor - high, wide, high, NOW if last else BEFORE)
        text = str(number.children)
        yield Words((middle, floor - high - 2), text, 8.5, "middle", bold=last)
    elif number.state == NOT_SHOWN:
        yield Area.box(middle - wide / 2, floor - 7, wide, 7, "#ffffff", hatched=True, stroke=QUIET)
    elif number.state == NO_DATA:
        yield Words((middle, floor - 2), "–", 10, "middle")


def _quarters(picture: Picture, left: float, panel: float, top: float) -> Iterator[Shape]:
    """Write under a column of panels which quarters it is of: all, or the first and the last."""
    names = picture.quarters
    step = panel / len(names)
    written = range(len(names)) if len(names) <= 3 else (0, len(names) - 1)
    for place in written:
        short = names[place][4:] + " " + names[place][2:4]
        yield Words((left + step * (place + 0.5), top + 8), short, 8, "middle", fill=QUIET)
    for each in picture.drawn_breaks:
        at = left + panel * (each.at or 0) / len(names)
        yield Words((min(at, left + panel - 30), top + 18), each.short, 7.5, "middle")


def _two_lines(text: str, most: int = 20) -> list[str]:
    """Break a text into two lines of about so many characters; what is longer is cut."""
    words, lines = text.split(), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most and len(lines) < 2:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [line if len(line) <= most + 4 else f"{line[: most + 3]}…" for line in lines]
