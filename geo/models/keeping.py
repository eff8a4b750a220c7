"""What left, what was erased, what is held back, and for how long rows are kept."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, DateTime, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, always, checks


class Export(Model):
    """A file that left: what it was, who took it, and until when they may keep it."""

    __tablename__ = "export"
    __table_args__ = checks("export_sha256_check", "export_rows_check", "export_covers_check")

    export_id: Mapped[UUID] = mapped_column(primary_key=True)
    made_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )
    account: Mapped[str] = mapped_column(Text)
    audience: Mapped[str] = mapped_column(Text)
    task: Mapped[int | None] = mapped_column(BigInteger)
    object: Mapped[str] = mapped_column(Text)
    file_name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(Text)
    rows: Mapped[int] = mapped_column(BigInteger)
    masked: Mapped[bool]
    covers_from: Mapped[dt.date | None]
    covers_to: Mapped[dt.date | None]
    expires_on: Mapped[dt.date]
    recalled_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    audit_seq: Mapped[int] = mapped_column(BigInteger)


class ExportRule(Model):
    """What an audience may take by a page, in one format, and whether with exact points."""

    __tablename__ = "export_rule"
    __table_args__ = checks(
        "export_rule_audience_check", "export_rule_exact_check", "export_rule_rows_check"
    )

    audience: Mapped[str] = mapped_column(Text, primary_key=True)
    object: Mapped[str] = mapped_column(Text, primary_key=True)
    format: Mapped[str] = mapped_column(Text, primary_key=True)
    exact: Mapped[bool]
    most_rows: Mapped[int]


class Tombstone(Model):
    """A child who was erased, known again by a keyed mark and by nothing else."""

    __tablename__ = "tombstone"
    __table_args__ = checks("tombstone_mark_check")

    mark: Mapped[str] = mapped_column(Text, primary_key=True)
    key_fingerprint: Mapped[str] = mapped_column(Text)
    laid_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )


class Hold(Model):
    """A legal hold on a child, by mark, or on a span of days."""

    __tablename__ = "hold"
    __table_args__ = checks(
        "hold_mark_check",
        "hold_names_check",
        "hold_days_check",
        "hold_reason_check",
        "hold_end_check",
    )

    hold_id: Mapped[UUID] = mapped_column(
        primary_key=True, server_default=text("gen_random_uuid()")
    )
    mark: Mapped[str | None] = mapped_column(Text)
    key_fingerprint: Mapped[str | None] = mapped_column(Text)
    begins_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None]
    reason: Mapped[str] = mapped_column(Text)
    placed_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )
    placed_by: Mapped[str] = mapped_column(Text)
    ended_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    ended_by: Mapped[str | None] = mapped_column(Text)
    end_reason: Mapped[str | None] = mapped_column(Text)


class Removal(Model):
    """One time that episodes were removed, and how many rows of what went."""

    __tablename__ = "removal"
    __table_args__ = (
        UniqueConstraint("removal_id", name="removal_id_key"),
        *checks("removal_kind_check"),
    )

    removal_no: Mapped[int] = mapped_column(always(), primary_key=True)
    removal_id: Mapped[UUID] = mapped_column(server_default=text("gen_random_uuid()"))
    removed_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )
    kind: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    removed: Mapped[dict[str, Any]] = mapped_column(JSONB)
    digest: Mapped[str] = mapped_column(Text)


class RetentionPolicy(Model):
    """For how long a dataset is kept, in force from a date until a later row takes its place."""

    __tablename__ = "retention_policy"
    __table_args__ = checks("retention_policy_dataset_check", "retention_policy_months_check")

    dataset: Mapped[str] = mapped_column(Text, primary_key=True)
    effective_from: Mapped[dt.date] = mapped_column(Date, primary_key=True)
    keep_months: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)


class EpisodeMonth(Model):
    """What is left of episodes past their time: counts, each of at least five children."""

    __tablename__ = "episode_month"
    __table_args__ = (
        UniqueConstraint(
            *("quarter", "month", "authority", "category"),
            name="episode_month_key",
            postgresql_nulls_not_distinct=True,
        ),
        *checks(
            "episode_month_quarter_check",
            "episode_month_month_check",
            "episode_month_children_check",
        ),
    )

    count_id: Mapped[int] = mapped_column(always(), primary_key=True)
    quarter: Mapped[dt.date]
    month: Mapped[dt.date | None]
    authority: Mapped[str | None] = mapped_column(Text)
    category: Mapped[str | None] = mapped_column(Text)
    episodes: Mapped[int] = mapped_column(BigInteger)
    children: Mapped[int | None] = mapped_column(BigInteger)
    counted_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )
