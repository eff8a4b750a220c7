"""Forms that were sent, so that one that is sent twice acts once."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, checks


class SentForm(Model):
    """A form that acted: a hash of its key and of what stood in it, and the page it led to."""

    __tablename__ = "sent_form"
    __table_args__ = checks("sent_form_hash_check", "sent_form_led_to_check")

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.account.account_id", name="sent_form_account_id_fkey"), primary_key=True
    )
    form_sha256: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    sent_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )
    led_to: Mapped[str | None] = mapped_column(Text)
