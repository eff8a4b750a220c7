"""The pictures of results: their legend says in numbers what the colours do not."""

import re

import geopandas
import numpy as np
from PIL import Image
from shapely import box

from geo import pictures
from geo.point_methods import near_repeats

FOOT = 50  # pixels that the legend takes


def squares(times, side=250):
    """Return nine squares at sea that hold 1 to 9 times a number."""
    shapes = [
        box(300_000 + side * n, 410_000, 300_000 + side * (n + 1), 410_000 + side) for n in range(9)
    ]
    frame = geopandas.GeoDataFrame(
        {"gi_star": np.arange(1, 10) * times}, geometry=shapes, crs="EPSG:27700"
    )
    return frame.rename_geometry("geom")


def drawn(frame, tmp_path):
    path = tmp_path / "found.png"
    pictures.write(frame, path, "gi_star", "Found")
    return np.asarray(Image.open(path).convert("L"))


def test_a_png_says_in_numbers_where_each_step_ends(tmp_path):
    once, tenfold = (drawn(squares(times), tmp_path) for times in (1.0, 10.0))
    assert (once[:-FOOT] == tenfold[:-FOOT]).all()  # the same colours ...
    beside = once[-42:-28, 40:120], tenfold[-42:-28, 40:120]
    assert all((each < 80).sum() > 20 for each in beside)  # ... and words beside them
    assert (beside[0] != beside[1]).any()


def test_an_svg_has_the_same_legend(tmp_path):
    path = tmp_path / "found.svg"
    pictures.write(squares(1.5), path, "gi_star", "Found")
    said = path.read_text()
    for words in ("to 3.9", "to 13.5", "1 km; darker is more: gi star"):
        assert f">{words}</text>" in said


def test_steps_of_counts_end_at_counts(tmp_path):
    pictures.write(squares(1), tmp_path / "found.svg", "gi_star", "Found")
    said = (tmp_path / "found.svg").read_text()
    assert re.findall(r">to ([^<]+)<", said) == ["2", "4", "5", "7", "9"]


def test_a_bar_is_shorter_than_the_picture(tmp_path):
    path = tmp_path / "found.svg"
    pictures.write(squares(1.5, side=50), path, "gi_star", "Found")
    assert ">100 m; darker is more: gi star</text>" in path.read_text()


def test_pairs_are_drawn_by_band_with_their_ratio_and_chance(tmp_path):
    draw = np.random.default_rng(1)
    points = geopandas.points_from_xy(*draw.integers(300_000, 301_000, (2, 60)), crs=27700)
    days = np.datetime64("2026-01-01") + draw.integers(0, 60, 60)
    events = geopandas.GeoDataFrame({"day": days}, geometry=points)
    found = near_repeats(events, distances_m=(100, 400), intervals_days=(7, 28), shuffles=19)
    found.loc[3, ["pairs", "ratio"]] = 0, np.nan
    pictures.write(found, tmp_path / "found.svg", "pairs", "Found")
    said = (tmp_path / "found.svg").read_text()
    for words in ("100 to under 400 m", "7 to under 28 days", "none expected", "above 2"):
        assert f">{words}</text>" in said
    assert f">{found['ratio'][0]:.2f} times</text>" in said
    pictures.write(found, tmp_path / "found.png", "pairs", "Found")
    assert len(np.unique(np.asarray(Image.open(tmp_path / "found.png"))[80, 160:880])) > 1
