"""One object to a file, the file named for it, and a header that says what a caller needs."""

import re
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

SQL = Path(__file__).resolve().parents[2] / "sql"
OBJECT = re.compile(
    r"^CREATE (?:TYPE|OR REPLACE FUNCTION|OR REPLACE VIEW) ([a-z_]+)\.([a-z_]+)", re.MULTILINE
)


def files(folder):
    return [pytest.param(path, id=path.stem) for path in sorted((SQL / folder).glob("*.sql"))]


@pytest.mark.parametrize("path", files("derived") + files("released"))
def test_a_file_makes_the_object_it_is_named_for(path):
    assert OBJECT.findall(path.read_text()) == [(path.parent.name, path.stem)]


@pytest.mark.parametrize("path", files("derived") + files("released"))
def test_a_file_begins_with_the_name_and_the_meaning_of_its_object(path):
    assert path.read_text().startswith(f"-- {path.parent.name}.{path.stem}: ")


@pytest.mark.parametrize("path", files("released"))
def test_what_is_released_is_named_for_its_audience_and_says_it(path):
    assert re.search(r"_for_(analyst|officer|board|admin|gate|all)$", path.stem)
    assert "-- Audience" in path.read_text()


@pytest.mark.parametrize("path", files("queries"))
def test_a_query_says_what_it_answers(path):
    written = path.read_text()
    assert written.startswith(("-- ", "COPY "))


@pytest.mark.parametrize("path", files("queries"))
def test_a_query_is_asked_by_somebody(path):
    packages = [SQL.parent / name for name in ("geo", "loaders", "webmap")]
    code = "\n".join(p.read_text() for package in packages for p in package.rglob("*.py"))
    stems = [f'"{path.stem}"', f'"{path.stem.removesuffix("s")}"']
    prefixed = re.match(r"(copy|stage|merge|digests_of|drop|insert|admin|owner)_(.+)", path.stem)
    if prefixed:  # asked by the kind of thing: query(f"copy_{name}")
        stems.append(f'"{prefixed[2]}"')
        stems.append(f"{prefixed[1]}_{{")
    assert any(stem in code for stem in stems)


def test_migrations_are_numbered_without_gaps_and_have_one_head():
    numbers = [path.stem[:4] for path in sorted((SQL / "migrations/versions").glob("0*.py"))]
    assert numbers == [f"{n:04d}" for n in range(1, len(numbers) + 1)]
    scripts = ScriptDirectory(str(SQL / "migrations"))
    assert scripts.get_heads() == [numbers[-1]]
    assert sorted(script.revision for script in scripts.walk_revisions()) == numbers
