"""Flags of the sample county, tested against chance: stored, and shown to analysts alone."""

import re

import pytest
from sqlalchemy import text

from geo import flags
from geo.database import query
from geo.question import by_rule

TEST = "SELECT * FROM held.flag_run_test WHERE run_id = :run"


@pytest.fixture(scope="module")
def test(county, run_id):
    with county.connect() as connection:
        return connection.execute(text(TEST), {"run": run_id}).mappings().one()


def words_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.get_data(as_text=True)))


def test_all_premises_were_tested_and_few_are_called_unusual_by_chance(county, test, planted):
    assert (test["tested"], test["strata"]) == (993, 23)
    assert 0 < test["expected_by_chance"] <= test["false_discovery"] * test["unusual"]
    quiet = "SELECT count(*) FROM held.flag_test INNER JOIN held.premises USING (premises_id)"
    with county.connect() as connection:
        found = connection.scalar(
            text(f"{quiet} WHERE unusual AND authority = :code"),
            {"code": planted["null_authority"]["authority"]},
        )
    assert found == 0


def test_planted_venues_are_found_unusual(county, run_id, planted):
    """Of 13: one more is visited by one child above all, and is not the place's doing."""
    with county.connect() as connection:
        found = connection.scalars(
            text(
                "SELECT lower(name) FROM held.flag_test INNER JOIN held.premises"
                " USING (premises_id) WHERE unusual AND run_id = :run"
            ),
            {"run": run_id},
        ).all()
    venues = [v for v in planted["recurring"] if v["largest_share_of_one_child"] <= 0.6]
    assert len(venues) == 13
    assert sum(v["name"].lower() in found for v in venues) >= 11


def test_every_flagged_premises_has_its_test(county, run_id):
    with county.connect() as connection:
        assert connection.scalar(
            text(
                "SELECT count(DISTINCT premises_id) FROM held.flag FULL JOIN held.flag_test"
                " USING (run_id, premises_id) WHERE run_id = :run"
                " HAVING bool_and(flag.run_id IS NOT NULL AND flag_test.run_id IS NOT NULL)"
            ),
            {"run": run_id},
        )


def test_the_same_data_give_the_same_answer_to_the_last_bit(own_county, test, monkeypatch):
    """Asked again as if by another release, of rows that lie in another order."""
    from geo.database import engine

    owner = engine(own_county)
    with owner.begin() as connection:
        monkeypatch.setattr(flags, "code_version", lambda: "another")
        connection.execute(text("CREATE INDEX shuffled ON held.episode (md5(episode_ref))"))
        connection.execute(text("CLUSTER held.episode USING shuffled"))
        connection.execute(text("DROP INDEX held.shuffled"))
        run = flags.raise_flags(connection, by_rule(connection, "standard", the_day()))
    owner.dispose()
    assert run.test["result_sha256"] == test["result_sha256"]


def the_day():
    import datetime as dt

    return dt.date(2026, 9, 30)


def test_the_tests_of_a_run_go_with_what_it_counted(own_county, run_id):
    from geo.database import engine

    owner = engine(own_county)
    with owner.begin() as connection:
        values = {"before": "2026-08-01", "why": "retention"}
        connection.execute(text("DELETE FROM held.episode WHERE started_at < '2026-08-02'"))
        connection.execute(query("remove_locations_before"), values)
        left = connection.scalar(
            text("SELECT count(*) FROM held.flag_test WHERE run_id = :run"), {"run": run_id}
        )
    owner.dispose()
    assert left == 0


def test_the_list_and_the_premises_say_what_was_tested_and_found(pages, county, run_id):
    page = words_of(pages.get(f"/flags/{run_id}"))
    assert "Tested against chance: 993 premises." in page
    assert "Unusual: " in page
    assert "Not shown to be unusual: " in page
    with county.connect() as connection:
        venue = connection.scalar(
            text("SELECT premises_id FROM held.flag_test WHERE unusual ORDER BY chance LIMIT 1")
        )
    page = words_of(pages.get(f"/premises/{venue}?run={run_id}"))
    assert "Is it chance?" in page
    assert "100 moves: steady." in page


@pytest.mark.parametrize("login", ["officer", "board", "admin", "gate", "loader"])
def test_no_other_login_reads_or_writes_what_was_computed_from_points(county, login):
    asked = text(
        "SELECT bool_or(has_table_privilege(:who, name, right_of)) FROM"
        " unnest(ARRAY['held.flag_test', 'held.flag_run_test', 'released.flag_for_analyst',"
        " 'released.flag_run_for_analyst']) AS name,"
        " unnest(CAST(:rights AS text[])) AS right_of"
    )
    rights = ["insert", "update", "delete"] if login == "loader" else ["select", "insert"]
    with county.connect() as connection:
        assert not connection.scalar(asked, {"who": f"nightjar_{login}", "rights": rights})
