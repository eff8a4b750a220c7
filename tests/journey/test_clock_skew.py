"""What has not come yet is told by the database's clock, whatever the clock of a loader says."""

import datetime as dt
import time

import pytest

from loaders.dates import LONDON
from tests.journey import files
from tests.journey.files import episode_row, episodes, write

DAY_S = 86_400


@pytest.mark.parametrize("skew_s", [-DAY_S, 0, DAY_S], ids=["a day slow", "right", "a day fast"])
def test_an_episode_of_the_future_is_rejected_ten_minutes_on_and_not_before(
    nightjar, tmp_path, monkeypatch, skew_s
):
    lad = write(tmp_path / "lad.geojson", files.boundary())
    assert nightjar("load", "boundaries", lad, "--kind", "authority").code == 0
    right = time.time()
    monkeypatch.setattr(time, "time", lambda: right + skew_s)

    def at(minutes):
        begun = dt.datetime.fromtimestamp(right, dt.UTC) + dt.timedelta(minutes=minutes)
        return begun.astimezone(LONDON).isoformat(timespec="minutes")

    rows = [episode_row(n, f"c{n}", start=at(minutes)) for n, minutes in enumerate((-2, 8, 13))]
    path = write(tmp_path / "e.csv", episodes(rows))
    told = nightjar("load", "episodes", path, "--supplier", "Invented Police", "--json").json
    assert (told["accepted"], told["reasons"]) == (2, {"in_the_future": 1})
