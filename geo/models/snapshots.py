"""Snapshots: files that are fixed, what was checked of them, and what became of them."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import (
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, always, checks

_NOW = text("now()")


class PublishedWardBasis(Model):
    """How many children a published quarter counted in a ward, exactly; never released."""

    __tablename__ = "published_ward_basis"
    __table_args__ = checks("published_ward_basis_children_check")

    quarter: Mapped[str] = mapped_column(
        ForeignKey("held.cell_publication.quarter", ondelete="CASCADE"), primary_key=True
    )
    ward: Mapped[str] = mapped_column(Text, primary_key=True)
    children: Mapped[int]


class Snapshot(Model):
    """A snapshot's manifest, with the hash of every file, and its signature."""

    __tablename__ = "snapshot"
    __table_args__ = (
        UniqueConstraint("name", name="snapshot_name_key"),
        *checks(
            "snapshot_period_check",
            "snapshot_name_check",
            "snapshot_edition_check",
            "snapshot_sha256_check",
            "snapshot_signature_check",
        ),
    )

    snapshot_id: Mapped[UUID] = mapped_column(
        primary_key=True, server_default=text("gen_random_uuid()")
    )
    name: Mapped[str] = mapped_column(Text)
    period: Mapped[str] = mapped_column(Text)
    edition: Mapped[int]
    manifest: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(Text)
    signature: Mapped[str] = mapped_column(Text)
    key_fingerprint: Mapped[str] = mapped_column(Text)
    built_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)
    built_by: Mapped[str] = mapped_column(Text)


class SnapshotFile(Model):
    """One file of a snapshot: its page, a table or a map."""

    __tablename__ = "snapshot_file"
    __table_args__ = checks("snapshot_file_name_check", "snapshot_file_sha256_check")

    snapshot_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.snapshot.snapshot_id"), primary_key=True
    )
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    bytes: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(Text)


class SnapshotCheck(Model):
    """What an attacker made of a snapshot's bytes, beside everything published by then."""

    __tablename__ = "snapshot_check"
    __table_args__ = (
        Index("snapshot_check_snapshot_id_idx", "snapshot_id"),
        *checks(
            "snapshot_check_sha256_check",
            "snapshot_check_beside_check",
            "snapshot_check_findings_check",
        ),
    )

    check_no: Mapped[int] = mapped_column(always(), primary_key=True)
    snapshot_id: Mapped[UUID] = mapped_column(ForeignKey("held.snapshot.snapshot_id"))
    sha256: Mapped[str] = mapped_column(Text)
    beside: Mapped[str] = mapped_column(Text)
    checked_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)
    checked_by: Mapped[str] = mapped_column(Text)
    passed: Mapped[bool]
    findings: Mapped[list[Any]] = mapped_column(JSONB)


class SnapshotEvent(Model):
    """What became of a snapshot: published, withdrawn, or something noted of it."""

    __tablename__ = "snapshot_event"
    __table_args__ = (
        Index(
            "snapshot_event_once_idx",
            "snapshot_id",
            "kind",
            unique=True,
            postgresql_where=text("kind <> 'noted'"),
        ),
        *checks(
            "snapshot_event_kind_check",
            "snapshot_event_check_check",
            "snapshot_event_reason_check",
        ),
    )

    event_no: Mapped[int] = mapped_column(always(), primary_key=True)
    snapshot_id: Mapped[UUID] = mapped_column(ForeignKey("held.snapshot.snapshot_id"))
    kind: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)
    actor: Mapped[str] = mapped_column(Text)
    check_no: Mapped[int | None] = mapped_column(ForeignKey("held.snapshot_check.check_no"))
    reason: Mapped[str | None] = mapped_column(Text)
