"""What the board is shown of a quarter: wards with an adjusted count of children, and a band.

The children are counted by the package of the Office for National Statistics, which wrote the
cell-key method for tables like this one: a row for each person, a record key in it. The band of
episodes is ours, since there a child is several rows, and the key must count each child once.

Children are given as a number and episodes only as a band: a change of at most two hides one child
among children, and does not hide one child's ten episodes among episodes.
"""

from __future__ import annotations

import contextlib
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from geo.perturbation import RecordKey, RecordKeys, adjusted, cell_key, possible, ptable
from geo.policy import Band, Policy


@dataclass(frozen=True)
class WardEpisodes:
    """How many episodes a child had in a ward."""

    ward: str
    child: str
    episodes: int


@dataclass(frozen=True)
class PublishedWard:
    """What the board is shown of a ward."""

    ward: str
    children: int
    band: Band

    def described(self) -> list[object]:
        """Return everything that is published of it, as plain values."""
        return [self.ward, self.children, str(self.band)]


def publish_wards(
    rows: Iterable[WardEpisodes], policy: Policy, record_keys: RecordKeys
) -> list[PublishedWard]:
    """Return the wards that the policy allows, in order of their codes."""
    wards: dict[str, Counter[str]] = {}
    for row in rows:
        wards.setdefault(row.ward, Counter())[row.child] += row.episodes
    counts = adjusted_children(
        {ward: list(found) for ward, found in wards.items()}, record_keys.children
    )
    published = []
    for ward, episodes in sorted(wards.items()):
        if not policy.allows(episodes.values()) or not wide_enough(counts[ward], policy):
            continue
        total = sum(episodes.values())
        band = policy.band(adjusted(total, cell_key(episodes, record_keys.episodes)))
        published.append(PublishedWard(ward, counts[ward], band))
    return published


def children_behind(children: int, policy: Policy) -> tuple[int, int]:
    """Return the fewest and most children that a published number can stand for."""
    fewest, most = possible(children)
    return max(fewest, policy.minimum_children), most


def wide_enough(children: int, policy: Policy) -> bool:
    """Whether a number leaves doubt: near the minimum, the minimum itself would give it away."""
    fewest, most = children_behind(children, policy)
    return most - fewest >= policy.narrowest_bound


def adjusted_children(children_of: dict[str, list[str]], record_key: RecordKey) -> dict[str, int]:
    """Return the adjusted number of children in each ward."""
    import pandas as pd
    from cell_key_perturbation.create_perturbed_table import create_perturbed_table

    rows = [
        (ward, record_key(child)) for ward, found in children_of.items() for child in set(found)
    ]
    if not rows:
        return {}
    with contextlib.redirect_stdout(io.StringIO()):  # it prints of the record keys it was given
        table = create_perturbed_table(
            data=pd.DataFrame(rows, columns=["ward", "record_key"]),
            ptable=ptable(),
            geog=["ward"],
            tab_vars=[],
            record_key="record_key",
            use_existing_ons_id=False,
            threshold=0,
        )
    return {
        row.ward: int(row.count_) for row in table.rename(columns={"count": "count_"}).itertuples()
    }
