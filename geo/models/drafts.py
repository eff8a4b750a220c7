"""What somebody is typing and has not saved."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, checks

_NOW = text("now()")


class Draft(Model):
    """The fields of one form as one person, being one thing, last typed them."""

    __tablename__ = "draft"
    __table_args__ = checks("draft_form_check", "draft_fields_check")

    right_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.account_right.right_id"), primary_key=True
    )
    form: Mapped[str] = mapped_column(Text, primary_key=True)
    fields: Mapped[dict[str, Any]] = mapped_column(JSONB)
    begun_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)
    kept_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)
