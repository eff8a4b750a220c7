"""What the documents say is so."""

import re
from pathlib import Path

import click
import pytest

from geo.settings import Settings
from webmap.cli import main

CHECKOUT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted((CHECKOUT / "docs").glob("*.md"))
README = (CHECKOUT / "README.md").read_text()
LONGEST_README = 150  # lines: a newcomer's first ten minutes, and where the rest is


def written(name):
    return (CHECKOUT / "docs" / name).read_text()


def anchors(text):
    """The addresses of a page's headings, as web views of repositories make them."""
    headings = re.findall(
        r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE
    )
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def commands(group=main, above=()):
    for name, command in group.commands.items():
        words = (*above, name)
        if isinstance(command, click.Group):
            yield from commands(command, words)
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield " ".join(words)


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_is_described(name):
    assert re.search(rf"[`/ ]{re.escape(name)}\b", written("commands.md"))


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_described(name):
    assert f"`NIGHTJAR_{name.upper()}`" in written("installing.md")


@pytest.mark.parametrize(
    "path",
    [*(f"docs/{each.name}" for each in DOCUMENTS), "DECISIONS.md", "CHANGELOG.md", "LICENSE"],
)
def test_the_readme_leads_to_every_document(path):
    assert f"({path})" in README


def test_the_readme_is_read_in_minutes():
    assert len(README.splitlines()) <= LONGEST_README


@pytest.mark.parametrize("page", [CHECKOUT / "README.md", *DOCUMENTS], ids=lambda each: each.name)
def test_every_link_between_documents_leads_somewhere(page):
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", page.read_text()):
        found = (page.parent / target).resolve() if target else page
        assert found.exists(), target
        assert not anchor or anchor in anchors(found.read_text()), f"{target}#{anchor}"


def test_the_files_that_the_architecture_names_exist():
    named = re.findall(
        r"`((?:geo|loaders|webmap|sql|tests)/[a-z_/0-9]+\.(?:py|sql|js))`",
        written("architecture.md"),
    )
    assert len(named) > 10
    assert [name for name in named if not (CHECKOUT / name).is_file()] == []


def test_every_command_says_what_it_does():
    for name in commands():
        found = main
        for word in name.split():
            found = found.commands[word]
        assert found.help


def test_nightjar_is_installed_from_its_repository_and_never_by_its_name():
    """The registry's package of this name is somebody else's."""
    for page in (CHECKOUT / "README.md", *DOCUMENTS):
        assert not re.search(r"pip install ['\"]?nightjar", page.read_text()), page.name


def test_a_line_for_cron_has_the_settings_that_name_the_data_folder():
    lines = re.findall(r"^[\d*]+ [\d*]+ \S+ \S+ \S+ .+$", written("operation.md"), re.MULTILINE)
    assert len(lines) > 3
    assert [each for each in lines if "set -a; . /etc/nightjar/environment; " not in each] == []
    for page in DOCUMENTS:
        assert page.name == "operation.md" or "cron.d" not in page.read_text(), page.name


def test_the_questions_by_psql_have_the_terms_that_are_written():
    asked = re.findall(r"`(\w+_for_analyst)\(([^)]*)\)`", written("asking.md"))
    assert len(asked) == 4
    for name, terms in asked:
        function = (CHECKOUT / f"sql/released/{name}.sql").read_text()
        taken = re.search(rf"FUNCTION released\.{name}\((.*?)\)\nRETURNS", function, re.DOTALL)
        assert re.findall(r"(\w+) (?:date|integer|double|text)", taken[1]) == terms.split(", ")
