"""Registers of one authority: whose licence a row is, and what a premises is called."""

from sqlalchemy import text

from tests.journey import files

AUTHORITY = "E08000003"

IN_FORCE = """
SELECT premises.name
FROM derived.licences_in_force('2026-09-30')
INNER JOIN held.premises AS premises USING (premises_id)
ORDER BY premises.name
"""
HEADER = ("Licence Number", "Premises Name", "Address", "UPRN", "Status")


def load(nightjar, path, *rows):
    files.write(path, files.rows_as_csv(HEADER, rows))
    done = nightjar("load", "premises", path, "--authority", AUTHORITY, "--json")
    assert done.code == 0, done.out
    return done.json


def in_force(owner):
    with owner.connect() as connection:
        return list(connection.scalars(text(IN_FORCE)))


def test_two_registers_that_count_from_one_are_of_two_sets_of_premises(nightjar, owner, tmp_path):
    pubs = (("1", "Ibex Bar", "1 Alp St"), ("2", "Oryx Bar", "2 Alp St"))
    load(nightjar, tmp_path / "1.csv", *((*each, "", "Current") for each in pubs))
    shops = (("1", "Lucky Bets", "91 Dice St", "", "Surrendered"),
             ("2", "Ace Bingo", "92 Dice St", "", "Current"))  # fmt: skip
    load(nightjar, tmp_path / "2.csv", *shops)
    assert in_force(owner) == ["Ace Bingo", "Ibex Bar", "Oryx Bar"]


def test_a_number_that_is_none_makes_no_two_premises_one(nightjar, owner, tmp_path):
    rows = [("Pending", "Dot Bar", "1 Ink Rd"), ("Pending", "Dash Bar", "2 Ink Rd"),
            ("0", "Red Lion", "3 Ink Rd"), ("0", "Blue Boar", "4 Ink Rd")]  # fmt: skip
    load(nightjar, tmp_path / "1.csv", *((*each, "", "Current") for each in rows))
    assert in_force(owner) == ["Blue Boar", "Dash Bar", "Dot Bar", "Red Lion"]


def test_a_rounded_uprn_is_told_and_makes_no_two_premises_one(nightjar, owner, tmp_path):
    rows = (("N1", "Ant Bar", "1 Bug St"), ("N2", "Bee Bar", "20 Sting St"))
    done = load(nightjar, tmp_path / "1.csv", *((*each, 38000000000, "Live") for each in rows))
    assert in_force(owner) == ["Ant Bar", "Bee Bar"]
    assert "of_another_premises" in str(done)


def test_a_pub_is_called_what_its_licence_in_force_calls_it(nightjar, owner, tmp_path):
    old, new = ("KN/1", "The Otter", "1 Quay St", ""), ("KN/1", "The Seal", "1 Quay St", "")
    load(nightjar, tmp_path / "1.csv", (*old, "Current"))
    load(nightjar, tmp_path / "2.csv", (*old, "Superseded"), (*new, "Current"))
    assert in_force(owner) == ["The Seal"]
    # who holds two names at once keeps the one there is
    load(nightjar, tmp_path / "3.csv", (*old, "Current"), (*new, "Issued"))
    assert set(in_force(owner)) == {"The Seal"}


def test_what_a_register_leaves_out_stays_in_force_and_is_counted(nightjar, owner, tmp_path):
    header = (*HEADER, "Licence Type")
    pub, club = ("Premises Licence", "Club Premises Certificate")

    def load_typed(name, *rows):
        files.write(tmp_path / name, files.rows_as_csv(header, rows))
        return nightjar(
            "load", "premises", tmp_path / name, "--authority", AUTHORITY, "--json"
        ).json

    ibex = ("WF/1", "The Ibex", "1 Fell St", "", "Current", pub)
    oryx = ("WF/2", "The Oryx", "2 Fell St", "", "Current", pub)
    ended = ("WF/3", "The Kudu", "3 Fell St", "", "Surrendered", pub)
    legion = ("WF/4", "Fell Legion", "4 Fell St", "", "Current", club)
    assert "not_named" not in load_typed("1.csv", ibex, oryx, ended, legion)
    clubs = load_typed("2.csv", legion, ("WF/5", "Curlew Club", "5 Fell St", "", "Current", club))
    assert "not_named" not in clubs  # a file of clubs says nothing of pubs
    newer = load_typed("3.csv", (*ibex[:4], "Current - varied", pub))
    stood = {"The Ibex", "The Oryx", "Fell Legion", "Curlew Club"}
    assert stood <= set(in_force(owner))
    assert newer["not_named"] >= 1
    assert any("that are not in it" in each for each in newer["notices"])


def test_operators_that_a_register_leaves_out_stay_licensed_and_are_counted(nightjar, tmp_path):
    def load_operators(name, *rows):
        header = ("Operator Name", "Licence No", "Base Address", "Expiry", "Status")
        files.write(tmp_path / name, files.rows_as_csv(header, rows))
        options = ("--authority", AUTHORITY, "--kind", "operators", "--json")
        return nightjar("load", "taxi", tmp_path / name, *options).json

    tern = ("Tern Cars Ltd", "PHO1", "1 Fell St", "31/12/2099", "Current")
    gull = ("Gull Cars Ltd", "PHO2", "2 Fell St", "31/12/2099", "Current")
    ended = ("Knot Cars Ltd", "PHO3", "3 Fell St", "31/12/2020", "Current")
    assert "not_named" not in load_operators("1.csv", tern, gull, ended)
    assert load_operators("2.csv", (*tern[:3], "30/06/2099", "Current"))["not_named"] == 1
