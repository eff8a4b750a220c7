"""Street-level files: every row an incident, none of them lost and none of them a child."""

from loaders.contract import MONTH
from loaders.street import Street
from tests.unit.loaders.batches import NOW_US, batch, faults


class Names:
    """Authorities that are known by one name alone."""

    def code(self, name):
        return {"Skerrowby": "E06999001"}.get(name)


def read(reader=None, **columns):
    rows = len(next(iter(columns.values())))
    given = {
        "crime_id": [""] * rows,
        "month": ["2026-07"] * rows,
        "reported_by": ["Invented Police"] * rows,
        "longitude": ["-2.73741"] * rows,
        "latitude": ["53.34162"] * rows,
        "lsoa_code": ["E01999001"] * rows,
        "lsoa_name": ["Skerrowby 001A"] * rows,
        "crime_type": ["Anti-social behaviour"] * rows,
    }
    return (reader or Street(Names())).episodes(batch(**(given | columns)), NOW_US)


def test_equal_rows_without_a_crime_id_are_as_many_incidents():
    reader = Street(Names())
    refs = [*read(reader, month=["2026-07"] * 3).refs.to_pylist()]
    refs += read(reader, month=["2026-07"]).refs.to_pylist()
    assert len(set(refs)) == 4


def test_the_same_file_again_gives_the_same_references():
    first, again = read(month=["2026-07"] * 3), read(month=["2026-07"] * 3)
    assert first.refs.to_pylist() == again.refs.to_pylist()


def test_a_month_that_a_spreadsheet_saved_is_the_same_incident():
    assert read(month=["Jul-26"]).refs.to_pylist() == read(month=["2026-07"]).refs.to_pylist()
    assert read(month=["Jul-26"]).refs.to_pylist() != read(month=["2026-08"]).refs.to_pylist()


def test_an_outcome_that_is_revised_later_does_not_make_another_incident():
    first = read(outcome=["Under investigation"])
    later = read(outcome=["Investigation complete"])
    assert first.refs.to_pylist() == later.refs.to_pylist()


def test_an_incident_has_a_month_no_child_and_a_place_of_unknown_kind():
    rows = read(month=["2026-07"])
    assert rows.child_refs is None
    assert rows.coded["time_quality"].tolist() == [MONTH]
    assert rows.place_coded["role"].tolist() == ["found"]
    assert rows.place_coded["place_kind"].tolist() == ["unknown"]
    assert rows.place_coded["precision_m"].tolist() == [100]


def test_an_incident_without_coordinates_is_one_all_the_same():
    rows = read(longitude=[""], latitude=[""])
    assert faults(rows) == [None]
    assert rows.placed.tolist() == [False]


def test_the_authority_is_told_from_the_lsoa_s_name():
    rows = read(lsoa_name=["Skerrowby 001A", "Elsewhere 002B", ""])
    assert rows.coded["authority"].tolist() == ["E06999001", None, None]


def test_faults_are_named_as_the_file_names_its_columns():
    assert faults(read(month=["July"])) == [("Month", "not_a_date")]
    assert faults(read(month=["2031-01"])) == [("Month", "in_the_future")]
