"""References of episodes that are made of what identifies refuse a file, and others do not."""

import datetime as dt

import pytest

from geo.errors import SourceError
from loaders.telling_refs import refuse_telling_refs

FIRST_EPISODE = dt.date(2026, 5, 1)
TELLING = {
    "names": [
        ["HERON-JOHN-01", "TERN-EMILY-02"],
        ["MIS/Emily/Tern/Skerrow/0", "MIS/John/Heron/Skerrow/1", "MIS/Zebedee/Auk/Skerrow/2"],
        ["EmilyTern0", "JohnHeron1"],
        ["Zebedee Quill 1", "Wilhelmina Dunlin 2", "Persephone Knot 3"],
    ],
    "postcodes or addresses": [["ZX1 4QT 0", "ZX1 4QU 1"], ["4 Quay Street 1"]],
    "telephone numbers": [["07700900120", "07700900121"], ["+44 7700 900123/1"]],
    "NHS numbers": [["9434765919", "4010232137", "9434765870"]],
    "dates of birth": [["10/07/2010"], ["Quill K0 13-07-2010", "Quill K1 2011-07-13"]],
}
PLAIN = [
    ["EP-1", "2026/CH/0042", "5f" * 16],
    [f"MIS/2026/{number:06d}" for number in range(50)],
    [f"26-{number:07d}" for number in range(412345, 412395)],
    [f"{number}" for number in range(1234567890, 1234567990)],
    ["1234567881"],
    [f"MIS-2026-05-{day:02d}-003" for day in range(1, 30)],
    [f"2022-03-{day:02d}/4" for day in range(1, 30)],
    [f"00012345{number:03d}" for number in range(40)],
    [f"LEO-{number}" for number in range(10)],
    [f"Skerrow Police {number}" for number in range(10)],
]


@pytest.mark.parametrize(
    ("what", "refs"), [(what, refs) for what, many in TELLING.items() for refs in many]
)
def test_references_made_of_what_identifies_refuse_the_file_and_are_not_repeated(what, refs):
    with pytest.raises(SourceError, match=f"'episode_id' holds {what}") as refused:
        refuse_telling_refs("episode_id", ["", *refs], "e.csv", FIRST_EPISODE)
    assert not any(ref in str(refused.value) for ref in refs)


@pytest.mark.parametrize("refs", PLAIN)
def test_running_numbers_and_days_of_episodes_are_let_in(refs):
    refuse_telling_refs("episode_id", refs, "e.csv", FIRST_EPISODE)
