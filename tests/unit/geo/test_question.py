"""The terms of a question: which can be answered, by which names, and when a rule still holds."""

import datetime as dt

import pytest

from geo.errors import QuestionError
from geo.question import KINDS, Question, only_where, settle
from webmap import terms

DAY = dt.date(2026, 9, 30)


def test_the_window_ends_on_the_day_and_counts_it():
    assert Question(DAY, window_days=90).begins == dt.date(2026, 7, 3)
    assert Question(DAY, window_days=1).begins == DAY


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("window_days", 1, 36_600),
        ("minimum_episodes", 1, 1_000_000),
        ("minimum_children", 0, 1_000_000),
        ("merge_m", 0, 1_000),
        ("radius_m", 1, 5_000),
    ],
)
def test_each_term_has_limits_that_are_answered_and_beyond_which_none_is(name, low, high):
    for value in (low, high):
        assert getattr(Question(DAY, **{name: value}), name) == value
    for value in (low - 1, high + 1):
        with pytest.raises(QuestionError, match=f"{name} must be from"):
            Question(DAY, **{name: value})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_distance_that_is_no_number_is_refused(value):
    with pytest.raises(QuestionError, match="radius_m must be from"):
        Question(DAY, radius_m=value)


def test_an_unknown_kind_is_refused_with_those_that_are_known():
    with pytest.raises(QuestionError, match=r"pub, club, hotel, .* found 'bakery'"):
        Question(DAY, kinds=("pub", "bakery"))


def test_every_kind_that_can_be_asked_of_has_its_words():
    assert set(KINDS) == set(terms.KINDS)


@pytest.mark.parametrize(
    ("column", "name"),
    [
        *(("Crime type", "supplier_class"), ("CATEGORY", "category"), ("age_band", "age_band")),
        *(("MISSING", "category"), ("Place kind", "place_kind"), ("supplier", "supplier")),
    ],
)
def test_conditions_are_known_by_the_names_that_columns_go_by(column, name):
    assert only_where({column: "x"}) == ((name, "x"),)


def test_a_condition_on_anything_else_is_refused():
    with pytest.raises(QuestionError, match="found 'child_ref'"):
        only_where({"child_ref": "x"})


def test_a_term_set_by_hand_ends_the_rule_unless_it_is_the_rules_own():
    rule = Question(DAY, rule="standard")
    assert settle(rule, {"radius_m": None, "merge_m": 50.0}).rule == "standard"
    assert settle(rule, {"kinds": ("pub",)}).rule == "standard"
    assert settle(rule, {"radius_m": 250.0}).rule is None


def test_equal_questions_have_equal_parameters_whatever_the_order_of_their_conditions():
    one = Question(DAY, only=only_where({"risk": "high", "category": "missing"}))
    two = Question(DAY, only=only_where({"category": "missing", "risk": "high"}))
    assert one.parameters() == two.parameters()
