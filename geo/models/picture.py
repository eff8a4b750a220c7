"""The board's picture by authority as it was published, and the days definitions changed on."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import DateTime, ForeignKey, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, checks


class DefinitionBreak(Model):
    """A day from which on reports are classed by another definition than before."""

    __tablename__ = "definition_break"
    __table_args__ = checks("definition_break_short_check")

    day: Mapped[dt.date] = mapped_column(primary_key=True)
    short: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)


class PicturePublication(Model):
    """That a quarter's picture was published, and a hash of what it says."""

    __tablename__ = "picture_publication"
    __table_args__ = checks("picture_publication_result_check")

    quarter: Mapped[str] = mapped_column(
        ForeignKey("held.cell_publication.quarter", ondelete="CASCADE"), primary_key=True
    )
    published_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )
    code_version: Mapped[str] = mapped_column(Text)
    result_sha256: Mapped[str] = mapped_column(Text)


class PublishedPicture(Model):
    """An adjusted number of children of an authority, or why there is none."""

    __tablename__ = "published_picture"
    __table_args__ = checks(
        "published_picture_measure_check",
        "published_picture_state_check",
        "published_picture_children_check",
        "published_picture_least_check",
    )

    quarter: Mapped[str] = mapped_column(
        ForeignKey("held.picture_publication.quarter", ondelete="CASCADE"), primary_key=True
    )
    authority: Mapped[str] = mapped_column(Text, primary_key=True)
    measure: Mapped[str] = mapped_column(Text, primary_key=True)
    state: Mapped[str] = mapped_column(Text)
    children: Mapped[int | None]
