"""What the documents say is so."""

import re
from pathlib import Path

import click
import pytest

from geo.settings import Settings
from webmap.cli import main

CHECKOUT = Path(__file__).resolve().parents[2]
README = (CHECKOUT / "README.md").read_text()


def commands(group=main, above=()):
    for name, command in group.commands.items():
        words = (*above, name)
        if isinstance(command, click.Group):
            yield from commands(command, words)
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield " ".join(words)


@pytest.mark.parametrize("name", sorted(commands()))
def test_the_readme_has_every_command(name):
    assert re.search(rf"[`/ ]{re.escape(name)}\b", README)


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_the_readme_has_every_setting(name):
    assert f"`NIGHTJAR_{name.upper()}`" in README


@pytest.mark.parametrize("path", ["docs/architecture.md", "DECISIONS.md", "CHANGELOG.md"])
def test_the_readme_leads_to_every_document(path):
    assert f"({path})" in README
    assert (CHECKOUT / path).is_file()


def test_the_files_that_the_architecture_names_exist():
    written = (CHECKOUT / "docs" / "architecture.md").read_text()
    named = re.findall(r"`((?:geo|loaders|webmap|sql|tests)/[a-z_/0-9]+\.(?:py|sql|js))`", written)
    assert len(named) > 10
    assert [name for name in named if not (CHECKOUT / name).is_file()] == []


def test_every_command_says_what_it_does():
    for name in commands():
        found = main
        for word in name.split():
            found = found.commands[word]
        assert found.help
