"""Why a row of a file is turned away, or a part of it left out: a code, and what must be so."""

from __future__ import annotations

REASONS = {
    # the record itself
    "field_count": "the record must have as many fields as the header",
    "total_row": "a total at the end of the file is not a record",
    "header_repeated": "the header is repeated inside the data",
    "not_a_record": "a heading, a note or a number alone in its row is not a record",
    "required": "a value must be given",
    "not_of_premises": "a licence of a person, a vehicle or a home is not of premises, nor held",
    "another_authority": "the record states another authority than the load",
    "unknown_authority": "the authority must be known, as it is once its boundary is loaded",
    # cells
    "not_a_number": "a number must be given",
    "not_finite": "a number must be finite",
    "not_a_whole_number": "a whole number must be given",
    "not_a_count": "a count must be a whole number from 0 to 32,767",
    "not_yes_or_no": "yes or no must be given",
    "code_of_another_kind": "an area's code must be of the kind that the file's others are of",
    "not_a_postcode": "a postcode must have the form of one",
    "not_a_uprn": "a UPRN must be up to 12 digits",
    "uprn_lost_in_spreadsheet": "a spreadsheet rounded the UPRN: format the column as text",
    "not_a_date": "a date must be written as one",
    "not_a_month": "a month must be written as year and month, such as 202409",
    "no_such_date": "the date must exist in the calendar",
    "no_such_time": "the time must exist on a clock",
    "no_such_local_time": "the time was skipped when the clocks went forward",
    "dates_out_of_order": "the end must not come before the start",
    "outside_year": "a period of a return must lie in the return's year, April to March",
    "in_the_future": "the time must not be in the future",
    "hours_not_understood": "the hours were kept as text, because they could not be read for sure",
    "status_not_understood": "how the licence stands must be said in words that are known",
    "activities_not_understood": "none of the listed activities was understood",
    "not_in_vocabulary": "the value must be one of those the contract lists",
    "too_long": "the text is longer than the column may be",
    "duplicate_ref": "the reference came twice in one delivery with different contents",
    "unknown_episode": "the place must belong to an episode of the same delivery or held before",
    "erased_before": "the child was erased, so nothing of the child may be held again",
    "not_a_registration": "a vehicle registration must be 1 to 7 letters and digits",
    "not_a_taxi_kind": "the kind must be taxi or PHV",
    "bad_type": "this type of business is never held: it includes children's homes and schools",
    "not_a_shape": "the geometry must be one that can be drawn",
    "too_many_corners": "the area must have at most a million corners: ask for a generalised one",
    "cannot_be_repaired": "the area cannot be repaired without changing it",
    "repaired": "the area crossed itself and was made valid",
    "unknown_class": "the road's class must be motorway, a, b or street",
    # places
    "coordinates_off_the_grid": "the coordinates must be on the National Grid",
    "coordinates_not_in_britain": "the coordinates must be in Great Britain",
    "coordinates_in_ireland": "the coordinates are in Ireland, outside the National Grid",
    "coordinates_of_nowhere": "the coordinates stand for a missing position",
    "coordinates_swapped": "easting and northing, or longitude and latitude, are swapped",
    "coordinates_far_from_postcode": "the coordinates are far from the stated postcode",
    "coordinates_outside_authority": "the coordinates are outside the authority's area",
    "not_a_point": "a position must be two numbers with decimals, or metres of the National Grid",
    "coordinates_incomplete": "a coordinate needs both of its numbers",
    "uprn_far_from_postcode": "the UPRN's address is far from the stated postcode",
    "uprn_outside_authority": "the UPRN's address is outside the authority's area",
    "of_another_premises": "another premises has the UPRN already: it is left out here",
    "postcode_outside_authority": "the postcode is outside the authority's area",
    "postcode_not_in_gazetteer": "the postcode has the form of one and is not in those loaded",
    "not_a_grid_reference": "a grid reference must be two letters and an even number of digits",
    "outside_area": "the place is more than 5 km outside the supplier's area",
    "unknown_crs": "coordinates must be EPSG:27700 or EPSG:4326",
    "position_withheld": "the publisher gives no point, as for businesses run from homes",
    "no_position": "the postcode has no position",
}


def explain(reason: str) -> str:
    """Return a reason in plain words."""
    return REASONS.get(reason, reason.replace("_", " "))
