"""What was loaded: files, their suppliers and layouts, and the rows turned away."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, always, checks


class Supplier(Model):
    """An agency or system that sends episodes."""

    __tablename__ = "supplier"
    __table_args__ = (UniqueConstraint("name", name="supplier_name_key"),)

    supplier_id: Mapped[int] = mapped_column(always(), primary_key=True)
    name: Mapped[str] = mapped_column(Text)


class Profile(Model):
    """A saved answer to which column of a file means what."""

    __tablename__ = "profile"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    mapping: Mapped[dict[str, Any]] = mapped_column(JSONB)
    made_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )


class Load(Model):
    """One file, or files that belong together, and what became of every row of it."""

    __tablename__ = "load"
    __table_args__ = (
        UniqueConstraint("public_id", name="load_public_id_key"),
        UniqueConstraint("kind", "file_sha256", "question_digest", name="load_file_key"),
        *checks("load_kind_check", "load_adds_up_check"),
    )

    load_id: Mapped[int] = mapped_column(always(), primary_key=True)
    public_id: Mapped[UUID] = mapped_column(server_default=text("gen_random_uuid()"))
    kind: Mapped[str] = mapped_column(Text)
    file_name: Mapped[str] = mapped_column(Text)
    file_sha256: Mapped[str] = mapped_column(Text)
    question_digest: Mapped[str] = mapped_column(Text)
    supplier: Mapped[str | None] = mapped_column(Text)
    authority: Mapped[str | None] = mapped_column(ForeignKey("held.authority.code"))
    profile: Mapped[str | None] = mapped_column(Text)
    options: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    mapping: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    encoding: Mapped[str | None] = mapped_column(Text)
    read: Mapped[int] = mapped_column(BigInteger, server_default="0")
    blank: Mapped[int] = mapped_column(BigInteger, server_default="0")
    accepted: Mapped[int] = mapped_column(BigInteger, server_default="0")
    rejected: Mapped[int] = mapped_column(BigInteger, server_default="0")
    already_held: Mapped[int] = mapped_column(BigInteger, server_default="0")
    reasons: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    report: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    notices: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    data_from: Mapped[dt.date | None]
    data_to: Mapped[dt.date | None]
    code_version: Mapped[str] = mapped_column(Text)
    loaded_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )
    seconds: Mapped[float] = mapped_column(Double, server_default="0")


class LoadReject(Model):
    """A row that was turned away: where, why, and what kind of thing was found there."""

    __tablename__ = "load_reject"
    __table_args__ = (Index("load_reject_load_id_idx", "load_id", "row_number"),)

    reject_id: Mapped[int] = mapped_column(BigInteger, always(), primary_key=True)
    load_id: Mapped[int] = mapped_column(ForeignKey("held.load.load_id", ondelete="CASCADE"))
    row_number: Mapped[int] = mapped_column(BigInteger)
    column_name: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    found: Mapped[str] = mapped_column(Text)


class LoadBefore(Model):
    """What a row was before a load changed it, for as long as the load can be taken back."""

    __tablename__ = "load_before"
    __table_args__ = (
        *checks("load_before_of_table_check"),
        Index("load_before_load_id_idx", "load_id", "of_table"),
    )

    image_no: Mapped[int] = mapped_column(BigInteger, always(), primary_key=True)
    load_id: Mapped[int] = mapped_column(
        ForeignKey("held.load.load_id", name="load_before_load_id_fkey", ondelete="CASCADE")
    )
    of_table: Mapped[str] = mapped_column(Text)
    was: Mapped[dict[str, Any]] = mapped_column(JSONB)


class UndoneLoad(Model):
    """The account of a load that was taken back, as it was, with who did it and why."""

    __tablename__ = "undone_load"
    __table_args__ = checks("undone_load_reason_check")

    public_id: Mapped[UUID] = mapped_column(primary_key=True)
    account: Mapped[dict[str, Any]] = mapped_column(JSONB)
    undone_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )
    undone_by: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
