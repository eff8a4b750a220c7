"""Evidence packs: the restricted build has the evidence, the public one gives none of it away."""

import json
import re

import pypdfium2
import pytest
from click.testing import CliRunner
from sqlalchemy import text

from geo.database import engine
from tests.people import enter, form_token
from webmap import create_app
from webmap.cli import main
from webmap.pools import Pools

PLANTED = "${alert(1)}<b>Canary</b>"


@pytest.fixture(scope="module")
def own(server):
    """A copy of the county: exports are recorded in it."""
    name = server.copy_of("county")
    yield server.settings(name)
    server.drop(name)


@pytest.fixture(scope="module")
def owner(own):
    made = engine(own)
    yield made
    made.dispose()


@pytest.fixture
def nightjar(own, monkeypatch):
    monkeypatch.setenv("NIGHTJAR_DATABASE_URL", own.database_url)

    def run(*arguments):
        return CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)

    return run


@pytest.fixture(scope="module")
def near(owner):
    """A run, and a premises that it flagged and that officers are shown; a hostile name on it."""
    with owner.begin() as connection:
        row = connection.execute(
            text(
                "SELECT run_id, premises_id FROM held.flag INNER JOIN held.flag_run USING (run_id)"
                " WHERE as_at = '2026-09-30' AND premises_id IN (SELECT premises_id FROM"
                " held.officer_flag) ORDER BY distance_m, premises_id LIMIT 1"
            )
        ).one()
        connection.execute(
            text("UPDATE held.premises SET name = :name WHERE premises_id = :id"),
            {"name": PLANTED, "id": row.premises_id},
        )
    return row


def evidence_of(owner, near):
    """What the points say of it: every distance, day and count, and the locations' coordinates."""
    with owner.connect() as connection:
        return connection.execute(
            text(
                "SELECT round(distance_m) AS metres, episodes, first_on, last_on,"
                " round(ST_X(ST_Centroid(location.geom))) AS east,"
                " round(ST_Y(ST_Centroid(location.geom))) AS north"
                " FROM held.flag INNER JOIN held.flag_location AS location"
                " USING (run_id, location_no) WHERE run_id = :run AND premises_id = :id"
            ),
            {"run": near.run_id, "id": near.premises_id},
        ).all()


def words(path):
    if path.suffix == ".html":
        return path.read_text()
    document = pypdfium2.PdfDocument(path.read_bytes())
    found = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(found.split())


def secrets(owner, near):
    """What would give a place, a day or a child away, as a pack would write it."""
    rows = evidence_of(owner, near)
    assert rows
    days = {f"{each.day} {each:%B %Y}" for row in rows for each in (row.first_on, row.last_on)}
    places = {f"{number:.0f}" for row in rows for number in (row.east, row.north)}
    with owner.connect() as connection:
        children = set(connection.scalars(text("SELECT child_ref FROM held.child LIMIT 500")))
    return days - {"30 September 2026"}, places, children


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_the_public_build_has_nothing_that_the_restricted_one_is_restricted_for(
    nightjar, owner, near, tmp_path, form
):
    asked = ("evidence", "--run", near.run_id, "--premises", near.premises_id, "--build")
    made = {}
    for build in ("restricted", "public"):
        path = tmp_path / f"{build}.{form}"
        done = nightjar(*asked, build, "--output", path, "--case", "LIC-2026/0417", "--json")
        assert done.exit_code == 0, done.output
        told = json.loads(done.stdout)
        assert (told["rows"], told["masked"]) == (1, build == "public")
        made[build] = words(path)
    days, places, children = secrets(owner, near)
    said = made["public"]
    assert [each for each in days | places | children if each in said] == []
    assert f"{near.run_id}" not in said
    assert not re.search(r"\b[0-9]+ m of a place", said)
    # the restricted one has them, so that the search is known to find what is there
    assert any(each in made["restricted"] for each in days)
    assert [each for each in places | children if each in made["restricted"]] == []
    for mark, build in (("OFFICIAL-SENSITIVE", "restricted"), ("PUBLIC BUILD", "public")):
        assert mark in made[build]
        assert "linked" not in made[build]
        assert "not evidence against a premises" in made[build]
        assert "Expected by chance:" in made[build]
    assert "chance alone would give" in made["restricted"]
    assert "by the seed" in made["restricted"]
    assert "is not told in a public build" in made["public"]
    for each in made.values():
        assert "<b>Canary" not in each if form == "html" else PLANTED in each


def test_the_facts_have_the_same_hash_each_time_and_the_file_is_registered(
    nightjar, owner, near, tmp_path
):
    asked = ("evidence", "--run", near.run_id, "--premises", near.premises_id, "--build", "public")
    told = [
        json.loads(nightjar(*asked, "--output", tmp_path / name, "--json").stdout)
        for name in ("one.pdf", "two.html")
    ]
    assert told[0]["facts_sha256"] == told[1]["facts_sha256"]
    with owner.connect() as connection:
        held = connection.execute(
            text("SELECT sha256, masked FROM held.export WHERE export_id = :id"),
            {"id": told[0]["export"]},
        ).one()
    assert (held.sha256, held.masked) == (told[0]["sha256"], True)


def test_a_public_pack_says_nothing_of_whether_the_run_flagged_a_premises(
    nightjar, owner, near, tmp_path
):
    with owner.connect() as connection:
        other = connection.scalar(
            text(
                "SELECT premises_id FROM held.premises WHERE geom IS NOT NULL AND premises_id NOT"
                " IN (SELECT premises_id FROM held.flag) AND premises_id NOT IN"
                " (SELECT premises_id FROM held.officer_flag) ORDER BY premises_id LIMIT 1"
            )
        )
    asked = ("evidence", "--run", near.run_id, "--premises", other, "--build")
    done = nightjar(*asked, "public", "--output", tmp_path / "public.html")
    assert done.exit_code == 0
    assert "It was not listed in this quarter." in words(tmp_path / "public.html")
    done = nightjar(*asked, "restricted", "--output", tmp_path / "restricted.html")
    assert done.exit_code == 1
    assert "the run flagged" in done.stderr
    assert not (tmp_path / "restricted.html").exists()


def test_a_run_is_named_by_the_beginning_that_flag_prints(nightjar, near, tmp_path):
    asked = ("evidence", "--premises", near.premises_id, "--build", "restricted", "--run")
    done = nightjar(*asked, str(near.run_id)[:8], "--output", tmp_path / "one.html")
    assert done.exit_code == 0, done.output
    for unknown in ("00000000", f"{near.run_id}"[:3], "%", "ffffffff-ffff-5fff-8fff-ffffffffffff"):
        done = nightjar(*asked, unknown, "--output", tmp_path / "two.html")
        assert (done.exit_code, "is the beginning of none" in done.stderr) == (1, True)
    assert not (tmp_path / "two.html").exists()


def test_a_run_that_ends_with_no_published_quarter_makes_no_public_pack(
    nightjar, owner, near, tmp_path
):
    with owner.begin() as connection:
        run = connection.scalar(
            text(
                "UPDATE held.flag_run SET as_at = '2026-06-29' WHERE as_at = '2026-06-30'"
                " RETURNING run_id"
            )
        )
    asked = ("evidence", "--run", run, "--premises", near.premises_id, "--build", "public")
    done = nightjar(*asked, "--output", tmp_path / "public.html")
    assert done.exit_code == 1
    assert "published quarter" in done.stderr


@pytest.mark.parametrize(("thing", "kind"), [("restricted", "html"), ("public", "pdf")])
def test_the_page_sends_a_pack_for_a_reason_and_records_it(own, owner, near, thing, kind):
    pools = Pools(own)
    client = enter(create_app(pools, own))
    address = f"/flags/{near.run_id}/premises/{near.premises_id}/evidence"
    sent = {
        "csrf_token": form_token(client, address),
        "thing": f"evidence_{thing}",
        "format": kind,
        "case": "LIC-2026/0417",
    }
    answer = client.post(address, data=sent)
    assert answer.status_code == 200
    assert f"evidence-{thing}" in answer.headers["Content-Disposition"]
    with owner.connect() as connection:
        held = connection.scalar(
            text("SELECT sha256 FROM held.export WHERE export_id = :id"),
            {"id": answer.headers["X-Nightjar-Export"]},
        )
    assert held == answer.headers["X-Nightjar-SHA256"]
    without = client.post(address, data={**sent, "case": ""})
    assert without.status_code == 400
    pools.dispose()
