"""Files of the Food Hygiene Rating Scheme to records: its XML, or the same as a table.

Source: Food Standards Agency, Open Government Licence.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from geo.errors import SourceError
from loaders.layout import Field, known, propose
from loaders.loading import Load
from loaders.source import Source, read_table
from loaders.values import as_shown

SLICE_BYTES = 4 * 2**20
TAGS = (
    *("FHRSID", "LocalAuthorityBusinessID", "BusinessName", "BusinessType", "BusinessTypeID"),
    *("AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4", "PostCode"),
    *("RatingValue", "RatingDate", "LocalAuthorityCode", "LocalAuthorityName"),
)
FIELDS = (
    *(Field(tag, (tag,)) for tag in (*TAGS, "Longitude", "Latitude")),
    # no part of the scheme: an office that exports a list of its own keeps what closed in it
    Field(
        "DateClosed",
        (
            *("DateClosed", "ClosedDate", "Closed", "ClosedOn", "BusinessClosed", "DateCeased"),
            *("CeasedTrading", "DateOfClosure", "ClosureDate"),
        ),
    ),
)


def records(source: Source, load: Load) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each establishment's line or number and its cells by tag. Raises: SourceError."""
    if source.kind == "xml":
        yield from _from_xml(source, load)
        return
    if source.kind == "geojson":  # all that is known of it is that it is JSON
        raise SourceError(
            f"{source.path.name} must be FHRS data as XML or CSV, and is JSON: ask for the XML."
        )
    table = read_table(source, known(FIELDS))
    table.show(as_shown)
    layout = propose(table, FIELDS)
    missing = [tag for tag in ("FHRSID", "BusinessName", "BusinessTypeID") if not layout.has(tag)]
    if missing:
        raise SourceError(
            f"{source.path.name} must be FHRS data, as XML or with its column names, and has no "
            f"{' and no '.join(missing)}."
        )
    load.report.blank = table.blank
    load.report.encoding = table.encoding
    for fault in table.faults:
        load.report.read += 1
        load.reject(fault.line, "", fault.reason, fault.found)
    place = {name: table.columns.index(c[0]) for name, c in layout.columns.items()}
    for row in table.rows:
        yield row.line, {name: row.cells[at] for name, at in place.items()}


def _from_xml(source: Source, load: Load) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each EstablishmentDetail; entities and document types are refused."""
    number, stated = 0, None
    try:
        for _, element in ElementTree.iterparse(_Slices(source.data), forbid_dtd=True):
            element.tag = element.tag.rpartition("}")[2]  # some copies put all in a namespace
            if element.tag == "EstablishmentDetail":
                number += 1
                yield number, _cells(element)
                element.clear()
            elif element.tag == "ItemCount" and element.text:
                stated = element.text.strip()
    except ParseError as error:
        raise SourceError(
            f"{source.path.name} is not whole XML ({error}): it was cut off or damaged; "
            "ask for it again."
        ) from error
    except DefusedXmlException as error:
        raise SourceError(
            f"{source.path.name} declares entities or a document type, which FHRS data never does: "
            "it is refused."
        ) from error
    except (LookupError, ValueError) as error:
        raise SourceError(
            f"{source.path.name} must be XML in an encoding that is known, such as UTF-8."
        ) from error
    if stated is not None and stated != str(number):
        load.report.notices.append(
            f"the file says that it has {stated[:12]} establishments, and has {number}: ask "
            "whether some were dropped"
        )


class _Slices(io.BytesIO):
    """A file that is read in large slices, whatever is asked for.

    Older parsers begin a tag anew with each slice: one of 30 MB, in slices of 16 kB, takes minutes.
    """

    def read(self, _size: int | None = -1, /) -> bytes:
        """Return the next slice."""
        return super().read(SLICE_BYTES)


def _cells(element: Element) -> dict[str, str]:
    cells = {tag: as_shown(element.findtext(tag) or "") for tag in TAGS}
    for tag in ("Longitude", "Latitude"):
        cells[tag] = element.findtext(f"Geocode/{tag}") or ""
    return cells
