"""Membership: from the board's table of a ward, was one child among those who are counted?

Wards like those that are held are published with and without one child more, by the real arithmetic
and keys of no one. The attacker sees what is published and bets by the likelihood ratio, learnt
from half of the trials and tried on the other half. 0.5 is guessing.

Three attackers: one who knows neither who else is counted nor how many there usually are; one who
knows how many there usually are in this ward; and one who knows everybody else.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from functools import partial

from sqlalchemy import Connection

from geo.assurance import Finding, at_most
from geo.database import query
from geo.perturbation import KEYS, adjusted
from geo.policy import Policy, in_force
from geo.quarters import today
from geo.wards import wide_enough

TRIALS = 24_000
SIZES = 5
SEED = "membership"
Ward = tuple[int, ...]  # the episodes of each child


def run(connection: Connection) -> Sequence[Finding]:
    """Bet on a child in wards like those that are held."""
    board = in_force(connection, "board", today())
    wards = held_wards(connection)
    shown = [ward for ward in wards if board.allows(ward)]
    if not shown:
        return []
    chance = random.Random(SEED)  # noqa: S311
    unknown = auc(lambda: like(chance.choice(wards), wards, chance), board, wards, chance, TRIALS)
    some = sorted(shown, key=len)[
        :: max(1, len(shown) // SIZES)
    ]  # from the smallest to the largest
    usual = [auc(partial(like, ward, wards, chance), board, wards, chance, TRIALS) for ward in some]
    known = [auc(partial(tuple[int, ...], ward), board, wards, chance, TRIALS) for ward in some]
    tried = f"{TRIALS} tables of wards like {len(wards)} that are held"
    each = f"{TRIALS} tables of each of {len(some)} wards"
    return [
        at_most("membership in a ward table, the others unknown (AUC)", tried, unknown, 0.55),
        at_most(
            "membership in a ward table, their usual number known (AUC)", each, _mean(usual), 0.80
        ),
        at_most("membership in a ward table, all others known (AUC)", each, _mean(known), 0.80),
    ]


def like(ward: Ward, wards: Sequence[Ward], chance: random.Random) -> Ward:
    """Return a ward with about as many children, as another quarter might have had them.

    The number is Poisson's; each child has as many episodes as some child of some ward.
    """
    children, left = 0, math.exp(-len(ward))
    drawn = chance.random()
    while drawn > left:
        drawn *= chance.random()
        children += 1
    return tuple(chance.choice(chance.choice(wards)) for _ in range(children))


def auc(
    rest: Callable[[], Ward],
    board: Policy,
    wards: Sequence[Ward],
    chance: random.Random,
    trials: int,
) -> float:
    """Return how often the attacker ranks a table with the child above one without it."""
    seen: list[Hashable] = []
    for trial in range(trials):
        others = rest()
        member = trial % 2
        ward = (*others, chance.choice(chance.choice(wards))) if member else others
        seen.append(published(ward, board, chance))
    return bet(seen)


def bet(seen: Sequence[Hashable]) -> float:
    """Return how an attacker fares who bets by the likelihood ratio on what is seen of trials.

    Each second trial has the child. The ratio is learnt from half of either and tried on the rest.
    """
    learnt: tuple[Counter[Hashable], Counter[Hashable]] = (Counter(), Counter())
    tested: tuple[list[Hashable], list[Hashable]] = ([], [])
    for trial, what in enumerate(seen):
        if trial % 4 < 2:
            learnt[trial % 2][what] += 1
        else:
            tested[trial % 2].append(what)
    score = {
        what: (learnt[1][what] + 1) / (learnt[1][what] + learnt[0][what] + 2)
        for each in tested
        for what in each
    }
    return _area([score[what] for what in tested[0]], [score[what] for what in tested[1]])


def published(ward: Ward, board: Policy, chance: random.Random) -> Hashable:
    """Return what the board would be shown of a ward whose children have any keys; None: nothing.

    The sum of the keys of some children is as likely to be one number as another.
    """
    if not board.allows(ward):
        return None
    children = adjusted(len(ward), chance.randrange(KEYS))
    if not wide_enough(children, board):
        return None
    return children, str(board.band(adjusted(sum(ward), chance.randrange(KEYS))))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _area(without: list[float], with_: list[float]) -> float:
    """Return the area under the curve: the chance that one outranks the other, ties by halves."""
    from scipy.stats import mannwhitneyu

    return float(mannwhitneyu(with_, without).statistic) / (len(with_) * len(without))


def held_wards(connection: Connection) -> list[Ward]:
    """Return every ward of every published quarter, by the episodes of each of its children."""
    found = []
    for row in connection.execute(query("cell_publications")).all():
        days = {"first_day": row.first_day, "last_day": row.last_day}
        wards: dict[str, list[int]] = {}
        for each in connection.execute(query("ward_episodes"), days):
            wards.setdefault(each.ward, []).append(each.episodes)
        found += [tuple(ward) for ward in wards.values()]
    return found
