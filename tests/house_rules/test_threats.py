"""Each threat and fault that DECISIONS.md lists names tests that there are, or says why none."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
DECISIONS = TESTS.parent / "DECISIONS.md"
NAMED = re.compile(r"`([a-z_/0-9]+\.py)::(test_\w+)`")


def listed():
    section = DECISIONS.read_text().split("## Threats and faults, and the test of each", 1)[1]
    section = section.split("\n## ", 1)[0]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", section, re.MULTILINE)
    return [row for row in rows if row[0] not in {"threat", "fault"}]


def test_there_are_as_many_threats_and_faults_as_were_thought_of():
    assert len(listed()) == 45 + 28


@pytest.mark.parametrize(("danger", "told"), listed(), ids=lambda text: text[:40])
def test_each_is_tested_by_a_test_that_there_is_or_says_why_not(danger, told):
    named = NAMED.findall(told)
    assert named or told.startswith("No test: "), danger
    for file, name in named:
        assert re.search(rf"^def {name}\(", (TESTS / file).read_text(), re.MULTILINE), name
