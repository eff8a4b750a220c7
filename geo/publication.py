"""Publish a quarter: officers' cells, the board's wards and its picture, and the flags of both.

A published quarter is final. Publishing it again changes nothing if the answer is the same, and is
refused if it is not: two answers could be subtracted from one another.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

import geo
from geo.database import query
from geo.errors import PublicationError
from geo.keys import Keys
from geo.ladder import Square, read_ladder
from geo.perturbation import RecordKeys, record_keys
from geo.picture import PictureRow
from geo.picture_store import add_picture, work_out_picture
from geo.policy import Policy, in_force
from geo.pooling import Placed, PublishedCell, publish_cells
from geo.quarters import Quarter
from geo.question import Question, by_rule, data_horizon
from geo.reading import overlaps, wards_to_publish
from geo.wards import PublishedWard, WardEpisodes, publish_wards

RULE = "standard"
_ONE_AT_A_TIME = 0x43656C6C  # an advisory lock's number; the letters "Cell"


@dataclass(frozen=True)
class Notices:
    """What the publisher is told and nobody else: counts of what is not published."""

    without_child: int
    without_cell: int
    never_shown: int
    sets_of_pseudonyms: int


@dataclass(frozen=True)
class Answer:
    """All that is published of a quarter."""

    cells: Sequence[PublishedCell]
    wards: Sequence[PublishedWard]
    ward_vintage: int | None
    flags: Sequence[tuple[str, str, int]]
    notices: Notices
    basis: Mapping[str, int]  # children by ward, exactly: published nowhere
    picture: Sequence[PictureRow]

    @property
    def sha256(self) -> str:
        """A hash over every published value."""
        said = {
            "cells": [cell.described() for cell in self.cells],
            "wards": [ward.described() for ward in self.wards],
            "ward_vintage": self.ward_vintage,
            "flags": self.flags,
        }
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Publication:
    """The act: which quarter, what came of it, and whether it had been published before."""

    quarter: Quarter
    answer: Answer
    already_published: bool

    def describe(self) -> dict[str, Any]:
        """Return what may be printed of it, as plain values."""
        notices = self.answer.notices
        return {
            "quarter": str(self.quarter),
            "already_published": self.already_published,
            "cells": len(self.answer.cells),
            "wards": len(self.answer.wards),
            "numbers_by_authority": sum(row.children is not None for row in self.answer.picture),
            "premises": len({premises for _, premises, _ in self.answer.flags}),
            "sha256": self.answer.sha256,
            "episodes_without_child": notices.without_child,
            "episodes_without_cell": notices.without_cell,
            "episodes_never_shown": notices.never_shown,
            "sets_of_pseudonyms": notices.sets_of_pseudonyms,
        }


def publish(connection: Connection, keys: Keys, quarter: Quarter, today: dt.date) -> Publication:
    """Publish a quarter, or find that it is published as it would be now.

    Raises: PublicationError if the quarter is not over or not known, if no cells are built, or if
    it is published and the answer would be another; SetupError if the key is missing.
    """
    children_keys = record_keys(keys)
    fingerprint = keys.fingerprint("cell")
    connection.execute(query("one_at_a_time"), {"key": _ONE_AT_A_TIME})
    published = connection.execute(query("cell_publications")).mappings().all()
    if any(row["key_fingerprint"] != fingerprint for row in published):
        raise PublicationError(
            "the cell key must be the one that earlier quarters were published with, and another "
            "was found: restore it from where keys are kept (nightjar keys status shows which is "
            "which). A second key would give the same tables a second set of answers."
        )
    horizon = _known(connection, quarter, today)
    asked = by_rule(connection, RULE, quarter.last_day)
    officer = in_force(connection, "officer", quarter.last_day)
    board = in_force(connection, "board", quarter.last_day)
    answer = work_out(connection, children_keys, quarter, asked, officer, board)
    before = next((row for row in published if row["quarter"] == str(quarter)), None)
    if before is not None:
        same = before["result_sha256"] == answer.sha256
        if not same or not add_picture(connection, quarter, answer.picture):
            raise PublicationError(
                f"{quarter} was published on {before['published_at']:%-d %B %Y} and is final; what "
                "is held now gives another answer, and two answers could be subtracted from one "
                "another: it stays as it is."
            )
        return Publication(quarter, answer, already_published=True)
    terms = {
        "quarter": str(quarter),
        "first_day": quarter.first_day,
        "last_day": quarter.last_day,
        "officer_policy": officer.effective_from,
        "board_policy": board.effective_from,
        "rule": RULE,
        "minimum_episodes": asked.minimum_episodes,
        "minimum_children": asked.minimum_children,
        "merge_m": asked.merge_m,
        "ward_vintage": answer.ward_vintage,
        "data_to": horizon,
        "key_fingerprint": fingerprint,
        "code_version": geo.__version__,
        "result_sha256": answer.sha256,
    }
    _store(connection, terms, answer, officer)
    return Publication(quarter, answer, already_published=False)


def work_out(
    connection: Connection,
    children_keys: RecordKeys,
    quarter: Quarter,
    asked: Question,
    officer: Policy,
    board: Policy,
) -> Answer:
    """Return what would be published of a quarter; nothing is stored."""
    days = {"first_day": quarter.first_day, "last_day": quarter.last_day}
    terms = {
        **days,
        "minimum_episodes": asked.minimum_episodes,
        "minimum_children": max(asked.minimum_children, officer.minimum_children),
        "merge_m": asked.merge_m,
    }
    rows = connection.execute(query("publishable_places"), terms).all()
    placed = [
        Placed(Square.named(row.cell_id), row.episode_id, row.child_ref, row.hour)
        for row in rows
        if row.shown
    ]
    ladder = read_ladder(connection, {each.cell.largest for each in placed})
    cells = publish_cells(placed, ladder, officer, children_keys.episodes)
    counted = connection.execute(query("ward_episodes"), days).all()
    wards = publish_wards(
        (WardEpisodes(row.ward, row.child_ref, row.episodes) for row in counted),
        board,
        children_keys,
    )
    vintage = counted[0].vintage if counted else None
    maps = overlaps(connection, cells, vintage)
    wards = wards_to_publish(str(quarter), cells, wards, maps, officer, board)
    near = connection.execute(query("premises_near_cells"), _near(cells, quarter, officer)).all()
    return Answer(
        cells,
        wards,
        vintage,
        [(row.cell_id, str(row.premises_id), row.band_m) for row in near],
        Notices(
            without_child=int(connection.scalar(query("episodes_without_child"), days) or 0),
            without_cell=len({row.episode_id for row in rows if row.cell_id is None}),
            never_shown=len({row.episode_id for row in rows if row.cell_id and not row.shown}),
            sets_of_pseudonyms=int(connection.scalar(query("sets_of_pseudonyms")) or 0),
        ),
        Counter(row.ward for row in counted),
        work_out_picture(connection, children_keys, quarter, board),
    )


def require_wards(connection: Connection) -> None:
    """Refuse to publish a quarter before the board's wards are held. Raises: PublicationError.

    A published quarter is final: without them the board would be shown nothing of it for good.
    """
    if not connection.scalar(query("wards_held")):
        raise PublicationError(
            "wards must be loaded before a quarter is published, or the board is shown nothing of "
            "it for good, and none are: nightjar load boundaries FILE --kind ward"
        )


def _known(connection: Connection, quarter: Quarter, today: dt.date) -> dt.date:
    """Return the data horizon of a quarter that may be published. Raises: PublicationError."""
    horizon = data_horizon(connection)
    if quarter.last_day >= today:
        raise PublicationError(
            f"{quarter} must be over, and ends on {quarter.last_day:%-d %B %Y}: publish it then"
        )
    if horizon is None or horizon < quarter.last_day:
        known = "no episodes are held" if horizon is None else f"data end on {horizon:%-d %B %Y}"
        raise PublicationError(
            f"all of {quarter} must be known before it is published, and {known}: load the rest "
            f"of it, to {quarter.last_day:%-d %B %Y}"
        )
    if not connection.execute(query("cells_by_level")).all():
        raise PublicationError(
            "cells must be built before a quarter is published, and none are: load the residential "
            "addresses and run nightjar cells build"
        )
    return horizon


def _near(cells: Sequence[PublishedCell], quarter: Quarter, officer: Policy) -> dict[str, Any]:
    return {
        "cell_ids": [str(cell.square) for cell in cells],
        "rests": [cell.is_rest for cell in cells],
        "areas": [cell.shape.wkb for cell in cells],
        "on_day": quarter.last_day,
        "bands_m": list(officer.flag_bands_m or ()),
        "largest_m": officer.flag_level_m,
    }


def _store(connection: Connection, terms: dict[str, Any], answer: Answer, officer: Policy) -> None:
    quarter = Quarter.named(terms["quarter"])
    connection.execute(query("store_publication"), terms)
    for cell in answer.cells:
        values = {
            "quarter": str(quarter),
            "cell_id": str(cell.square),
            "is_rest": cell.is_rest,
            "level_m": cell.square.level_m,
            "addresses": cell.addresses,
            "band_from": cell.band.band_from,
            "band_to": cell.band.band_to,
            "part_of_day": cell.part_of_day,
            "wkb": cell.shape.wkb,
        }
        connection.execute(query("store_published_cell"), values)
    for ward in answer.wards:
        values = {
            "quarter": str(quarter),
            "ward": ward.ward,
            "vintage": answer.ward_vintage,
            "children": ward.children,
            "band_from": ward.band.band_from,
            "band_to": ward.band.band_to,
        }
        connection.execute(query("store_published_ward"), values)
    for code, children in sorted(answer.basis.items()):
        basis = {"quarter": str(quarter), "ward": code, "children": children}
        connection.execute(query("store_ward_basis"), basis)
    connection.execute(
        query("store_officer_flags"),
        {"quarter": str(quarter), **_near(answer.cells, quarter, officer)},
    )
    connection.execute(
        query("audit_add"),
        {
            "actor": "publisher",
            "action": "publish quarter",
            "subject": str(quarter),
            "detail": json.dumps(terms, default=str),
        },
    )
    add_picture(connection, quarter, answer.picture)
