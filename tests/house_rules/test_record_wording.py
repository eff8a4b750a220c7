"""Whatever is put on record can be searched for: each act has words in the list to choose from."""

import re
from pathlib import Path

from sqlalchemy import text

from webmap.record_wording import ACTS

CHECKOUT = Path(__file__).resolve().parent.parent.parent
BY_PYTHON = re.compile(r'"action": "([^"]+)"|_record\(connection, actor, "([^"]+)"')
BY_SQL = re.compile(r"audit\.add\(\s*[^,]+,\s*'([^']+)'\s*,")
ATTACKS = {"write", "x"}  # of databases that are made to be attacked


def acts_in(folder, kind, pattern):
    return {
        next(filter(None, found))
        for path in (CHECKOUT / folder).rglob(kind)
        for found in map(re.Match.groups, pattern.finditer(path.read_text()))
    }


def test_each_act_that_is_put_on_record_has_words_of_its_own(connection):
    kinds = connection.scalar(
        text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :name"),
        {"name": "load_kind_check"},
    )
    loads = {f"load {kind}" for kind in re.findall(r"'(\w+)'", kinds)}
    written = acts_in("geo", "*.py", BY_PYTHON) | acts_in("loaders", "*.py", BY_PYTHON)
    asked = acts_in("sql", "*.sql", BY_SQL)
    assert {"erase", "publish snapshot", "give address"} <= written
    assert (loads | written | asked) - ATTACKS <= set(ACTS)
    assert len(set(ACTS.values())) == len(ACTS)


def test_each_act_that_one_can_search_for_is_put_on_record_by_something():
    """A name that nothing writes finds nothing, whatever was done."""
    composed = re.compile(r" upload$|^load ")
    source = "".join(
        path.read_text()
        for folder in ("geo", "loaders", "sql")
        for path in (CHECKOUT / folder).rglob("*")
        if path.suffix in {".py", ".sql"}
    )
    named = {act for act in ACTS if not composed.search(act)}
    assert {act for act in named if f"'{act}'" not in source and f'"{act}"' not in source} == set()


def test_each_act_of_a_countys_own_record_has_words(county):
    with county.connect() as connection:
        kept = set(connection.scalars(text("SELECT DISTINCT action FROM audit.entry")))
    assert kept
    assert kept <= set(ACTS)
