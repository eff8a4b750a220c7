"""What changed between two runs, as frames that may leave by a page: exact, or by squares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Connection

from geo import masking
from geo.comparing import OWN_DAYS, Comparison, Run, may_be_subtracted, shared_days
from geo.errors import QuestionError
from geo.frames import frame
from geo.released import Filters
from geo.released_files import Rule, check_rows

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

WHAT = ("change", "premises_id", "name", "kind", "authority", "authority_name", "postcode")
COLUMNS = (*WHAT, "band_before", "band_after", "episodes_before", "episodes_after")


def exact(found: Comparison, rule: Rule) -> GeoDataFrame:
    """Return every premises of two runs with what changed, measured from the places' points.

    CRS: EPSG:27700. Raises: QuestionError for more rows than the rule allows.
    """
    from shapely import Point

    check_rows(len(found.rows), rule)
    return _frame([{**asdict(row), "geom": Point(row.easting, row.northing)} for row in found.rows])


def masked(connection: Connection, before: Run, after: Run, rule: Rule) -> GeoDataFrame:
    """Return the premises near the 250 m squares of two runs: new, gone or in both, in bands.

    Nothing is measured from a place, and of a change of counts nothing is told. CRS: EPSG:27700.
    Raises: QuestionError for runs that can be subtracted, and for more rows than the rule allows.
    """
    _require_apart(before, after)
    earlier, later = (_by_squares(connection, run["run_id"], rule) for run in (before, after))
    rows = []
    for premises_id in sorted({*earlier, *later}, key=str):
        was, now = earlier.get(premises_id), later.get(premises_id)
        known: Mapping[str, Any] = now or was or {}
        row = {name: known[name] for name in (*WHAT[1:], "geom")}
        row["change"] = "new" if was is None else "gone" if now is None else "both"
        for side, found in (("before", was), ("after", now)):
            row[f"band_{side}"] = None if found is None else found["band_m"]
            row[f"episodes_{side}"] = None if found is None else masking.band(found["episodes"])
        rows.append(row)
    check_rows(len(rows), rule)
    return _frame(rows)


def _require_apart(before: Run, after: Run) -> None:
    """Refuse two runs whose difference would tell what each by itself does not."""
    if may_be_subtracted(before, after):
        raise QuestionError(
            f"two runs of a masked file that share days must each count {OWN_DAYS} days or more "
            "that the other does not, ask the same, and be whole; these share "
            f"{shared_days(before, after)} days and are not so, and what one has and the other has "
            "not would tell of single days, counts or children: choose runs that share no day, or "
            "take the exact file, which is not for passing on"
        )


def _by_squares(connection: Connection, run_id: UUID, rule: Rule) -> dict[Any, dict[str, Any]]:
    """Return the premises near the squares of a run: the nearest band, the episodes of all."""
    values = {"run_id": run_id, **asdict(Filters()), "at_most": rule.most_rows + 1}
    pairs = frame(connection, "masked_flags", values)
    check_rows(len(pairs), rule)
    found: dict[Any, dict[str, Any]] = {}
    for pair in pairs.to_dict("records"):
        first = {str(name): value for name, value in pair.items()}
        row = found.setdefault(pair["premises_id"], {**first, "episodes": int(pair["near_by"])})
        row["band_m"] = min(row["band_m"], pair["band_m"])
    return found


def _frame(rows: list[dict[str, Any]]) -> GeoDataFrame:
    import geopandas
    import pandas as pd

    if not rows:
        raise QuestionError("neither run flagged any premises: there is nothing to take")
    table = pd.DataFrame([{name: row[name] for name in COLUMNS} for row in rows])
    for name in COLUMNS[-4:]:
        if name.startswith("band") or not table[name].map(lambda each: isinstance(each, str)).any():
            table[name] = table[name].astype("Int64")  # whole numbers, also beside a gap
    shapes = [row["geom"] for row in rows]
    return geopandas.GeoDataFrame(table, geometry=shapes, crs=27700).rename_geometry("geom")
