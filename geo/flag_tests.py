"""Test the flags of a run against chance, and keep what came of it beside them.

For analysts alone: it is computed from points of episodes, and nothing of it may reach an officer
or the board (``geo.analysis.significance`` has the method).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields
from itertools import compress
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Connection

from geo.columns import columns, copy_columns, uuids
from geo.database import query

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geo.analysis.significance import Tested
    from geo.question import Question

BANDS_M = (100, 200, 400)
_DIGITS = 9  # kept of a chance: more would say more than it means


def run_test(connection: Connection, question: Question, run_id: UUID) -> None:
    """Test every premises that a run looked at, and store what came of it."""
    import numpy as np

    from geo.analysis import kinds as by_kind
    from geo.analysis.significance import Terms, Visits, ask_chance
    from geo.analysis.steadiness import moves_that_stand

    parameters = question.parameters()
    policy = (
        connection.execute(query("flag_test_policy"), {"as_at": question.as_at}).mappings().one()
    )
    premises = columns(connection, "premises_to_test", {**parameters, "kinds": None})
    points = columns(connection, "points_that_count", {})
    visits = columns(connection, "visits_in_window", parameters)
    at, spots = _positions(premises), _positions(points)
    wanted = question.kinds
    asked = np.array([wanted is None or kind in wanted for kind in premises["kind"]], bool)
    by_point = np.argsort(points["point_id"])
    row_of = by_point[np.searchsorted(points["point_id"], visits["point_id"], sorter=by_point)]
    tested = ask_chance(
        at,
        _numbered(premises["authority"]),
        spots,
        Visits(row_of, visits["episode_id"], visits["child"]),
        Terms(**{field.name: policy[field.name] for field in fields(Terms)}),
        merge_mm=round(question.merge_m * 1000),
        reach_m=round(question.radius_m),
        asked=asked,
    )
    looked_at = list(compress(premises["premises_id"], asked))
    numbers = {premises_id: number for number, premises_id in enumerate(looked_at)}
    flagged = columns(connection, "flagged_to_test", {"run_id": run_id})
    rows = np.array([numbers[each] for each in flagged["premises_id"]], np.int64)
    of_run = _positions(columns(connection, "points_of_run", {"run_id": run_id}))
    stood = moves_that_stand(
        at[asked][rows],
        premises["precision_mm"][asked][rows],
        of_run,
        points["precision_mm"][_rows_of(of_run, spots)],
        reach=round(question.radius_m * 1000),
        moves=policy["moves"],
        seed=policy["seed"],
    )
    unusual = tested.unusual(policy["false_discovery"])
    kinds = list(compress(premises["kind"], asked))
    above, of_kind = by_kind.busier(kinds, tested.near)
    is_flagged = np.zeros(len(looked_at), bool)
    is_flagged[rows] = True
    bands = _bands(flagged["band_m"], len(looked_at), question.radius_m)
    curve = [asdict(each) for each in by_kind.curve(kinds, tested.near, is_flagged, unusual)]
    connection.execute(
        query("store_flag_run_test"),
        {
            "run_id": run_id,
            "policy_from": policy["effective_from"],
            "reach_m": min(policy["reach_m"], round(question.radius_m)),
            "false_discovery": policy["false_discovery"],
            "moves": policy["moves"],
            "seed": policy["seed"],
            "tested": len(looked_at),
            "unusual": int(unusual.sum()),
            "unusual_flagged": int(unusual[rows].sum()),
            "expected_by_chance": _short(tested.expected_by_chance(policy["false_discovery"])),
            "strata": tested.strata,
            "episodes_compared": tested.compared,
            "episodes_left_out": tested.left_out,
            "bands": json.dumps(bands),
            "kinds": json.dumps(curve),
            "result_sha256": _digest(looked_at, tested, rows, stood),
        },
    )
    if len(rows):
        run = uuids([str(run_id)])
        stored = {
            "run_id": np.repeat(run, len(rows)),
            "premises_id": uuids(flagged["premises_id"]),
            "episodes_near": tested.near[rows].astype(np.int32),
            "episodes_at_place": tested.seen[rows].astype(np.int32),
            "expected_at_place": shortened(tested.expected[rows]),
            "places_near": tested.places[rows].astype(np.int32),
            "chance": shortened(tested.chance[rows]),
            "adjusted": shortened(tested.adjusted[rows]),
            "unusual": unusual[rows],
            "moves_stood": stood.astype(np.int32),
            "of_kind": of_kind[rows].astype(np.int32),
            "busier_of_kind": above[rows].astype(np.int32),
        }
        copy_columns(connection, "copy_flag_tests", stored)


def read_test(connection: Connection, run_id: UUID) -> dict[str, Any] | None:
    """Return what came of the test of a run as plain values; None if it was not tested."""
    row = connection.execute(query("flag_run_test"), {"run_id": run_id}).mappings().one_or_none()
    if row is None:
        return None
    plain = {name: value for name, value in row.items() if name != "run_id"}
    return {**plain, "policy_from": str(row["policy_from"])}


def _positions(found: dict[str, Any]) -> NDArray[np.int64]:
    import numpy as np

    return np.column_stack([found["x"], found["y"]])


def _numbered(names: list[str | None]) -> NDArray[np.int64]:
    import numpy as np

    number = {name: number for number, name in enumerate(sorted(set(names), key=str))}
    return np.array([number[name] for name in names], np.int64)


def _rows_of(some: NDArray[np.int64], points: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return which row of ``points`` each of some of them is."""
    import numpy as np

    both = np.unique(np.concatenate([points, some]), axis=0, return_inverse=True)[1].ravel()
    row = np.zeros(len(both), np.int64)
    row[both[: len(points)]] = np.arange(len(points))
    return row[both[len(points) :]]


def _bands(nearest: NDArray[np.int64], tested: int, radius_m: float) -> list[dict[str, int]]:
    """Return how many of the premises tested each band holds: one that most are in tells little."""
    reached = sorted({*(band for band in BANDS_M if band < radius_m), *nearest.tolist()})
    return [
        {"band_m": band, "premises": int((nearest <= band).sum()), "tested": tested}
        for band in reached
    ]


def _digest(
    premises: list[str], tested: Tested, flagged: NDArray[np.int64], stood: NDArray[np.int64]
) -> str:
    """Return a hash over the answer for every premises that was tested, and over the moves."""
    import numpy as np

    said = hashlib.sha256("\n".join(premises).encode())
    for wholes in (tested.places, tested.near, tested.seen, flagged, stood):
        said.update(np.ascontiguousarray(wholes, "<i8").tobytes())
    for numbers in (tested.expected, tested.chance, tested.adjusted):
        said.update(np.ascontiguousarray(shortened(numbers), "<f8").tobytes())
    return said.hexdigest()


def shortened(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return numbers to the digits that are kept of a chance; most of them are few, repeated."""
    import numpy as np

    distinct, which = np.unique(numbers, return_inverse=True)
    return np.array([_short(each) for each in distinct], np.float64)[which]


def _short(number: Any) -> float:
    return float(f"{float(number):.{_DIGITS}g}")
