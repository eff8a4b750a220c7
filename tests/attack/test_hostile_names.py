"""Hostile text in every field that holds text, on every page of every role, in a real browser.

Nothing of it runs, and each map still draws. A table that is added later is planted in as well.
"""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from geo.database import engine
from tests.journey.conftest import served
from tests.journey.test_browser import Watched
from webmap.attacks.site import site

pytestmark = pytest.mark.browser

# the last are no text in a template of a script: an escaped backtick, and an octal number
HOSTILE = (
    "<img src=x onerror=alert(1)>${alert(2)}`${alert(3)}`</script><b>\"'\\ \u202e{{7*7}}"
    "\\\\`${alert(4)}\\`C:\\2019"
)
SHORT = "<img src=x onerror=alert(1)>${alert(2)}"  # where a check leaves no room
MARK = "${alert(2)}"
# free text by the catalogue: in no key or reference but a name that is its owner's, not computed
FIELDS = """
SELECT attribute.attrelid::regclass::text AS table_name, quote_ident(attribute.attname) AS name,
    attribute.atttypid = 'text[]'::regtype AS is_list
FROM pg_attribute AS attribute
INNER JOIN pg_class AS class ON attribute.attrelid = class.oid
WHERE class.relnamespace = 'held'::regnamespace AND class.relkind = 'r'
    AND attribute.atttypid IN ('text'::regtype, 'text[]'::regtype)
    AND attribute.attnum > 0 AND NOT attribute.attisdropped AND attribute.attgenerated = ''
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = class.oid
        AND (contype IN ('p', 'f') OR contype = 'u' AND attribute.attname <> 'name')
        AND attribute.attnum = ANY(conkey))
ORDER BY 1, 2
"""
# what rows are joined, placed or numbered by, and is not shown as it is
JOINS = {"authority", "ward", "base_ward", "name_key", "postcode", "rule", "kind", "code_version"}
MUST_BE_PLANTED = {
    *("premises.name", "premises.address", "premises_licence.holder_name"),
    *("premises_licence.supervisor_name", "premises_licence.licence_number"),
    *("premises_licence.hours_stated", "premises_licence.status_stated"),
    *("taxi_operator.name", "taxi_operator.trading_name", "taxi_rank.name", "taxi_driver.name"),
    *("boundary.name", "authority.name", "road.name", "load.supplier", "load.profile"),
    *("load.file_name", "load.notices", "load_reject.found", "load_reject.column_name"),
    *("food_business.name", "food_business.business_type", "food_business.rating"),
    *("account.display_name", "account.made_by", "account_right.asked_by", "rule.reason"),
    *("saved_question.name", "supplier.name", "release_policy.reason"),
    *("export.file_name", "hold.reason"),
    *("visit_record.note", "visit_record.reply"),
    *("case_decision.reason", "case_action.what", "review_case.reason", "review_meeting.chair"),
}
ROWS = (
    "INSERT INTO held.export (export_id, account, audience, object, file_name, sha256, rows,"
    " masked, expires_on, audit_seq) VALUES (gen_random_uuid(), 'x', 'console', 'x', 'x',"
    " repeat('a', 64), 1, true, '2027-01-01', 1)",
    "INSERT INTO held.hold (begins_on, ends_on, reason, placed_by) VALUES ('2020-01-01',"
    " '2020-01-02', 'a reason of some length', 'x')",
    "UPDATE held.load SET profile = 'x'",
    "INSERT INTO held.profile (name, kind, mapping) VALUES ('x', 'premises', '{}')",
)
ROLES = {
    "analyst": "police analyst",
    "officer": "licensing officer",
    "board": "board member",
    "admin": "administrator",
}
OF_EACH_PAGE = 2


def plant(owner):
    """Write the hostile text into every field that takes it, and return which those are."""
    planted = set()
    with owner.begin() as connection:
        for statement in ROWS:
            connection.execute(text(statement))
        fields = connection.execute(text(FIELDS)).all()
        for table in sorted({field.table_name for field in fields}):
            # some keep every version, and would keep this one out; a changed snapshot is not shown
            if not table.startswith("held.snapshot"):
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        for table, name, is_list in fields:
            if name in JOINS:
                continue
            # each row's own, as names of one owner must differ
            value = "CAST(:hostile AS text) || CAST(ctid AS text)" if name == "name" else ":hostile"
            value = "ARRAY[CAST(:hostile AS text)]" if is_list else value
            update = text(f"UPDATE {table} SET {name} = {value} WHERE {name} IS NOT NULL")
            for hostile in (HOSTILE, SHORT):
                try:
                    with connection.begin_nested():
                        changed = connection.execute(update, {"hostile": hostile})
                except DBAPIError:  # a check says what it may hold, and this it may not
                    continue
                if changed.rowcount:
                    planted.add(f"{table.removeprefix('held.')}.{name}")
                break
        connection.execute(
            text(
                "SELECT audit.add(:hostile, :hostile, :hostile,"
                " jsonb_build_object('x', CAST(:hostile AS text)))"
            ),
            {"hostile": HOSTILE},
        )
    return planted


def pages(found, role):
    """Return the pages that a role is led to, two of each kind, without layers and files."""
    count = {}
    for path in sorted(found.met[role]):
        matched = found._match(path, "GET")
        if matched is None or matched[0] == "static":
            continue
        if found.ask(role, path).header("Content-Type").startswith("text/html"):
            count.setdefault(matched[0], []).append(path)
    signs_out = {"sign_in.ask_sign_out", "sign_in.signed_out"}
    return [
        path
        for name, paths in count.items()
        if name not in signs_out
        for path in paths[-OF_EACH_PAGE:]
    ]


@pytest.mark.slow
@pytest.mark.timeout(900)  # some sixty pages
def test_nothing_that_a_field_says_runs_on_any_page_and_each_map_still_draws(own_county, browser):
    owner = engine(own_county)
    planted = plant(owner)
    owner.dispose()
    assert MUST_BE_PLANTED - planted == set()
    with site(own_county) as found:
        walked = {role: pages(found, role) for role in ROLES}
    told = dict.fromkeys(ROLES, 0)
    maps = 0
    with served(own_county) as address:
        for role, words in ROLES.items():
            seen = Watched(browser)
            page = seen.enter(address, words)
            for path in walked[role]:
                seen.open(address + path)
                maps += page.locator(".folium-map[data-ready=true]").count()
                if page.locator("[data-map-show]").count():
                    page.locator("[data-map-show]").first.click()
                assert page.locator("img[src=x], main b").count() == 0, path
                told[role] += MARK in page.text_content("body")
                assert "49" not in page.title()
                assert (seen.dialogs, seen.faults) == ([], []), path
            assert [url for url in seen.asked if not url.startswith((address, "data:"))] == []
            seen.context.close()
    assert maps >= 6
    assert [role for role, pages_told in told.items() if pages_told == 0] == []
