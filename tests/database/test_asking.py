"""The terms of a question, as they are said to the command."""

import datetime as dt

import pytest

from geo import flags
from geo.question import as_held

LAST = dt.date(2026, 9, 30)
DAY = ("--as-at", "2026-09-30")


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (("--radius-m", "-5"), "radius_m must be from 1 to 5,000, found -5"),
        (("--radius-m", "nan"), "radius_m must be from 1 to 5,000, found nan"),
        (("--merge-m", "1e9"), "merge_m must be from 0 to 1,000, found 1,000,000,000"),
        (("--window-days", "0"), "window_days must be from 1 to 36,600, found 0"),
        (("--min-episodes", "0"), "minimum_episodes must be from 1 to 1,000,000, found 0"),
        (("--kind", "pubb"), "a kind of premises must be one of pub, "),
        (("--kind", " , "), "kinds of premises must be some of pub, "),
        (("--rule", "strict"), "there is no rule 'strict' in force on 30 September 2026"),
        (("--only", "Colour=red"), "--only can ask of age_band, "),
        (("--only", "Role=found", "--only", "Role=last_seen"), "--only can ask of 'Role' once"),
        (("--only", "Role=found", "--only", "role=last_seen"), "--only can ask of role once"),
        (("--output", "flags.docx"), "--output must end in .csv, .geojson, .gpkg"),
        (("--output", "/no/such/folder/f.csv"), "--output must be in a folder that is there"),
    ],
)
def test_terms_that_cannot_be_answered_are_wrong_usage(nightjar, terms, said):
    answer = nightjar("flag", *DAY, *terms)
    assert answer.code == 2
    assert said in answer.err


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(nightjar, tmp_path):
    (tmp_path / "flags.csv").mkdir()
    (tmp_path / "link.csv").symlink_to(tmp_path / "flags.csv" / "none" / "f.csv")
    answer = nightjar("repeat-locations", *DAY, "--output", tmp_path / "link.csv")
    assert answer.code == 1
    assert "link.csv cannot be written" in answer.err


def test_the_order_of_kinds_does_not_make_another_run(nightjar):
    one = nightjar("flag", *DAY, "--kind", "pub,hotel", "--json").json
    other = nightjar("flag", *DAY, "--kind", "hotel,pub,pub", "--json").json
    assert other["run"] == one["run"]
    assert other["already_raised"]


def test_an_answer_that_is_computed_otherwise_is_another_run(nightjar, monkeypatch):
    one = nightjar("flag", *DAY, "--json").json
    assert one["code_version"] == flags.code_version()
    monkeypatch.setattr(flags, "code_version", lambda: "0.1.0+00000000")
    other = nightjar("flag", *DAY, "--json").json
    assert other["run"] != one["run"]
    assert not other["already_raised"]


@pytest.mark.parametrize(
    ("condition", "settled"),
    [
        (("category", "Missing"), ("category", "missing")),
        (("place_kind", "Open space"), ("place_kind", "open_space")),
        (("supplier", "Invented Police"), ("supplier", "Invented Police")),
    ],
)
def test_a_condition_is_spelt_as_it_is_held(plant, condition, settled):
    plant.episode("a", LAST, kind="open_space")
    assert as_held(plant.connection, [condition]) == ((settled,), [])


def test_a_condition_that_nothing_held_meets_is_told_with_what_is_held(plant):
    plant.episode("a", LAST, role="found")
    plant.episode("a", LAST, role="last_seen")
    conditions, unknown = as_held(plant.connection, [("role", "fuond")])
    assert conditions == (("role", "fuond"),)
    assert unknown == ["no episode that is held has role 'fuond'; it is one of: found, last_seen"]
