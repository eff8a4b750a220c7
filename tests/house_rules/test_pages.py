"""Pages keep their rules: a rule of access for each, nothing inline, nothing from outside."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from flask import Blueprint, Flask

from geo.errors import SetupError
from webmap.access import Access
from webmap.audience import Audience
from webmap.review_map import ReviewMap

WEBMAP = Path(__file__).resolve().parents[2] / "webmap"
VENDOR = WEBMAP / "static" / "vendor"
TEMPLATES = sorted((WEBMAP / "templates").glob("**/*.html"))
SCRIPTS = sorted(set((WEBMAP / "static").rglob("*.js")) - set(VENDOR.rglob("*.js")))


def test_a_page_that_nobody_decided_on_stops_the_start():
    app = Flask("webmap")
    access = Access(app, None, "sign_in.begin")
    app.add_url_rule("/secret", "secret", lambda: "")
    with pytest.raises(SetupError, match="/secret"):
        access.refuse_unguarded(app)


def test_a_guarded_page_does_not_stop_the_start():
    app = Flask("webmap")
    access = Access(app, None, "sign_in.begin")
    part = Blueprint("part", __name__)
    part.add_url_rule("/part", "page", lambda: "")
    access.guard(app, part, Audience.ANALYST)
    access.refuse_unguarded(app)


def test_vendored_files_are_those_that_were_recorded():
    recorded = json.loads((VENDOR / "vendored.json").read_text())
    files = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "vendored.json"
    }
    assert files == {name: each["sha256"] for name, each in recorded.items()}


def test_each_vendored_package_brings_its_licence():
    packages = [path for path in VENDOR.iterdir() if path.is_dir()]
    assert packages
    assert all((package / "LICENSE").is_file() for package in packages)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_has_nothing_inline_and_nothing_from_outside(path):
    written = path.read_text()
    assert not re.search(r"\|\s*safe\b", written)
    assert not re.search(r"""\son[a-z]+\s*=\s*["']""", written)
    assert not re.search(r"\sstyle\s*=", written)
    assert "<style" not in written
    assert not re.search(r"(src|href)\s*=\s*[\"']?(https?:)?//", written)
    for script in re.findall(r"<script([^>]*)>", written):
        assert "src=" in script or "nonce=" in script


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_of_ours_writes_text_and_never_markup(path):
    written = path.read_text()
    for danger in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert danger not in written
    assert not re.search(r"https?://", written)


def test_a_map_names_this_servers_files_alone():
    parts = ReviewMap("Map").parts()
    whole = parts.header + parts.html + parts.script
    assert "http" not in whole
    assert "jquery" not in whole.lower()
    assert "/static/vendor/leaflet-1.9.4/leaflet.js" in parts.header


def test_a_map_takes_no_file_that_is_not_vendored():
    with pytest.raises(TypeError, match="vendored"):
        ReviewMap("Map").add_js_link("x", "https://host.example/x.js")


def test_one_map_does_not_change_another():
    first, second = ReviewMap("One").parts(), ReviewMap("Two").parts()
    assert first.header == second.header
