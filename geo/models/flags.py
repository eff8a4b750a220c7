"""Rules, the runs that applied them, and the flags that were raised."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, checks, geometry


class Rule(Model):
    """A rule for repeat locations, in force from a date until a later row takes its place."""

    __tablename__ = "rule"
    __table_args__ = checks(
        "rule_minimum_episodes_check",
        "rule_minimum_children_check",
        "rule_window_check",
        "rule_merge_check",
        "rule_radius_check",
    )

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    effective_from: Mapped[dt.date] = mapped_column(Date, primary_key=True)
    minimum_episodes: Mapped[int]
    minimum_children: Mapped[int]
    window_days: Mapped[int]
    merge_m: Mapped[float] = mapped_column(Double)
    radius_m: Mapped[float] = mapped_column(Double)
    reason: Mapped[str] = mapped_column(Text)


class FlagRun(Model):
    """One asking of the question: its terms, the data it saw, and what came of it."""

    __tablename__ = "flag_run"
    __table_args__ = checks(
        "flag_run_window_check",
        "flag_run_minimum_episodes_check",
        "flag_run_minimum_children_check",
        "flag_run_merge_check",
        "flag_run_radius_check",
    )

    run_id: Mapped[UUID] = mapped_column(primary_key=True)
    raised_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )
    rule: Mapped[str | None] = mapped_column(Text)
    as_at: Mapped[dt.date]
    window_days: Mapped[int]
    minimum_episodes: Mapped[int]
    minimum_children: Mapped[int | None]
    merge_m: Mapped[float] = mapped_column(Double)
    radius_m: Mapped[float] = mapped_column(Double)
    kinds: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    only_where: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    data_to: Mapped[dt.date | None]
    load_ids: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    code_version: Mapped[str] = mapped_column(Text)
    repeat_locations: Mapped[int]
    repeat_locations_with_premises: Mapped[int]
    episodes: Mapped[int]
    premises: Mapped[int]
    pairs: Mapped[int]
    premises_tested: Mapped[int]
    result_sha256: Mapped[str] = mapped_column(Text)
    removals: Mapped[int] = mapped_column(server_default="0")
    notes: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]")


class FlagLocation(Model):
    """A repeat location of a run: the points that make it up, and when its episodes were."""

    __tablename__ = "flag_location"
    __table_args__ = (
        *checks(
            *("flag_location_dates_check", "flag_location_times_check", "flag_location_geom_check"),
            "flag_location_episodes_check",
        ),
        Index("flag_location_geom_idx", "geom", postgresql_using="gist"),
    )

    run_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.flag_run.run_id", ondelete="CASCADE"), primary_key=True
    )
    location_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    episodes: Mapped[int]
    children: Mapped[int]
    first_on: Mapped[dt.date]
    last_on: Mapped[dt.date]
    by_month: Mapped[bool] = mapped_column(server_default=text("false"))
    daytime: Mapped[int]
    evening: Mapped[int]
    late_evening: Mapped[int]
    night: Mapped[int]
    geom: Mapped[Any] = mapped_column(geometry("MULTIPOINT"))
    episode_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")


class Flag(Model):
    """A premises within the radius of a repeat location, on the date of its run."""

    __tablename__ = "flag"
    __table_args__ = (
        ForeignKeyConstraint(
            ["run_id", "location_no"],
            ["held.flag_location.run_id", "held.flag_location.location_no"],
            name="flag_location_fkey",
            ondelete="CASCADE",
        ),
        *checks("flag_distance_check", "flag_hours_check"),
        Index("flag_premises_id_idx", "premises_id"),
    )

    run_id: Mapped[UUID] = mapped_column(primary_key=True)
    premises_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.premises.premises_id"), primary_key=True
    )
    location_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    distance_m: Mapped[float] = mapped_column(Double)
    band_m: Mapped[int]
    timed: Mapped[int]
    within_hours: Mapped[int | None]
