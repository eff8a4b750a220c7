"""Each form of the table is taken from every role that may send it: none is refused by accident.

What is forbidden is proven beside; a form that nobody could send would pass all of it. Each is
filled in as a page of its role offers it, sent with its token, and must do what it is for.
"""

from __future__ import annotations

import datetime as dt
import io

import pytest
from sqlalchemy import text

from geo.clock import today
from geo.database import engine
from geo.released_audit import IN_ORDER
from tests.routes import ROLES, routes
from webmap.attacks.forms import ENDS
from webmap.attacks.site import site
from webmap.day_fields import fields

# what a form asks for that its first choices and an invented reason do not give
ALWAYS = {"case": "", "from": "", "only": "", "measure_text": ""}
FIELDS = {
    "accounts.added": {"name": "new.person", "email": "a@new.example", "right": "board"},
    "accounts.ask": {"right": "officer", "authority": "E06999002"},
    "case_changes.clock": {"began-time": "10:00"},
    "record.review": {"verdict": IN_ORDER},
    "saved_views.save": {"name": "A view of mine"},
    "uploads.undo": {"reason": "an invented reason of a test"},
    "visit_planning.plan": fields("day", today() + dt.timedelta(days=20)),
}
NOT_ASKED = {"accounts.added": ("authority",)}
# what another form of this test may have changed since the page was read
VERSION = {
    "case_changes.sign": "version",
    "reviews.change_meeting": "version",
    "visit_pages.undo": "seen",
}
VERSIONS = range(1, 8)
# after what they build on: a case ends once both sides have signed, which is sent for every case
LAST = ("case_changes.sign", "case_changes.end", "drafts.discard", *ENDS)
OF_EVERY = ("case_changes.sign",)
READY = (
    # a right that somebody else asked for, and uploads of which one can be discarded, one undone
    "INSERT INTO held.account (sign_in_name, display_name, sample, made_by)"
    " VALUES ('waiting.person', 'Waiting Person', TRUE, 'another')",
    "INSERT INTO held.account_right (account_id, audience, authority, asked_by)"
    " SELECT account_id, 'analyst', NULL, 'another' FROM held.account"
    " WHERE sign_in_name = 'waiting.person'",
    "INSERT INTO held.upload (upload_id, account_id, kind, options, file_names, file_bytes,"
    " file_hashes, state, report, loads)"
    " SELECT gen_random_uuid(), account_id, kind, options, file_names, file_bytes, file_hashes,"
    " made.state, report, ARRAY[(SELECT public_id FROM held.load ORDER BY load_id DESC LIMIT 1)]"
    " FROM held.upload CROSS JOIN (VALUES ('checked'), ('loaded')) AS made (state)",
)
# what keeps a case from being closed, of which other forms of this test have made more
SETTLED = (
    "SET LOCAL session_replication_role = replica",
    "UPDATE held.case_action SET state = 'done', done_on = '2026-11-01'",
    "DELETE FROM held.case_clock",
    "DELETE FROM held.case_edit",
    "DELETE FROM held.draft",  # no case is closed over words that are not saved
)


@pytest.fixture
def site_of_forms(own_county):
    owner = engine(own_county)
    with owner.begin() as connection:
        for statement in READY:
            connection.execute(text(statement))
    with site(own_county) as found:
        yield found, routes(owner), owner
    owner.dispose()


def offered(found, role, route):
    """Return the ways in which a form can be sent: as a role's pages offer it, and as it is."""
    address = next(
        each
        for each in found.addresses
        if (each.endpoint, each.method) == (route.endpoint, route.method)
    )
    pages = [
        *((p, f) for p, f in found.forms[role].items() if found.leads(p, address)),
        *((path, {}) for path in sorted(found.met[role]) if found.leads(path, address)),
        (route.path, {}),
    ]
    if route.endpoint == "case_changes.sign":  # a page offers it once somebody has decided
        cases = {path.rpartition("/")[0] for path in found.forms[role] if "/decision" in path}
        pages += [(f"{case}/signature", {}) for case in sorted(cases)]
    for path, filled in pages:
        form = {**filled, **{name: said for name, said in ALWAYS.items() if name in filled}}
        form |= FIELDS.get(route.endpoint, {}) | told_elsewhere(found, role, route.endpoint)
        for name in NOT_ASKED.get(route.endpoint, ()):
            form.pop(name, None)
        if route.endpoint in VERSION:
            for number in VERSIONS:
                yield path, {**form, VERSION[route.endpoint]: str(number)}
        else:
            yield path, form


def told_elsewhere(found, role, endpoint):
    """Return what a form says of another thing: a meeting, a premises, a form that is typed in."""
    if endpoint == "case_changes.agenda":
        return {"meeting": number_of(found, role, "reviews.agenda")}
    if endpoint == "visit_planning.plan":
        return {"p": number_of(found, role, "visit_premises.premises")}
    if endpoint.startswith("drafts."):
        drafts = [fields["draft"] for fields in found.forms[role].values() if "draft" in fields]
        return {"draft": min(drafts), "words": "what somebody types"}
    return {}


def number_of(found, role, endpoint):
    address = next(each for each in found.addresses if each.endpoint == endpoint)
    return min(path for path in found.met[role] if found.leads(path, address)).split("/")[3]


def sent(found, role, path, form, endpoint):
    """Send a form, and a file with it where one is asked for; return the status."""
    if endpoint == "uploads.send":
        form = {**form, "file": (io.BytesIO(b"Premises Name\nThe Heron\n"), "register.csv")}
    with found.clients[role].open(path, method="POST", data=form) as answer:
        return answer.status_code


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_each_form_is_taken_from_each_role_that_may_send_it(site_of_forms):
    found, table, owner = site_of_forms
    tokens = {role: found.form_token(role) for role in ROLES}
    tried, refused = 0, []
    forms = [route for route in table if route.method == "POST" and not route.open]
    order = {endpoint: place for place, endpoint in enumerate(LAST, start=1)}
    for route in sorted(forms, key=lambda each: (order.get(each.endpoint, 0), each.endpoint)):
        if route.endpoint == "case_changes.end":
            with owner.begin() as connection:
                for statement in SETTLED:
                    connection.execute(text(statement))
        for role in sorted(route.audiences):
            said = []
            for path, form in offered(found, role, route):
                form["csrf_token"] = tokens[role]
                said.append(sent(found, role, path, form, route.endpoint))
                if said[-1] in {200, 303} and route.endpoint not in OF_EVERY:
                    break
            tried += 1
            if not {200, 303} & set(said):
                refused.append((route.endpoint, role, said))
    assert not refused, refused
    assert tried > 55
