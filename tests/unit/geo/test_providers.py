"""Identity providers out of variables and files: each whole and its own, or a sentence."""

import pytest

from geo.errors import QuestionError, SetupError
from geo.providers import chosen, identity_providers
from geo.settings import Settings

POLICE = {
    "name": "Mereshire Police",
    "issuer": "https://login.police.example",
    "client_id": "nightjar",
    "client_secret_file": "/no/such/secret",
}
COUNCIL = {**POLICE, "name": "Hallin Council", "issuer": "https://login.council.example"}
BY_VARIABLES = {
    "oidc_issuer": "https://own.example",
    "oidc_client_id": "nightjar",
    "oidc_client_secret_file": "/no/such/secret",
}


def said(key, fields):
    return "\n".join([f"[{key}]", *(f'{name} = "{value}"' for name, value in fields.items()), ""])


@pytest.fixture
def reading(tmp_path):
    def read(*tables, **more):
        path = tmp_path / "providers.toml"
        path.write_text("\n".join(tables), encoding="utf-8")
        return Settings(oidc_file=path, **more)

    return read


def test_those_of_the_file_come_after_that_of_the_variables(reading):
    settings = reading(said("police", POLICE), said("council", COUNCIL), **BY_VARIABLES)
    assert [each.key for each in identity_providers(settings)] == ["", "police", "council"]
    assert chosen(settings, "council").issuer == COUNCIL["issuer"]
    with pytest.raises(QuestionError, match=r"must be one of .* police, council"):
        chosen(settings, None)


def test_a_sole_provider_need_not_be_named(reading):
    assert chosen(reading(said("police", POLICE)), None).name == "Mereshire Police"
    with pytest.raises(QuestionError, match="set NIGHTJAR_OIDC_ISSUER or NIGHTJAR_OIDC_FILE"):
        chosen(Settings(), None)


@pytest.mark.parametrize(
    ("tables", "why"),
    [
        (["name = 'a' = 'b'"], "must be TOML"),
        ([said("Police", POLICE)], "small letters, digits and hyphens, found 'Police'"),
        ([said("back", POLICE)], "found 'back'"),
        (["police = 'https://login.police.example'"], "found none of them"),
        ([said("police", {**POLICE, "scope": "all"})], "and nothing else"),
        ([said("police", {**POLICE, "client_id": ""})], "each a text in quotes"),
        ([said("police", {**POLICE, "issuer": "http://login.police.example"})], "https address"),
        ([said("police", POLICE), said("council", {**POLICE, "name": "b"})], "its own issuer"),
        ([said("police", POLICE), said("council", {**COUNCIL, "name": POLICE["name"]})], "name"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_in_a_sentence(reading, tables, why):
    with pytest.raises(SetupError, match=why):
        identity_providers(reading(*tables))


def test_a_file_or_a_secret_that_cannot_be_read_is_named(reading, tmp_path):
    with pytest.raises(SetupError, match=r"none\.toml and cannot be read"):
        identity_providers(Settings(oidc_file=tmp_path / "none.toml"))
    with pytest.raises(SetupError, match="/no/such/secret and cannot be read"):
        chosen(reading(said("police", POLICE)), None).secret()
