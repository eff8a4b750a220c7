"""A load is taken back: everything is as it was, and the same file can be loaded again."""

import hashlib

import pytest
from sqlalchemy import text

from tests.journey import files
from tests.journey.uploading import Sender
from tests.people import populate

CODE, WHY = "E06999001", "the wrong month was sent"
CHILDREN = [hashlib.sha256(bytes([n])).hexdigest() for n in range(8)]


@pytest.fixture
def sender(settings, owner, nightjar, keys, tmp_path):
    populate(owner)
    path = files.write(tmp_path / "b.geojson", files.boundary(CODE, "Skerrowby"))
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
    made = Sender(settings.model_copy(update={"data": tmp_path / "data"}), owner)
    yield made
    made.pools.dispose()


# numbers that sequences gave, and what is kept of the undoing itself
ASIDE = {"upload", "upload_reject", "undone_load", "load_before", "session", "hold"}


def everything(owner):
    """A hash over every row of held, bytes of geometries included."""
    whole = hashlib.sha256()
    with owner.connect() as connection:
        tables = connection.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'held' ORDER BY 1")
        ).all()
        for table in tables:
            if table in ASIDE:
                continue
            rows = connection.scalars(text(f"SELECT t::text FROM held.{table} AS t ORDER BY 1"))
            whole.update(table.encode() + b"".join(row.encode() + b"\n" for row in rows))
    return whole.hexdigest()


def episode(number, child, day, east=0, role="found"):
    started = f"2026-09-{day:02d} 20:00"
    place = [role, 300000 + east, 410000, "other", CODE]
    return [number, CHILDREN[child], "missing", started, *place]


def load_episodes(nightjar, path, rows):
    files.write(path, files.rows_as_csv(files.EPISODES, rows))
    done = nightjar("load", "episodes", path, "--supplier", "Invented Police", "--json")
    assert done.code == 0, done.out
    return done.json


def places(owner):
    """How far east of the first each episode's places are."""
    found = {}
    with owner.connect() as connection:
        for ref, east in connection.execute(
            text(
                "SELECT episode_ref::int, ST_X(geom)::int - 300000 FROM held.placed_episode"
                " JOIN held.episode USING (episode_id) JOIN held.map_point USING (point_id)"
                " ORDER BY 1, 2"
            )
        ):
            found.setdefault(ref, []).append(east)
    return found


def undo(nightjar, load, reason=WHY):
    return nightjar("loads", "undo", load, "--reason", reason, "--json")


def lay_places_beside(owner):
    """Have every place where earlier releases kept it: beside its episode's row."""
    with owner.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO held.episode_place"
                " SELECT episode_id, 1, own_point_id, own_place_coding_id FROM held.episode"
                " WHERE own_point_id IS NOT NULL"
            )
        )
        connection.execute(
            text("UPDATE held.episode SET own_point_id = NULL, own_place_coding_id = NULL")
        )


@pytest.mark.parametrize("earlier", [False, True])
def test_episodes_that_are_new_corrected_or_given_more_places_are_as_before(
    sender, nightjar, tmp_path, earlier
):
    empty = everything(sender.owner)
    first = load_episodes(
        nightjar,
        tmp_path / "1.csv",
        [
            *(episode(1, 0, 1), episode(1, 0, 1, 100), episode(2, 1, 2), episode(2, 1, 2, 200)),
            episode(3, 2, 3, 500),
        ],
    )
    if earlier:
        lay_places_beside(sender.owner)
    before = everything(sender.owner)
    second = load_episodes(
        nightjar,
        tmp_path / "2.csv",
        # one as it was, one corrected (another child, day and place), one that is new
        [
            *(episode(1, 0, 1), episode(1, 0, 1, 100), episode(2, 5, 9, 900)),
            episode(4, 6, 4, 1300, "pick_up"),
        ],
    )
    assert (second["corrected_episodes"], second["already_held"]) == (1, 2)
    assert places(sender.owner) == {1: [0, 100], 2: [900], 3: [500], 4: [1300]}
    assert everything(sender.owner) != before
    assert undo(nightjar, first["load"]).code == 1  # the later one stands on it
    done = undo(nightjar, second["load"])
    assert done.code == 0, done.out
    assert everything(sender.owner) == before
    again = load_episodes(
        nightjar,
        tmp_path / "2.csv",
        [
            *(episode(1, 0, 1, 100), episode(1, 0, 1), episode(2, 5, 9, 900)),
            episode(4, 6, 4, 1300, "pick_up"),
        ],
    )
    assert (again["state"], again["accepted"]) == ("loaded", second["accepted"])
    assert undo(nightjar, again["load"]).code == 0
    assert undo(nightjar, first["load"]).code == 0
    assert everything(sender.owner) == empty
    assert nightjar("db", "check").code == 0


def test_places_that_were_added_to_episodes_go(sender, nightjar, tmp_path):
    load_episodes(nightjar, tmp_path / "1.csv", [episode(1, 0, 1), episode(2, 1, 2)])
    before = everything(sender.owner)
    places = "episode_id,role,easting,northing,place_kind\n1,last_seen,301000,411000,other\n"
    path = files.write(tmp_path / "places.csv", places)
    done = nightjar("load", "episodes", path, "--supplier", "Invented Police", "--json")
    assert (done.code, done.json["accepted"]) == (0, 1), done.out
    assert undo(nightjar, done.json["load"]).code == 0
    assert everything(sender.owner) == before


def test_a_register_goes_and_what_it_changed_is_as_before(sender, nightjar, tmp_path):
    roughly = files.premises_row(1)
    path = files.write(tmp_path / "1.csv", files.register([roughly, files.premises_row(2)]))
    load = ("load", "premises", path, "--authority", CODE, "--json")
    assert nightjar(*load).code == 0
    with sender.owner.begin() as connection:  # placed by its postcode alone, to be placed better
        connection.execute(
            text(
                "UPDATE held.premises SET placed_by = 'postcode', precision_m = 100.5,"
                " geom = ST_SetSRID(ST_MakePoint(300000.1234567891, 410000.9876543219), 27700)"
            )
        )
    before = everything(sender.owner)
    rows = [roughly, files.premises_row(2, Status="Surrendered"), files.premises_row(3)]
    path = files.write(tmp_path / "2.csv", files.register(rows))
    second = nightjar("load", "premises", path, "--authority", CODE, "--json").json
    assert sender.value("SELECT count(*) FROM held.premises WHERE placed_by = 'stated'") == 3
    assert undo(nightjar, second["load"]).code == 0
    assert everything(sender.owner) == before


def test_premises_have_the_names_that_they_had(sender, nightjar, tmp_path):
    for name in ("The Otter", "The Seal"):
        row = files.premises_row(1, **{"Premises Name": name})
        path = files.write(tmp_path / f"{name}.csv", files.register([row]))
        done = nightjar("load", "premises", path, "--authority", CODE, "--json").json
        assert sender.value("SELECT name FROM held.premises") == name
    assert undo(nightjar, done["load"]).code == 0
    assert sender.value("SELECT name || name_key FROM held.premises") == "The Otterotter"


@pytest.mark.parametrize(
    ("corrected", "where_it_is"),
    [
        (
            [("1 Quay St", "ZZ1 1AA", 0), ("9 Alp St", "ZZ1 1AB", 900)],
            ["1 Quay St|ZZ11AA|300000", "9 Alp St|ZZ11AB|300900"],
        ),
        (
            [("1 Quay St", "ZZ1 1AA", 7), ("1 Quay St", "ZZ1 1AA", 907)],
            ["1 Quay St|ZZ11AA|300007", "1 Quay St|ZZ11AA|300907"],
        ),
    ],
    ids=["at another postcode", "at another point"],
)
def test_premises_are_where_the_newest_register_has_them_and_after_an_undo_where_they_were(
    sender, nightjar, tmp_path, corrected, where_it_is
):
    """A council that corrected an address had its premises flagged by the old one for good."""
    where = "SELECT concat_ws('|', address, postcode, round(ST_X(geom))) FROM held.premises"
    told = []
    for address, postcode, east in corrected:
        said = {"Address": address, "Postcode": postcode, "Easting": str(files.X + east)}
        path = files.write(
            tmp_path / f"{east}.csv", files.register([files.premises_row(1, **said)])
        )
        done = nightjar("load", "premises", path, "--authority", CODE, "--json").json
        told.append((everything(sender.owner), sender.value(where)))
    assert sender.value("SELECT count(*) FROM held.premises") == 1
    assert [each[1] for each in told] == where_it_is
    assert done["moved"] == 1
    assert any("elsewhere than the one before" in each for each in done["notices"])
    assert undo(nightjar, done["load"]).code == 0
    assert (everything(sender.owner), sender.value(where)) == told[0]


def test_food_that_was_told_anew_says_what_it_said(sender, nightjar, tmp_path):
    path = files.write(tmp_path / "1.xml", files.food([{}]))
    first = nightjar("load", "food", path, "--json")
    assert first.code == 0, first.out
    before = everything(sender.owner)
    path = files.write(tmp_path / "2.xml", files.food([{"RatingValue": 1}, {"FHRSID": 2}]))
    second = nightjar("load", "food", path, "--json")
    assert second.code == 0, second.out
    assert everything(sender.owner) != before
    assert undo(nightjar, second.json["load"]).code == 0
    assert everything(sender.owner) == before


@pytest.mark.parametrize("licensed", [False, True])
def test_food_that_became_a_carer_is_removed_and_put_back(sender, nightjar, tmp_path, licensed):
    if licensed:
        name = {"Premises Name": "Gull Fry", "Address": "", "Postcode": "ZZ1 1AA"}
        path = files.write(tmp_path / "r.csv", files.register([files.premises_row(1, **name)]))
        assert nightjar("load", "premises", path, "--authority", CODE).code == 0
    path = files.write(tmp_path / "1.xml", files.food([{"PostCode": "ZZ1 1AA"}]))
    assert nightjar("load", "food", path, "--json").code == 0
    before = everything(sender.owner)
    carer = {"BusinessTypeID": 5, "BusinessType": "Caring Premises"}
    path = files.write(tmp_path / "2.xml", files.food([carer, {"FHRSID": 2}]))
    second = nightjar("load", "food", path, "--json")
    assert (second.json["accepted"], second.json["removed"]) == (1, 1), second.out
    assert sender.value("SELECT count(*) FROM held.food_business WHERE fhrs_id = 1") == 0
    assert sender.value("SELECT count(*) FROM held.premises") == 1 + licensed
    assert undo(nightjar, second.json["load"]).code == 0
    assert everything(sender.owner) == before


VEHICLES = ("Plate No", "VRM", "Expiry")


def test_a_taxi_file_goes_and_what_it_changed_is_as_before(sender, nightjar, tmp_path):
    rows = [["P1", "AB12XYZ", "01/01/2029"], ["P2", "AB13XYZ", "01/01/2029"]]
    load = ("load", "taxi", "--authority", CODE, "--kind", "vehicles", "--json")
    path = files.write(tmp_path / "1.csv", files.rows_as_csv(VEHICLES, rows))
    first = nightjar(*load, path)
    assert first.code == 0, first.out
    before = everything(sender.owner)
    changed = [["P1", "AB12XYZ", "01/01/2031"], ["P3", "AB14XYZ", "01/01/2029"]]
    path = files.write(tmp_path / "2.csv", files.rows_as_csv(VEHICLES, changed))
    second = nightjar(*load, path)
    assert second.code == 0, second.out
    assert everything(sender.owner) != before
    assert undo(nightjar, second.json["load"]).code == 0
    assert everything(sender.owner) == before
    assert undo(nightjar, first.json["load"]).code == 0
    assert sender.value("SELECT count(*) FROM held.taxi_vehicle") == 0
    said = sender.text("/sources")  # who took it back and why, for every analyst
    assert said.count(WHY) == 2
    assert "1.csv" in said
    assert "of this machine" in said


def test_it_is_refused_where_something_rests_on_it(sender, nightjar, tmp_path):
    first = load_episodes(nightjar, tmp_path / "1.csv", [episode(1, 0, 1)])["load"]
    assert (
        nightjar("hold", "add", "--from", "2026-09-01", "--to", "2026-09-01", "--reason", WHY).code
        == 0
    )
    refused = undo(nightjar, first)
    assert (refused.code, "legal hold" in refused.json["error"]) == (1, True)
    with sender.owner.begin() as connection:
        connection.execute(
            text(
                "UPDATE held.hold SET ended_at = now(), ended_by = 'x',"
                " end_reason = 'no longer needed'"
            )
        )
    with sender.owner.begin() as connection:
        connection.execute(
            text("UPDATE held.load SET loaded_at = now() - interval '7 days 1 minute'")
        )
    assert "7 days" in undo(nightjar, first).json["error"]
    with sender.owner.begin() as connection:
        connection.execute(
            text("UPDATE held.load SET loaded_at = now() - interval '6 days 23 hours'")
        )
    assert nightjar("flag", "--as-at", "2026-09-30", "--json").code == 0
    assert "the run of 30 September 2026" in undo(nightjar, first).json["error"]
    boundary = sender.value("SELECT public_id FROM held.load WHERE kind = 'boundaries'")
    assert "areas is not taken back" in undo(nightjar, str(boundary)).json["error"]
    assert undo(nightjar, "ffffffff").code == 1
    assert undo(nightjar, first, "short").code == 1
    told = undo(nightjar, first, "it holds Jade Heron, 14, dob 13/07/2010")
    assert "may not tell who a child is" in told.json["error"]


@pytest.mark.slow
def test_what_was_loaded_by_a_page_is_taken_back_by_its_page(sender):
    rows = [files.premises_row(n) for n in (1, 2)]
    before = everything(sender.owner)
    page = sender.sent("premises", ("r.csv", files.register(rows)), authority=CODE)
    sender.work()
    sender.act(page, "commit")
    sender.work()
    assert sender.act(page, "undo", reason="short").status_code == 400
    assert sender.act(page, "undo", reason="of Jade Heron, 14, dob 13/07/2010").status_code == 400
    assert sender.act(page, "undo", reason=WHY).status_code == 303
    sender.work()
    assert sender.state(page) == "undone"
    assert everything(sender.owner) == before
    assert WHY in sender.text(page)
    actions = sender.value("SELECT string_agg(action, ',' ORDER BY seq) FROM audit.entry")
    assert "undo upload,undo load" in actions


OPERATORS = ("Licence No", "Operator Name", "Base Address", "Base Type", "Status")
IN_FORCE = "SELECT count(*) FROM derived.operators_in_force('2026-09-30')"


def test_an_operator_is_what_the_newest_register_says_and_was_before(sender, nightjar, tmp_path):
    load = ("load", "taxi", "--authority", CODE, "--kind", "operators", "--json")
    found, states = [], []
    for number, word in enumerate(("Current", "Suspended", "Current")):
        rows = [["O1", "Quay Cars", "1 Quay Street", "Office", word],
                ["O2", "Tern Cars", "2 Quay Street", "Office", f"Current {number}"]]  # fmt: skip
        path = files.write(tmp_path / f"{number}.csv", files.rows_as_csv(OPERATORS, rows))
        done = nightjar(*load, path)
        assert done.code == 0, done.out
        found.append(sender.value(IN_FORCE))
        states.append(everything(sender.owner))
    assert [each - found[1] for each in found] == [1, 0, 1]
    assert undo(nightjar, done.json["load"]).code == 0
    assert everything(sender.owner) == states[1]
