"""What people were told by e-mail that waits for them."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, checks


class Notice(Model):
    """That an account was told by e-mail of something that waits, so that it is told once."""

    __tablename__ = "notice"
    __table_args__ = checks("notice_kind_check")

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.account.account_id"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    object: Mapped[str] = mapped_column(Text, primary_key=True)
    about: Mapped[str] = mapped_column(Text, primary_key=True)
    told_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )
