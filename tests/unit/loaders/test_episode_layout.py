"""Which layout a header is of, and what its columns are called."""

import pytest

from geo.errors import SourceError
from loaders.columnar import open_columns
from loaders.episode_layout import CONTRACT, recognise

STREET = ("Crime ID", "Month", "Longitude", "Latitude", "Crime type", "Location")
EPISODES = ("episode_id", "child_pid", "start", "role", "longitude", "latitude", "place_kind")


def test_street_crimes_are_known_by_their_columns():
    assert recognise(STREET, "s.csv") == "street"


def test_episodes_with_a_month_and_a_crime_type_are_episodes():
    assert recognise((*EPISODES, "Month", "Crime type"), "e.csv") == "episodes"


@pytest.mark.parametrize("ours", ["Role", "place kind", "Location Type", "child id", "episode"])
def test_what_has_a_column_of_episodes_is_no_file_of_crimes(ours):
    with pytest.raises(SourceError, match="has no column"):
        recognise((*STREET, ours), "s.csv")


@pytest.mark.parametrize(
    "called",
    ["place_type", "Location Type", "kind_of_place", "type of place", "venue_type", "Kind"],
)
def test_a_kind_of_place_has_several_plain_names(tmp_path, called):
    (tmp_path / "p.csv").write_text(f"episode_id,role,{called}\nE1,found,home\n")
    _, columns = open_columns(tmp_path / "p.csv", CONTRACT)
    assert columns["place_kind"] == called
