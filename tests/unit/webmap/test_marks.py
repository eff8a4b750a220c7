"""What a mark says is text in properties of its own: nothing of a row goes along unasked."""

import json

import pytest
from flask import Flask

from webmap import marks

POINT = {"type": "Point", "coordinates": [-3.5, 53.6]}


def collection(**properties):
    feature = {"type": "Feature", "geometry": POINT, "properties": properties}
    return {"type": "FeatureCollection", "features": [feature]}


def said(features):
    (feature,) = features["features"]
    return feature["properties"]["said"]


@pytest.mark.parametrize(
    ("locations", "words"),
    [
        (1, "0 to 100 m from a repeat location"),
        (2, "0 to 100 m from the nearest of 2 repeat locations"),
    ],
)
def test_a_premises_says_its_kind_and_its_band_and_never_a_distance(locations, words):
    row = {"premises_id": "p", "name": "Heron", "kind": "pub", "band_m": 100, "nearest_m": 61.3}
    found = marks.premises(collection(locations=locations, **row))
    assert said(found) == ["Pub or bar", words]
    assert "61.3" not in json.dumps(found)


def test_a_day_that_is_known_by_its_month_alone_is_not_told_as_a_day():
    row = {"location_no": 4, "episodes": 5, "children": 1, "last_on": "2026-09-01"}
    found = marks.repeat_locations(collection(by_month=True, **row))
    assert said(found)[1] == "The last began in September 2026"


@pytest.mark.parametrize(
    ("children", "words"),
    [
        (None, "5 episodes"),
        (1, "5 episodes, 1 child involved"),
        (3, "5 episodes, 3 children involved"),
    ],
)
def test_a_repeat_location_says_how_many(children, words):
    row = {"location_no": 4, "episodes": 5, "last_on": "2026-09-16"}
    found = marks.repeat_locations(collection(children=children, by_month=False, **row))
    assert said(found) == [words, "The last began on 16 September 2026"]


@pytest.mark.parametrize(
    ("spaces", "words"),
    [(None, ["Taxi rank"]), (1, ["Taxi rank", "1 space"]), (6, ["Taxi rank", "6 spaces"])],
)
def test_a_rank_says_its_spaces_if_they_are_known(spaces, words):
    assert said(marks.ranks(collection(name=None, spaces=spaces))) == words


def test_a_premises_that_was_never_placed_has_no_mark():
    assert marks.one_premises({"longitude": None})["features"] == []


def test_a_hostile_name_is_a_value_of_json_and_nothing_else():
    name = "</script><script>${alert(1)}`\u2028"
    with Flask("x").app_context():
        response = marks.respond(collection(name=name))
    assert response.mimetype == "application/geo+json"
    assert json.loads(response.get_data())["features"][0]["properties"] == {"name": name}
