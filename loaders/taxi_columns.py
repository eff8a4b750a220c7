"""Which columns of a taxi register say what, and whether it is a register of the kind it is said.

A keeper of a vehicle or a driver lives at the address that its register has: taken for a register
of operators, it would put homes on the map.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from geo.errors import SourceError
from loaders import values
from loaders.headings import words
from loaders.layout import SAMPLE, Layout, known, propose
from loaders.premises_people import refuse_twice
from loaders.premises_periods import find_spans
from loaders.source import Source, read_table
from loaders.table import Table
from loaders.taxi_headings import BASES, of_trade, speaker
from loaders.taxi_layout import FIELDS, term

_BY_WORDS_TOO = ("address", "base_type")  # said by several columns, of which one may be an alias
_OF_OPERATORS = frozenset({"operator", "operators", "pho"})
_BASE = frozenset({"base", "bases", "operating"})
_COUNTED = frozenset({"number", "total", "permitted", "fleet", "limit", "size"})
_REGISTRATION = re.compile(r"[A-Z]{2}\d{2}\s?[A-Z]{3}|[A-Z]\d{1,3}\s?[A-Z]{3}", re.IGNORECASE)
_MOSTLY = 0.5


def read_register(source: Source, kind: str) -> tuple[Table, Layout]:
    """Read a council's register and tell its columns. Raises: SourceError if of another kind."""
    table = read_table(source, known(FIELDS[kind]))
    table.show(values.as_shown)
    if kind == "operators":
        _refuse_another_kind(table)
    speak = speaker(kind, table.columns)
    trade = _trade(table, kind)
    fixed = {"kind": [trade]} if trade else {}
    layout = propose(table, FIELDS[kind], fixed, speak)
    if trade:
        layout.basis["kind"] = "name"
    if speak is not None:
        _add_spoken(layout, table, speak)
    if kind != "ranks":
        find_spans(table, layout)
    if kind == "operators":
        refuse_twice(table, layout, by_hand=False)
    if kind == "operators" and not layout.has("name") and layout.has("trading_name"):
        layout.columns["name"] = layout.columns.pop("trading_name")
        layout.basis["name"] = layout.basis.pop("trading_name")
    if kind == "operators" and not layout.has("name") and layout.has("surname"):
        layout.columns["name"], layout.basis["name"] = layout.columns["surname"], "name"
    return table, layout


def _refuse_another_kind(table: Table) -> None:
    said = [words(column) for column in table.columns]
    of_base = any(
        each & _BASE or (each & BASES and each & {"address", "postcode"}) for each in said
    )
    named = any(each & _OF_OPERATORS for each in said)
    for kind, surely, likely in (
        ("vehicles", _of_a_vehicle, frozenset({"make", "model", "vehicle"})),
        ("drivers", _of_a_driver, frozenset({"driver", "drivers"})),
    ):
        sure = any(surely(table, column) for column in table.columns)
        hints = any(each & likely and not each & _COUNTED for each in said)
        if not of_base and (sure or (hints and not named)):
            raise SourceError(
                f"{table.name} must have columns of operators and their bases, and has those of "
                f"{kind}: load it with --kind {kind}."
            )


def _of_a_vehicle(table: Table, column: str) -> bool:
    said = words(column)
    if said & {"vrm", "vrn", "plate"} or {"index", "mark"} <= said:
        return True
    if not said & {"registration", "reg"} or said & {"date", "company", "charity", "vat"}:
        return False
    if said & {"vehicle", "veh", "car"}:
        return True
    return _share(table, column, lambda cell: bool(_REGISTRATION.fullmatch(cell))) >= _MOSTLY


def _of_a_driver(_: Table, column: str) -> bool:
    return "badge" in words(column)


def _trade(table: Table, kind: str) -> str | None:
    """Return the column that names a trade in most cells, of those that may: a type may be of car.

    An alias is worth no more than what is in the column: Type is Saloon beside HCV / PHV.
    """
    if kind not in ("vehicles", "drivers"):
        return None
    (field,) = (each for each in FIELDS[kind] if each.name == "kind")
    may = [c for c in table.columns if field.called(c) is not None or of_trade(kind, c)]
    shares = {column: _share(table, column, lambda cell: term(cell) != "unknown") for column in may}
    best = max(shares, key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= _MOSTLY else None


def _share(table: Table, column: str, test: Callable[[str], bool]) -> float:
    cells: Sequence[str] = [cell.strip() for cell in _cells(table, column) if cell.strip()]
    return sum(test(cell[:100]) for cell in cells) / len(cells) if cells else 0.0


def _cells(table: Table, column: str) -> Iterable[str]:
    place = table.columns.index(column)
    return (row.cells[place] for row in table.rows[:SAMPLE])


def _add_spoken(layout: Layout, table: Table, speak: Callable[[str], str | None]) -> None:
    """Add the columns that go on with a field which another column has the alias of."""
    for field in _BY_WORDS_TOO:
        more = {column for column in layout.unused if speak(column) == field}
        if more and layout.has(field):
            taken = more.union(layout.columns[field])
            layout.columns[field] = tuple(c for c in table.columns if c in taken)
            layout.unused = tuple(column for column in layout.unused if column not in more)
