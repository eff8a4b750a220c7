"""A base map of pictures over HTTP: what a file sends, and what the policy lets in and where."""

import re

import pytest

from geo.errors import SetupError
from geo.tile_file import NAME
from tests.people import enter
from tests.unit.geo.test_tile_file import made, png
from webmap import create_app
from webmap.base_tiles import NOTHING
from webmap.pools import Pools

SERVER = "https://tiles.example.org/{z}/{x}/{y}.png"


@pytest.fixture
def with_base(county_settings):
    opened = []

    def site(**update):
        settings = county_settings.model_copy(update=update)
        opened.append(Pools(settings))
        return create_app(opened[-1], settings)

    yield site
    for each in opened:
        each.dispose()


def policy(answer):
    return answer.headers["Content-Security-Policy"]


def test_a_file_is_served_from_here_and_the_policy_is_as_narrow_as_without(with_base, tmp_path):
    file = made(tmp_path / "b.mbtiles", [(8, 125, 173, png(99))], attribution="<b>A & B</b>")
    client = enter(with_base(tile_file=file), "officer")
    page = client.get("/map")
    said = page.get_data(as_text=True)
    assert "Base map: A &amp; B." in said
    assert re.search(r'data-map-layer="base" checked', said)
    assert "img-src 'self' data:;" in policy(page)
    found = client.get("/base/tiles/8/125/82")
    assert (found.mimetype, found.get_data()) == ("image/png", png(99))
    assert found.headers["Cache-Control"] == "no-store"
    for nowhere in ("8/125/83", "8/300/82", "99/0/0", "x/y/z", "8/-1/82"):
        assert client.get(f"/base/tiles/{nowhere}").get_data() == NOTHING


def test_another_server_is_let_in_for_pictures_on_pages_with_a_map_alone(with_base):
    client = enter(with_base(tile_server=SERVER, tile_credit="<i>Invented</i>"), "officer")
    page = client.get("/map")
    said = page.get_data(as_text=True)
    assert "img-src 'self' data: https://tiles.example.org;" in policy(page)
    assert policy(page).count("example.org") == 1
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "which learns where on the map you look" in said
    assert "&lt;i&gt;Invented&lt;/i&gt;" in said
    assert re.search(r'data-map-layer="base">', said)  # off until it is switched on
    assert "example.org" not in policy(client.get("/account"))


def test_without_either_there_is_no_switch(with_base):
    said = enter(with_base(), "officer").get("/map").get_data(as_text=True)
    assert 'data-map-layer="base"' not in said


def test_two_base_maps_and_a_file_that_is_none_stop_the_start(with_base, tmp_path):
    file = made(tmp_path / NAME, [(8, 125, 173, png(99))])
    with pytest.raises(SetupError, match="both are set"):
        with_base(data=tmp_path, tile_server=SERVER)
    file.write_bytes(b"not one")
    with pytest.raises(SetupError, match="must be an MBTiles file"):
        with_base(data=tmp_path)
