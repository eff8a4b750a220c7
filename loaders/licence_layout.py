"""What a register of premises can say of their licences, and the names its columns go by."""

from __future__ import annotations

from loaders import looks
from loaders.headings import words
from loaders.layout import Field
from loaders.premises_headings import names_no_premises, of_some_days

LICENCE = (
    Field(
        "licence_type",
        (
            *("ServiceTypeLabel", "Licence Type", "Licence Type Code", "Licence Type Description"),
            *("Licence Category", "Application Category", "Licence Application Type", "Type"),
            *("Licence Class", "Type of Licence", "Case Type", "Licence Description", "Category"),
            *("Record Type", "Record Type: Name", "Sub Type", "Subtype", "Sub Category"),
        ),
        many=True,
        unnamed=looks.licence_type,
        by_contents=True,
        headless=True,
    ),
    Field(
        "premises_kind",
        (
            *("Premises Type", "Business Type", "BusinessType", "Premises Category", "Use"),
            *("Type of Premises", "Premises Use", "Description of Premises", "Business Category"),
            *("Usage", "Premise Type", "Class of Premises", "Activity Type"),
        ),
    ),
    Field(
        "activity",
        (
            *("EntertainmentTypeLabel", "Activity", "Activities", "Licensable Activities"),
            *("Licensable Activity", "Licensed Activities", "Licence Activities"),
        ),
        many=True,
    ),
    Field("allowed", looks=looks.ticks, many=True),
    Field("day_hours", many=True),
    Field("name_and_address"),
    Field(
        "late_night_refreshment",
        ("LateNightRefreshment", "Late Night Refreshment", "Late Night Refresh", "LNR"),
    ),
    Field(
        "alcohol",
        ("AlcoholSupply", "Alcohol", "Supply of Alcohol", "Sale of Alcohol", "Alcohol Sales"),
    ),
    Field(
        "alcohol_on",
        (
            *("OnPremisesAlcoholSale", "Alcohol ON Sales/Supply", "On Sales", "On Licence"),
            *("Alcohol On", "On Premises", "Alcohol On Sales", "Alc On"),
        ),
    ),
    Field(
        "alcohol_off",
        (
            *("OffPremisesAlcoholSale", "Alcohol OFF Sales/Supply", "Off Sales", "Off Licence"),
            *("Alcohol Off", "Off Premises", "Alcohol Off Sales", "Alc Off"),
        ),
    ),
    Field(
        "alcohol_on_and_off",
        ("Alcohol ON&OFF Sales/Supply", "On and Off Sales", "Alcohol On and Off", "On/Off Sales"),
    ),
    Field(
        "hours",
        (
            *("Licensed Hours", "OpeningHours", "Opening Hours", "Hours", "Hours of Operation"),
            *("Licensable Hours", "Opening Times", "Times", "Permitted Hours", "Trading Hours"),
        ),
        unnamed=looks.hours,
        by_contents=True,
        unless="day_hours",
        sole=True,
        never=lambda column: of_some_days(words(column)),
    ),
    Field(
        "status",
        (
            "StatusLabel",
            "Licence Status",
            "Status",
            "Current Status",
            "Application Status",
            "Stage",
            "Licence Stage",
        ),
        unnamed=looks.status,
        by_contents=True,
        headless=True,
    ),
    # told by their words alone
    Field("ended", looks=looks.day_or_truth, many=True),
    Field("standing", looks=looks.truth_or_status),
    Field("sheet", ("(sheet)",)),
    # read for what nothing else says, and never stored
    Field(
        "described",
        (
            *("Description", "Premises Description", "Business Description", "Nature of Business"),
            *("Nature of Premises", "Business Details", "Licence Details", "Proposal"),
        ),
        many=True,
    ),
    Field("remarks", ("Comments", "Comment", "Notes", "Note", "Remarks"), many=True),
    Field("decision", ("Decision", "Decision Text", "Outcome", "Determination")),
    Field(
        "starts_on",
        (
            *("LicenceStartDate", "Start Date", "Licence Start", "Effective", "Effective Date"),
            *(
                "DateEff",
                "Effective From",
                "Valid From",
                "Date From",
                "Commencement Date",
                "From",
                "Start",
            ),
            *("Date Effective", "Licence Commencement Date"),
        ),
        looks.dated,
        unnamed=looks.date,
        by_contents=True,
        headless=True,
    ),
    Field(
        "ends_on",
        (
            *("LicenceEndDate", "Expiry Date", "End Date", "Licence End", "Expiry", "Expires"),
            *(
                "DateExp",
                "Expires On",
                "Valid To",
                "Date To",
                "Licence Expiry Date",
                "Expiration Date",
                "To",
            ),
            *("Effective To", "Date Expires", "End"),
        ),
    ),
    Field(
        "issued_on",
        (
            *("CaseDate", "Issued", "Issue Date", "Date Issued", "Licence Issue Date"),
            *("Date Granted", "Granted Date", "Grant Date", "Date of Issue", "Licence Date"),
        ),
        looks.dated,
    ),
    Field("received_on", ("Date Received", "Received", "Application Date", "Date Valid")),
    Field("decided_on", ("DecisionDate", "Decision Date", "Date of Decision", "Date Decided")),
    Field("extracted_on", ("ExtractDate", "Extract Date", "Date Extracted", "Report Date")),
    Field(
        "holder",
        (
            *("LicenceHolder", "Licence Holder", "Licensee", "Holder", "Applicant", "Holder Name"),
            *("Licence Holder Name", "Premises Licence Holder", "Applicant Name", "PLH"),
            *("Name of Licence Holder", "Licence Holders"),
        ),
    ),
    Field(
        "supervisor",
        (
            *("DesignatedPremisesSupervisor", "Designated Premises Supervisor", "DPS"),
            *("DPS Name", "Supervisor", "Premises Supervisor", "Name of DPS"),
        ),
    ),
    Field(
        "supervisor_number",
        ("SupervisorLicenceNo", "DPS Licence Number", "DPS Licence No", "Personal Licence Number"),
    ),
    Field("conditions", ("Conditions", "Licence Conditions", "Conditions Text")),
    Field("licence_url", ("LicenceURL", "Licence URL", "Link", "URL", "Web Link")),
    # understood, and never stored: where people live is not Nightjar's business
    Field(
        "not_kept",
        (
            *("LicenceHolderAddress", "LicenceHolderPostcode", "SupervisorAddress"),
            *("SupervisorPostcode", "Holder Address", "Licensee Address", "Applicant Address"),
            *("Holder Postcode", "Licensee Postcode", "DPS Address", "DPS Postcode", "DecidedBy"),
            *("Agent", "Agent Address", "Additional Licensee", "OrganisationURI", "StatusURI"),
            *("ServiceTypeURI", "EntertainmentTypeURI", "ApplicantTypeURI", "ApplicantTypeLabel"),
            *("GeoPointLicensingURL", "Telephone", "Phone", "Email", "E-mail", "Mobile"),
            *("Holder Date of Birth", "DPS Date of Birth", "Date of Birth"),
            *("Applicant Postcode", "Agent Postcode", "Home Postcode", "Contact Postcode"),
            *("Correspondence Postcode", "Manager", "Manager Name", "Contact", "Contact Name"),
        ),
        begins=(
            *("Holder Address", "Licence Holder Address", "Licensee Address", "Applicant Address"),
            *("DPS Address", "Supervisor Address", "Agent Address", "Home Address"),
            *("Correspondence Address", "Contact Address", "Licence Holder Home"),
        ),
        many=True,
        words_first=True,
    ),
    # last, so that a column that is plainly something else is not taken for one of these
    Field(
        "name_guess",
        looks=looks.name,
        by_contents=True,
        leftmost=True,
        unless="name",
        never=names_no_premises,
    ),
    Field("address_guess", looks=looks.address, by_contents=True, unless="address"),
)
