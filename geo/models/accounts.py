"""Accounts, the history of their rights, sessions, and failed sign-ins."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, checks

NEW_UUID, NOW = text("gen_random_uuid()"), text("now()")


class Account(Model):
    """A person who may sign in, by a password and a code or by an identity provider."""

    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("sign_in_name", name="account_sign_in_name_key"),
        UniqueConstraint("oidc_issuer", "oidc_subject", name="account_oidc_key"),
        *checks(
            "account_sign_in_name_check",
            "account_display_name_check",
            "account_email_check",
            "account_oidc_check",
            "account_password_check",
            "account_ended_check",
        ),
    )

    account_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=NEW_UUID)
    sign_in_name: Mapped[str] = mapped_column(Text)
    display_name: Mapped[str] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    oidc_issuer: Mapped[str | None] = mapped_column(Text)
    oidc_subject: Mapped[str | None] = mapped_column(Text)
    password_setting: Mapped[str | None] = mapped_column(Text)
    password_proof: Mapped[bytes | None] = mapped_column(LargeBinary)
    one_time_until: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    totp_step: Mapped[int] = mapped_column(BigInteger, server_default="0")
    sample: Mapped[bool] = mapped_column(server_default="false")
    made_by: Mapped[str] = mapped_column(Text)
    made_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)
    ended_by: Mapped[str | None] = mapped_column(Text)
    ended_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))


class AccountRight(Model):
    """What an account may be, since when and until when; never changed, never deleted."""

    __tablename__ = "account_right"
    __table_args__ = (
        *checks(
            "account_right_audience_check",
            "account_right_authority_check",
            "account_right_granted_check",
            "account_right_ended_check",
            "account_right_two_people_check",
            "account_right_not_oneself_check",
        ),
        Index(
            "account_right_once_idx",
            "account_id",
            "audience",
            "authority",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    right_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=NEW_UUID)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("held.account.account_id"))
    audience: Mapped[str] = mapped_column(Text)
    authority: Mapped[str | None] = mapped_column(Text, ForeignKey("held.authority.code"))
    asked_by: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)
    granted_by: Mapped[str | None] = mapped_column(Text)
    granted_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    ended_by: Mapped[str | None] = mapped_column(Text)
    ended_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))


class Session(Model):
    """One sign-in; the token that its holder shows is kept as a hash alone."""

    __tablename__ = "session"
    __table_args__ = (
        *checks("session_token_check", "session_stage_check", "session_right_check"),
        Index("session_account_id_idx", "account_id"),
    )

    token_sha256: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("held.account.account_id"))
    stage: Mapped[str] = mapped_column(Text)
    right_id: Mapped[UUID | None] = mapped_column(ForeignKey("held.account_right.right_id"))
    began_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)
    last_seen: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)
    ended_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    task: Mapped[int | None] = mapped_column(BigInteger)
    new_totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary)


class SignInGuard(Model):
    """How often a sign-in has failed for a name or from an address, by its digest."""

    __tablename__ = "sign_in_guard"
    __table_args__ = checks("sign_in_guard_kind_check", "sign_in_guard_digest_check")

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    failures: Mapped[int]
    last_failed: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)
    locked_until: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))


class SignInDecoy(Model):
    """What the salts of unknown names are made of."""

    __tablename__ = "sign_in_decoy"
    __table_args__ = checks("sign_in_decoy_only_row_check")

    only_row: Mapped[bool] = mapped_column(primary_key=True, server_default="true")
    secret: Mapped[str] = mapped_column(Text)
