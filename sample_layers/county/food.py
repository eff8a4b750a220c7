"""Food hygiene files, one for each authority, in the Food Standards Agency's XML."""

import datetime as dt
from pathlib import Path
from xml.sax.saxutils import escape

from .addresses import Postcode
from .businesses import Business
from .draw import Draw
from .files import Note, degrees, write_bytes
from .settlements import Authority

_TYPES = {
    "restaurant": ("Restaurant/Cafe/Canteen", 1), "cafe": ("Restaurant/Cafe/Canteen", 1),
    "hotel": ("Hotel/bed & breakfast/guest house", 7842), "pub": ("Pub/bar/nightclub", 7843),
    "bar": ("Pub/bar/nightclub", 7843), "nightclub": ("Pub/bar/nightclub", 7843),
    "club": ("Pub/bar/nightclub", 7843), "takeaway": ("Takeaway/sandwich shop", 7844),
    "off_licence": ("Retailers - other", 4613), "retail": ("Retailers - other", 4613),
    "supermarket": ("Retailers - supermarkets/hypermarkets", 7840),
    "catering": ("Other catering premises", 7841), "mobile": ("Mobile caterer", 7846),
    "care": ("Hospitals/Childcare/Caring Premises", 5),
    "school": ("School/college/university", 7845),
}  # fmt: skip
_NEVER = {5, 7845}
_INSPECTED_SHARE = {"off_licence": 0.35, "club": 0.7}
_RATINGS = ("5", "5", "5", "5", "5", "5", "4", "4", "3", "2", "1", "0")
_LAST_RATED = dt.date(2026, 9, 18)


def write_food(
    seed: int,
    out: Path,
    authority: Authority,
    found: list[Business],
    postcodes: dict[str, Postcode],
    keep: set[int],
) -> Note:
    """Write an authority's file. Businesses in ``keep`` are always listed, spelt as registered."""
    draw = Draw(seed, f"food {authority.slug}")
    listed = [
        business
        for business in found
        if business.number in keep
        or not business.licensed
        or draw.chance(_INSPECTED_SHARE.get(business.kind, 0.82))
    ]
    listed.sort(key=lambda business: (business.name, business.number))
    details: list[str] = []
    counts = {"type 5 or 7845": 0, "no address": 0, "no geocode": 0, "spelt otherwise": 0}
    accepted_with_point = 0
    for number, business in enumerate(listed):
        hidden = business.kind in {"mobile", "catering"} and draw.chance(0.5)
        unplaced = hidden or (business.number not in keep and draw.chance(0.07))
        name = business.name
        if business.licensed and business.number not in keep and draw.chance(0.12):
            name = _respelt(name, draw)
        never = _TYPES[business.kind][1] in _NEVER
        counts["type 5 or 7845"] += never
        counts["no address"] += hidden
        counts["no geocode"] += unplaced
        counts["spelt otherwise"] += name != business.name
        accepted_with_point += not never and not unplaced
        at = None if unplaced else postcodes[business.postcode].at
        details.append(_detail(business, name, number, authority, at, not hidden, draw))
    header = (
        f"<Header><ExtractDate>2026-10-01</ExtractDate><ItemCount>{len(details)}</ItemCount>"
        "<ReturnCode>Success</ReturnCode></Header>"
    )
    text = (
        '<?xml version="1.0"?><FHRSEstablishment '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{header}'
        f"<EstablishmentCollection>{''.join(details)}</EstablishmentCollection></FHRSEstablishment>"
    )
    file = f"food_{authority.slug}.xml"
    write_bytes(out / file, text.encode())
    return Note(
        file,
        f"Food hygiene ratings of {authority.name}: takeaways and hotels that need no licence, "
        "and many of the licensed premises again. On one line, as published.",
        "FHRSID, LocalAuthorityBusinessID, BusinessName, BusinessType, BusinessTypeID, "
        "AddressLine1-4, PostCode, RatingValue, RatingKey, RatingDate, LocalAuthorityCode, "
        "LocalAuthorityName, LocalAuthorityWebSite, LocalAuthorityEmailAddress, Scores, "
        "SchemeType, NewRatingPending, Geocode",
        len(details),
        "EPSG:4326 in Geocode, the postcode's point",
        faults=[
            ("business type 5 or 7845: must never be loaded", counts["type 5 or 7845"]),
            ("address and postcode withheld", counts["no address"]),
            ("Geocode empty", counts["no geocode"]),
            ("licensed premises spelt otherwise than in the register", counts["spelt otherwise"]),
        ],
        expected={
            "data_rows": len(details),
            "never_loaded": counts["type 5 or 7845"],
            "accepted_with_point": accepted_with_point,
            "licensed_too": sum(business.licensed for business in listed),
        },
    )


def _respelt(name: str, draw: Draw) -> str:
    changed = name.removeprefix("The ").replace(" & ", " and ").replace("é", "e")
    if changed == name or draw.chance(0.3):
        changed = draw.pick((name.upper(), f"{name} Ltd", name.replace(" ", "  ", 1)))
    return changed


def _detail(
    business: Business,
    name: str,
    number: int,
    authority: Authority,
    at: tuple[int, int] | None,
    shown: bool,
    draw: Draw,
) -> str:
    label, type_id = _TYPES[business.kind]
    word = draw.weighted(("rated", "AwaitingInspection", "Exempt"), (88, 8, 4))
    rating = draw.pick(_RATINGS) if word == "rated" else word
    day = _LAST_RATED - dt.timedelta(days=draw.below(1_500))
    host = f"{authority.slug.replace('_', '-')}.example"
    scores = (
        "<Scores>"
        + "".join(
            f"<{score}>{draw.pick((0, 5, 5, 10))}</{score}>"
            for score in ("Hygiene", "Structural", "ConfidenceInManagement")
        )
        + "</Scores>"
        if word == "rated"
        else "<Scores />"
    )
    rated_on = (
        '<RatingDate xsi:nil="true" />'
        if word == "AwaitingInspection"
        else f"<RatingDate>{day.isoformat()}</RatingDate>"
    )
    return (
        "<EstablishmentDetail>"
        f"<FHRSID>{authority.food_number * 10_000 + number}</FHRSID>"
        f"<LocalAuthorityBusinessID>{authority.food_number}{draw.whole(10_000, 99_999)}"
        f"</LocalAuthorityBusinessID><BusinessName>{escape(name)}</BusinessName>"
        f"<BusinessType>{escape(label)}</BusinessType><BusinessTypeID>{type_id}</BusinessTypeID>"
        + (_lines(business, draw) if shown else "")
        + f"<RatingValue>{rating}</RatingValue><RatingKey>fhrs_{rating.lower()}_en-GB</RatingKey>"
        f"{rated_on}<LocalAuthorityCode>{authority.food_number}</LocalAuthorityCode>"
        f"<LocalAuthorityName>{escape(authority.name)}</LocalAuthorityName>"
        f"<LocalAuthorityWebSite>http://www.{host}</LocalAuthorityWebSite>"
        f"<LocalAuthorityEmailAddress>food@{host}</LocalAuthorityEmailAddress>{scores}"
        "<SchemeType>FHRS</SchemeType>"
        f"<NewRatingPending>{word == 'AwaitingInspection'}</NewRatingPending>"
        + _geocode(at)
        + "</EstablishmentDetail>"
    )


def _lines(business: Business, draw: Draw) -> str:
    lines = [f"{business.door} {business.street}", business.place.name, "Hesperay"]
    if draw.chance(0.1):
        lines.insert(0, "Ground Floor")
    text = "".join(
        f"<AddressLine{at}>{escape(line)}</AddressLine{at}>"
        for at, line in enumerate(lines, start=1)
    )
    return f"{text}<PostCode>{business.postcode}</PostCode>"


def _geocode(at: tuple[int, int] | None) -> str:
    if at is None:
        return "<Geocode />"
    longitude, latitude = degrees(*at)
    return (
        f"<Geocode><Longitude>{longitude:.14f}</Longitude>"
        f"<Latitude>{latitude:.14f}</Latitude></Geocode>"
    )
