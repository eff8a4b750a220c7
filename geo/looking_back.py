"""Looking back: how well hotspots foretold what followed, and what changed after a day."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection

from geo.analysis.displacement import Change, displacement
from geo.analysis.enough import require_events
from geo.database import query
from geo.errors import QuestionError
from geo.events import Events, events
from geo.found import Found, Terms, cell_frame, day_number, day_of

if TYPE_CHECKING:
    from geo.analysis.rates import Accuracy

SHARES = (1, 5, 10, 20)  # of the area, in percent, that is called hot


def evaluate(connection: Connection, terms: Terms) -> Found:
    """Return how well the hottest cells of a window foretold the days that followed it.

    With ``rounds`` above 1 it is asked again of windows that end ``later_days`` earlier, and
    earlier still; the counts of all rounds are added up, and the frame is of the newest.
    """
    from geo.analysis import density
    from geo.analysis.gi_star import Whole, scored
    from geo.analysis.grids import Grid
    from geo.analysis.rates import accuracy, pooled
    from geo.cell_methods import once_in_cells

    rounds = [_held_out(connection, terms, back) for back in range(terms.get("rounds", 1))]
    side = terms["cell_m"]
    every = np.vstack([each.metres for pair in rounds for each in pair])
    grid = Grid.over(every, side, margin_m=side)
    told: dict[str, list[list[Accuracy]]] = {}
    maps: list[dict[str, Any]] = []
    for learnt, later in rounds:
        counts, after = (grid.counts(once_in_cells(each, grid).metres) for each in (learnt, later))
        surfaces = {
            "counts": counts.astype(float),
            "density": density.surface(counts, side, terms["bandwidth_m"], terms["kernel"]),
            "gi_star": scored(counts, terms["reach_cells"], Whole.of(counts)),
        }
        maps.append({**surfaces, "events": counts, "after": after})
        for name, surface in surfaces.items():
            told.setdefault(name, []).append([accuracy(surface, after, s) for s in SHARES])
    newest = maps[0]
    row, column = np.nonzero(newest["events"] + newest["after"])
    columns = {
        "events": newest["events"][row, column],
        "later": newest["after"][row, column],
        **{name: newest[name][row, column] for name in ("density", "gi_star")},
    }
    whole = newest["after"].size
    summary: dict[str, Any] = {
        "learnt_from": len(rounds[0][0]),
        "later": sum(len(later) for _, later in rounds),
        "accuracy": {
            name: [asdict(pooled(shared, whole)) for shared in zip(*of_rounds, strict=True)]
            for name, of_rounds in told.items()
        },
    }
    if len(rounds) > 1:
        summary["rounds"] = len(rounds)
        summary["pai_of_10_percent_by_round"] = {
            name: ", ".join(f"{each[SHARES.index(10)].pai:.1f}" for each in of_rounds)
            for name, of_rounds in told.items()
        }
    both = "".join(each.sha256() for pair in rounds for each in pair)
    return Found(cell_frame(grid, row, column, columns), summary, both, "later")


def _held_out(connection: Connection, terms: Terms, back: int) -> tuple[Events, Events]:
    """Return the events that a round learns from, and those of the days that it must foretell."""
    later_days = terms["later_days"]
    ends = day_number(terms["as_at"]) - back * later_days
    learnt = events(connection, {**terms, "as_at": day_of(ends - later_days)})
    later = events(connection, {**terms, "as_at": day_of(ends), "window_days": later_days})
    require_events(len(learnt))
    require_events(len(later))
    return learnt, later


def compare(connection: Connection, terms: Terms) -> Found:
    """Return whether it changed round a place after a day, beside a control, and whether it moved.

    Areas are circles, ``[easting, northing, radius_m]``; the ring about each is ``ring_m`` wide.
    """
    import geopandas
    from shapely import Point

    from geo.crs import NATIONAL_GRID

    days, changed = terms["days"], day_number(terms["changed_on"])
    after = events(connection, {**terms, "as_at": day_of(changed + days - 1), "window_days": days})
    before = events(connection, {**terms, "as_at": day_of(changed - 1), "window_days": days})
    rings = terms["ring_m"]
    rows: list[dict[str, Any]] = []
    areas = {"target": terms["target"], "control": terms["control"]}
    for name, (east, north, radius) in areas.items():
        at = np.array([east, north], float)
        spans = [(name, 0.0, radius)]
        spans += [(f"{name} ring", radius, radius + rings)] if rings else []
        for part, inner, outer in spans:
            hole = Point(east, north).buffer(inner, 32)
            rows.append(
                {
                    "area": part,
                    "before": _within(before, at, inner, outer),
                    "after": _within(after, at, inner, outer),
                    "geom": Point(east, north).buffer(outer, 32).difference(hole),
                }
            )
    apart = float(np.hypot(*(np.subtract(areas["target"][:2], areas["control"][:2]))))
    reach = areas["target"][2] + areas["control"][2] + 2 * rings
    if apart < reach:
        raise QuestionError(
            f"target and control must lie apart, {reach:g} m from middle to middle at least, "
            f"found {apart:,.0f} m: an event would count for both"
        )
    counted = {row["area"]: Change(row["before"], row["after"]) for row in rows}
    result = displacement(
        counted["target"],
        counted["control"],
        counted.get("target ring"),
        counted.get("control ring"),
        weights=_weights(areas["target"][2], areas["control"][2], rings),
    )
    breaks = connection.execute(
        query("definition_breaks_between"),
        {"begins": day_of(changed - days), "ends": day_of(changed + days - 1)},
    ).mappings()
    sure = "more than chance" if result.chance < 0.05 else "no more than chance would do"
    way = "fewer" if result.wdd < 0 else "more"
    summary = {
        "in_words": (
            f"{abs(result.wdd):.1f} {way} events than the control leads to expect, from "
            f"{result.low:.1f} to {result.high:.1f}: {sure}"
        ),
        **asdict(result),
        "counts": {name: [each.before, each.after] for name, each in counted.items()},
        "definition_breaks": [f"{each['day']}: {each['short']}" for each in breaks],
    }
    frame = geopandas.GeoDataFrame(rows, geometry="geom", crs=NATIONAL_GRID)
    return Found(frame, summary, f"{before.sha256()}{after.sha256()}", "after")


def _weights(target_m: float, control_m: float, ring_m: float) -> tuple[float, float]:
    """Return the area of the target over that of the control, and of its ring over the other."""

    def ring(radius: float) -> float:
        return (radius + ring_m) ** 2 - radius**2

    return (target_m / control_m) ** 2, ring(target_m) / ring(control_m) if ring_m else 1.0


def _within(found: Events, at: Any, inner: float, outer: float) -> int:
    apart = np.hypot(*(found.metres - at).T)
    inside = found.where((apart <= outer) & ((apart > inner) | (inner == 0)))
    return inside.episodes
