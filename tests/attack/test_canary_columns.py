"""Every column of words that is held has a canary, or says here why it needs none.

A column that is added later fails until one of the two is done: whether it comes out somewhere is
asked of what is planted alone.
"""

import pytest
from sqlalchemy import text

from geo.attacks.canaries import WORDS
from geo.database import engine

# texts, lists and documents that are not computed, and of which no rule names all that they may say
COLUMNS = """
SELECT replace(attribute.attrelid::regclass::text, 'held.', '') AS of_table,
    attribute.attname AS name
FROM pg_attribute AS attribute
INNER JOIN pg_class AS class ON attribute.attrelid = class.oid
WHERE class.relnamespace = 'held'::regnamespace AND class.relkind IN ('r', 'p')
    AND attribute.attnum > 0 AND NOT attribute.attisdropped AND attribute.attgenerated = ''
    AND (attribute.atttypid IN ('text[]'::regtype, 'jsonb'::regtype, 'json'::regtype)
        OR EXISTS (SELECT FROM pg_type WHERE oid = attribute.atttypid AND typcategory = 'S'))
    AND NOT EXISTS (SELECT FROM pg_constraint AS rule
        WHERE rule.conrelid = class.oid AND attribute.attnum = ANY(rule.conkey)
        AND (rule.contype = 'f' OR rule.contype = 'c' AND rule.conkey = ARRAY[attribute.attnum]
            AND pg_get_constraintdef(rule.oid) ~ '= ANY \\(ARRAY|<@ ARRAY|\\^\\[0-9'))
ORDER BY 1, 2
"""
PUBLIC = "a public register, or what its councils publish of it"
PLACES = "areas, roads and agencies, which everybody is shown"
LAW = "words and rules of this release, the same for everybody"
COMPUTED = "computed: figures, digests and codes, and what was asked of a run"
RELEASED = "what is published; the attacks on what is published read it"
NO_SECRET = "tells who acted, by the number of an account or as the administrator reads it"
# a table all of whose columns of words need none, but those that are planted
TABLES = {
    **dict.fromkeys(
        ("premises", "premises_match", "food_business", "taxi_operator", "taxi_rank", "profile"),
        PUBLIC,
    ),
    **dict.fromkeys(("authority", "authority_neighbour", "boundary", "postcode", "road"), PLACES),
    **dict.fromkeys(
        ("base_layer_due", "base_name", "supplier", "premises_square_due", "episode_month"), PLACES
    ),
    **dict.fromkeys(("definition_break", "export_rule", "feedback_reason", "measure", "rule"), LAW),
    **dict.fromkeys(
        ("flag_test_policy", "release_policy", "retention_policy", "schema_version"), LAW
    ),
    **dict.fromkeys(("flag_run", "flag_run_test", "hotspot", "hotspot_run"), COMPUTED),
    **dict.fromkeys(("cell_publication", "picture_publication", "published_cell"), RELEASED),
    **dict.fromkeys(("published_picture", "published_ward", "published_ward_basis"), RELEASED),
    **dict.fromkeys(("snapshot", "snapshot_check", "snapshot_event", "snapshot_file"), RELEASED),
}
ALONE = {
    **dict.fromkeys(("account.ended_by", "account.made_by", "account_right.asked_by"), NO_SECRET),
    **dict.fromkeys(
        ("account_right.ended_by", "account_right.granted_by", "export.account"), NO_SECRET
    ),
    "account.oidc_issuer": "the address of an identity provider",
    "account.sign_in_name": "planted as another word: its rule lets no canary in",
    "case_clock.outcome": "one of the codes of what came of a case",
    "draft.form": "which form it is of, by a number",
    "episode_coding.authority": "the code of an authority",
    "episode_coding.host_authority": "the code of an authority",
    "episode_coding.supplier_class": "a code that is the supplier's",
    "export.audience": "a code",
    "hold.key_fingerprint": "of a key, not of what it protects",
    "load.code_version": COMPUTED,
    "load.file_sha256": COMPUTED,
    "load.question_digest": COMPUTED,
    "notice.about": "a code, or a day",
    "notice.object": "the number of an object, which the foreign-object attack asks for",
    **dict.fromkeys(
        (f"premises_licence.{each}" for each in ("conditions", "hours_stated")), PUBLIC
    ),
    **dict.fromkeys(
        (f"premises_licence.{each}" for each in ("licence_number", "licence_url")), PUBLIC
    ),
    **dict.fromkeys(
        (f"premises_licence.{each}_stated" for each in ("licence_type", "status")), PUBLIC
    ),
    "removal.digest": COMPUTED,
    "review_case.outcome": "one of the codes of what came of a case",
    "sign_in_decoy.secret": "of nobody: it makes a stranger's wrong password take as long",
    "taxi_driver.digest": COMPUTED,
    "taxi_driver.status": "a code",
    "taxi_vehicle.digest": COMPUTED,
    "tombstone.key_fingerprint": "of a key, not of what it protects",
    "upload.file_hashes": COMPUTED,
    "visit_record.measure": "a code",
}
HOLDS = """
SELECT EXISTS (
    SELECT FROM held.{table} AS row
    CROSS JOIN unnest(CAST(:words AS text[])) AS canary (word)
    WHERE strpos(CAST(row.{column} AS text), canary.word) > 0
)
"""


def bare(connection):
    """Return the columns of words that hold no canary."""
    names = connection.execute(text(COLUMNS)).all()
    return {
        f"{table}.{column}"
        for table, column in names
        if not connection.scalar(
            text(HOLDS.format(table=table, column=column)), {"words": list(WORDS)}
        )
    }


@pytest.fixture
def planted_county(planted):
    owner = engine(planted[0])
    with owner.connect() as connection:
        yield connection
    owner.dispose()


def test_every_column_of_words_has_a_canary_or_a_reason(planted_county):
    without = bare(planted_county)
    assert {
        each for each in without if each not in ALONE and each.split(".")[0] not in TABLES
    } == set()
    assert set(ALONE) - without == set()  # what is planted, or is no more, needs no reason
    assert set(TABLES) - {each.split(".")[0] for each in without} == set()


def test_a_column_that_is_added_and_has_neither_is_found(planted_county):
    planted_county.execute(text("ALTER TABLE held.visit_record ADD COLUMN whispered text"))
    planted_county.execute(text("CREATE TABLE held.rumour (told jsonb)"))
    found = bare(planted_county) - set(ALONE)
    planted_county.rollback()
    assert {"visit_record.whispered", "rumour.told"} <= found
    assert "rumour" not in TABLES
    assert "visit_record" not in TABLES
