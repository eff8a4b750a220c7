"""Whatever a cell, a column or a file holds: a value that its field can have, or a refusal."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loaders
from tests.fuzz.parsers import BY_WHOLE_FILES, PARSERS, REACHED_BY, READ_NOTHING, SEEDS, seeds

# what breaks parsers of text, numbers, days and tables
NASTY = (
    *("", " ", "\t", "\n", "\r\n", "\x00", "\ufeff", "\u200b", "\u202e", "\u00a0", "\ufffd", "é"),
    *("NaN", "-inf", "1e999", "-0", "+5", "0x1A", "1_000", "٣", "²", "½", "1,2,3", "9" * 25),
    *("9999-12-31", "0001-01-01", "31/02/2026", "2026-03-29 01:30", "00000000", "-99999999999"),
    *("NULL", "=1+1", '"', "'", "[[[[", "}", "<x>", "&a;", "\\", "${x}", "\ud7ff", "\U0001f600"),
)
SLOW = {
    "workbooks": 12,
    "shapefiles": 12,
    "geopackages": 12,
    "geometries": 25,
    "columns": 20,
    "vocabularies": 30,
}
USUALLY = 90


def pieces(parser):
    """What a parser's seeds are made of, word by word."""
    found = {
        part for seed in seeds(parser) for part in re.split(rb"([\s,;:/|]+)", seed.read_bytes())
    }
    return sorted(found)[:400]


def given_to(parser):
    said = st.one_of(
        st.sampled_from(pieces(parser)),
        st.sampled_from(NASTY).map(str.encode),
        st.text(max_size=6).map(str.encode),
        st.binary(max_size=4),
    )
    made = st.lists(said, max_size=14).map(b"".join)
    whole = st.sampled_from([seed.read_bytes() for seed in seeds(parser)])
    changed = st.builds(
        lambda seed, at, cut, said: seed[:at] + said + seed[at + cut :],
        *(whole, st.integers(0, 300), st.integers(0, 20), made),
    )
    return st.one_of(made, changed)


@pytest.mark.parametrize("parser", PARSERS)
def test_whatever_it_is_given_a_parser_answers_with_a_value_or_a_refusal(parser):
    read = PARSERS[parser]

    @settings(
        max_examples=SLOW.get(parser, USUALLY), deadline=None, derandomize=True, database=None
    )
    @given(data=given_to(parser))
    def holds(data):
        read(data)

    holds()


@pytest.mark.parametrize(
    "seed", [seed for parser in PARSERS for seed in seeds(parser)], ids=lambda seed: seed.name
)
def test_what_is_kept_is_read_or_refused(seed):
    PARSERS[seed.parent.name](seed.read_bytes())


def test_every_module_that_reads_what_outsiders_send_is_reached_by_a_parser():
    (folder,) = loaders.__path__
    from pathlib import Path

    there = {each.stem for each in Path(folder).glob("*.py")} - {"__init__"}
    assert there == {*REACHED_BY, *BY_WHOLE_FILES, *READ_NOTHING}
    assert set(REACHED_BY.values()) <= set(PARSERS)
    assert {each.name for each in SEEDS.iterdir()} == set(PARSERS)
