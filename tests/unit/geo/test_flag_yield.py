"""How flags fared: counts of verdicts and outcomes, and an interval that a second library has."""

import pytest
from scipy.stats import binomtest

from geo.flag_yield import Yield, by, counted, reasons, wilson
from webmap.flag_yield import bearing, share


def row(verdict=None, outcome=None, kind="pub"):
    return {"verdict": verdict, "outcome": outcome, "kind": kind}


@pytest.mark.parametrize(("found", "tried"), [(0, 1), (0, 20), (7, 20), (20, 20), (81, 263)])
def test_the_interval_is_that_of_a_second_library(found, tried):
    other = binomtest(found, tried).proportion_ci(method="wilson")
    assert wilson(found, tried) == pytest.approx((other.low, other.high))


def test_a_share_of_nothing_has_no_interval():
    with pytest.raises(ValueError, match="must be from 0 to 0"):
        wilson(0, 0)
    assert share(counted([row()])) == "no visit told"


def test_only_outcomes_that_tell_are_counted_to_the_share():
    rows = [
        *(row("useful", "concern"), row("wrong", "no_concern"), row("not_relevant", "nobody_seen")),
        *(row(None, "ceased", "club"), row(None, "referred", "club"), row("useful")),
    ]
    found = counted(rows)
    assert found == Yield(6, 2, 1, 1, visited=5, told=3, concerns=2, gone=1)
    assert found.share == pytest.approx(2 / 3)
    assert {kind: each.premises for kind, each in by(rows, lambda row: row["kind"]).items()} == {
        "club": 2,
        "pub": 4,
    }


def test_reasons_are_counted_by_verdict_and_what_was_taken_back_is_not():
    said = [("wrong", "other"), ("wrong", "other"), ("useful", "other"), ("wrong", None)]
    rows = [{"verdict": verdict, "reason": reason} for verdict, reason in [*said, (None, None)]]
    assert reasons(rows) == {"other": {"wrong": 2, "useful": 1}, None: {"wrong": 1}}


@pytest.mark.parametrize(
    ("told", "concerns", "words"),
    [(19, 19, "too few to"), (20, 20, "clearly more often"), (20, 0, "clearly less often")],
)
def test_the_rule_is_judged_from_twenty_visits_on_and_beside_others(told, concerns, words):
    others = Yield(40, 0, 0, 0, 40, 40, 20, 0)
    said = " ".join(bearing(Yield(50, 0, 0, 0, told, told, concerns, 0), others))
    assert words in said
    assert "Officers choose whom they visit" in said
