"""The pictures of results: their legend says in numbers what the colours do not."""

import geopandas
import numpy as np
from PIL import Image
from shapely import box

from geo import pictures

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


def test_a_bar_is_shorter_than_the_picture(tmp_path):
    path = tmp_path / "found.svg"
    pictures.write(squares(1.5, side=50), path, "gi_star", "Found")
    assert ">100 m; darker is more: gi star</text>" in path.read_text()
