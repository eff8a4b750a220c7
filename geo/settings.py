"""What an installation decides for itself, read once from the environment."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from geo.errors import SetupError
from geo.folders import data_folder


class Settings(BaseSettings):
    """The settings; each is read from NIGHTJAR_<NAME>, and passed on as an argument."""

    # a line of /etc/nightjar/environment that was left empty is none: as a path it would be the
    # folder that the command is given in
    model_config = SettingsConfigDict(
        env_prefix="NIGHTJAR_", env_ignore_empty=True, frozen=True, extra="ignore"
    )

    database_url: str | None = Field(
        None, description="a PostGIS database to use in place of the private cluster"
    )
    data: Path = Field(
        default_factory=lambda: data_folder(os.environ),
        description="the folder of the private cluster; the default follows XDG_DATA_HOME",
    )
    keys: Path | None = Field(None, description="the folder of the keys, if not in the data folder")
    anchors: Path | None = Field(
        None, description="the file of the audit's anchors, if not beside the keys"
    )

    @property
    def anchor_file(self) -> Path:
        """Where the signed anchors of the audit record are appended."""
        return self.anchors or self.key_folder / "anchors.jsonl"

    database_logins: Literal["switched", "own"] = Field(
        "switched",
        description="whether NIGHTJAR_DATABASE_URL's login acts as the others, or each is its own",
    )
    address: str | None = Field(
        None, description="the https address that people open; without it, this machine's only"
    )
    proxy: str | None = Field(
        None, description="the address of the proxy whose X-Forwarded-For is believed"
    )
    largest_upload_mb: int = Field(
        default=200,
        ge=1,
        le=4096,
        description="the most megabytes that may be sent by a page at once",
    )
    load_memory_mb: int | None = Field(
        None,
        ge=256,
        description="the most megabytes of memory that a load, a question or a file by command may "
        "take, if not 4,096 and at most half the machine's",
    )
    tile_file: Path | None = Field(
        None, description="a base map as pictures (MBTiles), if not basemap.mbtiles among the data"
    )
    tile_server: str | None = Field(
        None, description="the address of a base map's squares on another server; none is asked"
    )
    tile_credit: str = Field("", description="whom that server's map wants to be named")
    metrics_token_file: Path | None = Field(
        None, description="the file of the token by which the figures at /metrics are asked for"
    )
    log: Literal["auto", "json", "off"] = Field(
        "auto",
        description="whether each request is a line of JSON on standard error; auto: where that is "
        "no terminal",
    )
    smtp_host: str | None = Field(None, description="the mail server that notices go through")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="its port")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="how the way to it is kept secret"
    )
    smtp_user: str | None = Field(None, description="the name it knows us by")
    smtp_password_file: Path | None = Field(None, description="the file that holds its password")
    mail_from: str | None = Field(None, description="the address that notices come from")
    oidc_issuer: str | None = Field(None, description="the address of the identity provider")
    oidc_client_id: str | None = Field(None, description="the name that the provider knows us by")
    oidc_client_secret_file: Path | None = Field(
        None, description="the file that holds the secret shared with the provider"
    )
    oidc_file: Path | None = Field(
        None, description="the file of identity providers, where there are several"
    )

    @field_validator("data", "keys", "anchors", "tile_file")
    @classmethod
    def _is_the_same_from_everywhere(cls, value: Path | None) -> Path | None:
        # the database's own programs and the worker have a working folder of their own
        return None if value is None else value.absolute()

    @field_validator("address")
    @classmethod
    def _is_https(cls, value: str | None) -> str | None:
        parts = urlsplit(value or "https://none")
        if parts.scheme != "https" or not parts.hostname or parts.path not in {"", "/"}:
            raise ValueError("must be like https://nightjar.example.org, without a path")
        return value.rstrip("/") if value else None

    @field_validator("tile_server")
    @classmethod
    def _is_of_squares(cls, value: str | None) -> str | None:
        # its origin becomes a part of the policy of pages: nothing but a plain name may
        plain = re.fullmatch(r"https://[a-z0-9.-]+(:[0-9]+)?/[A-Za-z0-9._~/{}?=&%+-]*", value or "")
        if value and not (plain and all(value.count(each) == 1 for each in ("{z}", "{x}", "{y}"))):
            raise ValueError("must be like https://tiles.example.org/{z}/{x}/{y}.png")
        return value or None

    @field_validator("oidc_issuer")
    @classmethod
    def _is_safe(cls, value: str | None) -> str | None:
        if value and not is_safe_issuer(value):
            raise ValueError("must be an https address: whoever sits between could let anybody in")
        return value

    @property
    def key_folder(self) -> Path:
        """Where the keys are: never inside the database's own folder."""
        return self.keys or self.data / "keys"

    def as_environment(self) -> dict[str, str]:
        """Return the variables by which another process reads where the data are as this one."""
        told = {
            "NIGHTJAR_DATABASE_URL": self.database_url,
            "NIGHTJAR_DATABASE_LOGINS": self.database_logins,
            "NIGHTJAR_DATA": str(self.data),
            "NIGHTJAR_KEYS": str(self.key_folder),
        }
        return {name: value for name, value in told.items() if value is not None}

    @classmethod
    def from_environment(cls) -> Settings:
        """Read the settings. Raises: SetupError naming the variable at fault."""
        try:
            return cls.model_validate({})
        except ValidationError as error:
            fault = error.errors()[0]
            name = "_".join(str(part) for part in fault["loc"]).upper()
            raise SetupError(
                f"NIGHTJAR_{name} cannot be used: {fault['msg'].removeprefix('Value error, ')}"
            ) from None


def is_safe_issuer(address: str) -> bool:
    """Whether nobody on the way can speak for an identity provider: https, or this machine."""
    parts = urlsplit(address)
    here = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}
    return bool(parts.hostname) and (parts.scheme == "https" or here)
