"""The code keeps the rules it was written by."""

import ast
import importlib
import re
import subprocess
import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGES = ("geo", "loaders", "webmap", "sql")
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "line",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        pytest.param(("mypy",), marks=pytest.mark.slow),
        ("lint-imports", "--no-cache"),
    ],
    ids=lambda line: line[0] + ("-format" if "format" in line else ""),
)
def test_the_checkers_find_nothing(line):
    done = subprocess.run(
        [str(BIN / line[0]), *line[1:]], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_sqlfluff_finds_nothing(pytestconfig):
    """Its reading of every statement takes a minute: what it found clean is not read again."""
    terms = (CHECKOUT / "pyproject.toml").read_bytes() + version("sqlfluff").encode()
    now = {
        str(path.relative_to(CHECKOUT)): sha256(terms + path.read_bytes()).hexdigest()
        for path in sorted((CHECKOUT / "sql").rglob("*.sql"))
    }
    clean = pytestconfig.cache.get("sqlfluff/clean", {})
    unread = [path for path, digest in now.items() if clean.get(path) != digest]
    if unread:
        line = [str(BIN / "sqlfluff"), "lint", "--disable-progress-bar", *unread]
        done = subprocess.run(line, cwd=CHECKOUT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
        pytestconfig.cache.set("sqlfluff/clean", now)


@pytest.mark.parametrize("package", PACKAGES)
def test_each_package_is_the_projects_own(package):
    found = importlib.import_module(package).__file__
    assert found is not None
    assert Path(found).resolve().is_relative_to(CHECKOUT)


def modules():
    return [
        pytest.param(path, id=str(path.relative_to(CHECKOUT)))
        for package in PACKAGES
        for path in sorted((CHECKOUT / package).rglob("*.py"))
        if "migrations" not in path.parts
    ]


@pytest.mark.parametrize("path", modules())
def test_a_module_sends_no_sql_of_its_own(path):
    """Statements are files: what is sent is read from them, by the two modules that may."""
    if path.relative_to(CHECKOUT).as_posix() in {"geo/database.py", "geo/upgrade.py"}:
        return
    called = {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }
    sent = {"text", "exec_driver_sql"} & called
    if not re.search(r"from sqlalchemy import .*\btext\b", path.read_text()):
        sent -= {"text"}  # a loader reads text cells by this name
    if path.parent.name == "models":
        sent -= {"text"}  # a default of a column is described by it, and not sent
    assert not sent


SENDS = {"execute", "executemany", "scalar", "scalars", "stream", "exec_driver_sql", "text", "copy"}
READS_A_FILE = {"query", "source"}  # by its name, of which a part may be chosen by the program


def built(node):
    """Whether a value is put together of strings; what names a file is not looked into."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else None
        if isinstance(node.func, ast.Name) and node.func.id in READS_A_FILE:
            return False
        if name in {"format", "format_map", "join", "replace"}:
            return True
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        return True
    return any(built(each) for each in ast.iter_child_nodes(node))


def sends_what_it_built(code):
    calls = (each for each in ast.walk(ast.parse(code)) if isinstance(each, ast.Call))
    return any(
        (call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", ""))
        in SENDS
        and call.args
        and built(call.args[0])
        for call in calls
    )


@pytest.mark.parametrize(
    "code",
    [
        'c.execute(text(f"SELECT {x}"))',
        'c.execute(text("SELECT " + x))',
        'c.scalar(text("SELECT %s" % x))',
        'cursor.execute("SELECT {}".format(x))',
        'c.scalars(text(" ".join(parts)))',
        'text(query("a") + x)',
    ],
)
def test_a_statement_that_is_built_of_strings_is_known_for_one(code):
    assert sends_what_it_built(code)
    assert not sends_what_it_built('c.execute(query(f"stage_{name}"), {"x": f"{x}%"})')


def test_no_module_sends_a_statement_that_it_built_of_strings():
    found = [
        str(each.values[0].relative_to(CHECKOUT))
        for each in modules()
        if sends_what_it_built(each.values[0].read_text())
    ]
    assert found == []


@pytest.mark.parametrize("path", modules())
def test_a_module_is_one_idea_of_a_size_to_read(path):
    assert len(path.read_text().splitlines()) <= 320


@pytest.mark.parametrize("path", modules())
def test_a_module_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text()))


def test_the_planted_truths_are_read_by_tests_alone():
    readers = [
        str(path.relative_to(CHECKOUT))
        for package in PACKAGES
        for path in (CHECKOUT / package).rglob("*.py")
        if "planted_truths" in path.read_text()
    ]
    assert readers == []


def test_the_locks_name_no_address_and_hash_everything():
    for lock in CHECKOUT.glob("requirements*.lock"):
        written = lock.read_text()
        assert "://" not in written
        pinned = re.split(r"\n(?=\S)", written.strip())
        assert pinned
        assert all("--hash=sha256:" in each for each in pinned)
