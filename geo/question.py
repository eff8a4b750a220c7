"""The question: where do episodes recur, and which premises are near? Its terms and its answers.

The computation is ``derived.repeat_locations`` and ``derived.flagged_premises``; what is here
settles the terms, sends them, and gives the answer as frames.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from geo.database import query
from geo.errors import QuestionError
from geo.frames import frame

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

KINDS = (
    *("pub", "club", "hotel", "restaurant", "takeaway", "off_licence", "shop", "entertainment"),
    *("gambling", "caterer", "event", "operator_base", "other", "unknown"),
)
# what --only may ask of, by any of the names that suppliers' columns go by
ONLY = {
    "authority": "authority",
    "authoritycode": "authority",
    "hostauthority": "host_authority",
    "hostauthoritycode": "host_authority",
    "category": "category",
    "missing": "category",
    "risk": "risk",
    "timequality": "time_quality",
    "ageband": "age_band",
    "sex": "sex",
    "placementtype": "placement_type",
    "cseconcern": "cse_concern",
    "traffickingindicator": "trafficking_indicator",
    "trafficking": "trafficking_indicator",
    "supplier": "supplier",
    "supplierclass": "supplier_class",
    "crimetype": "supplier_class",
    "role": "role",
    "placekind": "place_kind",
    "sourcekind": "source_kind",
    "confidence": "confidence",
    "grading": "grading",
}
LARGEST_RADIUS_M = 5_000.0
LARGEST_MERGE_M = 1_000.0
LONGEST_WINDOW_DAYS = 36_600


@dataclass(frozen=True)
class Question:
    """The terms of one asking; ``minimum_children`` 0 switches that rule off, by name.

    ``kinds`` None asks about premises of every kind. Distances are in metres.
    """

    as_at: dt.date
    window_days: int = 90
    minimum_episodes: int = 3
    minimum_children: int = 2
    merge_m: float = 50.0
    radius_m: float = 400.0
    kinds: tuple[str, ...] | None = None
    only: tuple[tuple[str, str], ...] = ()
    rule: str | None = None

    def __post_init__(self) -> None:
        """Refuse terms that cannot be answered. Raises: QuestionError."""
        for name, low, high in (
            ("window_days", 1, LONGEST_WINDOW_DAYS),
            ("minimum_episodes", 1, 1_000_000),
            ("minimum_children", 0, 1_000_000),
            ("merge_m", 0, LARGEST_MERGE_M),
            ("radius_m", 1, LARGEST_RADIUS_M),
        ):
            value = getattr(self, name)
            if not low <= value <= high:
                raise QuestionError(f"{name} must be from {low:,g} to {high:,.0f}, found {value:,}")
        if self.kinds is not None and not self.kinds:
            raise QuestionError(f"kinds of premises must be some of {', '.join(KINDS)}, found none")
        for kind in self.kinds or ():
            if kind not in KINDS:
                raise QuestionError(
                    f"a kind of premises must be one of {', '.join(KINDS)}, found {kind!r}"
                )

    @property
    def begins(self) -> dt.date:
        """The first day that is counted."""
        return self.as_at - dt.timedelta(days=self.window_days - 1)

    def parameters(self) -> dict[str, Any]:
        """Return the values that the functions of ``derived`` take."""
        import json

        return {
            "as_at": self.as_at,
            "window_days": self.window_days,
            "minimum_episodes": self.minimum_episodes,
            "minimum_children": self.minimum_children,
            "merge_m": self.merge_m,
            "radius_m": self.radius_m,
            # in whatever order they are said, it is one question
            "kinds": sorted(set(self.kinds)) if self.kinds is not None else None,
            "only_where": json.dumps(dict(self.only)),
        }


def only_where(given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return conditions by the names that ``derived`` knows. Raises: QuestionError."""
    found = {}
    for column, value in given.items():
        name = ONLY.get(re.sub(r"[^a-z]", "", column.lower()))
        if name is None:
            raise QuestionError(
                f"--only can ask of {', '.join(sorted(set(ONLY.values())))} and 'Crime type', "
                f"found {column!r}"
            )
        if name in found:
            raise QuestionError(f"--only can ask of {name} once, found it twice")
        found[name] = value
    return tuple(sorted(found.items()))


def as_held(
    connection: Connection, conditions: Sequence[tuple[str, str]]
) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """Return conditions with each value spelt as it is held, and a sentence for each that is not.

    Case, spaces and hyphens do not matter: a supplier's "Open space" is held as open_space.
    """
    settled, unknown = [], []
    for column, value in conditions:
        held = list(connection.scalars(query("condition_values"), {"column": column}))
        alike = [each for each in held if _bare(each) == _bare(value)]
        if value not in held and len(alike) == 1:
            settled.append((column, alike[0]))
            continue
        settled.append((column, value))
        if value not in held:
            others = ", ".join(held[:12]) + (" and others" if held[12:] else "")
            unknown.append(
                f"no episode that is held has {column} {value!r}; it is one of: {others or 'none'}"
            )
    return tuple(settled), unknown


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.lower())


def by_rule(connection: Connection, name: str, as_at: dt.date) -> Question:
    """Return the terms of a rule as it was in force on a day. Raises: QuestionError."""
    row = connection.execute(query("rule_in_force"), {"name": name, "as_at": as_at}).one_or_none()
    if row is None:
        raise QuestionError(f"there is no rule {name!r} in force on {as_at:%-d %B %Y}")
    terms = {key: value for key, value in row._mapping.items() if key != "name"}
    return Question(as_at=as_at, rule=name, **terms)


def settle(question: Question, terms: Mapping[str, Any]) -> Question:
    """Return a question with some terms set by hand; it is then no longer the rule's."""
    given = {name: value for name, value in terms.items() if value is not None}
    changed = any(
        getattr(question, name) != value for name, value in given.items() if name != "kinds"
    )
    return replace(question, **given, rule=None if changed else question.rule)


def data_horizon(connection: Connection) -> dt.date | None:
    """Return the last day of which episodes are held: what lies after it is not known."""
    found = connection.scalar(query("data_horizon"))
    return found if isinstance(found, dt.date) else None


def partly_deleted(connection: Connection, begins: dt.date, as_at: dt.date) -> bool:
    """Tell whether days that are asked about reach back to those that retention has begun on."""
    values = {"begins": begins, "as_at": as_at}
    return bool(connection.scalar(query("deleted_of_window"), values))


def repeat_locations(connection: Connection, question: Question) -> GeoDataFrame:
    """Return the places where episodes recur, most episodes first.

    CRS: EPSG:27700. Columns: location_no, episodes, children, first_on, last_on, by_month,
    daytime, evening, late_evening, night, and the multipoint of each in ``geom``.
    """
    from geo.merging import merged

    values = question.parameters()
    return frame(connection, "repeat_locations", {**values, **merged(connection, values)})


def episodes_at(connection: Connection, question: Question, found: GeoDataFrame) -> int:
    """Return how many episodes the repeat locations hold together.

    One that was at two of them is in the count of either, and one here.
    """
    from shapely import MultiPoint, get_parts

    if not len(found):
        return 0
    points = MultiPoint(get_parts(found.geometry.to_numpy()))
    values = {**question.parameters(), "points": points.wkb}
    return int(connection.scalar(query("episodes_at_points"), values) or 0)


def with_squares(connection: Connection, question: Question, found: GeoDataFrame) -> GeoDataFrame:
    """Return repeat locations with how many episodes are in the 250 m square of each.

    ``in_square`` counts one that is at several places of the square once.
    """
    from shapely import MultiPoint, get_parts

    from geo.masking import corners

    squares: dict[tuple[int, int], list[int]] = {}
    for row, corner in enumerate(zip(*corners(found), strict=True)):
        squares.setdefault(corner, []).append(row)
    shared = [rows for rows in squares.values() if len(rows) > 1]
    at = found.geometry.to_numpy()
    values = {
        **question.parameters(),
        "points": [MultiPoint(get_parts(at[rows])).wkb for rows in shared],
    }
    counts = found["episodes"].to_numpy(copy=True)
    for told in connection.execute(query("episodes_at_each"), values) if shared else ():
        counts[shared[told.number - 1]] = told.episodes
    return found.assign(in_square=counts)


def flagged_premises(connection: Connection, question: Question) -> GeoDataFrame:
    """Return each pair of a repeat location and a premises near it, nearest first.

    CRS: EPSG:27700. Columns: location_no, premises_id, name, kind, authority, authority_name,
    postcode, distance_m, band_m, episodes, children, timed, within_hours; ``geom`` is the
    premises' point.
    """
    from geo.flagged_pairs import flagged_pairs

    return flagged_pairs(connection, question.parameters())


def flagged_premises_by_cell(connection: Connection, question: Question) -> GeoDataFrame:
    """Return each pair of a 250 m square with repeat locations and a premises near its centre.

    Nothing in it is measured from a point of an episode. CRS: EPSG:27700. Columns: cell_no,
    cell_west, cell_south, premises_id, name, kind, authority, authority_name, postcode, band_m,
    episodes, children; ``geom`` is the premises' point.
    """
    return frame(connection, "flagged_premises_by_cell", question.parameters())
