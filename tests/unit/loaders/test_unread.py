"""What a register says in codes is told of, and never taken for a licence in force in silence."""

import pytest

from loaders import layout, values
from loaders.premises_layout import FIELDS
from loaders.premises_owners import speaker
from loaders.premises_rows import Reader
from loaders.report import Report
from loaders.table import tabulate
from loaders.unread import Unread, explained, legend

HEADER = ["Licence Number", "Premises Name", "Address", "Status"]


@pytest.fixture
def statuses(load):
    """Return a function that reads a register of some statuses, with lines below it."""

    def reading(*stated, below=()):
        rows = [[f"PL{n}", f"Bar {n}", "4 Quay Street", cell] for n, cell in enumerate(stated)]
        records = list(enumerate([HEADER, *rows, *below], start=1))
        table = tabulate("r.csv", records, layout.known(FIELDS), values.plainly_a_value)
        reader = Reader(table, layout.propose(table, FIELDS, spoken=speaker(table)), load)
        found = [reader.read(row, "E06999001").status for row in table.rows]
        reader.unread.tell()
        return found

    return reading


def test_letters_that_nothing_explains_are_counted_and_told(statuses, load):
    assert statuses("C", "S", "C", "Surrendered") == [
        "unknown",
        "unknown",
        "unknown",
        "surrendered",
    ]
    assert load.report.issues == {("Status", "status_not_understood"): 3}
    [notice] = load.report.notices
    assert "how 3 licences stand: C (2), S (1); they are held as if in force" in notice


def test_words_that_may_tell_of_somebody_are_counted_and_not_repeated(statuses, load):
    assert statuses("see Tom Ash", "Current") == ["unknown", "in_force"]
    [notice] = load.report.notices
    assert "how 1 licence stands: other words (1); it is held" in notice
    assert "Ash" not in notice


def test_a_status_that_is_not_given_is_no_code(statuses, load):
    assert statuses("", "n/a", "Current") == ["unknown", "unknown", "in_force"]
    assert not load.report.issues
    assert not load.report.notices


@pytest.mark.parametrize(
    "below",
    [
        [["C = Current, L = Lapsed, S = Surrendered"]],
        [["C = Current", "L = Lapsed", "S = Surrendered"]],
        [["Key: C - Current; L - Lapsed; S - Surrendered", "", "", ""]],
        [["C: Current"], ["L: Lapsed"], ["S: Surrendered"]],
    ],
)
def test_a_legend_below_a_table_says_what_its_letters_mean(statuses, load, below):
    assert statuses("C", "S", "L", below=below) == ["in_force", "surrendered", "lapsed"]
    assert not load.report.notices


def test_a_code_of_which_a_legend_says_two_things_is_not_read():
    assert legend(["C = Current, S = Surrendered", "C = Cancelled"]) == {"s": "Surrendered"}
    assert explained("C", {"s": "Surrendered"}) == "C"
    assert explained("S", {"s": "Surrendered"}) == "S (Surrendered)"
    assert explained("Current", {"current": "Lapsed"}) == "Current"


def test_many_codes_are_told_of_by_the_commonest():
    report = Report("premises", "r.csv")
    unread = Unread(report)
    for number in range(12):
        unread.status("Status", f"X{number}")
    unread.tell()
    assert "X7 (1), 4 more; they" in report.notices[0]
