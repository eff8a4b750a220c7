"""Test the flags of a run against chance, and keep what came of it beside them.

For analysts alone: it is computed from points of episodes, and nothing of it may reach an officer
or the board (``geo.analysis.significance`` has the method).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Connection

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
    premises = connection.execute(query("premises_to_test"), {**parameters, "kinds": None}).all()
    points = connection.execute(query("points_that_count")).all()
    at, precision = _positions(premises)
    wanted = question.kinds
    asked = np.array([wanted is None or row.kind in wanted for row in premises], bool)
    row_of = {row.point_id: number for number, row in enumerate(points)}
    visits = [
        (row_of[row.point_id], row.episode_id, row.child)
        for row in connection.execute(query("visits_in_window"), parameters)
    ]
    tested = ask_chance(
        at,
        np.unique([row.authority for row in premises], return_inverse=True)[1].astype(np.int64),
        _positions(points)[0],
        Visits(*np.array(visits, np.int64).reshape(-1, 3).T),
        Terms(**{field.name: policy[field.name] for field in fields(Terms)}),
        merge_mm=round(question.merge_m * 1000),
        reach_m=round(question.radius_m),
        asked=asked,
    )
    looked_at = [row for row, wanted in zip(premises, asked, strict=True) if wanted]
    numbers = {row.premises_id: number for number, row in enumerate(looked_at)}
    flagged = connection.execute(query("flagged_to_test"), {"run_id": run_id}).all()
    rows = np.array([numbers[row.premises_id] for row in flagged], np.int64)
    roughly = {(row.x, row.y): row.precision_mm for row in points}
    spots = connection.execute(query("points_of_run"), {"run_id": run_id}).all()
    stood = moves_that_stand(
        at[asked][rows],
        precision[asked][rows],
        np.array([(spot.x, spot.y) for spot in spots], np.int64).reshape(-1, 2),
        np.array([roughly[spot.x, spot.y] for spot in spots], np.int64),
        reach=round(question.radius_m * 1000),
        moves=policy["moves"],
        seed=policy["seed"],
    )
    unusual = tested.unusual(policy["false_discovery"])
    kinds = [row.kind for row in looked_at]
    above, of_kind = by_kind.busier(kinds, tested.near)
    is_flagged = np.zeros(len(looked_at), bool)
    is_flagged[rows] = True
    bands = _bands([row.band_m for row in flagged], len(looked_at), question.radius_m)
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
        connection.execute(
            query("store_flag_tests"),
            {
                "run_id": run_id,
                "premises_id": [row.premises_id for row in flagged],
                "episodes_near": tested.near[rows].tolist(),
                "episodes_at_place": tested.seen[rows].tolist(),
                "expected_at_place": [_short(each) for each in tested.expected[rows]],
                "places_near": tested.places[rows].tolist(),
                "chance": [_short(each) for each in tested.chance[rows]],
                "adjusted": [_short(each) for each in tested.adjusted[rows]],
                "unusual": unusual[rows].tolist(),
                "moves_stood": stood.tolist(),
                "of_kind": of_kind[rows].tolist(),
                "busier_of_kind": above[rows].tolist(),
            },
        )


def read_test(connection: Connection, run_id: UUID) -> dict[str, Any] | None:
    """Return what came of the test of a run as plain values; None if it was not tested."""
    row = connection.execute(query("flag_run_test"), {"run_id": run_id}).mappings().one_or_none()
    if row is None:
        return None
    plain = {name: value for name, value in row.items() if name != "run_id"}
    return {**plain, "policy_from": str(row["policy_from"])}


def _positions(rows: Any) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    import numpy as np

    at = np.array([(row.x, row.y) for row in rows], np.int64).reshape(-1, 2)
    return at, np.array([row.precision_mm for row in rows], np.int64)


def _bands(nearest: list[int], tested: int, radius_m: float) -> list[dict[str, int]]:
    """Return how many of the premises tested each band holds: one that most are in tells little."""
    reached = sorted({*(band for band in BANDS_M if band < radius_m), *nearest})
    return [
        {"band_m": band, "premises": sum(each <= band for each in nearest), "tested": tested}
        for band in reached
    ]


def _digest(
    premises: list[Any], tested: Tested, flagged: NDArray[np.int64], stood: NDArray[np.int64]
) -> str:
    """Return a hash over the answer for every premises that was tested, and over the moves."""
    said = hashlib.sha256()
    for row, *numbers in zip(
        premises,
        *(tested.places, tested.near, tested.seen, tested.expected, tested.chance, tested.adjusted),
        strict=True,
    ):
        told = "|".join(str(_short(number)) for number in numbers)
        said.update(f"{row.premises_id}|{told}\n".encode())
    said.update(f"{flagged.tolist()}|{stood.tolist()}".encode())
    return said.hexdigest()


def _short(number: Any) -> float:
    return float(f"{float(number):.{_DIGITS}g}")
