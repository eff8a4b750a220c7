"""Registers as their publishers left them; the counts were made independently of Nightjar."""

import gzip

import pytest

pytestmark = pytest.mark.real_data


def adds_up(report):
    return report["read"] == report["accepted"] + report["rejected"] + report["already_held"]


@pytest.fixture(scope="module")
def manchester(registers, real_data):
    file = real_data / "premises" / "manchester_lga_premises_licences_2014-10.csv.gz"
    return registers.run("load", "premises", file, "--authority", "E08000003")


@pytest.fixture(scope="module")
def arun(registers, real_data):
    file = real_data / "premises" / "arun_premises_register_2023-03-02.csv"
    return registers.run("load", "premises", file, "--authority", "E07000224")


def test_a_sheet_cut_at_65536_rows_is_read_as_its_2265_licences(manchester):
    assert (manchester["read"], manchester["blank"]) == (2_265, 63_270)
    assert manchester["accepted"] == 2_265


def test_2118_licences_are_placed_by_postcode(manchester):
    assert manchester["placed"]["postcode"] == 2_118


def test_malformed_and_unknown_postcodes_are_told_apart(manchester):
    issues = {each["reason"]: each["rows"] for each in manchester["issues"]}
    assert issues["postcode_not_in_gazetteer"] == 118
    assert issues["not_a_postcode"] == 27


def test_activities_are_read_from_36_columns(manchester, registers):
    counted = dict(
        registers.rows(
            "SELECT activity, count(*) FROM held.licence_activity INNER JOIN held.premises_licence"
            " USING (licence_id) WHERE authority = 'E08000003' GROUP BY activity"
        )
    )
    assert counted["late_night_refreshment"] == 1_574
    assert counted["alcohol"] == 1_918


def test_text_that_was_encoded_twice_is_repaired(manchester, registers):
    names = registers.rows("SELECT name FROM held.premises WHERE authority = 'E08000003'")
    assert not [name for (name,) in names if "\u00d4\u00c7" in name]
    assert [name for (name,) in names if "\u2019" in name]


def test_a_register_with_its_postcodes_in_an_address_is_read(arun, registers):
    assert (arun["read"], arun["accepted"], arun["already_held"]) == (475, 468, 7)
    licences = registers.rows(
        "SELECT count(DISTINCT licence_number), count(DISTINCT licence_number) FILTER (WHERE"
        " status_stated = 'Granted') FROM held.premises_licence WHERE authority = 'E07000224'"
    )
    assert licences == [(465, 434)]


def test_suspended_is_no_sanction_in_such_a_register(arun, registers):
    found = registers.rows(
        "SELECT DISTINCT status FROM held.premises_licence WHERE authority = 'E07000224' AND"
        " status_stated = 'Suspended'"
    )
    assert found == [("superseded",)]


def test_two_registers_of_one_council_are_one_list_of_premises(arun, registers, real_data):
    file = real_data / "premises" / "arun_premises_geocoded.csv"
    report = registers.run("load", "premises", file, "--authority", "E07000224")
    assert adds_up(report)
    assert report["read"] == 475


def test_activities_that_are_named_in_their_columns_are_read(registers, real_data):
    file = real_data / "premises" / "adur_premises_geocoded.csv"
    report = registers.run("load", "premises", file, "--authority", "E07000223")
    assert (report["read"], report["accepted"]) == (158, 158)
    counted = dict(
        registers.rows(
            "SELECT activity, count(*) FROM held.licence_activity INNER JOIN held.premises_licence"
            " USING (licence_id) WHERE authority = 'E07000223' GROUP BY activity"
        )
    )
    assert counted["late_night_refreshment"] == 66


@pytest.mark.parametrize(("ending", "rows"), [("csv", 415), ("geojson", 413)])
def test_a_register_of_ten_councils_takes_each_rows_own_word(registers, real_data, ending, rows):
    file = real_data / "premises" / f"gm_gambling_premises.{ending}"
    report = registers.run("load", "premises", file, "--authority", "stated")
    assert report["read"] == rows
    assert adds_up(report)


@pytest.mark.parametrize(
    ("borough", "code", "rows", "placed"),
    [
        ("barnet", "E09000003", 111, 110),
        ("camden", "E09000007", 247, 244),
        ("enfield", "E09000010", 123, 123),
        ("islington", "E09000019", 183, 124),
    ],
)
def test_lists_of_pubs_without_a_header_or_with_sentinels(
    registers, real_data, borough, code, rows, placed
):
    file = real_data / "pubs" / f"open_pubs_{borough}.csv"
    report = registers.run("load", "premises", file, "--authority", code)
    assert report["read"] == rows
    assert adds_up(report)
    assert sum(n for how, n in report["placed"].items() if how == "stated") == placed


def test_the_national_taxi_layout_is_read_without_a_header(registers, real_data):
    file = real_data / "taxi" / "CAZ-2020-01-08-AuthorityID.csv"
    report = registers.run("load", "taxi", file, "--authority", "E08000025", "--kind", "national")
    assert report["read"] == 8
    assert adds_up(report)


def test_all_postcodes_are_held(registers):
    assert registers.one("SELECT count(*) FROM held.postcode") == 166_092


def test_invalid_boundaries_are_repaired_and_held(registers, real_data):
    assert registers.one("SELECT count(*) FROM held.boundary WHERE kind = 'authority'") == 9
    assert registers.one("SELECT count(*) FROM held.boundary WHERE NOT ST_IsValid(geom)") == 0
    wards = sorted((real_data / "boundaries" / "wards").glob("*.gz"))
    read = sum(
        registers.run("load", "boundaries", each, "--kind", "ward")["accepted"] for each in wards
    )
    assert read == 252


def test_1562_lsoas_are_held(registers, real_data):
    for each in sorted((real_data / "boundaries" / "lsoa").glob("*.gz")):
        registers.run("load", "boundaries", each, "--kind", "lsoa")
    assert registers.one("SELECT count(*) FROM held.boundary WHERE kind = 'lsoa'") == 1_562


def test_boundaries_on_the_national_grid_stay_where_they_are(registers, real_data):
    file = real_data / "boundaries" / "manchester_wards.geojson.gz"
    report = registers.run("load", "boundaries", file, "--kind", "ward")
    assert report["accepted"] == 215
    inside = registers.one(
        "SELECT count(*) FROM held.boundary WHERE kind = 'ward' AND"
        " ST_Within(geom, ST_MakeEnvelope(345000, 375000, 410000, 425000, 27700))"
    )
    assert inside >= 215


@pytest.mark.slow
def test_a_point_in_another_part_of_the_country_is_turned_away(registers, real_data):
    police = sorted((real_data / "crime").glob("20*-street.csv.gz"))
    report = registers.run("load", "episodes", *police, "--supplier", "Street-level files")
    assert report["read"] == 109_948
    assert report["reasons"] == {"outside_area": 10}


@pytest.mark.slow
def test_forty_one_forces_lose_no_row(registers, real_data):
    file = real_data / "crime" / "scale" / "2018-12-41-forces-street.csv.gz"
    with gzip.open(file, "rt") as lines:
        assert sum(1 for _ in lines) == 342_886
    report = registers.run("load", "episodes", file, "--supplier", "All forces")
    assert report["read"] == 342_885
    assert adds_up(report)
