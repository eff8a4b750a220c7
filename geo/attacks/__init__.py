"""Programs that try to learn from what is published more than it should say, one to a module."""

from __future__ import annotations

from geo.assurance import Attack
from geo.attacks.averaging import run as average
from geo.attacks.care_settings import run as find_care_settings
from geo.attacks.crowd import run as guess_addresses
from geo.attacks.differencing import run as subtract
from geo.attacks.membership import run as bet_on_membership
from geo.attacks.snapshots import run as read_snapshots
from geo.attacks.trilateration import run as trilaterate
from geo.attacks.usefulness import run as measure_usefulness

ATTACKS: tuple[Attack, ...] = (
    guess_addresses,
    find_care_settings,
    subtract,
    trilaterate,
    average,
    bet_on_membership,
    read_snapshots,
    measure_usefulness,
)
