"""The record of who did what: a chain of entries that is only ever added to."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import BigInteger, DateTime, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, always, checks


class Entry(Model):
    """One act; ``hash`` covers every field and the entry before it."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("previous", name="entry_previous_key"),
        *checks("entry_seq_check", "entry_hash_check"),
        Index(
            "entry_purpose_idx",
            *("actor", "seq"),
            postgresql_where=text("action = 'state purpose'"),
        ),
        Index("entry_actor_idx", "actor", "seq"),
        Index("entry_at_idx", "at"),
        Index(
            "entry_review_idx",
            *("subject", "seq"),
            postgresql_where=text("action = 'review reason'"),
        ),
        Index(
            "entry_consult_idx",
            *("actor", "subject", "seq"),
            postgresql_where=text("action = 'consult'"),
        ),
        {"schema": "audit"},
    )

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    actor: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB)
    previous: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(Text)


class Head(Model):
    """The one row that writers of the chain queue on."""

    __tablename__ = "head"
    __table_args__ = (*checks("head_only_row_check"), {"schema": "audit"})

    only_row: Mapped[bool] = mapped_column(primary_key=True, server_default="true")
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(Text)


class AsMade(Model):
    """An object of the database as an upgrade made it; ``kept`` is of a schema that keeps data."""

    __tablename__ = "as_made"
    __table_args__ = ({"schema": "audit"},)

    object: Mapped[str] = mapped_column(Text, primary_key=True)
    kept: Mapped[bool]
    digest: Mapped[str] = mapped_column(Text)


class Beginning(Model):
    """The one row that says after which entry the record begins, once old ones were cut off."""

    __tablename__ = "beginning"
    __table_args__ = (*checks("beginning_only_row_check"), {"schema": "audit"})

    only_row: Mapped[bool] = mapped_column(primary_key=True, server_default="true")
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(Text)


class Verification(Model):
    """One time that the record was proved; ``fault_seq`` is the entry that was at fault."""

    __tablename__ = "verification"
    __table_args__ = (*checks("verification_fault_check"), {"schema": "audit"})

    verification_no: Mapped[int] = mapped_column(always(), primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))
    stands: Mapped[bool]
    entries: Mapped[int] = mapped_column(BigInteger)
    last: Mapped[int] = mapped_column(BigInteger)
    anchors: Mapped[int]
    fault_seq: Mapped[int | None] = mapped_column(BigInteger)
