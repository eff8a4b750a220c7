"""Hostile text in every field that holds text, on every page of every role.

In a real browser nothing of it runs, and each map still draws; by a parser all of it is text. A
table that is added later is planted in as well.
"""

import pytest
from jinja2 import ChoiceLoader, DictLoader

from geo.attacks.hostile import HOSTILE, MARK, plant
from geo.database import engine
from tests.journey.conftest import served
from tests.journey.test_browser import Watched
from webmap.attacks import hostile
from webmap.attacks.site import Answer, site
from webmap.attacks.taken_for import taken_for

MUST_BE_PLANTED = {
    *("premises.name", "premises.address", "premises_licence.holder_name"),
    *("premises_licence.supervisor_name", "premises_licence.licence_number"),
    *("premises_licence.hours_stated", "premises_licence.status_stated"),
    *("taxi_operator.name", "taxi_operator.trading_name", "taxi_rank.name", "taxi_driver.name"),
    *("boundary.name", "authority.name", "road.name", "load.supplier", "load.profile"),
    *("load.file_name", "load.notices", "load_reject.found", "load_reject.column_name"),
    *("food_business.name", "food_business.business_type", "food_business.rating"),
    *("undone_load.reason", "draft.fields", "case_edit.content", "load.report", "base_name.name"),
    *("flag_feedback.why", "case_note.words", "representation.asked", "upload_reject.found"),
    *("account.display_name", "account.made_by", "account_right.asked_by", "rule.reason"),
    *("saved_question.name", "supplier.name", "release_policy.reason"),
    *("export.file_name", "hold.reason"),
    *("visit_record.note", "visit_record.reply"),
    *("case_decision.reason", "case_action.what", "review_case.reason", "review_meeting.chair"),
}
SHOWN = "${alert(2)}"
ROLES = {
    "analyst": "police analyst",
    "officer": "licensing officer",
    "board": "board member",
    "admin": "administrator",
}
OF_EACH_PAGE = 2


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


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.timeout(900)  # some sixty pages
def test_nothing_that_a_field_says_runs_on_any_page_and_each_map_still_draws(own_county, browser):
    owner = engine(own_county)
    with owner.begin() as connection:
        planted = plant(connection)
    owner.dispose()
    assert (
        MUST_BE_PLANTED - {name for name, state in planted.items() if state == "planted"} == set()
    )
    assert [name for name, state in planted.items() if state == "empty"] == []
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
                told[role] += SHOWN in page.text_content("body")
                assert "49" not in page.title()
                assert (seen.dialogs, seen.faults) == ([], []), path
            assert [url for url in seen.asked if not url.startswith((address, "data:"))] == []
            seen.context.close()
    assert maps >= 6
    assert [role for role, pages_told in told.items() if pages_told == 0] == []


@pytest.fixture(scope="module")
def pages_of_hostile(server):
    """The site over a county of hostile names."""
    name = server.copy_of("county")
    owner = engine(server.settings(name))
    with owner.begin() as connection:
        planted = plant(connection)
    owner.dispose()
    with site(server.settings(name)) as found:
        yield found, planted
    server.drop(name)


SEEDS = {
    "markup": ("{{ premises.name | safe }}", "an attribute of img"),
    "link": ('<a href="{{ premises.name }}">it</a>', "an address (href of a)"),
    "handler": ('<p onclick="{{ premises.name }}">it</p>', "onclick of p"),
    "attribute": ("<p title={{ premises.name }}>it</p>", "an attribute of p"),
    "script": ("<script>const it = `{{ premises.name }}`</script>", "a part of a script"),
    "style": ("<style>p::after { content: '{{ premises.name }}' }</style>", "a part of a style"),
    "comment": ("<!-- {{ premises.name }} -->", "a comment"),
}


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_a_template_that_takes_a_name_for_more_than_text_is_found(
    pages_of_hostile, monkeypatch, seed
):
    found, planted = pages_of_hostile
    written, fault = SEEDS[seed]
    jinja = found.app.jinja_env
    whole = jinja.loader.get_source(jinja, "premises.html")[0]
    bad = whole.replace("{% block main %}", f"{{% block main %}}{written}")
    assert bad != whole
    monkeypatch.setattr(
        jinja, "loader", ChoiceLoader([DictLoader({"premises.html": bad}), jinja.loader])
    )
    some = tuple(each for each in found.addresses if each.endpoint == "premises.premises")
    monkeypatch.setattr(found, "addresses", some)
    monkeypatch.setattr(found, "met", dict.fromkeys(found.met, frozenset()))
    monkeypatch.setattr(found, "forms", {role: {} for role in found.forms})
    jinja.cache.clear()
    told = hostile.walked(found)
    findings = hostile.run(found, planted)
    jinja.cache.clear()
    assert any(each.endswith(f": {fault}") for each in told.faults), told.faults
    assert [each.passed for each in findings[:2]] == [True, False]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_by_a_parser_every_answer_has_hostile_texts_as_text_alone(pages_of_hostile):
    """It comes last: the forms that it sends change what there is."""
    found, planted = pages_of_hostile
    told = hostile.walked(found)
    assert (told.faults, told.broken) == ([], [])
    assert told.answers > 1_500
    assert told.forms > 50
    assert told.files > 20
    assert [role for role in ROLES if told.as_text[role] < 100] == []
    assert len([name for name, state in planted.items() if state == "planted"]) > 90


PLAIN = "text/html; charset=utf-8"
SNIFFED = ("X-Content-Type-Options", "nosniff")


def said(body, kind=PLAIN, *more):
    return taken_for(Answer(200, (("Content-Type", kind), SNIFFED, *more), body.encode()))


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        (f"<p>{MARK}</p>", 0),
        (f'<input value="&lt;img {MARK}&gt;">', 0),
        (f'<a href="/x?words={MARK}">it</a>', 0),
        (f'<a href="/{MARK}">it</a>', 1),
        (f'<a href="//{MARK}.example">it</a>', 1),
        (f'<a href=" java\nscript:alert({MARK})">it</a>', 1),
        (f'<form action="https://{MARK}.example">', 1),
        (f'<p style="color: {MARK}">', 1),
        (f"<{MARK}>it</{MARK}>", 1),
        (f'<meta http-equiv="refresh" content="0; {MARK}">', 1),
        (f'<script type="application/json">{{"name": "{MARK}"}}</script>', 0),
        (f'<script type="application/json">{{"{MARK}": 1}}</script>', 1),
        (f'<script>layer("/x.geojson?words=%3Cb+{MARK}\\u0026kind=x")</script>', 0),
        (f'<script>layer("/x.geojson?words=`{MARK}")</script>', 1),
        (f'<script>layer("/{MARK}.geojson")</script>', 1),
        (f'<script>layer("//x.example/?{MARK}")</script>', 1),
        ("<p>zq49zq</p>", 1),
    ],
)
def test_a_parser_tells_text_from_what_a_browser_would_act_on(body, faults):
    assert len(said(body).faults) == faults


def test_what_is_no_page_is_of_a_kind_that_no_browser_runs():
    of_json = f'{{"name": "<b {MARK}>"}}'
    assert said(of_json, "application/geo+json").faults == []
    assert said(of_json, "application/geo+json").as_text == 1
    assert said(f"name,{MARK}", "text/csv; charset=utf-8").faults == []
    for body, kind in (
        (f"{{{MARK}}}", "application/json"),
        (f"const it = '{MARK}'", "text/javascript"),
        (f"<svg><{MARK}/></svg>", "image/svg+xml"),
        (of_json, ""),
    ):
        assert len(said(body, kind).faults) == 1, kind
    assert said("", PLAIN, ("X-It", MARK)).faults == ["the header X-It"]
    assert said("", PLAIN, ("Location", f"/x?words={MARK}")).faults == []
    assert said("", PLAIN, ("Location", f"//{MARK}.example")).faults != []
    bare = Answer(200, (("Content-Type", "application/json"),), of_json.encode())
    assert taken_for(bare).faults != []  # a browser may guess what it is


def test_what_is_planted_is_all_that_a_page_could_take_it_for():
    assert HOSTILE.startswith("javascript:")
    for each in ("<img", "onerror=", "</script>", "${", "{{", "`", "\\`", '"', "'"):
        assert each in HOSTILE
