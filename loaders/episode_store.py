"""Episodes into the held tables: each once, its places under it, its corrections kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pyarrow.compute as pc
from sqlalchemy.exc import IntegrityError

from geo.database import query
from geo.errors import SourceError
from geo.marks import Erased
from loaders import arrays, staging
from loaders.area_served import AreaServed, named_authorities
from loaders.arrays import Mask, Strings
from loaders.clocks import MISSING, local_date
from loaders.default_points import PointTally, is_default, told
from loaders.episode_layout import as_called
from loaders.episode_ledger import ComesAgain, Ledger, mix
from loaders.episode_numbers import Children, Codings, Copies, MapPoints
from loaders.episode_rows import Episodes, Places
from loaders.erased_rows import TurnedAway
from loaders.exchanged import Exchanged
from loaders.instants import EPOCH_2000_US
from loaders.loading import Load
from loaders.numbering import Keys
from loaders.pseudonyms import refuse_unhashed
from loaders.writing import Writer

# building indexes once, at the end, pays when a load brings more than is held
BULK_ROWS = 50_000
MANY_AT_ONE_POINT = 100
NOT_SHOWN = "not shown: episodes are sensitive"


@dataclass
class Numbered:
    """A batch's rows in the numbers that are stored: 0 where a row has none."""

    episode: Keys
    place_no: Keys
    point: Keys
    place_coding: Keys
    begins: Mask


class EpisodeStore:
    """Takes batches of checked rows and copies them, direct or staged.

    Of a supplier without episodes, everything is new and goes straight into the tables. Otherwise
    rows go to temporary tables of the same shape, and statements tell what is new, what is held
    and what is a correction.
    """

    def __init__(
        self,
        load: Load,
        supplier_id: int,
        expected_rows: int,
        writer: Writer,
        *,
        columns: Mapping[str, str],
        careful: bool,
        erased: Erased,
        serves: frozenset[str] = frozenset(),
    ) -> None:
        """Look up what is held; ``columns``: the file's own names; ``careful``: see ``Ledger``.

        ``erased``: the children whose rows are turned away. ``serves``: authorities that the
        supplier is known to send for, before a row is read.
        """
        self._turned_away = TurnedAway(erased)
        self._load, self._connection, self._writer = load, load.connection, writer
        self._supplier_id = supplier_id
        held = load.connection.execute(
            query("episodes_held"), {"supplier_id": supplier_id, "at_most": 2 * expected_rows}
        ).one()
        self._staged = bool(held.of_supplier)
        self._first = ""  # of the statements' names, where nothing was held
        self._bulk = not self._staged and expected_rows > max(BULK_ROWS, held.episodes)
        if self._staged:
            load.connection.execute(query("stage_episode"))
            load.connection.execute(query("stage_place"))
        elif self._bulk and load.connection.scalar(query("drop_episode_indexes")):
            self._first = "first_"
        first = int(load.connection.scalar(query("next_episode")) or 1)
        self._ledger = Ledger(first, careful=careful or not self._bulk)
        self._children = Children(
            load.connection,
            writer.turn,
            partial(refuse_unhashed, columns.get("child_ref", ""), name=load.report.file),
        )
        self._points = MapPoints(load.connection, writer.turn)
        self._episode_codings = Codings.of_episodes(load.connection)
        self._place_codings = Codings.of_places(load.connection)
        self._held: dict[str, int] = {}
        self._tally = PointTally()
        self._tells_places = False
        self._untold: list[Strings] = []  # references of rows that were turned away
        self.area = AreaServed(self._points, serves)
        self._called = partial(as_called, columns)
        self._exchanged = Exchanged(load.connection, writer.turn)
        self._earliest, self._latest = np.iinfo(np.int64).max, MISSING

    def episodes(self, rows: Episodes, part: str = "") -> None:
        """Store a batch of episodes, each perhaps with a place."""
        copies: Copies = []
        # first of all, so that nothing of an erased child is numbered, and so stored
        self._turned_away.episodes(rows)
        self.area.widen(named_authorities(rows))
        points = self._place(rows, rows.placed, copies)
        keep = rows.faults.fine
        children = np.zeros(len(rows), np.int64)
        if rows.child_refs is not None:
            children = self._children.number(rows.child_refs, keep, copies)
        codings = self._episode_codings.number(rows.coded, keep, copies)
        episode, begins, contradicts = self._ledger.begin(
            rows.refs,
            lambda: mix(children, codings, rows.started, rows.ended, rows.return_interview),
            keep,
        )
        rows.faults.add(contradicts, "episode_id", "duplicate_ref")
        keep = rows.faults.fine
        numbered = self._number_places(rows, episode, begins, points, keep & rows.placed, copies)
        self._count(rows, numbered, part)
        copies.append(self._begun(rows, numbered, children, codings))
        copies.append(self._placed(numbered))
        self._writer.give(copies)
        self._tells_places |= bool(rows.place_coded)
        started = rows.started[keep]
        self._earliest = min(self._earliest, started.min(initial=self._earliest))
        self._latest = max(self._latest, started.max(initial=self._latest))

    def places(self, rows: Places, part: str) -> None:
        """Store a batch of places of episodes that came before."""
        copies: Copies = []
        episode = self._ledger.find(rows.refs)
        self._find_held(rows, episode)
        self._turned_away.places(rows)
        rows.faults.add(episode == -1, "episode_id", "unknown_episode")
        points = self._place(rows, rows.faults.fine, copies)
        begins = np.zeros(len(rows), bool)
        numbered = self._number_places(rows, episode, begins, points, rows.faults.fine, copies)
        self._count(rows, numbered, part)
        copies.append(self._placed(numbered))
        self._writer.give(copies)
        # places that were all turned away do not say that there are none
        self._tells_places |= bool((numbered.place_no > 0).any())

    def _place(self, rows: Episodes | Places, wanted: Mask, copies: Copies) -> Keys:
        """Return each row's map point; a place outside the area served is a fault."""
        if not len(rows.easting):
            return np.zeros(len(rows), np.int64)
        wanted = wanted & rows.faults.fine
        self._exchanged.look(rows.easting, rows.northing, wanted, self.area.authorities)
        points = self._points.number(rows.easting, rows.northing, wanted, copies)
        rows.faults.add(points == -1, "easting", "outside_area")
        return points

    def _number_places(
        self,
        rows: Episodes | Places,
        episode: Keys,
        begins: Mask,
        points: Keys,
        keep: Mask,
        copies: Copies,
    ) -> Numbered:
        codings = np.zeros(len(rows), np.int64)
        if keep.any():
            codings = self._place_codings.number(rows.place_coded, keep, copies)
        place_no = self._ledger.place(episode, points, codings, keep)
        return Numbered(episode, place_no, points, codings, begins)

    def _find_held(self, rows: Places, episode: Keys) -> None:
        """Find places' episodes among those held before this load, if there can be any."""
        unmet = (episode == -1) & rows.faults.fine
        if not self._staged or not unmet.any():
            return
        wanted = pc.unique(arrays.take(rows.refs, unmet)).to_pylist()
        with self._writer.turn:
            found = self._connection.execute(
                query("episodes_by_ref"), {"supplier_id": self._supplier_id, "refs": wanted}
            ).all()
        self._held |= {row.episode_ref: row.episode_id for row in found}
        self.area.widen(frozenset(row.authority for row in found if row.authority))
        for row in np.flatnonzero(unmet):
            episode[row] = self._held.get(str(rows.refs[int(row)]), -1)

    def _count(self, rows: Episodes | Places, numbered: Numbered, part: str) -> None:
        """Add a batch to the account: a row stands if it begins an episode or adds a place."""
        report, lines, refs, faults = self._load.report, rows.lines, rows.refs, rows.faults
        fine = faults.fine
        if self._staged and not fine.all():
            self._untold.append(arrays.take(refs, ~fine))
        for row in np.flatnonzero(~fine):
            column, reason = faults.of(int(row))
            self._load.reject(int(lines[row]), self._called(column), reason, NOT_SHOWN, part)
        stands = fine & (numbered.begins | (numbered.place_no > 0))
        report.accepted += int(stands.sum())
        report.already_held += int((fine & ~stands).sum())
        at = numbered.point[fine & (numbered.point > 0)]
        placed = len(at)
        self._tally.add(at)
        report.placed["stated"] += placed
        report.placed["none"] += int(fine.sum()) - placed

    def _begun(
        self, rows: Episodes, numbered: Numbered, children: Keys, codings: Keys
    ) -> tuple[str, list[staging.Column]]:
        begins = numbered.begins & rows.faults.fine
        many, new = int(begins.sum()), arrays.chosen(begins)
        placed = numbered.place_no[new] > 0
        own = (
            staging.integers(numbered.point[new], 32),
            staging.integers(numbered.place_coding[new], 32),
        )
        child = staging.integers(children[new], 32)
        if (children[new] == 0).any():
            child = staging.nullable(child, children[new] == 0)
        columns = [
            staging.integers(numbered.episode[new], 64),
            staging.one(self._load.load_id, 32, many),
            staging.one(self._supplier_id, 32, many),
            staging.texts(arrays.take(rows.refs, begins)),
            child,
            staging.integers(codings[new], 32),
            staging.instants(rows.started[new], MISSING, EPOCH_2000_US),
            staging.instants(rows.ended[new], MISSING, EPOCH_2000_US),
            staging.instants(rows.return_interview[new], MISSING, EPOCH_2000_US),
            *(staging.nullable(each, ~placed) if not placed.all() else each for each in own),
        ]
        return "staged_episode" if self._staged else f"{self._first}episode", columns

    def _placed(self, numbered: Numbered) -> tuple[str, list[staging.Column]]:
        # the first place of a row that begins an episode stands in the episode's own row
        keep = (numbered.place_no > 0) & ~numbered.begins
        columns = [
            staging.integers(numbered.episode[keep], 64),
            staging.integers(numbered.place_no[keep], 16),
            staging.integers(numbered.point[keep], 32),
            staging.integers(numbered.place_coding[keep], 32),
        ]
        return "staged_place" if self._staged else f"{self._first}episode_place", columns

    def finish(self) -> None:
        """Settle what was staged, once every batch has been written.

        Raises: SourceError if every place of many is the same point; ComesAgain if a reference
        came twice in a load that was not careful.
        """
        report, connection = self._load.report, self._connection
        self._exchanged.refuse(report.file)
        most, places = self._tally.most, self._tally.places
        if is_default(most, places, MANY_AT_ONE_POINT):
            raise SourceError(
                f"{report.file} must say where its places are, and puts {told(most, places)} at "
                "one point: the coordinates are a default."
            )
        for numbers in (self._children, self._points, self._episode_codings, self._place_codings):
            numbers.finish()
        connection.execute(query("set_next_episode"), {"last": self._ledger.following - 1})
        if self._staged:
            self._merge()
        elif self._bulk:
            try:
                connection.execute(query("make_episode_indexes"))
            except IntegrityError as error:
                raise ComesAgain from error
        if self._latest != MISSING:
            report.data_from = local_date(int(self._earliest))
            report.data_to = local_date(int(self._latest))

    def _merge(self) -> None:
        """Tell new episodes from held ones and from corrections, and store each as what it is."""
        values: dict[str, Any] = {
            "load_id": self._load.load_id,
            "tells_places": self._tells_places,
            "untold": self._ledger.known(self._untold),
        }
        again = self._connection.execute(query("drop_held_places")).rowcount
        for step in (
            "match_staged_episodes",
            "note_corrections",
            "correct_episodes",
            "clear_corrected_places",
            "insert_new_episodes",
            "note_places_before",
            "insert_staged_places",
        ):
            self._connection.execute(query(step), values)
        counted = self._connection.execute(query("count_staged_rows")).one()
        self._connection.execute(query("drop_staged"))
        report = self._load.report
        report.accepted -= counted.held_rows + again
        report.already_held += counted.held_rows + again
        report.facts["corrected_episodes"] = counted.corrected
        if counted.keeping:
            report.notices.append(
                f"{counted.keeping} corrected episodes keep the places they had: the rows that "
                "told theirs anew were turned away"
            )
