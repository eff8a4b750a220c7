"""The identity providers that people sign in by: a force's, a council's, each its own.

One may be set by three variables, and any number by a file (NIGHTJAR_OIDC_FILE), of which each
table is a provider:

    [police]
    name = "Mereshire Police"
    issuer = "https://login.police.example"
    client_id = "nightjar"
    client_secret_file = "/etc/nightjar/police.secret"
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import QuestionError, SetupError
from geo.settings import Settings, is_safe_issuer

BY_VARIABLES = ""  # the key of the one whose addresses have none
FIELDS = ("name", "issuer", "client_id", "client_secret_file")
# part of the address that the provider sends people back to
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")
TAKEN = frozenset({"back"})


@dataclass(frozen=True)
class IdentityProvider:
    """A provider of OpenID Connect: ``key`` in addresses and commands, ``name`` on pages."""

    key: str
    name: str
    issuer: str
    client_id: str
    secret_file: Path

    def secret(self) -> str:
        """Return what is shared with it. Raises: SetupError if it cannot be read."""
        try:
            return self.secret_file.read_text().strip()
        except OSError as error:
            raise SetupError(
                f"the provider's secret must be in {self.secret_file} and cannot be read "
                f"({error.strerror})"
            ) from error


def identity_providers(settings: Settings) -> tuple[IdentityProvider, ...]:
    """Return all that are set up, that of the variables first. Raises: SetupError."""
    found = [*_by_variables(settings), *_by_file(settings.oidc_file)]
    for what in ("issuer", "name"):
        said = [getattr(each, what) for each in found]
        if len(set(said)) < len(said):
            raise SetupError(f"each identity provider must have its own {what}, and two share one")
    return tuple(found)


def chosen(settings: Settings, key: str | None) -> IdentityProvider:
    """Return the provider that an account's subject is of, which need not be said of a sole one.

    Raises: QuestionError if there is none, or none of that key, or several and none was said.
    """
    found = {each.key: each for each in identity_providers(settings)}
    if not found:
        raise QuestionError(
            "a subject needs an identity provider: set NIGHTJAR_OIDC_ISSUER or NIGHTJAR_OIDC_FILE"
        )
    if key is None and len(found) == 1:
        return next(iter(found.values()))
    if key is None or key not in found:
        keys = ", ".join(each or "'' (that of the variables)" for each in found)
        raise QuestionError(f"the subject's provider must be one of {keys}")
    return found[key]


def _by_variables(settings: Settings) -> list[IdentityProvider]:
    parts = (settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret_file)
    issuer, client_id, secret_file = parts
    if issuer and client_id and secret_file:
        return [IdentityProvider(BY_VARIABLES, "organisation’s", issuer, client_id, secret_file)]
    if any(parts):
        raise SetupError(
            "an identity provider needs NIGHTJAR_OIDC_ISSUER, NIGHTJAR_OIDC_CLIENT_ID and "
            "NIGHTJAR_OIDC_CLIENT_SECRET_FILE, and only some of them are set"
        )
    return []


def _by_file(path: Path | None) -> list[IdentityProvider]:
    if path is None:
        return []
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SetupError(
            f"the identity providers must be in {path} and cannot be read ({error.strerror})"
        ) from error
    except ValueError as error:  # neither TOML nor text
        raise SetupError(f"{path} must be TOML with a table for each provider: {error}") from error
    return [_one(path, key, table) for key, table in tables.items()]


def _one(path: Path, key: str, table: Any) -> IdentityProvider:
    if not _KEY.fullmatch(key) or key in TAKEN:
        raise SetupError(
            f"{path}: a provider must be called by small letters, digits and hyphens, found {key!r}"
        )
    said = table if isinstance(table, dict) else {}
    if set(said) != set(FIELDS) or not all(
        isinstance(each, str) and each for each in said.values()
    ):
        raise SetupError(
            f"{path}: [{key}] must have {', '.join(FIELDS)}, each a text in quotes, and nothing "
            f"else; found {', '.join(said) or 'none of them'}"
        )
    if not is_safe_issuer(said["issuer"]):
        raise SetupError(
            f"{path}: the issuer of [{key}] must be an https address: whoever sits between could "
            "let anybody in"
        )
    secret_file = Path(said["client_secret_file"])
    return IdentityProvider(key, said["name"], said["issuer"], said["client_id"], secret_file)
