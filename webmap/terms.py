"""Plain words for the codes that the released views hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# a kind of premises: one of them, and several
KINDS = {
    "pub": ("pub or bar", "pubs and bars"),
    "club": ("club", "clubs"),
    "hotel": ("hotel", "hotels"),
    "restaurant": ("restaurant or café", "restaurants and cafés"),
    "takeaway": ("takeaway", "takeaways"),
    "off_licence": ("off-licence", "off-licences"),
    "shop": ("shop", "shops"),
    "entertainment": ("entertainment venue", "entertainment venues"),
    "gambling": ("gambling premises", "gambling premises"),
    "caterer": ("caterer", "caterers"),
    "event": ("event", "events"),
    "operator_base": ("taxi operator's base", "taxi operators' bases"),
    "other": ("other premises", "other premises"),
    "unknown": ("premises of a kind not known", "premises of a kind not known"),
}
KIND_BASES = {
    "stated": "as its register states",
    "name": "told from its name",
    "activities": "told from what its licence allows",
    "none": "nothing tells it",
}
PLACED_BY = {
    "uprn": "by its UPRN",
    "stated": "by the coordinates in its register",
    "grid_reference": "by the grid reference in its register",
    "postcode": "by its postcode",
}
LICENCE_TYPES = {
    "premises_licence": "Premises licence",
    "club_premises_certificate": "Club premises certificate",
    "temporary_event_notice": "Temporary event notice",
    "gambling_premises": "Gambling premises licence",
    "other": "Other licence",
    "unknown": "Licence of a type not known",
}
STATUSES = {
    "in_force": "in force",
    "applied_for": "applied for, not granted",
    "superseded": "superseded by a later row of the register",
    "surrendered": "surrendered",
    "lapsed": "lapsed",
    "expired": "expired",
    "refused": "refused",
    "withdrawn": "withdrawn",
    "revoked": "revoked",
    "unknown": "not known",
}
ACTIVITIES = {
    "alcohol": "alcohol",
    "alcohol_on": "alcohol to drink there",
    "alcohol_off": "alcohol to take away",
    "late_night_refreshment": "late night refreshment",
    "live_music": "live music",
    "recorded_music": "recorded music",
    "dance": "dance",
    "plays": "plays",
    "films": "films",
    "indoor_sport": "indoor sport",
    "boxing_wrestling": "boxing or wrestling",
    "other_entertainment": "other entertainment",
    "betting": "betting",
    "bingo": "bingo",
    "casino": "casino",
    "gaming": "gaming",
}
LOADS = {
    "episodes": "Episodes",
    "premises": "Premises licences",
    "food": "Food businesses",
    "taxi": "Taxi licences",
    "postcodes": "Postcodes",
    "addresses": "Addresses",
    "boundaries": "Boundaries",
    "roads": "Roads",
}
# what a question may be narrowed to
CONDITIONS = {
    "authority": "authority",
    "host_authority": "host authority",
    "category": "category",
    "risk": "risk",
    "time_quality": "quality of time",
    "age_band": "age band",
    "sex": "sex",
    "placement_type": "type of placement",
    "cse_concern": "concern of exploitation",
    "trafficking_indicator": "indicator of trafficking",
    "supplier": "supplier",
    "supplier_class": "class in the supplier's data",
    "role": "role of the place",
    "place_kind": "kind of place",
    "source_kind": "kind of source",
    "confidence": "confidence",
    "grading": "grading",
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def kind(code: str, *, several: bool = False) -> str:
    """Return the words for a kind of premises."""
    one, many = KINDS.get(code, (in_words(code), in_words(code)))
    return many if several else one


def allowed(activities: Sequence[str]) -> str:
    """Return the words for what a licence allows."""
    return ", ".join(ACTIVITIES.get(each, in_words(each)) for each in activities)


def stands(licence: Mapping[Any, Any]) -> str:
    """Return the word for how a licence stands today: what a newer register overtook is history."""
    if licence["is_overtaken"]:
        return "earlier entry"
    return "ended" if _is_over(licence) else in_words(licence["status"])


def standing(licence: Mapping[Any, Any]) -> str:
    """Say how a licence stands, where that is more than its register's word for it."""
    said = STATUSES.get(licence["status"], "not known")
    if licence["is_overtaken"]:
        return f"{said}, by an earlier register; a newer one has another entry of this number"
    return "ended by its date" if _is_over(licence) else said


def _is_over(licence: Mapping[Any, Any]) -> bool:
    return bool(licence["has_ended"]) and licence["status"] in {"in_force", "unknown"}


def in_words(code: str) -> str:
    """Return a code that has no words of its own, readable: coordinates far from postcode."""
    return code.replace("_", " ")
