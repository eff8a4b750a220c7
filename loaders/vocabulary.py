"""The coded answers of episodes and places: which words stand for which, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from loaders.arrays import Mask, Strings
from loaders.coded import Coded
from loaders.table import key
from loaders.values import NOTHING


class Vocabulary:
    """One coded column: its values in order, other words for them, and what an empty cell is."""

    def __init__(
        self,
        name: str,
        values: tuple[str, ...],
        empty: str | None,
        also: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self.values = values
        self.empty = empty
        self._meanings = {key(value): value for value in values}
        self._meanings |= {key(word): value for word, value in (also or {}).items()}

    def words_for(self, values: Collection[str]) -> list[str]:
        """Return each word that stands for one of some values, as headers are compared."""
        return [word for word, value in self._meanings.items() if value in values]

    def read(self, cells: Strings) -> tuple[Coded, Mask]:
        """Return the value that each cell stands for, and which cells stand for none.

        Those have None.
        """
        found = Coded.words(cells).read(self._value)
        return found, found.rows([value is None for value in found.values])

    def _value(self, word: str) -> str | None:
        tidied = key(word)
        if tidied in self._meanings:
            return self._meanings[tidied]
        return self.empty if not tidied or word.lower() in NOTHING else None


_TRI = {"y": "yes", "true": "yes", "1": "yes", "n": "no", "false": "no", "0": "no"}
_TRI |= {"unknown": "not_recorded", "notknown": "not_recorded"}

CATEGORY = Vocabulary(
    "category",
    ("missing", "away_from_placement", "absent", "no_apparent_risk", "unknown"),
    "unknown",
    {
        **dict.fromkeys(("M", "missing from care"), "missing"),
        **dict.fromkeys(
            ("A", "apwa", "away from placement without authorisation"), "away_from_placement"
        ),
        "nar": "no_apparent_risk",
        "no apparent risk (absent)": "no_apparent_risk",
    },
)
RISK = Vocabulary(
    "risk",
    ("high", "medium", "low", "none", "unknown"),
    "unknown",
    {"H": "high", "M": "medium", "L": "low", "no apparent risk": "none", "standard": "medium"},
)
TIME_QUALITY = Vocabulary(
    "time_quality", ("exact", "day", "month", "unknown", "not stated"), "not stated"
)
AGE_BAND = Vocabulary(
    "age_band",
    ("0-9", "10-12", "13-15", "16-17", "not_recorded"),
    "not_recorded",
    {"unknown": "not_recorded"},
)
SEX = Vocabulary(
    "sex",
    ("female", "male", "other", "not_recorded"),
    "not_recorded",
    {"F": "female", "M": "male", "X": "other", "unknown": "not_recorded"},
)
PLACEMENT_TYPE = Vocabulary(
    "placement_type",
    (
        *("own_home", "foster_care", "childrens_home", "semi_independent", "secure_unit"),
        *("residential_school", "kinship", "hospital", "other", "not_recorded"),
    ),
    "not_recorded",
    {
        **dict.fromkeys(("home", "parents", "family home", "not in care"), "own_home"),
        **dict.fromkeys(("foster", "foster placement", "fostering"), "foster_care"),
        **dict.fromkeys(("residential", "children's home", "residential care"), "childrens_home"),
        **dict.fromkeys(("supported", "supported accommodation"), "semi_independent"),
        **dict.fromkeys(("secure", "secure unit"), "secure_unit"),
        **dict.fromkeys(("kinship care", "connected person", "relative"), "kinship"),
        **dict.fromkeys(("none", "unknown"), "not_recorded"),
    },
)
CSE_CONCERN = Vocabulary("cse_concern", ("yes", "no", "not_recorded"), "not_recorded", _TRI)
TRAFFICKING = Vocabulary(
    "trafficking_indicator", ("yes", "no", "not_recorded"), "not_recorded", _TRI
)
RETURN_INTERVIEW = Vocabulary(
    "return_interview_offered",
    ("yes", "no", "not_recorded"),
    "not_recorded",
    # who declined one was offered it
    _TRI
    | dict.fromkeys(("offered", "accepted", "declined", "refused", "completed"), "yes")
    | {"not offered": "no"},
)

ROLE = Vocabulary(
    "role",
    (
        *("missing_from", "last_seen", "found", "frequented", "disclosed", "cse_concern"),
        *("pick_up", "drop_off"),
    ),
    None,
    {
        **dict.fromkeys(("pickup", "picked up"), "pick_up"),
        **dict.fromkeys(("dropoff", "dropped off"), "drop_off"),
        **dict.fromkeys(("found at", "found location", "location found", "located at"), "found"),
        **dict.fromkeys(("last seen at", "last seen location", "last known location"), "last_seen"),
        **dict.fromkeys(
            ("missing from location", "reported missing from", "went missing from"), "missing_from"
        ),
    },
)
PLACE_KIND = Vocabulary(
    "place_kind",
    (
        *("home", "placement", "childrens_home", "school", "hospital", "police_station"),
        *("licensed", "hotel", "takeaway", "transport", "open_space", "vehicle", "other"),
        "unknown",
    ),
    "unknown",
    {
        **dict.fromkeys(
            ("own home", "home address", "family home", "residence", "cartref"), "home"
        ),
        # where somebody lives, whoever it is: such a place never counts
        **dict.fromkeys(("private address", "private dwelling", "residential address"), "home"),
        **dict.fromkeys(("friend's address", "friend's home", "friend's house"), "home"),
        **dict.fromkeys(("relative's address", "relative's home", "parent's address"), "home"),
        **dict.fromkeys(("foster home", "foster placement", "foster care"), "placement"),
        **dict.fromkeys(
            ("supported accommodation", "supported lodgings", "semi-independent"), "placement"
        ),
        **dict.fromkeys(("children home", "residential home", "care home"), "childrens_home"),
        **dict.fromkeys(("residential unit", "cartref plant"), "childrens_home"),
        **dict.fromkeys(("A&E", "accident and emergency", "ysbyty"), "hospital"),
        **dict.fromkeys(("custody", "police custody", "custody suite"), "police_station"),
        **dict.fromkeys(("police stn", "gorsaf heddlu"), "police_station"),
        **dict.fromkeys(("college", "academy", "residential school"), "school"),
        **dict.fromkeys(("PRU", "pupil referral unit", "ysgol", "coleg"), "school"),
        **dict.fromkeys(("pub", "public house", "bar", "nightclub", "tafarn"), "licensed"),
        "gwesty": "hotel",
        **dict.fromkeys(("railway station", "train station", "bus station"), "transport"),
        **dict.fromkeys(("car", "taxi"), "vehicle"),
        "parc": "open_space",
        "park": "open_space",
    },
)
# in any role, of any supplier: where a child lives, learns or is looked after
HOMES_AND_INSTITUTIONS = PLACE_KIND.values[:6]
SOURCE_KIND = Vocabulary(
    "source_kind",
    ("police", "return_interview", "social_care", "intelligence", "not_recorded"),
    "not_recorded",
    {"rhi": "return_interview", "intel": "intelligence", "unknown": "not_recorded"},
)
CONFIDENCE = Vocabulary(
    "confidence",
    ("high", "medium", "low", "not_recorded"),
    "not_recorded",
    {"H": "high", "M": "medium", "L": "low", "unknown": "not_recorded"},
)
CODED_EPISODE = (
    *(CATEGORY, RISK, TIME_QUALITY, AGE_BAND, SEX, PLACEMENT_TYPE, CSE_CONCERN, TRAFFICKING),
    RETURN_INTERVIEW,
)
CODED_PLACE = (ROLE, PLACE_KIND, SOURCE_KIND, CONFIDENCE)
