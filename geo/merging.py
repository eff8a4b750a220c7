"""Which points are one place, where workers find it: the database then counts what lies at each.

Chains of points in whole millimetres, as ``derived.repeat_locations`` makes them by
ST_ClusterDBSCAN of the same points.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection


def merged(connection: Connection, values: Mapping[str, Any]) -> dict[str, list[int] | None]:
    """Return the points of a question's window and the place of each.

    Nothing where the database is to find them itself: there are no workers, or only equal points
    are one place.
    """
    from geo.analysis.crew import crew

    if crew().rows is None or not values["merge_m"]:
        return {"point_ids": None, "group_nos": None}
    import numpy as np

    from geo.analysis.divided import MILLIMETRES, chained
    from geo.columns import columns

    names = ("as_at", "window_days", "only_where")
    found = columns(connection, "points_in_window", {name: values[name] for name in names})
    points = np.column_stack([found["x"], found["y"]])
    groups = chained(points, round(values["merge_m"] * MILLIMETRES))
    return {"point_ids": found["point_id"].tolist(), "group_nos": groups.tolist()}
