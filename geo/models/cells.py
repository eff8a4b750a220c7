"""Cells, release policies, and what was published of each quarter."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Computed,
    Date,
    DateTime,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Numeric,
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, checks, geometry

CELL_ID = "level_m::text || '-' || east::text || '-' || north::text"


class ReleasePolicy(Model):
    """What an audience may be told, in force from a date until a later row takes its place."""

    __tablename__ = "release_policy"
    __table_args__ = checks(
        "release_policy_audience_check",
        "release_policy_episodes_check",
        "release_policy_share_check",
        "release_policy_bands_check",
        "release_policy_bound_check",
        "release_policy_officer_check",
        "release_policy_board_check",
    )

    audience: Mapped[str] = mapped_column(Text, primary_key=True)
    effective_from: Mapped[dt.date] = mapped_column(Date, primary_key=True)
    minimum_episodes: Mapped[int]
    minimum_children: Mapped[int]
    largest_share: Mapped[Decimal] = mapped_column(Numeric(3, 2))
    band_from: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    narrowest_bound: Mapped[int]
    k_addr: Mapped[int | None]
    part_of_day_from: Mapped[int | None]
    flag_bands_m: Mapped[list[int] | None] = mapped_column(ARRAY(Integer))
    flag_level_m: Mapped[int | None]
    minimum_premises: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text)


class Cell(Model):
    """A square of the lattice less the cells inside it, made from addresses alone."""

    __tablename__ = "cell"
    __table_args__ = (
        UniqueConstraint("level_m", "east", "north", name="cell_square_key"),
        *checks("cell_level_check", "cell_place_check", "cell_addresses_check", "cell_shown_check"),
    )

    cell_id: Mapped[str] = mapped_column(Text, Computed(CELL_ID, persisted=True), primary_key=True)
    level_m: Mapped[int]
    east: Mapped[int]
    north: Mapped[int]
    addresses: Mapped[int]
    shown: Mapped[bool]


class CellPublication(Model):
    """A published quarter: its days, its terms, the data it saw, and a hash of what it says."""

    __tablename__ = "cell_publication"
    __table_args__ = checks(
        "cell_publication_quarter_check",
        "cell_publication_days_check",
        "cell_publication_data_check",
        "cell_publication_children_check",
        "cell_publication_result_check",
    )

    quarter: Mapped[str] = mapped_column(Text, primary_key=True)
    first_day: Mapped[dt.date]
    last_day: Mapped[dt.date]
    published_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )
    officer_policy: Mapped[dt.date]
    board_policy: Mapped[dt.date]
    rule: Mapped[str] = mapped_column(Text)
    minimum_episodes: Mapped[int]
    minimum_children: Mapped[int]
    merge_m: Mapped[float] = mapped_column(Double)
    ward_vintage: Mapped[int | None] = mapped_column(SmallInteger)
    data_to: Mapped[dt.date]
    load_ids: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    key_fingerprint: Mapped[str] = mapped_column(Text)
    code_version: Mapped[str] = mapped_column(Text)
    result_sha256: Mapped[str] = mapped_column(Text)
    basis_kept: Mapped[bool] = mapped_column(server_default=text("false"))


class PublishedCell(Model):
    """A cell, or the rest of a square, and a band; the true count is kept nowhere."""

    __tablename__ = "published_cell"
    __table_args__ = (
        *checks(
            "published_cell_id_check",
            "published_cell_addresses_check",
            "published_cell_band_check",
            "published_cell_part_of_day_check",
            "published_cell_geom_check",
        ),
        Index("published_cell_geom_idx", "geom", postgresql_using="gist"),
    )

    quarter: Mapped[str] = mapped_column(
        ForeignKey("held.cell_publication.quarter", ondelete="CASCADE"), primary_key=True
    )
    cell_id: Mapped[str] = mapped_column(Text, primary_key=True)
    is_rest: Mapped[bool] = mapped_column(primary_key=True)
    level_m: Mapped[int]
    addresses: Mapped[int]
    band_from: Mapped[int]
    band_to: Mapped[int | None]
    part_of_day: Mapped[str | None] = mapped_column(Text)
    geom: Mapped[Any] = mapped_column(geometry("MULTIPOLYGON"))


class PublishedWard(Model):
    """A ward with an adjusted number of children, and a band of episodes."""

    __tablename__ = "published_ward"
    __table_args__ = checks("published_ward_children_check", "published_ward_band_check")

    quarter: Mapped[str] = mapped_column(
        ForeignKey("held.cell_publication.quarter", ondelete="CASCADE"), primary_key=True
    )
    ward: Mapped[str] = mapped_column(Text, primary_key=True)
    vintage: Mapped[int] = mapped_column(SmallInteger)
    children: Mapped[int]
    band_from: Mapped[int]
    band_to: Mapped[int | None]


class OfficerFlag(Model):
    """A premises near the centre of a published cell, in a band of metres."""

    __tablename__ = "officer_flag"
    __table_args__ = (
        ForeignKeyConstraint(
            ["quarter", "cell_id", "is_rest"],
            [
                "held.published_cell.quarter",
                "held.published_cell.cell_id",
                "held.published_cell.is_rest",
            ],
            name="officer_flag_cell_fkey",
            ondelete="CASCADE",
        ),
        *checks("officer_flag_band_check"),
        Index("officer_flag_premises_id_idx", "premises_id"),
    )

    quarter: Mapped[str] = mapped_column(Text, primary_key=True)
    premises_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.premises.premises_id"), primary_key=True
    )
    cell_id: Mapped[str] = mapped_column(Text, primary_key=True)
    is_rest: Mapped[bool] = mapped_column(primary_key=True)
    band_m: Mapped[int]
