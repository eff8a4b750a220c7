"""The analyses that commands offer: terms in, a frame and a summary out, the same for the same.

Terms are plain values, so that they can be written to a manifest and asked again. CRS: EPSG:27700.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from geo.colocating import colocation
from geo.events import events
from geo.found import Found, Terms
from geo.hotspots import by_days, hotspots
from geo.looking_back import compare, evaluate

MONTH = 28  # days; in periods as long as a month, what is known by its month alone has its place


def near_repeat(connection: Connection, terms: Terms) -> Found:
    """Return pairs of events by band of distance and days, beside what chance would give."""
    from geo.point_methods import near_repeats

    found, left = by_days(events(connection, terms))
    names = ("distances_m", "intervals_days", "shuffles", "seed")
    frame = near_repeats(found, **{name: terms[name] for name in names})
    called = int(((frame["ratio"] >= 1.2) & (frame["chance"] < 0.05)).sum())
    summary = {
        "events": len(found),
        "bands_that_repeat": called,
        "shuffles": terms["shuffles"],
        **left,
    }
    return Found(frame, summary, found.sha256(), "pairs")


def scan(connection: Connection, terms: Terms) -> Found:
    """Return the circles and spans of days in which most more happened than their shares."""
    from geo.point_methods import scan as scanned

    found = events(connection, terms)
    left: dict[str, int] = {}
    if terms["period_days"] < MONTH:
        found, left = by_days(found)
    names = ("as_at", "window_days", "radii_m", "period_days", "longest_days", "shuffles", "seed")
    frame = scanned(found, **{name: terms[name] for name in names})
    summary = {
        "events": len(found),
        "clusters": len(frame),
        "clusters_beyond_chance": int((frame["chance"] <= 0.05).sum()) if len(frame) else 0,
        "shuffles": terms["shuffles"],
        **left,
    }
    return Found(frame, summary, found.sha256(), "events")


ANALYSES: dict[str, Callable[[Connection, Terms], Found]] = {
    "hotspots": hotspots,
    "near-repeat": near_repeat,
    "scan": scan,
    "colocation": colocation,
    "evaluate": evaluate,
    "compare": compare,
}
