"""Files that analysts send by a page, and the rows of them that would be turned away."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    Index,
    SmallInteger,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, always, checks

QUEUE = "state IN ('waiting', 'checking', 'committing', 'undoing')"


class Upload(Model):
    """A delivery that was sent by a page: how it is to be read, its state, and what came of it."""

    __tablename__ = "upload"
    __table_args__ = (
        UniqueConstraint("lock_no", name="upload_lock_no_key"),
        *checks(
            "upload_kind_check",
            "upload_state_check",
            "upload_files_check",
            "upload_counts_check",
            "upload_loaded_check",
        ),
        Index("upload_account_id_idx", "account_id", "asked_at"),
        Index("upload_queue_idx", "asked_at", postgresql_where=text(QUEUE)),
    )

    upload_id: Mapped[UUID] = mapped_column(primary_key=True)
    lock_no: Mapped[int] = mapped_column(always())
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.account.account_id", name="upload_account_id_fkey")
    )
    kind: Mapped[str] = mapped_column(Text)
    options: Mapped[dict[str, Any]] = mapped_column(JSONB)
    file_names: Mapped[list[str]] = mapped_column(ARRAY(Text))
    file_bytes: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    file_hashes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    state: Mapped[str] = mapped_column(Text, server_default="waiting")
    done: Mapped[int] = mapped_column(BigInteger, server_default="0")
    expected: Mapped[int | None] = mapped_column(BigInteger)
    tries: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    report: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    refusal: Mapped[str | None] = mapped_column(Text)
    loads: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), server_default="{}")
    asked_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )
    checked_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    settled_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    undo_reason: Mapped[str | None] = mapped_column(Text)


class UploadReject(Model):
    """A row of an upload that would be turned away: where, why, and what kind of thing it was."""

    __tablename__ = "upload_reject"

    upload_id: Mapped[UUID] = mapped_column(
        ForeignKey(
            "held.upload.upload_id", name="upload_reject_upload_id_fkey", ondelete="CASCADE"
        ),
        primary_key=True,
    )
    reject_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(Text)
    row_number: Mapped[int] = mapped_column(BigInteger)
    column_name: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    found: Mapped[str] = mapped_column(Text)
