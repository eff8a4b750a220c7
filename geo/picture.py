"""What the board is shown of an authority: how many children were reported, and interviewed.

A child is of the authority that looks after it, wherever the episode was. Every number is of
children, adjusted by the cell key as those of wards are; no number of episodes is told at all. Some
measures are parts of others (who was offered an interview had been reported), so whoever reads two
may subtract: a solver bounds that too, and a number that would leave too little doubt is withheld.

What is told by authority bounds nothing that is told by ward or cell: the children of a ward may be
looked after by any authority in the country, and an episode may have no place that counts. So the
two are solved apart.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product
from typing import Any

from geo.bounds import ContradictionError, Figure, narrow_bounds
from geo.perturbation import RecordKeys
from geo.policy import Policy
from geo.wards import adjusted_children, children_behind, wide_enough

SHOWN, NOT_SHOWN, NO_DATA = "shown", "not_shown", "no_data"


class Measure(StrEnum):
    """What is counted of an authority's children; each but the first is a part of another."""

    REPORTED = "reported"
    MISSING = "missing"
    EXPLOITATION = "exploitation"
    OFFERED = "offered"
    IN_TIME = "in_time"


@dataclass(frozen=True)
class ChildReported:
    """A child's episodes of a quarter: how many of each measure, and how many answer it at all."""

    authority: str
    child: str
    episodes: Mapping[Measure, int]
    answered: Mapping[Measure, int]

    @classmethod
    def of(cls, row: Mapping[Any, Any]) -> ChildReported:
        """Return it from a row of the database's."""
        return cls(
            row["authority"],
            row["child_ref"],
            {each: row[each.value] for each in Measure},
            {each: row.get(f"{each.value}_answered", row["reported"]) for each in Measure},
        )


@dataclass(frozen=True)
class PictureRow:
    """A number of children of an authority; None is one that is not shown, or has no data."""

    authority: str
    measure: Measure
    state: str
    children: int | None = None

    def described(self) -> list[object]:
        """Return everything that is published of it, as plain values."""
        return [self.authority, str(self.measure), self.state, self.children]


def publish_picture(
    quarter: str,
    rows: Iterable[ChildReported],
    received: Mapping[str, bool],
    policy: Policy,
    keys: RecordKeys,
) -> list[PictureRow]:
    """Return the picture of a quarter, by authority and measure.

    ``received``: the authorities that the board is told of, and whether an episode of theirs was
    ever held. An authority that is not among them has no row.
    """
    children: dict[str, list[ChildReported]] = {authority: [] for authority in sorted(received)}
    for row in rows:
        if row.authority in children:
            children[row.authority].append(row)
    counts = adjusted_children(
        {
            f"{authority} {measure}": [each.child for each in found if each.episodes[measure]]
            for authority, found in children.items()
            for measure in Measure
        },
        keys.children,
    )
    picture = [
        _row(authority, measure, found, counts, policy, received=received[authority])
        for authority, found in children.items()
        for measure in Measure
    ]
    return _without_leaks(quarter, picture, policy)


def picture_figures(quarter: str, picture: Sequence[PictureRow], board: Policy) -> list[Figure]:
    """Return what is told of a quarter by authority as an attacker reads it."""
    return [
        Figure(
            figure_name(quarter, row.authority, row.measure),
            frozenset(f"{quarter} {row.authority}: {kind}" for kind in _kinds(row.measure)),
            (board.minimum_episodes, math.inf),
            children_behind(row.children, board),
        )
        for row in picture
        if row.children is not None
    ]


def figure_name(quarter: str, authority: str, measure: str) -> str:
    """Return what a number is called in what an attacker finds."""
    return f"{quarter} authority {authority}, {measure}"


def _row(
    authority: str,
    measure: Measure,
    found: Sequence[ChildReported],
    counts: Mapping[str, int],
    policy: Policy,
    *,
    received: bool,
) -> PictureRow:
    if not received or _unanswered(measure, found, policy):
        return PictureRow(authority, measure, NO_DATA)
    episodes = [each.episodes[measure] for each in found if each.episodes[measure]]
    number = counts.get(f"{authority} {measure}", 0)
    if not episodes or not policy.allows(episodes) or not wide_enough(number, policy):
        return PictureRow(authority, measure, NOT_SHOWN)
    return PictureRow(authority, measure, SHOWN, number)


def _unanswered(measure: Measure, found: Sequence[ChildReported], policy: Policy) -> bool:
    """Whether children enough were reported, and the records answer the question of none."""
    reported = [each.episodes[Measure.REPORTED] for each in found]
    if not reported or not policy.allows(reported):
        return False
    return not sum((Counter(each.answered) for each in found), Counter())[measure]


def _without_leaks(quarter: str, picture: Sequence[PictureRow], policy: Policy) -> list[PictureRow]:
    """Withhold, the most particular first, what would be bounded too narrowly beside the rest.

    A number is withheld for what is published and not for what is true, so that its absence says
    nothing that the published figures do not.
    """
    rows = list(picture)
    order = list(Measure)
    while True:
        figures = picture_figures(quarter, rows, policy)
        names = {figure.name for figure in figures}
        try:
            narrow = narrow_bounds(figures, policy.narrowest_bound)
            leaking = {name for bound in narrow for name in bound.figures}
        except ContradictionError:
            leaking = names
        places = [
            place
            for place, row in enumerate(rows)
            if row.children is not None
            and figure_name(quarter, row.authority, row.measure) in leaking
        ]
        if not places:
            return rows
        last = max(places, key=lambda place: order.index(rows[place].measure))
        rows[last] = replace(rows[last], state=NOT_SHOWN, children=None)


def _kinds(measure: Measure) -> list[str]:
    """Return the kinds of episodes that a measure counts; no two kinds share an episode."""
    interviews = ("no interview", "offered", "in time")
    return [
        f"{missing}, {exploited}, {interview}"
        for missing, exploited, interview in product(
            ("missing", "not missing"), ("exploitation", "no exploitation"), interviews
        )
        if {
            Measure.REPORTED: True,
            Measure.MISSING: missing == "missing",
            Measure.EXPLOITATION: exploited == "exploitation",
            Measure.OFFERED: interview != "no interview",
            Measure.IN_TIME: interview == "in time",
        }[measure]
    ]
