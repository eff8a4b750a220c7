"""Which column of a file means what: by its name, by what it holds, or by a saved profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from geo.errors import SourceError
from loaders.headings import opaque, words
from loaders.table import Table, key

# a share of the cells that hold anything: named columns must hold some of what they say, unnamed
# ones must hold little else
NAMED_AT_LEAST = 0.05
LOOKED_AT = 500  # characters of a cell
UNNAMED_AT_LEAST = 0.6
SAMPLE = 2_000
MOST_UNREAD = 20  # columns that a notice names

Look = Callable[[Sequence[str]], float]


@dataclass(frozen=True)
class Field:
    """Something a loader wants to know of each row.

    ``aliases`` are the names that columns with it go by, best first, without regard to case,
    space and punctuation. ``looks`` says what share of a column's filled cells could be it; with
    ``by_contents`` a column of any name that looks so is taken for it. ``many``: several columns
    may say it between them, as address lines do. ``distinct``: of several columns that could be
    it, the one that tells rows apart best is. ``beside``: taken by contents only if the column to
    its right looks the same, as an easting has its northing there and a number of another kind
    has not; ``right_of``: only the column to the right of that field's. ``headless``:
    taken by contents only from a column without a name, or with one such as Field7 that says
    nothing. ``leftmost``: of the columns that look so well enough, the first is taken, as names
    come before what is said of them. ``unless``: not looked for where that field has a column;
    ``only_with``: only where that one has. ``unnamed``: how a column that is not named for it must
    look, where one that is named need not. ``words_first``: a column whose words speak of it is
    its, and is no other field's, even if that one's alias begins its name. ``part``: what
    begins as the field's names do is its only if this says so. ``joins``: a column whose words
    speak of it joins those that were told by their names, if this says so. ``own``: of columns
    whose words speak of it, those that say one of these go before the others. ``never``: a
    column that this holds of is not taken for it by its contents. ``sole``: taken by contents only
    if no other column without a meaning looks the same: of Day1 to Day7 none has the hours of all.
    """

    name: str
    aliases: tuple[str, ...] = ()
    looks: Look | None = None
    by_contents: bool = False
    many: bool = False
    distinct: bool = False
    begins: tuple[str, ...] = ()
    beside: bool = False
    right_of: str = ""
    headless: bool = False
    leftmost: bool = False
    unless: str = ""
    only_with: str = ""
    words_first: bool = False
    unnamed: Look | None = None
    part: Callable[[str], bool] | None = None
    joins: Callable[[str, Sequence[str]], bool] | None = None
    own: frozenset[str] = frozenset()
    never: Callable[[str], bool] | None = None
    sole: bool = False

    def called(self, column: str) -> int | None:
        """Return how well a column's name fits, 0 best; None if it does not."""
        name = key(column)
        keys = [key(alias) for alias in self.aliases]
        if name in keys:
            return keys.index(name)
        begins = any(name.startswith(key(start)) for start in self.begins)
        if begins and (self.part is None or self.part(column)):
            return len(keys)
        return None


@dataclass
class Layout:
    """The columns that each field is read from, and how that was decided."""

    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    basis: dict[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    notices: list[str] = field(default_factory=list)

    def has(self, *names: str) -> bool:
        """Whether any of the fields has a column."""
        return any(self.columns.get(name) for name in names)

    def left_unread(self) -> list[str]:
        """Return a notice of the columns that nothing was read from, if there are any."""
        if not self.unused:
            return []
        more = len(self.unused) - MOST_UNREAD
        told = [*self.unused[:MOST_UNREAD], *([f"{more} more"] if more > 0 else [])]
        return [f"columns that nothing was read from: {', '.join(told)}"]

    def as_mapping(self) -> dict[str, list[str]]:
        """Return what a profile keeps."""
        return {name: list(columns) for name, columns in sorted(self.columns.items())}


def known(fields: Iterable[Field]) -> set[str]:
    """Return the keys of all the names that fields go by, to find a header row with."""
    return {key(alias) for each in fields for alias in each.aliases}


def propose(
    table: Table,
    fields: Sequence[Field],
    fixed: Mapping[str, Sequence[str]] | None = None,
    spoken: Callable[[str], str | None] | None = None,
) -> Layout:
    """Match a table's columns with fields, keeping what is ``fixed`` beforehand.

    ``spoken`` names the field that a column's words speak of; a name that is an alias goes first.
    Raises: SourceError if a fixed column is not in the table.
    """
    layout = Layout()
    samples = _samples(table)
    free = list(table.columns)
    for name, settled in (fixed or {}).items():
        columns = [_as_in(table, column, name) for column in settled]
        layout.columns[name] = tuple(columns)
        layout.basis[name] = "given"
        free = [column for column in free if column not in columns]
    empty = {column for column in free if not samples[column]}
    misnamed: list[str] = []
    given = set(layout.columns)
    for each in fields:
        if spoken and each.words_first and each.name not in given:
            _by_words(each, free, empty, samples, layout, spoken)
    for each in fields:
        if each.name not in given and (not each.only_with or layout.has(each.only_with)):
            _by_name(each, free, empty, samples, layout, misnamed)
    for each in fields:
        if spoken and (each.name not in layout.columns or (each.joins and each.name not in given)):
            _by_words(each, free, empty, samples, layout, spoken)
    _in_order(layout, [each for each in fields if each.joins], table.columns)
    for each in fields:
        if each.name in layout.columns or not each.by_contents:
            continue
        if not layout.has(each.unless):
            open_to = [c for c in free if not (each.headless and table.headed and not opaque(c))]
            open_to = [c for c in open_to if each.never is None or not each.never(c)]
            _by_contents(each, open_to, table.columns, samples, layout)
            free = [c for c in free if c not in layout.columns.get(each.name, ())]
    layout.notices += [
        f"column {column!r} does not hold what its name says"
        for column in dict.fromkeys(misnamed)
        if column in free
    ]
    layout.unused = tuple(column for column in free if column not in empty)
    return layout


def _as_in(table: Table, column: str, field_name: str) -> str:
    """Return what a file calls a column that a profile or a person named. Raises: SourceError.

    Back offices change case, spaces and underscores of their headers from one export to the next.
    """
    if column in table.columns:
        return column
    alike = [each for each in table.columns if key(each) == key(column) != ""]
    if len(alike) == 1:
        return alike[0]
    several = f"several alike ({', '.join(alike)}) and " if alike else ""
    raise SourceError(
        f"{table.name} has {several}no column {column!r}, which {field_name} is to be read from: "
        f"it has {', '.join(table.columns[:30])}."
    )


def _samples(table: Table) -> dict[str, list[str]]:
    """Return the filled cells of each column, from rows spread over the whole table."""
    step = max(1, len(table.rows) // SAMPLE)
    rows = table.rows[::step]
    return {
        column: [row.cells[place] for row in rows if row.cells[place].strip()]
        for place, column in enumerate(table.columns)
    }


def _by_name(
    each: Field,
    free: list[str],
    empty: set[str],
    samples: Mapping[str, Sequence[str]],
    layout: Layout,
    misnamed: list[str],
) -> None:
    fits = [(fit, column) for column in free if (fit := each.called(column)) is not None]
    kept: list[tuple[int, str]] = []
    for fit, column in fits:
        if column in empty:
            free.remove(column)  # understood, and nothing in it
            empty.discard(column)
        elif each.looks and each.looks(samples[column]) < NAMED_AT_LEAST:
            misnamed.append(column)
        else:
            kept.append((fit, column))
    if not kept:
        return
    if each.many:
        chosen = tuple(column for _, column in kept)
    elif each.distinct:
        # a page number is in every row too, and tells nothing apart
        best = max(kept, key=lambda pair: (_told_apart(samples[pair[1]]), -pair[0]))
        chosen = (best[1],)
    else:
        chosen = (min(kept, key=lambda pair: pair[0])[1],)
    layout.columns[each.name] = (*layout.columns.get(each.name, ()), *chosen)
    layout.basis[each.name] = "name"
    for column in chosen:
        free.remove(column)


def _by_words(
    each: Field,
    free: list[str],
    empty: set[str],
    samples: Mapping[str, Sequence[str]],
    layout: Layout,
    spoken: Callable[[str], str | None],
) -> None:
    """Take the columns whose names speak of a field, though no alias of it is the whole name."""
    said = [column for column in free if spoken(column) == each.name]
    before = layout.columns.get(each.name, ())
    if before and each.joins:
        said = [column for column in said if each.joins(column, before)]
    for column in [column for column in said if column in empty]:
        free.remove(column)
        empty.discard(column)
    kept = [
        column
        for column in said
        if samples[column] and (each.looks is None or each.looks(samples[column]) >= NAMED_AT_LEAST)
    ]
    if not kept:
        return
    own = [column for column in kept if words(column) & each.own]
    if own and not (each.part and all(map(each.part, kept))):
        kept = own  # what names the premises is theirs, and what names nobody may be anybody's
    chosen = kept if each.many else [max(kept, key=lambda c: _told_apart(samples[c]))]
    if not each.distinct and not each.many:
        chosen = kept[:1]
    layout.columns[each.name] = (*before, *chosen)
    layout.basis.setdefault(each.name, "words")
    for column in chosen:
        free.remove(column)


def _in_order(layout: Layout, fields: Sequence[Field], order: Sequence[str]) -> None:
    """Put the columns that are parts of one text in the order of the file."""
    for each in fields:
        if layout.basis.get(each.name) in ("name", "words"):
            columns = layout.columns[each.name]
            layout.columns[each.name] = tuple(sorted(columns, key=order.index))


def _told_apart(cells: Sequence[str]) -> float:
    share = len(set(cells)) / max(len(cells), 1)
    return round(share, 1)


def _by_contents(
    each: Field,
    free: list[str],
    order: Sequence[str],
    samples: Mapping[str, Sequence[str]],
    layout: Layout,
) -> None:
    looking = each.unnamed or each.looks
    assert looking is not None
    scores = [(looking(samples[column]), column) for column in free if samples[column]]
    right = dict(pairwise(order))
    if each.right_of:
        left = layout.columns.get(each.right_of, ("",))[0]
        scores = [(look, column) for look, column in scores if column == right.get(left)]
    if each.beside:
        looks = {column: look for look, column in scores}
        scores = [(min(look, looks.get(right.get(c, ""), 0.0)), c) for look, c in scores]
    if each.sole and len([look for look, _ in scores if look >= UNNAMED_AT_LEAST]) > 1:
        return
    if not scores:
        return
    best, column = max(scores, key=lambda pair: pair[0])  # of equals, the leftmost
    if each.leftmost:
        best, column = next(
            (pair for pair in scores if pair[0] >= UNNAMED_AT_LEAST), (best, column)
        )
    if best >= UNNAMED_AT_LEAST:
        layout.columns[each.name] = (column,)
        layout.basis[each.name] = "contents"
        free.remove(column)


def share(test: Callable[[str], bool]) -> Look:
    """Return a look that is the share of cells passing a test."""

    def look(cells: Sequence[str]) -> float:
        # what a cell is shows early, and a pattern that looks at a page of blanks takes minutes
        seen = [cell[:LOOKED_AT] for cell in cells]
        return sum(map(test, seen)) / len(seen) if seen else 0.0

    return look
