"""Runs of hotspots that were kept, and the squares that they found."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Double, ForeignKey, Integer, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, checks


class HotspotRun(Model):
    """One asking for hotspots: its terms, the data it saw, and what came of it."""

    __tablename__ = "hotspot_run"
    __table_args__ = checks("hotspot_run_window_check", "hotspot_run_cell_check")

    run_id: Mapped[UUID] = mapped_column(primary_key=True)
    kept_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )
    as_at: Mapped[dt.date]
    window_days: Mapped[int]
    cell_m: Mapped[int] = mapped_column(SmallInteger)
    terms: Mapped[dict[str, Any]] = mapped_column(JSONB)
    data_to: Mapped[dt.date | None]
    data_sha256: Mapped[str] = mapped_column(Text)
    load_ids: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    removals: Mapped[int]
    code_version: Mapped[str] = mapped_column(Text)
    events: Mapped[int]
    cells: Mapped[int]
    cells_with_events: Mapped[int]
    hotspots: Mapped[int]
    result_sha256: Mapped[str] = mapped_column(Text)
    notes: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]")


class Hotspot(Model):
    """A square of the grid where episodes crowd beyond chance, by its corner in EPSG:27700."""

    __tablename__ = "hotspot"
    __table_args__ = checks("hotspot_events_check", "hotspot_adjusted_check")

    run_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.hotspot_run.run_id", ondelete="CASCADE"), primary_key=True
    )
    west: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    south: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    events: Mapped[int]
    gi_star: Mapped[float] = mapped_column(Double)
    adjusted: Mapped[float] = mapped_column(Double)
    hotspot_class: Mapped[str | None] = mapped_column("class", Text)
