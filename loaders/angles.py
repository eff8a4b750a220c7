"""Degrees as people write them: 53.5797N, 53°34'47"N, 53 34.8 N; and how fine they say a place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 60  # characters
_MINUTE, _SECOND = r"['’‘′ʹ´`m]", r"(?:[\"”“″ʺs]|''|’’|′′|´´)"
_ANGLE = re.compile(
    r"(?P<before>[NSEW])?\s*(?P<sign>[+-])?\s*(?P<degrees>\d{1,3}(?:\.\d+)?)\s*"
    rf"(?:(?:[°º˚:d]|(?<=\d)\s|deg)\s*"
    rf"(?:(?P<minutes>\d{{1,2}}(?:\.\d+)?)\s*(?:{_MINUTE}|:|\s|(?=[NSEW]|$))\s*"
    rf"(?:(?P<seconds>\d{{1,2}}(?:\.\d+)?)\s*{_SECOND}?)?)?)?"
    r"\s*(?P<after>[NSEW])?",
    re.IGNORECASE,
)
_PAIRS = (
    re.compile(r"(?P<y>.+?[NS])[\s,;/]*(?P<x>[\d+-].*?[EW])", re.IGNORECASE),
    re.compile(r"(?P<y>[NS].+?)[\s,;/]*(?P<x>[EW].+)", re.IGNORECASE),
    re.compile(r"(?P<x>.+?[EW])[\s,;/]*(?P<y>[\d+-].*?[NS])", re.IGNORECASE),
)
_DECIMALS = re.compile(r"\d\.(\d+)")
# half the diagonal of a square of one degree, in the middle of Britain
_METRES = 65_000.0


@dataclass(frozen=True)
class Angle:
    """An angle in degrees, north and east above 0, and the smallest step that it was written in."""

    degrees: float
    step: float
    axis: str = ""  # "x" or "y", if a letter tells


def angle(text: str) -> Angle | None:
    """Return what a text says, None if it is no angle."""
    found = _ANGLE.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if found is None or (found["before"] and found["after"]):
        return None
    parts = [found["degrees"], found["minutes"], found["seconds"]]
    written = [part for part in parts if part]
    if any("." in part for part in written[:-1]) or any(float(each) >= 60 for each in written[1:]):
        return None  # a fraction of what is divided further
    letter = (found["before"] or found["after"] or "").upper()
    size = sum(float(part) / 60**power for power, part in enumerate(written))
    south_or_west = letter in ("S", "W") or (not letter and found["sign"] == "-")
    decimals = len(written[-1].partition(".")[2])
    step = 10.0**-decimals / 60 ** (len(written) - 1)
    axis = "" if not letter else "y" if letter in "NS" else "x"
    return Angle(-size if south_or_west else size, step, axis)


def pair(text: str) -> tuple[float, float] | None:
    """Return longitude and latitude of a text that says both with their letters."""
    for pattern in _PAIRS:
        found = pattern.fullmatch(text.strip(" ()[]")) if len(text) <= 2 * LONGEST else None
        if found and (x := angle(found["x"])) and (y := angle(found["y"])):
            return (x.degrees, y.degrees) if (x.axis, y.axis) == ("x", "y") else None
    return None


def coarseness_m(texts: Iterable[str]) -> float:
    """Return how far off a place may be by how few digits its degrees were written with.

    Of several numbers the finest counts: a zero at the end of one may have been dropped.
    """
    steps = [step for text in texts for step in _steps(text[: 2 * LONGEST])]
    return min(steps, default=0.0) * _METRES


def _steps(text: str) -> list[float]:
    if (whole := angle(text)) is not None:
        return [whole.step]
    for pattern in _PAIRS:
        if found := pattern.fullmatch(text.strip(" ()[]")):
            both = [angle(found["x"]), angle(found["y"])]
            return [each.step for each in both if each]
    return [10.0 ** -len(decimals) for decimals in _DECIMALS.findall(text)]
