"""Whoever changes the record of audit, by whatever right, is found out, and the entry is named."""

import json
import tracemalloc

import pytest
from sqlalchemy import text

from geo import chain
from geo.anchors import Anchors
from geo.attacks import tampering, writers
from geo.errors import AuditError, SetupError
from geo.keys import Keys

ENTRIES = 12
ADD = "SELECT audit.add('officer', 'act ' || i, 's' || i, jsonb_build_object('n', i, 'é', '£'))"


@pytest.fixture
def anchors(keys, tmp_path):
    return Anchors(tmp_path / "off-the-machine" / "anchors.jsonl", keys)


@pytest.fixture
def record(owner):
    """An engine on a record of twelve entries, without the triggers that refuse changes."""
    with owner.begin() as connection:
        connection.execute(text(f"{ADD} FROM generate_series(1, {ENTRIES}) AS i"))
        for table in ("entry", "head", "beginning"):
            connection.execute(text(f"ALTER TABLE audit.{table} DISABLE TRIGGER USER"))
    return owner


def say(engine, *statements):
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def found(engine, anchors):
    verdict = chain.verify(engine, anchors)
    return verdict.seq, verdict.fault


def test_a_record_that_nobody_touched_stands(record, anchors):
    verdict = chain.verify(record, anchors)
    assert (verdict.stands, verdict.entries, verdict.last) == (True, ENTRIES, ENTRIES)


def test_an_empty_record_stands(owner, anchors):
    assert chain.verify(owner, anchors).stands


@pytest.mark.parametrize(
    "change",
    [
        "at = at + interval '1 microsecond'",
        "actor = 'somebody else'",
        "action = action || ' '",
        "subject = upper(subject)",
        "detail = detail || '{\"n\": 0}'",
        "previous = repeat('a', 64)",
        "hash = repeat('b', 64)",
        "actor = '', action = actor || action",
    ],
)
@pytest.mark.parametrize("seq", [1, 7, ENTRIES])
def test_a_changed_column_is_found_and_its_entry_named(record, anchors, change, seq):
    say(record, f"UPDATE audit.entry SET {change} WHERE seq = {seq}")
    assert found(record, anchors)[0] == seq


@pytest.mark.parametrize("seq", [1, 6, ENTRIES])
def test_a_deleted_entry_is_named(record, anchors, seq):
    say(record, f"DELETE FROM audit.entry WHERE seq = {seq}")
    named, fault = found(record, anchors)
    assert named == seq
    assert "missing" in fault


def test_an_entry_after_the_head_is_named(record, anchors):
    say(
        record,
        "INSERT INTO audit.entry SELECT 13, at, actor, action, subject, detail, hash, hash"
        " FROM audit.entry WHERE seq = 12",
    )
    assert found(record, anchors)[0] == 13


def test_an_entry_put_between_two_is_named(record, anchors):
    say(
        record,
        "UPDATE audit.entry SET seq = seq + 1000 WHERE seq > 4",
        "UPDATE audit.entry SET seq = seq - 999 WHERE seq > 1000",
        "INSERT INTO audit.entry SELECT 5, at, actor, action, subject, detail, repeat('d', 64),"
        " repeat('c', 64) FROM audit.entry WHERE seq = 4",
    )
    assert found(record, anchors)[0] == 5


def test_two_entries_that_changed_places_are_named_by_the_first(record, anchors):
    say(
        record,
        "UPDATE audit.entry SET seq = CASE seq WHEN 3 THEN 1008 ELSE 1003 END WHERE seq IN (3, 8)",
        "UPDATE audit.entry SET seq = seq - 1000 WHERE seq > 1000",
    )
    assert found(record, anchors)[0] == 3


def test_an_end_cut_off_is_found_by_the_head(record, anchors):
    say(record, "DELETE FROM audit.entry WHERE seq > 9")
    assert found(record, anchors)[0] == 10


CUT_THE_END = (
    "DELETE FROM audit.entry WHERE seq > 9",
    "UPDATE audit.head SET seq = 9, hash = (SELECT hash FROM audit.entry WHERE seq = 9)",
)


def test_an_end_cut_off_with_its_head_is_found_by_the_anchor(record, anchors):
    assert chain.anchor(record, anchors, "reviewer").seq == ENTRIES
    say(record, *CUT_THE_END)
    named, fault = found(record, anchors)
    assert named == 10
    assert f"entry {ENTRIES} was anchored" in fault


def test_without_anchors_the_report_says_what_would_not_be_found(record, anchors):
    say(record, *CUT_THE_END)
    verdict = chain.verify(record, anchors)
    assert verdict.stands
    assert "no anchors" in verdict.cautions[0]


REWRITE = (
    "CREATE TEMP TABLE was AS SELECT * FROM audit.entry ORDER BY seq",
    "DELETE FROM audit.entry",
    "UPDATE audit.head SET seq = 0, hash = repeat('0', 64)",
    "SELECT audit.add('nobody', action, subject, detail) FROM was ORDER BY seq",
)


@pytest.mark.parametrize("anchored", [1, 8])
def test_a_record_made_anew_with_a_fresh_valid_chain_is_found_by_the_anchor(
    owner, anchors, anchored
):
    say(owner, f"{ADD} FROM generate_series(1, {anchored}) AS i")
    assert chain.anchor(owner, anchors, "reviewer").seq == anchored
    say(owner, f"{ADD} FROM generate_series(1, 5) AS i")
    say(owner, "ALTER TABLE audit.entry DISABLE TRIGGER USER")
    say(owner, *REWRITE)
    named, fault = found(owner, anchors)
    assert named == anchored
    assert "anchored as number 1" in fault


def test_a_beginning_cut_off_without_a_signed_anchor_is_found(record, anchors):
    say(
        record,
        "UPDATE audit.beginning SET seq = 4, hash = (SELECT hash FROM audit.entry WHERE seq = 4)",
        "DELETE FROM audit.entry WHERE seq <= 4",
    )
    named, fault = found(record, anchors)
    assert named == 1
    assert "missing" in fault


@pytest.mark.parametrize("change", ["hash", "seq", "at", "kind", "number"])
def test_an_anchor_that_was_changed_is_found_by_its_line(record, anchors, change):
    chain.anchor(record, anchors, "reviewer")
    line = json.loads(anchors.path.read_text())
    line[change] = 1 if isinstance(line[change], int) and line[change] != 1 else "cut"
    anchors.path.write_text(json.dumps(line) + "\n")
    with pytest.raises(AuditError, match="line 1 of the anchors"):
        chain.verify(record, anchors)


def test_an_anchor_taken_out_of_the_file_is_found(record, anchors):
    chain.anchor(record, anchors, "reviewer")
    say(record, f"{ADD} FROM generate_series(1, 2) AS i")
    chain.anchor(record, anchors, "reviewer")
    first, second = anchors.path.read_text().splitlines()
    anchors.path.write_text(second + "\n")
    with pytest.raises(AuditError, match="does not follow"):
        chain.verify(record, anchors)
    anchors.path.write_text(first + "\n")
    assert "cut short" in chain.verify(record, anchors).cautions[0]


def test_an_anchor_by_another_key_is_none(record, anchors, tmp_path):
    chain.anchor(record, anchors, "reviewer")
    other = Keys(tmp_path / "other")
    other.make_missing()
    with pytest.raises(AuditError, match="not signed by this installation"):
        chain.verify(record, Anchors(anchors.path, other))
    with pytest.raises(SetupError, match="the anchor key"):
        chain.verify(record, Anchors(anchors.path, Keys(tmp_path / "none")))


def test_a_record_that_does_not_stand_is_not_anchored(record, anchors):
    say(record, "UPDATE audit.entry SET actor = 'x' WHERE seq = 2")
    with pytest.raises(AuditError, match="entry 2 does not say"):
        chain.anchor(record, anchors, "reviewer")
    assert anchors.read() == []


def test_nothing_new_is_not_anchored_twice(record, anchors):
    assert chain.anchor(record, anchors, "reviewer") is not None
    assert chain.anchor(record, anchors, "reviewer") is None
    say(record, f"{ADD} FROM generate_series(1, 1) AS i")
    assert chain.anchor(record, anchors, "reviewer").seq == ENTRIES + 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit.entry SET actor = 'x'",
        "DELETE FROM audit.entry",
        "TRUNCATE audit.entry",
        "DELETE FROM audit.head",
        "TRUNCATE audit.beginning",
    ],
)
def test_the_owner_is_refused_by_the_tables_themselves(owner, statement):
    say(owner, f"{ADD} FROM generate_series(1, 2) AS i")
    with pytest.raises(Exception, match="only ever added to"):
        say(owner, statement)


def test_the_command_names_the_entry_and_ends_with_1(record, keys, nightjar):
    assert nightjar("audit", "anchor", "--json").json["anchored"]
    assert nightjar("audit", "verify").code == 0
    say(record, "UPDATE audit.entry SET subject = 'x' WHERE seq = 5")
    answer = nightjar("audit", "verify", "--json")
    assert (answer.code, answer.json["stands"], answer.json["seq"]) == (1, False, 5)
    assert "entry 5 does not say" in nightjar("audit", "verify").out


def test_sixteen_writers_at_once_make_one_chain_of_10000(owner, settings, keys):
    findings = writers.run(owner, settings.model_copy(update={"keys": keys.folder}), 16, 625)
    assert [finding.passed for finding in findings] == [True, True]
    assert findings[1].found == 10_000


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_sixteen_writers_of_10000_each_raise_no_false_alarm(owner, settings, keys):
    findings = writers.run(owner, settings.model_copy(update={"keys": keys.folder}), 16, 10_000)
    assert [finding.passed for finding in findings] == [True, True]
    assert findings[1].found == 160_000


def test_an_entry_that_forks_the_chain_is_an_alarm(record, settings, keys):
    """What the writers must not do: two entries after the same one."""
    say(
        record,
        "ALTER TABLE audit.entry DROP CONSTRAINT entry_previous_key",
        "UPDATE audit.entry SET previous = (SELECT previous FROM audit.entry WHERE seq = 4)"
        " WHERE seq = 5",
    )
    findings = writers.run(record, settings.model_copy(update={"keys": keys.folder}), 2, 2)
    assert [finding.passed for finding in findings] == [False, False]


def test_every_way_of_tampering_that_is_reported_on_is_found(owner, settings, keys):
    ours = settings.model_copy(update={"keys": keys.folder})
    assert [str(each) for each in tampering.run(owner, ours) if not each.passed] == []


@pytest.mark.slow
def test_a_long_record_is_verified_in_bounded_memory(owner, anchors):
    for first in range(1, 20_000, 500):  # the head's old versions go at each commit
        say(owner, f"{ADD} FROM generate_series({first}, {first + 499}) AS i")
    chain.verify(owner, anchors)
    tracemalloc.start()
    assert chain.verify(owner, anchors).entries == 20_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 15_000_000  # held whole, they take more
