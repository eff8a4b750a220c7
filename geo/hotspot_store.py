"""Hotspots that are kept for the analysts' map: the squares of one asking, as a dated record.

The same terms over the same data by the same code are one run: keeping it again changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources
from pathlib import Path
from uuid import UUID, uuid5

from sqlalchemy import Connection

import geo
from geo import manifests
from geo.database import query
from geo.errors import QuestionError
from geo.found import Found, Terms
from geo.matching import NAMESPACE

CELLS_M = (100, 250)  # the sizes that an analyst's map may show
ONE_AT_A_TIME = 0x486F7473  # an advisory lock's number; the letters "Hots"
# the modules that an answer depends on
COMPUTED_BY = ("density.py", "emerging.py", "gi_star.py", "grids.py", "tails.py")


def keep(connection: Connection, terms: Terms, found: Found) -> UUID:
    """Keep the hotspots of an overview of ``geo.hotspots``; return the run's number.

    Raises: QuestionError for squares of a size that the map may not show.
    """
    if terms["cell_m"] not in CELLS_M:
        raise QuestionError(
            f"hotspots that are kept must be squares of {' or '.join(map(str, CELLS_M))} m, found "
            f"{terms['cell_m']} m: ask with --cell-m 250, or without --keep"
        )
    said = json.dumps(
        {**terms, "data": found.data_sha256, "code": code_version()}, default=str, sort_keys=True
    )
    connection.execute(query("one_at_a_time"), {"key": ONE_AT_A_TIME})
    removals = connection.scalar(query("removals"))
    run_id = uuid5(NAMESPACE, f"hotspot run|{said}|{removals}")
    if connection.scalar(query("same_hotspot_run"), {"run_id": run_id}):
        return run_id
    values = {
        "run_id": run_id,
        "as_at": terms["as_at"],
        "window_days": terms["window_days"],
        "cell_m": terms["cell_m"],
        "terms": json.dumps(dict(terms), default=str, sort_keys=True),
        "data_sha256": found.data_sha256,
        "code_version": code_version(),
        "result_sha256": manifests.digest(found.frame),
        **{name: found.summary[name] for name in ("events", "cells", "cells_with_events")},
        "hotspots": found.summary["hotspots"],
    }
    connection.execute(query("keep_hotspot_run"), values)
    squares = found.frame[found.frame["hotspot"]]
    rows = [
        {
            "run_id": run_id,
            "west": int(row["west"]),
            "south": int(row["south"]),
            "events": int(row["events"]),
            "gi_star": float(row["gi_star"]),
            "adjusted": float(row["adjusted"]),
            "class": str(row["class"]) if "class" in row else None,
        }
        for row in squares.drop(columns="geom").to_dict("records")
    ]
    if rows:
        connection.execute(query("keep_hotspot"), rows)
    told = {"terms": dict(terms), "hotspots": found.summary["hotspots"]}
    connection.execute(
        query("audit_add"),
        {
            "actor": "publisher",
            "action": "keep hotspots",
            "subject": str(run_id),
            "detail": json.dumps(told, default=str),
        },
    )
    return run_id


@cache
def code_version() -> str:
    """Return the release and a hash over the modules that compute hotspots."""
    folder = Path(str(resources.files("geo") / "analysis"))
    computed = hashlib.sha256()
    above = (folder.parent / name for name in ("hotspots.py", "cell_methods.py", "events.py"))
    for path in (*above, *(folder / name for name in COMPUTED_BY)):
        computed.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{geo.__version__}+{computed.hexdigest()[:8]}"
