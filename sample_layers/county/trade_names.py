"""Invented names over the door. None is a business: the words are paired so that none would be."""

from .draw import Draw
from .names import stem, words

_ODD = words(
    "Gingham Upholstered Marzipan Clockwork Borrowed Lopsided Whispering Paper Unlikely Thirteenth "
    "Bashful Corduroy Peppered Sideways Patient Velveteen Forgetful Tartan Buttoned Wayward"
)
_THING = words(
    "Limpet Gannet Barnacle Astrolabe Whelk Sextant Teasel Halibut Windlass Kittiwake Capstan "
    "Cuttlefish Samphire Bittern Oarlock Lugworm Petrel Foghorn Turnstone Dogfish"
)
_DISH = ("Kebab & Pizza House", "Fried Chicken", "Grill", "Noodle Bar", "Pizza", "Fish Bar",
         "Burger Kitchen", "Balti Takeaway", "Charcoal Grill", "Chinese Takeaway")  # fmt: skip
_TABLE = ("Kitchen", "Brasserie", "Trattoria", "Tandoori", "Bistro", "Dining Room", "Café Bar",
          "Steakhouse", "Mezze House")  # fmt: skip
_SHOP = ("Convenience", "News & Wine", "Mini Market", "Food & Wine", "Off Licence", "Stores",
         "Express", "Local Shop")  # fmt: skip
_INN = ("Hotel", "Lodge", "Guest House", "Inn & Rooms", "Court Hotel", "House Hotel")
_CLUB = ("Working Members Club", "Cricket & Social Club", "Bowling Club", "Sailing Club",
         "Rugby & Social Club", "Conservancy Club")  # fmt: skip
_NIGHT = ("Vesprisk", "Lumbrelow", "Zibber", "Undertow Nine", "Mirrorfish", "Klaxonette")
_CAFE = ("Tea Rooms", "Coffee House", "Café", "Sandwich Bar", "Bakehouse", "Juice Bar")
_CARE = ("Day Nursery", "Care Home", "Residential Home", "Lunch Club", "Pre-School", "House")
_SCHOOL = ("Primary School", "High School", "Academy", "Infant School", "College")
_TRADE = ("Catering", "Event Kitchen", "Buffets", "Canteen", "Community Kitchen")
_VAN = ("Ices", "Burger Van", "Crêpes", "Coffee Cart", "Hog Roast")
_RETAIL = ("Pharmacy", "Sweet Shop", "Farm Shop", "Greengrocer", "Butchers", "Health Foods")


def trade_name(kind: str, draw: Draw) -> str:
    """A name that suits a kind of business."""
    invented = stem(draw)
    match kind:
        case "pub" if draw.chance(0.25):
            return f"The {invented} Arms"
        case "pub":
            return f"The {draw.pick(_ODD)} {draw.pick(_THING)}"
        case "bar":
            return draw.pick((f"Bar {invented}", f"{draw.pick(_THING)} & {draw.pick(_THING)}"))
        case "nightclub":
            return f"Club {draw.pick(_NIGHT)}"
        case "takeaway" if draw.chance(0.15):
            return f"{draw.pick(_ODD)} {draw.pick(_THING)} Fish Bar"
    endings = {
        "club": _CLUB, "off_licence": _SHOP, "takeaway": _DISH, "restaurant": _TABLE,
        "hotel": _INN, "cafe": _CAFE, "care": _CARE, "school": _SCHOOL, "catering": _TRADE,
        "mobile": _VAN, "retail": _RETAIL, "supermarket": ("Supermarket", "Superstore"),
    }  # fmt: skip
    return f"{invented} {draw.pick(endings[kind])}"


AWKWARD = (
    "@ The Zethwharf",
    "=Quorv Grounds Café",
    "+Plovine Lounge",
    'Grill "Street" <3 & Co',
    "`Tick` Bar ${1+1}",
    "Zethock’s “Snug”",
    "Null",
)
"""Names that a spreadsheet, a page or a template might run or lose: text, all of them."""
