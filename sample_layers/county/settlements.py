"""The towns and villages, the authorities they belong to, and how large each is."""

from dataclasses import dataclass

from .coast import SOUTH, WEST


@dataclass(frozen=True)
class Authority:
    """A district council: its ONS-like code, its name and its number with the food agency."""

    code: str
    name: str
    food_number: int
    slug: str


@dataclass(frozen=True)
class Settlement:
    """A town or village round a centre. CRS: EPSG:27700."""

    name: str
    easting: int
    northing: int
    authority: str
    districts: tuple[str, ...]
    addresses: int
    rings_m: tuple[int, ...] = ()  # a village has none: it lies along its road

    @property
    def at(self) -> tuple[int, int]:
        """Easting and northing of the centre."""
        return self.easting, self.northing

    @property
    def is_town(self) -> bool:
        """Whether streets go round it in rings."""
        return bool(self.rings_m)


SKERROWBY = "E06999001"
THRANNICK = "E06999002"
QUENDLEMOOR = "E06999003"
LORRIMOUTH = "E06999004"

COUNTY = "Hesperay"
FORCE_CODE, FORCE_NAME = "E23999001", "Hesperay Police"

AUTHORITIES = (
    Authority(SKERROWBY, "Skerrowby", 990, "skerrowby"),
    Authority(THRANNICK, "Thrannick Haven", 991, "thrannick_haven"),
    Authority(QUENDLEMOOR, "Quendlemoor", 992, "quendlemoor"),
    Authority(LORRIMOUTH, "Lorrimouth and Tarravick", 993, "lorrimouth_and_tarravick"),
)
AUTHORITY_NAME = {authority.code: authority.name for authority in AUTHORITIES}


def _town(
    name: str, x: float, y: float, authority: str, districts: str, size: int, *rings_m: int
) -> Settlement:
    east, north = WEST + round(x * 1000), SOUTH + round(y * 1000)
    return Settlement(name, east, north, authority, tuple(districts.split()), size, rings_m)


TOWNS = (
    _town("Skerrowby", 14.5, 16.4, SKERROWBY, "ZZ1 ZZ2 ZZ3", 13_000, 80, 350, 800, 1300, 1900),
    _town("Thrannick", 23.2, 11.0, THRANNICK, "ZZ4 ZZ5", 5_800, 60, 270, 640, 1080, 1500),
    _town("Quendleby", 11.3, 9.2, QUENDLEMOOR, "ZZ6", 2_800, 50, 220, 520, 880),
    _town("Lorrimouth", 7.3, 15.3, LORRIMOUTH, "ZZ7", 2_700, 50, 220, 500, 840),
    _town("Tarravick", 13.6, 24.2, LORRIMOUTH, "ZZ8", 2_500, 50, 210, 490, 830),
)

VILLAGES = (
    _town("Ombrick", 18.3, 17.7, SKERROWBY, "ZZ9", 240),
    _town("Hessamble", 19.9, 20.6, SKERROWBY, "ZZ9", 190),
    _town("Vandorey", 24.0, 17.4, SKERROWBY, "ZZ9", 260),
    _town("Fellaskew", 23.6, 21.4, SKERROWBY, "ZZ9", 150),
    _town("Irrabeck", 11.0, 19.3, SKERROWBY, "ZZ2", 170),
    _town("Nurrowend", 18.8, 10.6, THRANNICK, "ZZ5", 180),
    _town("Jaspholme", 18.5, 5.6, THRANNICK, "ZZ10", 160),
    _town("Griddlesea", 24.6, 5.9, THRANNICK, "ZZ10", 230),
    _town("Wraxaby", 15.4, 7.6, THRANNICK, "ZZ10", 140),
    _town("Corrandale", 6.4, 6.7, QUENDLEMOOR, "ZZ11", 210),
    _town("Snavesty", 4.3, 9.5, QUENDLEMOOR, "ZZ11", 150),
    _town("Druskerdale", 8.2, 11.8, QUENDLEMOOR, "ZZ6", 160),
    _town("Plovanner", 13.3, 4.9, QUENDLEMOOR, "ZZ6", 190),
    _town("Ulvaskay", 6.0, 20.4, LORRIMOUTH, "ZZ12", 180),
    _town("Thravick", 9.2, 23.4, LORRIMOUTH, "ZZ12", 170),
    _town("Glaivesea", 18.6, 24.6, LORRIMOUTH, "ZZ8", 200),
)

SETTLEMENTS = TOWNS + VILLAGES
BY_NAME = {place.name: place for place in SETTLEMENTS}
