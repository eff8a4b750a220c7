"""The map's colours: told from the ground, and from one another by eyes that see less of them."""

import json
import math
import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from webmap import terms
from webmap.kind_groups import GROUPS, groups

STATIC = Path(__file__).resolve().parents[3] / "webmap" / "static"
WRITTEN = (STATIC / "map" / "palette.js").read_text()
PALETTE = json.loads(re.search(r"export const PALETTE = (\{.*?\n\});", WRITTEN, re.DOTALL)[1])
STYLE = (STATIC / "nightjar.css").read_text()
# Machado, Oliveira and Fernandes (2009), IEEE TVCG 15(6), severity 1.0, over linear RGB
SIGHTS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TOLD_APART, A_STEP = 10, 12  # CIE76, of which 2.3 is the least that is noticed


def linear(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour):
    return sum(
        weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True)
    )


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour, sight):
    seen = [
        min(max(sum(weight * part for weight, part in zip(row, linear(colour), strict=True)), 0), 1)
        for row in SIGHTS[sight]
    ]
    red, green, blue = seen
    white = (0.95047, 1.0, 1.08883)
    xyz = (
        0.4124564 * red + 0.3575761 * green + 0.1804375 * blue,
        0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
        0.0193339 * red + 0.1191920 * green + 0.9503041 * blue,
    )
    x, y, z = (
        (part / of) ** (1 / 3) if part / of > 0.008856 else 7.787 * part / of + 16 / 116
        for part, of in zip(xyz, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one, other, sight):
    return math.dist(lab(one, sight), lab(other, sight))


MARKS = {
    **{name: each["fillColor"] for name, each in PALETTE["kinds"].items()},
    **{
        name: PALETTE[name]
        for name in ("ring", "rank", "place", "found", "authority", "sketch", "hotspot")
    },
    "the edge of a band": PALETTE["bands"][1]["color"],
    "the nearest band": PALETTE["bands"][0]["fillColor"],
    "the outline of an area": PALETTE["outline"],
}


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_stands_out_from_the_ground_by_three_to_one(mark):
    """WCAG 2.2, 1.4.11: what is needed to understand a picture."""
    assert contrast(MARKS[mark], PALETTE["ground"]) >= 3


@pytest.mark.parametrize("ramp", ["ramp", "missing"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_steps_of_a_ramp_darken_and_are_told_apart_by_every_sight(sight, ramp):
    steps = [colour for _, colour in PALETTE[ramp]]
    light = [lab(colour, sight)[0] for colour in steps]
    assert light == sorted(light)
    assert min(apart(*pair, sight) for pair in pairwise(steps)) >= A_STEP


@pytest.mark.parametrize("sight", SIGHTS)
def test_kinds_of_premises_differ_in_form_and_in_colour_by_every_sight(sight):
    kinds = PALETTE["kinds"].values()
    assert len({each["shape"] for each in kinds}) == len(kinds)
    colours = [each["fillColor"] for each in kinds]
    assert min(apart(*pair, sight) for pair in combinations(colours, 2)) >= TOLD_APART


def test_bands_of_distance_differ_in_form():
    shapes = [each["shape"] for each in PALETTE["bands"]]
    assert len(set(shapes)) == len(shapes)


def test_black_and_white_are_as_far_apart_as_the_formulas_say():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert apart("#000000", "#ffffff", "usual") == pytest.approx(100, abs=0.1)


def test_the_legend_has_the_colours_of_the_map():
    for name, each in PALETTE["kinds"].items():
        rule = re.search(rf"\.nj-kind-{name} \{{([^}}]*)\}}", STYLE)[1]
        assert each["fillColor"] in rule
    assert PALETTE["hotspot"] in re.search(r"\.nj-hotspot \{([^}]*)\}", STYLE)[1]
    for step, (_, colour) in enumerate(reversed(PALETTE["missing"])):
        assert colour in re.search(rf"\.nj-missing--{step} \{{([^}}]*)\}}", STYLE)[1]
    assert PALETTE["place"] in re.search(r"\.nj-place-point \{([^}]*)\}", STYLE)[1]


def test_the_script_puts_each_kind_into_the_group_of_the_legend():
    written = re.search(r"export const GROUP_OF = \{(.*?)\};", WRITTEN, re.DOTALL)[1]
    script = dict(re.findall(r'(\w+): "(\w+)"', written))
    legend = {kind: name for name, (_, kinds) in GROUPS.items() for kind in kinds}
    assert set(legend) == set(terms.KINDS)
    assert {kind: script.get(kind, "other") for kind in terms.KINDS} == legend


def test_every_premises_is_in_one_row_of_the_legend():
    found = groups({"pub": 2, "club": 1, "something new": 4, "hotel": 0})
    assert [(each.name, each.premises) for each in found] == [("drink", 3), ("other", 4)]
