"""The fields of refusals: by the sentences that the database has, and no others."""

import re
from pathlib import Path

import pytest

import sql
from geo.refused_fields import FIELDS, refusal

QUOTED = re.compile(r"'((?:[^']|'')*)'")
SENTENCES = [
    said.replace("''", "'")
    for path in Path(sql.__file__).parent.glob("[dr]*/*.sql")
    for said in QUOTED.findall(re.sub(r"--.*", "", path.read_text()))
]


@pytest.mark.parametrize("begins", FIELDS)
def test_each_beginning_is_of_a_sentence_that_the_database_has(begins):
    assert any(said.startswith(begins) for said in SENTENCES)


def test_a_refusal_names_its_field_and_another_none():
    assert refusal("choose a measure from the list").field == "measure"
    assert str(refusal("choose a measure from the list")) == "choose a measure from the list"
    assert refusal("this case is closed: open another for what is new").field is None
