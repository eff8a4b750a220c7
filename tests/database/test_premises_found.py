"""What a search of the map finds, and in which order."""

import pytest
from sqlalchemy import text

from geo.database import engine
from geo.searching import pattern

OWN, NEIGHBOUR = "E06999001", "E06999002"


@pytest.fixture
def owner(own_county):
    made = engine(own_county)
    with made.connect() as connection:
        yield connection
    made.dispose()


def found(connection, words, own):
    rows = connection.execute(
        text("SELECT * FROM derived.premises_found(:words, :everywhere, :own)"),
        {"words": words, "everywhere": own is None, "own": own},
    )
    return list(rows.mappings())


def name(connection, names, authority):
    """Give the first premises of an authority new names."""
    connection.execute(
        text(
            "UPDATE held.premises SET name = given.name FROM ("
            " SELECT premises_id, row_number() OVER (ORDER BY premises_id) AS number"
            " FROM held.premises WHERE authority = :of) AS place"
            " INNER JOIN unnest(CAST(:names AS text[])) WITH ORDINALITY AS given (name, number)"
            " USING (number) WHERE premises.premises_id = place.premises_id"
        ),
        {"of": authority, "names": names},
    )


def test_the_own_authority_comes_first_and_names_are_in_the_order_of_a_dictionary(
    owner,
):
    name(owner, ["Zog beta", "ZOG ALPHA", "ZOG GAMMA"], OWN)
    name(owner, ["Zog aardvark", "zog"], NEIGHBOUR)
    rows = found(owner, "zog", OWN)
    assert [row["name"] for row in rows] == [
        "zog",  # what was typed whole
        "ZOG ALPHA",
        "Zog beta",
        "ZOG GAMMA",
        "Zog aardvark",
    ]
    assert [row["neighbour"] for row in rows] == [True, False, False, False, True]
    alike = [row["name"] for row in found(owner, "zog", None)]
    assert alike == ["zog", "Zog aardvark", "ZOG ALPHA", "Zog beta", "ZOG GAMMA"]


@pytest.mark.parametrize("typed", ["zogg's cafe", "ZOGG\u2019S CAF\u00c9", "zogg's caf\u00e9"])
@pytest.mark.parametrize("held", ["Zogg\u2019s Caf\u00e9", "ZOGG'S CAFE"])
def test_a_name_is_found_by_another_apostrophe_and_without_accents(owner, typed, held):
    name(owner, [held], OWN)
    assert [row["name"] for row in found(owner, typed, OWN)] == [held]
    # the list of a run looks in the same way, by a pattern
    assert owner.scalar(text("SELECT :held ~ :typed"), {"held": held, "typed": pattern(typed)})


@pytest.mark.parametrize(
    "typed", ["zogg and son", "Zogg & Son", "zogg&son", "zogg and", "and sons", "zogg &"]
)
@pytest.mark.parametrize("held", ["Zogg & Sons", "ZOGG AND SONS", "Zogg&Sons"])
def test_a_name_is_found_by_and_and_by_its_sign(owner, typed, held):
    name(owner, [held], OWN)
    assert [row["name"] for row in found(owner, typed, OWN)] == [held]
    assert owner.scalar(text("SELECT :held ~ :typed"), {"held": held, "typed": pattern(typed)})


@pytest.mark.parametrize(
    "typed", [*"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "a" * 100, "\u0130", "\U0001f600"]
)
def test_no_character_that_is_typed_breaks_the_pattern_of_the_database(owner, typed):
    asked = {"held": f"x{typed}y", "typed": pattern(typed), "other": "Axb"}
    assert owner.scalar(text("SELECT :held ~ :typed AND NOT :other ~ :typed"), asked)
