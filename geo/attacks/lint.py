"""Read the database's own catalogue for any right, view or function that breaks the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection

from geo.assurance import Finding, at_most
from geo.check import check
from geo.cluster import LOGINS, OWNER
from geo.database import ADMIN, ANALYST, BOARD, GATE, OFFICER, query

WEB = (ANALYST, OFFICER, BOARD, ADMIN, GATE)
# what must not be found, by the name that the query gives it
RULES = {
    "barrier": "views that are no barrier, or lie over protected tables outside what is released",
    "everybody": "rights that everybody has (PUBLIC)",
    "search path": "functions that run as their owner without a pinned search path",
    "create": "logins that may make something in a schema or the database",
    "temporary": "logins of the pages that may make temporary tables",
    "stronger": "logins that are members of another role or stronger than a login must be",
    "reach": "logins of the pages that reach what is not released to them",
    "write": "logins of the pages that may write to a table or view",
    "telling": "functions of extensions that tell a login of the pages of any table",
    "rows": "tables of visits, cases and drafts that row security does not keep, or code past it",
    "authority": "tables by authority that neither row security keeps nor a list names",
    "episodes": "views of officers, board or administrator that are made of episodes",
}


def run(connection: Connection) -> Sequence[Finding]:
    """Count what breaks each rule, and what differs from this release, as the owner."""
    found = Counter(rule for rule, _ in faults(connection))
    tried = _tried(connection)
    return [
        *(at_most(words, tried, found[rule], 0) for rule, words in RULES.items()),
        at_most(
            "objects, rights and rows that are not as this release made them",
            "tables, columns, constraints, views, functions, triggers and rights, each compared",
            len(check(connection)),
            0,
        ),
    ]


def faults(connection: Connection) -> list[tuple[str, str]]:
    """Return each rule that is broken, with the object that breaks it."""
    logins = [login for login in LOGINS if login != OWNER]
    rows = connection.execute(query("lint"), {"logins": logins, "web": list(WEB)})
    return [(row.rule, row.object) for row in rows]


def _tried(connection: Connection) -> str:
    row = connection.execute(query("lint_size")).one()
    return f"{row.relations} tables and views, {row.functions} functions, {len(LOGINS) - 1} logins"
