"""Guess the address: how many homes a place in a published area could be.

Source: the prosecutor's risk of k-anonymity, with residential addresses as the crowd.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from geo.assurance import Finding, at_least
from geo.database import query

K = 20


def run(connection: Connection) -> Sequence[Finding]:
    """Count the addresses in every published area, and take the smallest number."""
    rows = connection.execute(query("addresses_of_cells")).all()
    fewest = min((min(row.counted, row.said) for row in rows), default=K)
    return [
        at_least(
            "addresses in the smallest officer cell",
            f"{len(rows)} published cells and rests",
            fewest,
            K,
        )
    ]
