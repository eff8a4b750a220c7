"""Read every snapshot that was ever published, from its own bytes, and work out what is not told.

The tables are parsed as anybody would who was handed the files, withdrawn editions among them. A
solver bounds what they leave open beside officers' cells; a ward that is told of twice is
subtracted from itself; and whether one child was counted is bet on tables that are written, and
read again, as a snapshot's are.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from sqlalchemy import Connection

from geo.assurance import Finding, at_most
from geo.attacks.membership import bet, held_wards, like
from geo.perturbation import RecordKeys, seeded_record_keys
from geo.policy import Policy, in_force
from geo.quarters import today
from geo.reading import stored_quarters
from geo.snapshot_check import solved
from geo.snapshot_files import MANIFEST, manifest_of
from geo.snapshot_reading import figures
from geo.snapshot_store import ever_published
from geo.snapshot_tables import RESTATED, WARDS, Told, WardRow, csv_bytes, read
from geo.wards import WardEpisodes, publish_wards

TRIALS = 12_000
SEED = "snapshots"


def run(connection: Connection) -> Sequence[Finding]:
    """Attack the snapshots of this installation."""
    told = ever_published(connection)
    if not told:
        return []
    found = [second_answers(told)]
    found += [
        judged.finding
        for judged in solved(figures(connection, list(stored_quarters(connection)), told))
    ]
    board = in_force(connection, "board", today())
    wards = held_wards(connection)
    if any(board.allows(ward) for ward in wards):
        found.append(
            at_most(
                "membership in a snapshot's wards.csv, the others unknown (AUC)",
                f"{TRIALS} wards like {len(wards)} that are held, written as CSV and read",
                membership(wards, board),
                0.55,
            )
        )
    return found


def second_answers(told: Sequence[Told]) -> Finding:
    """Count what of one quarter is told in two numbers, but for restatements."""
    answers: dict[tuple[str, str], set[object]] = {}
    for row in (row for each in told for row in each.wards if row.change != RESTATED):
        answers.setdefault((row.quarter, row.ward), set()).add(row.figure)
    for row_ in (row_ for each in told for row_ in each.picture):
        asked = (row_.quarter, f"{row_.authority} {row_.measure}")
        answers.setdefault(asked, set()).add(row_.children)
    return at_most(
        "figures that snapshots tell of in two numbers",
        f"{len(answers)} figures of wards and authorities in the bytes of {len(told)} snapshots",
        sum(len(each) > 1 for each in answers.values()),
        0,
    )


def membership(wards: Sequence[tuple[int, ...]], board: Policy) -> float:
    """Return the AUC of an attacker who knows the method, and not who else is counted.

    Half of the wards have one child more. The attacker learns from half of each and bets on the
    rest, by the likelihood ratio of what the table shows.
    """
    chance = random.Random(SEED)  # noqa: S311
    rows = []
    for trial in range(TRIALS):
        children = like(chance.choice(wards), wards, chance)
        if trial % 2:
            children = (*children, chance.choice(chance.choice(wards)))
        rows += [
            WardEpisodes(f"W{trial:06}", f"{trial} {n}", count) for n, count in enumerate(children)
        ]
    keys = RecordKeys(seeded_record_keys(f"{SEED} a"), seeded_record_keys(f"{SEED} b"))
    shown = [
        WardRow("2026Q3", w.ward, w.ward, "", w.children, w.band.band_from, w.band.band_to, "")
        for w in publish_wards(rows, board, keys)
    ]
    files = {WARDS: csv_bytes(WARDS, shown)}
    manifest = manifest_of({"period": "2026Q3", "ward_vintage": None}, files)
    seen = {row.ward: row.figure for row in read("trial", {**files, MANIFEST: manifest}).wards}
    return bet([seen.get(f"W{trial:06}") for trial in range(TRIALS)])
