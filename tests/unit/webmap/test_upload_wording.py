"""What a load says, in the words of the page that a file was sent by."""

import re
from pathlib import Path

import pytest

import loaders
from webmap.upload_wording import on_a_page


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "it has no names (a, b). Say which it is with --map 'name=COLUMN'.",
            "it has no names (a, b). Send it again and say which it is, under “Say which column is "
            "what”: name=that column.",
        ),
        ("and 3 others: is --kind right?", "and 3 others: is what you chose right?"),
        (
            "and has those of drivers: load it with --kind drivers.",
            "and has those of drivers: send it again as those of drivers.",
        ),
        (
            "the file says no vintage: 2026 was taken; --vintage sets it",
            "the file says no vintage: 2026 was taken; “Year of the codes” sets it",
        ),
        ("area.csv -- of 2026 -- has no rows.", "area.csv -- of 2026 -- has no rows."),
    ],
)
def test_what_a_command_would_be_given_is_the_field_of_the_page(said, shown):
    assert on_a_page(said) == shown


def test_no_loader_names_an_option_that_the_page_would_show_as_it_is():
    """What else has options in it is printed by commands alone."""
    commands = {"cli.py", "listing_cli.py", "proposing.py"}
    for path in Path(loaders.__file__).parent.glob("*.py"):
        if path.name in commands:
            continue
        source = re.sub(r"\"\s*\n\s*f?\"", "", path.read_text())
        for said in re.findall(r'"([^"\n]* --[a-z]+[^"\n]*)"', source):
            assert "--only" in said or " --" not in on_a_page(f" {said}"), (path.name, said)
