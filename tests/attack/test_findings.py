"""Every attack is run on the sample county; what each tried and found is printed."""

import pytest

from geo.assurance import at_least, at_most
from geo.attacks import ATTACKS
from geo.attacks.trilateration import run as trilaterate

LONG = {"membership"}


def named(attack):
    name = attack.__module__.rpartition(".")[2]
    return pytest.param(attack, id=name, marks=[pytest.mark.slow] if name in LONG else [])


@pytest.mark.parametrize("attack", [named(each) for each in ATTACKS])
def test_an_attack_learns_no_more_than_it_may(publisher, attack, capsys):
    findings = attack(publisher)
    with capsys.disabled():
        for finding in findings:
            print(f"\n  {finding}", end="")
    assert findings
    assert [str(finding) for finding in findings if not finding.passed] == []


def test_a_finding_passes_on_its_threshold_and_not_beyond():
    assert at_most("a", "one", 0.55, 0.55).passed
    assert not at_most("a", "one", 0.56, 0.55).passed
    assert at_least("a", "one", 20, 20).passed
    assert not at_least("a", "one", 19, 20).passed


def test_a_finding_says_what_was_tried_and_found():
    finding = at_most("check", "7 places", 2, 0)
    assert str(finding) == "check: tried 7 places; found 2; at most 0: FAILED"
    assert set(finding.describe()) == {"check", "tried", "found", "threshold", "passed"}


@pytest.mark.slow
def test_a_thousand_places_are_tried(publisher):
    assert all(finding.tried.startswith("1000 hidden places") for finding in trilaterate(publisher))
