"""A file as a table of text: what every reader makes, whatever the file's format was."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from geo.errors import SourceError
from loaders.headings import words
from loaders.premises_headings import PEOPLE, REACHED_AT

HEADER_WITHIN = 40  # title lines above a header are a handful; a header further down is not one
WIDEST = 512
LONGEST_GROUP = 100
LONGEST_BESIDE = 500
LONGEST_TOTAL = 200  # a line of report is short, and patterns of a page of blanks take minutes

# what says when a report was made, or which of its pages this is, groups no columns
_OF_THE_REPORT = re.compile(
    r"\d\s*[/.-]\s*\d|^\W*(page\s+\d|printed|extracted|report|run\W+(on|by|date)|as\s+at)\b"
    r"|\d\s*(?:\w{2}\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"^\W*(grand\s+|sub\W?)?totals?\b\W*(\d|$|(number|count|of|for|licen\w+|premises|records|rows)\b)"
    r"|^\W*(end of (report|extract|file|register|list|data))\b"
    r"|^\W*(number|count) of (rows|records|licences)\b|^\W*[\d,]+ (rows|records|licences)\W*$"
    r"|^\W*((record|row|licence)\s+)?counts?([\s:=-]*\d[\d,]*)?[^\w,]*$"
    r"|^\W*(records|rows)([\s:=-]+(found|listed|printed|returned))?[\s:=-]+\d[\d,]*[^\w,]*$",
    re.IGNORECASE,
)
# under a header, as sqlcmd and a table in plain text draw one
_RULE = re.compile(r"\s*[-=_:~+]{2,}\s*")
# with a word beside it; alone in its row it is a note
_FOOT = re.compile(
    r"^\W*page\s+\d+\s+of\s+\d+\W*$"
    r"|^\W*applied filters\b|^\W*(report\s+)?"
    r"(printed|produced|generated|extracted|prepared|compiled)\W+((on|at|by|from|date)\b|\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line it began on, counted from 1, and its cells as text."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A record that is not a row of the table, and why; ``cells`` if it could still become one."""

    line: int
    reason: str
    found: str
    cells: tuple[str, ...] = field(default=(), compare=False)


@dataclass
class Table:
    """A file's rows under its header.

    ``blank`` counts records without any data; ``faults`` are records that could not be rows.
    ``read`` is every record that carries data: the rows and the faults. ``title`` is that of the
    one sheet that was read, ``above`` what stood in lines above the header, ``beside`` what stood
    in lines that were no rows.
    """

    name: str
    columns: tuple[str, ...]
    headed: bool
    rows: list[Row]
    blank: int = 0
    faults: list[Fault] = field(default_factory=list)
    encoding: str | None = None
    notices: list[str] = field(default_factory=list)
    title: str = ""
    above: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)

    @property
    def read(self) -> int:
        """The number of records that carry data."""
        return len(self.rows) + len(self.faults)

    def show(self, shown: Callable[[str], str]) -> None:
        """Take every cell as ``shown`` returns it."""
        self.rows[:] = [Row(row.line, tuple(map(shown, row.cells))) for row in self.rows]

    def column(self, name: str) -> list[str]:
        """Return one column's cells, in order."""
        place = self.columns.index(name)
        return [row.cells[place] for row in self.rows]


def key(name: str) -> str:
    """Return a header without regard to case, space, underscore and punctuation."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def tabulate(
    name: str,
    records: Iterable[tuple[int, list[str]]],
    known: Collection[str],
    is_value: Callable[[str], bool],
    *,
    headed: bool | None = None,
) -> Table:
    """Make a table of records: find the header, set blank rows, totals and misfits aside.

    ``known`` are the keys of headers that the loader understands; ``is_value`` says whether a
    text is plainly a value, which no header is. ``headed`` states what is known beforehand.
    Raises: SourceError if there is no row with data.
    """
    listed = list(records)
    start, header = _find_header(listed, known, is_value, headed)
    if header and start > 1:
        header = _grouped(listed[start - 2][1], header, known)
    body = listed[start:]
    if header:
        header = _without_blanks(header, _usual_width(body))
    width = len(header) if header else _usual_width(body)
    if width > WIDEST:
        raise SourceError(
            f"{name} has {width} columns, and {WIDEST} is the most that a register can have: "
            "check which character separates its fields."
        )
    columns = _unique(header) if header else tuple(f"column {n + 1}" for n in range(width))
    table = Table(name, columns, header is not None, [])
    header_keys = tuple(map(key, header or ()))
    for line, cells in body:
        if header and _another_header(cells, header_keys, known, is_value):
            raise SourceError(
                f"{name} must be one table, and has another with columns of its own from line "
                f"{line}: send each table in a file of its own."
            )
        _sort_in(table, line, cells, width, header_keys)
    if header and start > 1 and (above := _carrying(listed[: start - 1])):
        lines = "1 line above it was" if above == 1 else f"{above} lines above it were"
        table.notices.append(f"the header is on line {listed[start - 1][0]}; {lines} left out")
        table.above = [" ".join(cell for cell in cells if cell) for _, cells in listed[: start - 1]]
    if not table.rows:
        raise SourceError(_no_row(table, width))
    return table


def _no_row(table: Table, width: int) -> str:
    """Say why a table has no row: it is empty, or every record is of another width."""
    misfits = [fault for fault in table.faults if fault.reason == "field_count"]
    if not misfits:
        return f"{table.name} must have rows with data, and has none: nothing to load."
    return (
        f"{table.name} must have rows of {width} fields, as its header has, and none of its "
        f"{len(misfits)} has: line {misfits[0].line} has {misfits[0].found}. Check which "
        "character separates its fields, and ask for the file again."
    )


def _without_blanks(header: list[str], width: int) -> list[str]:
    """Leave out names that are empty at a header's end, where rows do not reach so far."""
    named = max((n for n, cell in enumerate(header, start=1) if cell.strip()), default=0)
    return header[: max(named, min(width, len(header)))]


def _another_header(
    cells: list[str],
    header: tuple[str, ...],
    known: Collection[str],
    is_value: Callable[[str], bool],
) -> bool:
    """Whether a record is the header of another table, whose columns are not those above."""
    said = [key(cell) for cell in cells if cell.strip()]
    understood = set(said) & set(known)
    return (
        len(understood) >= 3
        and len(understood) >= 0.6 * len(said)
        and said != [each for each in header if each]
        and not any(map(is_value, cells))
    )


def _sort_in(
    table: Table, line: int, cells: list[str], width: int, header: tuple[str, ...]
) -> None:
    """Put a record where it belongs: among the rows, the blanks or the faults."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        table.blank += 1
        return
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        cells = cells[:width]  # a spreadsheet's empty cells to the right
    rows = len(table.rows)
    _sort_filled(table, line, cells, width, header)
    if len(table.rows) == rows and sum(map(len, filled)) <= LONGEST_BESIDE:
        table.beside.append(", ".join(filled))


def _sort_filled(
    table: Table, line: int, cells: list[str], width: int, header: tuple[str, ...]
) -> None:
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) > 1 and all(map(_RULE.fullmatch, filled)):
        table.faults.append(Fault(line, "not_a_record", "a ruled line"))
    elif is_total(cells):
        table.faults.append(Fault(line, "total_row", "a total, not a record"))
    elif len(filled) == 1 and len([name for name in header if name]) > 2:
        whole = tuple(cells) if len(cells) == width else ()
        table.faults.append(Fault(line, "not_a_record", "one cell alone", whole))
    elif len(cells) == len(header) and all(map(_called, cells, header)):
        table.faults.append(Fault(line, "header_repeated", "the header again"))
    elif len(cells) != width:
        table.faults.append(Fault(line, "field_count", f"{len(cells)} fields where {width} belong"))
    else:
        table.rows.append(Row(line, tuple(cells)))


def _called(cell: str, name: str) -> bool:
    return key(cell) == name if name else not cell.strip()


def is_total(cells: Sequence[str]) -> bool:
    """Whether a record is the line that ends a report, and no record."""
    filled = [cell for cell in cells if cell.strip()]
    if not 0 < len(filled) <= 3 or len(filled[0]) > LONGEST_TOTAL:
        return False
    foot = len(filled) > 1 and _FOOT.search(filled[0]) is not None
    return foot or _TOTAL.search(filled[0]) is not None


def _find_header(
    listed: list[tuple[int, list[str]]],
    known: Collection[str],
    is_value: Callable[[str], bool],
    headed: bool | None,
) -> tuple[int, list[str] | None]:
    """Return where the data begin, and the header above them if there is one."""
    if headed is False:
        return 0, None
    best, where = 0, -1
    for index, (_, cells) in enumerate(listed[:HEADER_WITHIN]):
        understood = len({key(cell) for cell in cells} & set(known) - {""})
        if understood > best:
            best, where = understood, index
    if best >= 2 or (best == 1 and (headed or where == 0)):
        return where + 1, listed[where][1]
    for index, (_, cells) in enumerate(listed[:HEADER_WITHIN]):
        if len([cell for cell in cells if cell.strip()]) < 2:
            continue
        # nothing is understood: the first full line is a header unless it holds a plain value
        if headed or not any(is_value(cell) for cell in cells):
            return index + 1, cells
        return 0, None
    return 0, None


def _grouped(above: list[str], header: list[str], known: Collection[str]) -> list[str]:
    """Name columns by the heading that they share, if their own name is not known or not alone.

    Premises, Name and Holder, Name are two things, and Number alone says nothing of what.

    A row of a few headings over a fuller one is such; a title is one cell, or a sentence. A cell
    that cannot be a heading groups nothing, and the others still do: whose address stands below
    them must not hang on it.
    """
    headings = [cell for cell in above if cell.strip() and not _is_remark(cell)]
    if not 2 <= len(headings) < len([cell for cell in header if cell.strip()]):
        return header
    keys = [key(cell) for cell in header]
    named, group = [], ""
    for place, cell in enumerate(header):
        if place < len(above) and above[place].strip():
            group = "" if _is_remark(above[place]) else above[place]
        whole, own = f"{group} {cell}".strip(), keys[place]
        alone = own in known and keys.count(own) == 1 and key(whole) not in known
        alone = alone and not _of_somebody(group, cell)
        named.append(cell if not own or alone or key(group) in own else whole)
    return named


def _of_somebody(group: str, name: str) -> bool:
    """Whether an address or its like stands below a person, though no other has that name."""
    return bool(words(group) & PEOPLE - {"operator", "company"} and words(name) & REACHED_AT)


def _is_remark(cell: str) -> bool:
    return len(cell) > LONGEST_GROUP or _OF_THE_REPORT.search(cell[:LONGEST_GROUP]) is not None


def _carrying(records: list[tuple[int, list[str]]]) -> int:
    return sum(any(cell.strip() for cell in cells) for _, cells in records)


def _usual_width(records: list[tuple[int, list[str]]]) -> int:
    widths = [len(cells) for _, cells in records if any(cell.strip() for cell in cells)]
    return max(set(widths), key=widths.count) if widths else 0


def _unique(header: list[str]) -> tuple[str, ...]:
    """Name columns that have no name, and tell apart those that share one."""
    names: list[str] = []
    for number, cell in enumerate(header, start=1):
        name = " ".join(cell.split()) or f"column {number}"
        while name in names:
            name = f"{name} ({number})"
        names.append(name)
    return tuple(names)
