"""The schema of the Local Government Association, all 36 columns of it, and whose they are."""

import pytest

from loaders.layout import known, propose
from loaders.premises_layout import FIELDS
from loaders.table import Row, Table, key

NAMES = ["The Heron", "Gull Fry", "Quay Wines", "Tern Rooms", "Skerry Social Club", "Plover Bar"]
MEANT = {
    "ExtractDate": "extracted_on",
    "OrganisationURI": "not_kept",
    "OrganisationLabel": "authority",
    "CaseReference": "licence_number",
    "CaseDate": "issued_on",
    "ServiceTypeURI": "not_kept",
    "ServiceTypeLabel": "licence_type",
    "PremisesName": "name",
    "LocationText": "address",
    "Postcode": "postcode",
    "EntertainmentTypeURI": "not_kept",
    "EntertainmentTypeLabel": "activity",
    "LateNightRefreshment": "late_night_refreshment",
    "AlcoholSupply": "alcohol",
    "OpeningHours": "hours",
    "StatusURI": "not_kept",
    "StatusLabel": "status",
    "LicenceStartDate": "starts_on",
    "LicenceEndDate": "ends_on",
    "OnPremisesAlcoholSale": "alcohol_on",
    "OffPremisesAlcoholSale": "alcohol_off",
    "LicenceHolder": "holder",
    "LicenceHolderAddress": "not_kept",
    "LicenceHolderPostcode": "not_kept",
    "ApplicantTypeURI": "not_kept",
    "ApplicantTypeLabel": "not_kept",
    "DesignatedPremisesSupervisor": "supervisor",
    "SupervisorLicenceNo": "supervisor_number",
    "SupervisorAddress": "not_kept",
    "SupervisorPostcode": "not_kept",
    "Conditions": "conditions",
    "DecisionDate": "decided_on",
    "DecidedBy": "not_kept",
    "LicenceURL": "licence_url",
    "UPRN": "uprn",
    "GeoPointLicensingURL": "not_kept",
}
HELD = {
    "postcode": "ZX{} 4QT",
    "uprn": "10001234567{}",
    "starts_on": "0{}/07/2026",
    "issued_on": "0{}/07/2026",
    "alcohol": "true",
}


def table(columns):
    """Return a table of six rows; a column is a text with its row's number in it."""
    rows = [
        Row(number + 2, tuple(cell.format(number + 1) for cell in columns.values()))
        for number in range(len(NAMES))
    ]
    return Table("r.csv", tuple(columns), headed=True, rows=rows)


def read_as(found):
    return {column: name for name, columns in found.columns.items() for column in columns}


@pytest.mark.parametrize("written", [str, str.upper, str.lower], ids=["as is", "upper", "lower"])
def test_every_column_of_the_schema_is_what_the_schema_says(written):
    columns = {written(name): HELD.get(meant, "x{}") for name, meant in MEANT.items()}
    found = propose(table(columns), FIELDS)
    assert read_as(found) == {written(name): meant for name, meant in MEANT.items()}
    assert found.unused == ()


def test_the_schema_has_36_columns_and_a_header_of_them_is_known():
    assert len(MEANT) == 36
    assert set(map(key, MEANT)) <= known(FIELDS)


HOMES = {
    "Licence Holder Home Address": "{} Back Lane, Otherby, Nowhere",
    "Correspondence Address": "{} Back Lane, Otherby, Nowhere",
    "Agent Address Line 1": "{} Back Lane, Otherby, Nowhere",
    "Home Postcode": "ZX{} 9ZZ",
    "Applicant Postcode": "ZX{} 9ZZ",
    "Contact Postcode": "ZX{} 9ZZ",
    "Manager": "Somebody",
    "Contact Name": "Somebody",
}


@pytest.mark.parametrize("column", HOMES)
def test_where_a_person_lives_never_stands_in_for_where_premises_are(column):
    register = {"Licence No": "PL{}/26", "Premises": "The Heron {}", column: HOMES[column]}
    assert read_as(propose(table(register), FIELDS))[column] == "not_kept"


@pytest.mark.parametrize("column", ["Who to ask", "Owner's residence"])
def test_nobodys_name_or_address_is_guessed_at_where_columns_say_the_premises(column):
    cell = "{} Back Lane, Otherby, Nowhere" if "residence" in column else "Somebody or other {}"
    register = {
        "Licence No": "PL{}/26",
        "Premises Name": "The Heron {}",
        "Premises Address": "{} Quay Street, Skerrowby",
        column: cell,
    }
    assert propose(table(register), FIELDS).unused == (column,)
