"""The test of flags against chance: its terms, and what came of it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Double, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, checks


class FlagTestPolicy(Model):
    """The terms of the test, in force from a date until a later row takes their place."""

    __tablename__ = "flag_test_policy"
    __table_args__ = checks(
        "flag_test_policy_reach_check",
        "flag_test_policy_spread_check",
        "flag_test_policy_link_check",
        "flag_test_policy_sizes_check",
        "flag_test_policy_child_check",
        "flag_test_policy_discovery_check",
        "flag_test_policy_moves_check",
        "flag_test_policy_steady_check",
    )

    effective_from: Mapped[dt.date] = mapped_column(Date, primary_key=True)
    reach_m: Mapped[int]
    spread_m: Mapped[int]
    centre_link_m: Mapped[int]
    centre_premises: Mapped[int]
    density_classes: Mapped[int]
    class_places: Mapped[int]
    child_visits: Mapped[int]
    false_discovery: Mapped[float] = mapped_column(Double)
    moves: Mapped[int]
    steady_percent: Mapped[int]
    seed: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)


class FlagRunTest(Model):
    """What came of the test of a run: how many were tested, found, and to be expected."""

    __tablename__ = "flag_run_test"
    __table_args__ = checks("flag_run_test_counts_check")

    run_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.flag_run.run_id", ondelete="CASCADE"), primary_key=True
    )
    policy_from: Mapped[dt.date] = mapped_column(ForeignKey("held.flag_test_policy.effective_from"))
    reach_m: Mapped[int]
    false_discovery: Mapped[float] = mapped_column(Double)
    moves: Mapped[int]
    seed: Mapped[int]
    tested: Mapped[int]
    unusual: Mapped[int]
    unusual_flagged: Mapped[int]
    expected_by_chance: Mapped[float] = mapped_column(Double)
    strata: Mapped[int]
    episodes_compared: Mapped[int]
    episodes_left_out: Mapped[int]
    bands: Mapped[list[Any]] = mapped_column(JSONB)
    kinds: Mapped[list[Any]] = mapped_column(JSONB)
    result_sha256: Mapped[str] = mapped_column(Text)


class FlagTest(Model):
    """What came of the test for a premises that the run flagged."""

    __tablename__ = "flag_test"
    __table_args__ = (
        *checks("flag_test_chance_check", "flag_test_kind_check"),
        Index("flag_test_premises_id_idx", "premises_id"),
    )

    run_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.flag_run.run_id", ondelete="CASCADE"), primary_key=True
    )
    premises_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.premises.premises_id"), primary_key=True
    )
    episodes_near: Mapped[int]
    episodes_at_place: Mapped[int]
    expected_at_place: Mapped[float] = mapped_column(Double)
    places_near: Mapped[int]
    chance: Mapped[float] = mapped_column(Double)
    adjusted: Mapped[float] = mapped_column(Double)
    unusual: Mapped[bool]
    moves_stood: Mapped[int]
    of_kind: Mapped[int]
    busier_of_kind: Mapped[int]
