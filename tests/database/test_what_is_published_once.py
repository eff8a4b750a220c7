"""What is published counts one child once, one episode once, and no child's home."""

import datetime as dt

import pytest
from sqlalchemy import text

from geo.attacks import care_settings
from geo.cells_cli import not_published
from geo.ladder import build_cells
from geo.publication import publish
from geo.quarters import Quarter
from tests.fixed_keys import fixed_keys

Q3 = Quarter(2026, 3)
AFTER = dt.date(2026, 10, 1)
DAY = dt.datetime(2026, 8, 14, 22)
HERE, NEXT = (300_100.0, 410_100.0), (300_400.0, 410_100.0)
WARD = (299_000, 409_000, 302_000, 412_000)


@pytest.fixture
def town(connection, plant):
    """A premises in a ward, two cells of twenty addresses in it, and data to September's end."""
    plant.addresses(20, HERE)
    plant.addresses(20, NEXT)
    plant.known_to(dt.date(2026, 9, 30))
    plant.premises("The Heron", HERE)
    plant.area("ward", "E05999001", WARD)
    build_cells(connection, 20)
    plant.minute = 0
    return plant


@pytest.fixture
def told(connection, tmp_path):
    """Publish the quarter, and return what is told: cells, wards, numbers by authority, notices."""

    def tell():
        done = publish(connection, fixed_keys(tmp_path / "keys"), Q3, AFTER)
        cells = connection.scalars(text("SELECT band_from FROM held.published_cell")).all()
        wards = connection.scalars(text("SELECT children FROM held.published_ward")).all()
        reported = connection.scalars(
            text("SELECT children FROM held.published_picture WHERE measure = 'reported'")
        ).all()
        return cells, wards, [each for each in reported if each], not_published(done.describe())

    return tell


def sent(plant, children, at=HERE, by=None):
    """Plant an episode of each child, of a supplier of its own or of the one before."""
    if by:
        found = text("INSERT INTO held.supplier (name) VALUES (:name) RETURNING supplier_id")
        plant.supplier_id = plant.connection.scalar(found, {"name": by})
    for child in children:
        plant.minute += 1  # what began at one time of one child is one episode
        plant.reported(child * 16, DAY + dt.timedelta(minutes=plant.minute), at=at)


def basis(connection):
    return connection.scalars(text("SELECT children FROM held.published_ward_basis")).all()


def test_one_child_of_two_keys_is_no_area(town, told):
    sent(town, "aaa")
    sent(town, "bbb", by="Invented Interviews")
    cells, wards, reported, notices = told()
    assert (cells, wards, reported) == ([], [], [])
    assert [each for each in notices if "2 keys" in each]


def test_what_one_key_tells_of_enough_children_is_told_and_no_child_of_another_beside(
    connection, town, told
):
    sent(town, "abcdefghijkl")
    sent(town, "mnopq", by="Invented Interviews")
    cells, wards, reported, _ = told()
    assert (cells, basis(connection)) == ([11], [12])
    assert 10 <= wards[0] <= 14
    assert 10 <= reported[0] <= 14


def test_suppliers_with_a_child_in_common_share_a_key(town, told):
    """Each has two episodes alone, and the first two have a child in common with the last."""
    for supplier, children in (("A", "ab"), ("B", "cd"), ("C", "bc")):
        sent(town, children, by=supplier)
    cells, _, _, notices = told()
    assert (cells, notices) == ([6], [])


def test_areas_of_two_keys_are_not_pooled(connection, town, told):
    """In each of two areas one child has two of three episodes: perhaps the same child."""
    sent(town, "aab")
    if_of_one_key = connection.begin_nested()
    sent(town, "ccd", NEXT)
    assert told()[0] == [6]
    if_of_one_key.rollback()
    sent(town, "ccd", NEXT, by="Invented Interviews")
    assert told()[0] == []


def test_an_episode_that_two_suppliers_tell_of_is_one(town, told):
    sent(town, "ab")
    town.minute = 0
    sent(town, "ab", by="Invented Interviews")
    assert told()[0] == []


def test_a_third_episode_is_one_more_beside_two_that_are_told_of_twice(town, told):
    sent(town, "ab")
    town.minute = 0
    sent(town, "abc", by="Invented Interviews")
    assert told()[0] == [3]


def test_a_home_of_another_episode_of_the_child_is_not_published_untold_what_it_is(
    connection, town, told
):
    """Files of one place to an episode: where each was missing from, and where they were found."""
    for child in "ab":
        town.episode(child * 16, dt.date(2026, 7, 3), HERE, role="missing_from", kind="placement")
        for day in (5, 6):
            town.episode(child * 16, dt.date(2026, 8, day), HERE, kind="unknown")
    town._place_coding("found", "takeaway")
    if_it_is_said = connection.begin_nested()
    connection.execute(
        text(
            "UPDATE held.episode_place SET place_coding_id = (SELECT place_coding_id FROM"
            " held.place_coding WHERE place_kind = 'takeaway') FROM held.place_coding AS told"
            " WHERE told.place_coding_id = episode_place.place_coding_id AND place_kind = 'unknown'"
        )
    )
    assert len(told()[0]) == 1
    if_it_is_said.rollback()
    assert told()[:2] == ([], [])


def test_one_childs_home_may_be_where_others_were_found(town, told):
    town.episode("a" * 16, dt.date(2026, 7, 3), HERE, role="missing_from", kind="home")
    for child in "bcd":
        town.episode(child * 16, dt.date(2026, 8, 5), HERE, kind="unknown")
    assert told()[0] == [3]


@pytest.mark.parametrize("metres", [0.5, 12, 49])
@pytest.mark.parametrize("kind", ["childrens_home", "home", "unknown"])
def test_a_home_that_two_systems_place_metres_apart_is_not_published(town, told, metres, kind):
    """One geocodes where a child was missing from, and another where the child was found."""
    beside = (HERE[0] + metres, HERE[1])
    for child in "abc":
        town.episode(child * 16, dt.date(2026, 7, 3), HERE, role="missing_from", kind=kind)
        town.episode(child * 16, dt.date(2026, 8, 5), beside, kind="unknown")
    assert told()[:2] == ([], [])


def test_a_home_that_the_same_episode_places_metres_away_is_not_published(town, told):
    for child in "abc":
        town.episode(child * 16, dt.date(2026, 7, 3), HERE, kind="unknown")
    town.also("missing_from", "placement", (HERE[0] + 3, HERE[1]))
    assert told()[:2] == ([], [])


def test_what_recurs_further_from_a_home_or_is_said_to_be_something_else_is_published(town, told):
    beside = (HERE[0] + 3, HERE[1])
    for child in "abc":
        town.episode(child * 16, dt.date(2026, 7, 3), HERE, role="missing_from", kind="home")
        town.episode(child * 16, dt.date(2026, 8, 5), beside, kind="takeaway")
    for child in "def":
        town.episode(child * 16, dt.date(2026, 7, 3), HERE, role="missing_from", kind="home")
        town.episode(child * 16, dt.date(2026, 8, 5), (HERE[0] + 51, HERE[1]), kind="unknown")
    assert told()[0] == [6]


HASH = "0123456789abcdef0123456789abcdef"
DASHED = "01234567-89ab-cdef-0123-456789abcdef"


@pytest.mark.parametrize(
    "forms",
    [
        (HASH, DASHED),
        (DASHED.upper(), HASH),
        (HASH, f"{HASH}_E06000006"),
        (f"{HASH}-E06000006", f"{HASH}-E06000007"),
        (f"{DASHED}:380", f"{HASH}.00ET"),
        ("Zk3+q/8sLw2Vt0yXbN5cRg==", "Zk3+q/8sLw2Vt0yXbN5cRg==_380"),
    ],
)
def test_one_hash_that_is_written_in_two_ways_is_one_child(connection, town, told, forms):
    """Five episodes, three and two of them by each form: no more than 60 % are of one."""
    for number in range(5):
        moment = DAY + dt.timedelta(minutes=number)
        town.reported(forms[number % 2], moment)
    assert told()[:3] == ([], [], [])
    assert basis(connection) == [1]


def test_a_child_of_another_hash_is_another_child_and_the_place_is_published(town, told):
    for number, child in enumerate((HASH, f"{HASH[:-1]}0", DASHED, f"{HASH[:-1]}0-E06000006")):
        town.reported(child, DAY + dt.timedelta(minutes=number))
    assert told()[0] == [3]


def test_a_home_is_of_the_child_however_its_hash_is_written(town, told):
    for child in (HASH, "b" * 32, "c" * 32):
        dashed = "-".join((child[:8], child[8:12], child[12:16], child[16:20], child[20:]))
        town.episode(dashed, dt.date(2026, 7, 3), HERE, role="missing_from", kind="home")
        town.episode(child, dt.date(2026, 8, 5), HERE, kind="unknown")
    assert told()[:2] == ([], [])


def test_suppliers_who_write_one_hash_in_two_ways_share_a_key(town, told):
    """Each has two episodes, by children of whom one is both suppliers'."""
    town.reported(HASH, DAY)
    town.reported("b" * 32, DAY + dt.timedelta(minutes=1))
    sent(town, "", by="Invented Interviews")
    town.reported(DASHED, DAY + dt.timedelta(minutes=2))
    town.reported("d" * 32, DAY + dt.timedelta(minutes=3))
    cells, _, _, notices = told()
    assert (cells, notices) == ([3], [])


def test_the_attack_finds_a_cell_that_was_published_because_of_homes_metres_away(
    connection, town, told
):
    """Published before homes were looked for within 50 m: what is told of them comes after."""
    for child in "abc":
        town.episode(child * 16, dt.date(2026, 8, 5), HERE, kind="unknown")
    assert told()[0] == [3]
    assert [each.passed for each in care_settings.run(connection)] == [True]
    beside = (HERE[0] + 3, HERE[1])
    for child in "abc":
        town.episode(child * 16, dt.date(2026, 7, 3), beside, role="missing_from", kind="home")
    (found,) = care_settings.run(connection)
    assert (found.passed, found.found) == (False, 1)
