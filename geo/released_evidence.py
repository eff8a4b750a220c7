"""What an evidence pack may be made of, read by the analyst's login: two builds, two sets of facts.

The restricted build has what the analyst's own pages have. The public build has what is published
and what public registers say, and does not know what the points say: whether a run flagged a
premises is asked nowhere in it, or its being made at all would tell.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping

from geo import released, released_quarters
from geo.database import query
from geo.errors import QuestionError

RESTRICTED, PUBLIC = "restricted", "public"
MOST_PREMISES = 50
# another machine has others, or asks on another day
_OF_THIS_DATABASE = {"premises_id", "licence_id", "loaded_at", "is_overtaken", "has_ended"}


@dataclass(frozen=True)
class OnePremises:
    """A premises in a pack; ``pairs`` are empty in a public one, and ``listed`` in the other."""

    premises: RowMapping
    licences: Sequence[RowMapping]
    visits: Sequence[RowMapping]
    pairs: Sequence[RowMapping] = ()
    listed: Sequence[RowMapping] = ()
    test: RowMapping | None = None  # against chance; None in a public pack


@dataclass(frozen=True)
class Facts:
    """All that a pack is made of."""

    build: str
    run: RowMapping
    quarter: RowMapping | None
    published: int  # quarters, up to that one
    listed: int
    placed: int
    premises: Sequence[OnePremises]

    @property
    def sha256(self) -> str:
        """A hash over the facts: another machine that holds the same comes to the same."""
        said: list[Any] = [self.build, _told_of_run(self)]
        for one in self.premises:
            rows = [one.premises, *one.licences, *one.visits, *one.pairs, *one.listed]
            rows += [one.test] if one.test is not None else []
            said.append(
                [{name: row[name] for name in row if name not in _OF_THIS_DATABASE} for row in rows]
            )
        return hashlib.sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()


def restricted(connection: Connection, run_id: UUID, premises: Sequence[UUID]) -> Facts:
    """Return the full evidence of a run about premises that it flagged.

    Raises: NotFoundError, QuestionError if it did not flag one of them, or for too many.
    """
    _check(premises)
    run = released.run(connection, run_id)
    found = []
    for each in premises:
        pairs = released.flag_pairs(connection, run_id, each)
        test = released.flag_test(connection, run_id, each)
        one = _one(connection, each, pairs=pairs, test=test)
        if not pairs:
            raise QuestionError(
                "a restricted pack is of premises that the run flagged, and one of these it did "
                "not flag: leave it out, or choose the run that did"
            )
        found.append(one)
    return Facts(RESTRICTED, run, None, 0, 0, 0, found)


def public(connection: Connection, run_id: UUID, premises: Sequence[UUID]) -> Facts:
    """Return what is published about premises, of the quarter that ends with a run.

    Raises: NotFoundError, QuestionError if no published quarter ends on the run's last day.
    """
    _check(premises)
    run = released.run(connection, run_id)
    quarters = released_quarters.quarters(connection)
    own = next((row for row in quarters if row["last_day"] == run["as_at"]), None)
    if own is None:
        raise QuestionError(
            "a public pack is made of a published quarter, and none ends on "
            f"{run['as_at']:%-d %B %Y}, the run's last day: choose the run of a published "
            "quarter's last day"
        )
    told = [row for row in quarters if row["quarter"] <= own["quarter"]]
    names = {row["quarter"] for row in told}
    found = []
    for each in premises:
        rows = connection.execute(query("evidence_listed"), {"premises_id": each}).mappings()
        listed = [row for row in rows if row["quarter"] in names]
        found.append(_one(connection, each, listed=listed))
    counts = connection.execute(query("evidence_counts"), {"quarter": own["quarter"]}).one()
    return Facts(PUBLIC, run, own, len(told), int(counts.listed), int(counts.placed), found)


def _one(
    connection: Connection,
    premises_id: UUID,
    *,
    pairs: Sequence[RowMapping] = (),
    listed: Sequence[RowMapping] = (),
    test: RowMapping | None = None,
) -> OnePremises:
    visits = connection.execute(query("evidence_visits"), {"premises_id": premises_id})
    return OnePremises(
        released.premises(connection, premises_id),
        released.licences(connection, premises_id),
        visits.mappings().all(),
        pairs,
        listed,
        test,
    )


def _check(premises: Sequence[UUID]) -> None:
    if not 1 <= len(set(premises)) == len(premises) <= MOST_PREMISES:
        raise QuestionError(
            f"a pack is of 1 to {MOST_PREMISES} premises, each named once, and {len(premises)} "
            "were named"
        )


def _told_of_run(facts: Facts) -> list[Any]:
    if facts.quarter is None:
        return [str(facts.run["run_id"]), facts.run["result_sha256"]]
    return [facts.quarter["quarter"], facts.listed, facts.placed]
