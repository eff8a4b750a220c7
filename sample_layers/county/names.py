"""Invented names: streets, people and areas. Built from stems that name nowhere and nobody."""

from collections.abc import Iterator

from .draw import Draw


def words(text: str) -> tuple[str, ...]:
    """The words of a text, so that long lists stay short on the page."""
    return tuple(text.split())


_HEADS = words(
    "Brenz Clav Dorv Drusk Fenv Glaiv Grith Hesk Irr Jasp Korv Lusk Mezz Norv Nurr Ombr Plov "
    "Prusk Quend Quorv Rizz Skev Snav Sorv Tamv Thrav Tressk Ulv Vand Wrax Yarv Zeth"
)
_TAILS = words(
    "amble andale askew aster avane eldine emoor enby erby ersea ewell icar ingarth ingdale istle "
    "ithwaite ock olme otter owick umber ustone"
)

_STREET_TYPES = {
    0: ("Street", "Row", "Lane", "Yard", "Passage", "Wynd", "Market"),
    1: ("Street", "Row", "Lane", "Yard", "Passage", "Wynd", "Court"),
    2: ("Street", "Road", "Terrace", "Place", "Street", "Grove"),
    3: ("Avenue", "Road", "Gardens", "Drive", "Grove", "Close"),
    4: ("Avenue", "Close", "Drive", "Crescent", "Way", "Croft"),
    9: ("Lane", "Fold", "Croft", "Bank", "Garth"),
}

_GIVEN = words(
    "Aldra Bryster Calvo Davrin Elsby Ferran Gwilla Hollis Isbet Jorvan Kessa Lorrin Maskell "
    "Nerys Orrin Pellam Quilla Rostan Sabra Tolly Ursel Varda Wystan Xanthe Yorrick Zilla Ambry "
    "Bessim Corin Dorrit Emlyn Fosca Gorran Hespa Ivor Jessamy Kerrin Linnet Morwen Nolan"
)
_FAMILY_TAILS = ("ister", "oran", "itt", "uckle", "iman", "orth", "aby", "ostle", "emble", "ungle")


def stem(draw: Draw) -> str:
    """A name that could be a place and is not one."""
    return draw.pick(_HEADS) + draw.pick(_TAILS)


def person(draw: Draw) -> str:
    """A given name with a family name that nobody bears."""
    return f"{draw.pick(_GIVEN)} {draw.pick(_HEADS)}{draw.pick(_FAMILY_TAILS)}"


def stems(draw: Draw) -> Iterator[str]:
    """Every stem once, in a drawn order."""
    yield from draw.shuffled([head + tail for head in _HEADS for tail in _TAILS])


class StreetNames:
    """Hands out street names, each once in the county."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._given: set[str] = set()

    def next(self, ring: int, *, main: bool = False) -> str:
        """A name that suits a street of this ring of a town, or a main road."""
        while True:
            kinds = ("Road", "Road", "Street") if main else _STREET_TYPES[ring]
            name = f"{stem(self._draw)} {self._draw.pick(kinds)}"
            if name not in self._given:
                self._given.add(name)
                return name
