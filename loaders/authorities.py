"""Local authorities by whatever name a register gives them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection

from geo.database import query
from geo.errors import SourceError
from loaders import values
from loaders.table import Table, key

CODE = re.compile(r"^[EWSN]\d{8}$")
IS_ONE = 0.9  # of a column's filled cells must name authorities for it to be a column of them

_STYLES = re.compile(
    r"\b(metropolitan|district|borough|council|city|county|london|royal|of|the|unitary"
    r"|authority|licensing|cc|bc|mbc|dc|b)\b"
)


class Authorities:
    """The authorities that the database knows, by code and by name."""

    def __init__(self, connection: Connection) -> None:
        self.names: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        rows = connection.execute(query("authorities")).all()
        # an authority that has ended gives way to the one that has its name now
        for row in sorted(rows, key=lambda each: each.ended_on is None):
            self.names[row.code] = row.name
            for name in (row.name, *row.also):
                self._by_name[key(name)] = row.code
                self._by_name[_plain(name)] = row.code

    def code(self, stated: str | None) -> str | None:
        """Return the code of a stated code or name, or None if it is neither."""
        if not stated:
            return None
        tidied = " ".join(stated.split())
        if CODE.match(tidied.upper()):
            return tidied.upper()
        return self._by_name.get(key(tidied)) or self._by_name.get(_plain(tidied))

    def require(self, stated: str) -> str:
        """Return the code for ``--authority``. Raises: SourceError if it is not known."""
        code = self.code(stated)
        if code is None or code not in self.names:
            raise SourceError(
                f"--authority must be the ONS code of a local authority, such as E08000003, "
                f"found {stated!r}: load the boundary of a new authority first."
            )
        return code


def _plain(name: str) -> str:
    lowered = name.lower().replace("&", " and ")
    return key(_STYLES.sub(" ", re.sub(r"[^a-z ]", " ", lowered)))


def stated_by_row(
    table: Table, columns: Sequence[str], authorities: Authorities
) -> list[str | None]:
    """Return the authority that each row states, a code before a name; None where none does.

    A column counts only if nearly all its filled cells name authorities: a town or a ward may
    share a name with one somewhere else.
    """
    stated: list[str | None] = [None] * len(table.rows)
    believed = []
    for column in columns:
        cells = [values.text(cell) for cell in table.column(column)]
        codes = [authorities.code(cell) for cell in cells]
        filled = sum(cell is not None for cell in cells)
        named = sum(code is not None for code in codes)
        if filled and named >= IS_ONE * filled:
            as_code = sum(bool(cell and CODE.match(cell)) for cell in cells)
            believed.append((-as_code, codes))
    for _, codes in sorted(believed, key=lambda pair: pair[0]):
        stated = [first or second for first, second in zip(stated, codes, strict=True)]
    return stated


def settle(
    table: Table,
    columns: Sequence[str],
    authorities: Authorities,
    given: Sequence[str],
) -> list[str | None]:
    """Return each row's authority: the one given, or of several given the one it states.

    With ``given`` as ("stated",) every row's own word is taken. Raises: SourceError if rows state
    an authority that was not given: a register of two councils, or of the wrong one.
    """
    stated = stated_by_row(table, columns, authorities)
    if list(given) == ["stated"]:
        return stated
    allowed = [authorities.require(each) for each in given]
    strangers = Counter(code for code in stated if code and code not in allowed)
    if strangers:
        said = ", ".join(
            f"{authorities.names.get(code, 'unknown')} {code} ({rows} rows)"
            for code, rows in strangers.most_common(4)
        )
        raise SourceError(
            f"{table.name} must hold rows of {' and '.join(allowed)} alone, and states {said}: "
            "give each authority with an --authority of its own, or --authority stated to take "
            "each row's word."
        )
    only = allowed[0] if len(allowed) == 1 else None
    return [code or only for code in stated]
