"""What an installation decides for itself, read once from the environment."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from geo.folders import data_folder


class Settings(BaseSettings):
    """The settings; each is read from NIGHTJAR_<NAME>, and passed on as an argument."""

    model_config = SettingsConfigDict(env_prefix="NIGHTJAR_", frozen=True, extra="ignore")

    database_url: str | None = Field(
        None, description="a PostGIS database to use in place of the private cluster"
    )
    data: Path = Field(
        default_factory=lambda: data_folder(os.environ),
        description="the folder of the private cluster; the default follows XDG_DATA_HOME",
    )
    keys: Path | None = Field(None, description="the folder of the keys, if not in the data folder")

    @property
    def key_folder(self) -> Path:
        """Where the keys are: never inside the database's own folder."""
        return self.keys or self.data / "keys"

    @classmethod
    def from_environment(cls) -> Settings:
        """Read the settings. Raises: pydantic.ValidationError naming the variable at fault."""
        return cls.model_validate({})
