"""Draw the county and write every layer of it, in the order in which each needs the last."""

from pathlib import Path

from . import (
    base_layers,
    boundaries,
    children,
    episode_files,
    food,
    institutions,
    interviews,
    looked_after,
    map_points,
    planted,
    police_episodes,
    readme,
    register_civica,
    register_esd,
    register_hub,
    register_uniform,
    taxi,
    truths,
)
from .addresses import settle
from .businesses import businesses
from .coast import land
from .files import Note
from .haunts import Haunts
from .roads import routes
from .settlements import AUTHORITIES, LORRIMOUTH, QUENDLEMOOR, SKERROWBY, THRANNICK
from .streets import network
from .towns import shore


def build(seed: int, out: Path) -> None:
    """Write every file into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    coast = land(seed)
    net = network(seed, coast, routes(seed))
    homes = settle(seed, net.roads, shore(coast))
    areas = boundaries.divide(seed, coast, [home.slot.at for home in homes.addresses])
    found = businesses(seed, net.roads, homes, areas)
    postcodes = {postcode.code: postcode for postcode in homes.postcodes}
    points = map_points.map_points(seed, net.roads, net.blocks, areas)
    fixed = institutions.institutions(seed, points, found)
    sites = planted.sites(
        seed, points, found, fixed, {code: postcode.at for code, postcode in postcodes.items()}
    )
    haunts = Haunts(points, fixed, planted.own_points(sites), found)
    kids = children.children(seed, points, fixed, haunts.usual())
    episodes = police_episodes.background(seed, kids, fixed, haunts)
    episodes = episode_files.in_order(episodes + planted.arrange(seed, sites, kids))
    told = episode_files.in_order(interviews.interviews(seed, episodes, sites, haunts))

    clean = {site.venue.number for site in sites if site.venue}
    wards = {ward.code: ward.name for ward in areas.wards}
    licensed = {
        authority.code: [b for b in found if b.licensed and b.authority == authority.code]
        for authority in AUTHORITIES
    }
    notes: list[Note] = [
        base_layers.write_land(out, areas),
        base_layers.write_roads(out, net.roads),
        *base_layers.write_boundaries(out, areas),
        base_layers.write_postcodes(seed, out, homes, areas),
        base_layers.write_addresses(out, homes),
        register_esd.write_register(seed, out, licensed[SKERROWBY], set(postcodes), clean),
        register_uniform.write_register(seed, out, licensed[THRANNICK], wards, clean),
        register_civica.write_register(seed, out, licensed[QUENDLEMOOR], clean),
        register_hub.write_register(seed, out, licensed[LORRIMOUTH], found, wards),
        *(
            food.write_food(
                seed,
                out,
                authority,
                [b for b in found if b.authority == authority.code],
                postcodes,
                clean,
            )
            for authority in AUTHORITIES
        ),
        taxi.write_national_return(seed, out),
        taxi.write_operators(seed, out, net.roads, homes, areas),
        taxi.write_vehicles(seed, out),
        taxi.write_drivers(seed, out),
        taxi.write_ranks(seed, out, net.roads),
        *episode_files.write_police(out, episodes),
        *episode_files.write_interviews(seed, out, told),
        looked_after.write_missing_table(out, episodes),
    ]
    registers = {
        authority.code: next(
            n.file for n in notes if n.file.startswith(f"premises_{authority.slug}")
        )
        for authority in AUTHORITIES
    }
    truths.write_truths(out, seed, sites, postcodes, areas, haunts, notes, registers)
    readme.write_readme(out, seed, notes)
