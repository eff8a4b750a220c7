"""What analysts ask by a page, and the questions that they save."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, SmallInteger, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, always, checks

QUEUE = "state IN ('waiting', 'asking')"


class Asking(Model):
    """A question that was asked by a page: its terms, its state, and the run that answers it."""

    __tablename__ = "asking"
    __table_args__ = (
        UniqueConstraint("lock_no", name="asking_lock_no_key"),
        *checks("asking_state_check", "asking_answer_check", "asking_tries_check"),
        Index("asking_queue_idx", "asked_at", postgresql_where=text(QUEUE)),
    )

    asking_id: Mapped[UUID] = mapped_column(primary_key=True)
    lock_no: Mapped[int] = mapped_column(always())
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.account.account_id", name="asking_account_id_fkey")
    )
    terms: Mapped[dict[str, Any]] = mapped_column(JSONB)
    state: Mapped[str] = mapped_column(Text, server_default="waiting")
    tries: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    run_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("held.flag_run.run_id", name="asking_run_id_fkey")
    )
    refusal: Mapped[str | None] = mapped_column(Text)
    asked_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )
    settled_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))


class SavedQuestion(Model):
    """A question's terms under a name, for its owner or for every analyst."""

    __tablename__ = "saved_question"
    __table_args__ = (
        UniqueConstraint("account_id", "name", name="saved_question_name_key"),
        *checks("saved_question_name_check"),
    )

    question_id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.account.account_id", name="saved_question_account_id_fkey")
    )
    name: Mapped[str] = mapped_column(Text)
    shared: Mapped[bool]
    terms: Mapped[dict[str, Any]] = mapped_column(JSONB)
    saved_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )
    last_used_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
