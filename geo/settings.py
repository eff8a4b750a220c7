"""What an installation decides for itself, read once from the environment."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def _data_folder() -> Path:
    """Follow the XDG rule; root's data lies where the database server's account can reach it."""
    if named := os.environ.get("XDG_DATA_HOME"):
        return Path(named).absolute() / "nightjar"
    if os.geteuid() == 0:
        return Path("/var/lib/nightjar")
    return Path.home() / ".local" / "share" / "nightjar"


class Settings(BaseSettings):
    """The settings; each is read from NIGHTJAR_<NAME>, and passed on as an argument."""

    model_config = SettingsConfigDict(env_prefix="NIGHTJAR_", frozen=True, extra="ignore")

    database_url: str | None = Field(
        None, description="a PostGIS database to use in place of the private cluster"
    )
    data: Path = Field(
        default_factory=_data_folder,
        description="the folder of the private cluster; the default follows XDG_DATA_HOME",
    )

    @classmethod
    def from_environment(cls) -> Settings:
        """Read the settings. Raises: pydantic.ValidationError naming the variable at fault."""
        return cls()
