"""Food businesses: takeaways and hotels that need no licence are known from hygiene ratings."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, checks


class FoodBusiness(Model):
    """An establishment of the Food Hygiene Rating Scheme; carers and schools never enter."""

    __tablename__ = "food_business"
    __table_args__ = (
        *checks("food_business_type_check"),
        Index("food_business_premises_id_idx", "premises_id", unique=True),
    )

    fhrs_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    premises_id: Mapped[UUID] = mapped_column(ForeignKey("held.premises.premises_id"))
    authority: Mapped[str] = mapped_column(ForeignKey("held.authority.code"))
    local_id: Mapped[str | None] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    business_type_id: Mapped[int]
    business_type: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text, server_default="")
    postcode: Mapped[str | None] = mapped_column(Text)
    rating: Mapped[str | None] = mapped_column(Text)
    rated_on: Mapped[dt.date | None]
    digest: Mapped[str] = mapped_column(Text)
    load_id: Mapped[int] = mapped_column(ForeignKey("held.load.load_id"))
    gone_load_id: Mapped[int | None] = mapped_column(ForeignKey("held.load.load_id"))
