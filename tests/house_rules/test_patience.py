"""Tests that a slow or busy machine passes as well: none holds a clock to a number."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
CLOCKS = {"time", "monotonic", "perf_counter", "process_time"}
AT_ONCE = {"count", "is_visible", "is_hidden"}  # of what is there now, which nothing waits for


def impatient(code):
    """Return the lines that assert how long something took, by a number."""
    found = []
    for function in ast.walk(ast.parse(code)):
        if isinstance(function, ast.FunctionDef):
            took = {
                target.id
                for each in ast.walk(function)
                if isinstance(each, ast.Assign) and _elapsed(each.value)
                for target in each.targets
                if isinstance(target, ast.Name)
            }
            found += [
                each.lineno
                for each in ast.walk(function)
                if isinstance(each, ast.Assert)
                for compared in ast.walk(each.test)
                if isinstance(compared, ast.Compare) and _held_to_a_number(compared, took)
            ]
    return sorted(set(found))


def _elapsed(value):
    return any(
        isinstance(each, ast.BinOp)
        and isinstance(each.op, ast.Sub)
        and isinstance(each.left, ast.Call)
        and getattr(each.left.func, "attr", getattr(each.left.func, "id", "")) in CLOCKS
        for each in ast.walk(value)
    )


def _held_to_a_number(compared, took):
    sides = [compared.left, *compared.comparators]
    numbers = [each for each in sides if isinstance(each, ast.Constant)]
    timed = [
        each for each in sides if (isinstance(each, ast.Name) and each.id in took) or _elapsed(each)
    ]
    return bool(numbers and timed)


def unwaited(code):
    """Return the lines of a browser's test that assert what is there at this moment."""
    return [
        each.lineno
        for each in ast.walk(ast.parse(code))
        if isinstance(each, ast.Assert)
        for call in ast.walk(each.test)
        if isinstance(call, ast.Call) and not call.args and isinstance(call.func, ast.Attribute)
        if call.func.attr in AT_ONCE
    ]


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("def f():\n    began = time.monotonic()\n    assert time.monotonic() - began < 2", [3]),
        ("def f():\n    took = perf_counter() - began\n    assert 3 > took", [3]),
        ("def f():\n    took = perf_counter() - began\n    assert took < 10 * other", []),
        ("def f():\n    while not done:\n        assert time.monotonic() < until", []),
    ],
)
def test_an_assertion_of_a_clock_is_known_for_one(code, lines):
    assert impatient(code) == lines


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("assert page.locator('a').count() == 2", [1]),
        ("assert not page.locator('a').first.is_visible()", [1]),
        ("assert [1, 2].count(1) == 1", []),
        ("expect(page.locator('a')).to_have_count(3 * page.locator('b').count())", []),
    ],
)
def test_an_assertion_of_the_moment_is_known_for_one(code, lines):
    assert unwaited(code) == lines


def test_no_test_asserts_how_long_something_takes():
    found = {
        str(path.relative_to(TESTS)): lines
        for path in sorted(TESTS.rglob("*.py"))
        if (lines := impatient(path.read_text()))
    }
    assert found == {}


def test_no_test_of_a_browser_asserts_what_is_there_at_the_moment():
    """A page is never there at once: Playwright's ``expect`` waits for what ``assert`` does not."""
    found = {
        str(path.relative_to(TESTS)): lines
        for path in sorted(TESTS.rglob("*.py"))
        if path.name != "test_settled.py"  # which is of the moment after a click
        if "playwright" in (code := path.read_text()) and (lines := unwaited(code))
    }
    assert found == {}
