"""The application, put together: its settings, its parts, and who may ask each of them."""

from __future__ import annotations

import secrets

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from geo.crs import refuse_ballpark
from geo.providers import identity_providers
from geo.settings import Settings
from webmap import (
    accounts,
    arrivals,
    ask,
    base_map,
    base_tiles,
    board,
    case_changes,
    case_opening,
    cases,
    chooser,
    compare,
    connection,
    cookies,
    day_fields,
    drafts,
    errors,
    evidence_files,
    faults,
    flag_files,
    flag_yield,
    flag_yield_files,
    flags,
    forgery,
    formats,
    headers,
    home,
    limits,
    looking,
    map_page,
    map_points,
    metrics,
    minutes,
    own_actions,
    paging,
    premises,
    provider,
    purpose,
    quarters,
    record,
    representations,
    request_log,
    reviews,
    saved_views,
    sending,
    session_end,
    sign_in,
    snapshots,
    sources,
    static_files,
    status,
    tiles,
    upload_files,
    uploads,
    visit_feedback,
    visit_files,
    visit_pages,
    visit_planning,
    visit_premises,
    visit_recording,
    visits,
    waiting,
    watching,
)
from webmap.access import Access
from webmap.audience import NAMES, Audience
from webmap.looks import LOOKS
from webmap.pools import Pools
from webmap.terms import kind
from webmap.wording import band

LARGEST_REQUEST = 64 * 1024  # pages are asked with forms; files by webmap/uploads.py


def assemble(pools: Pools, settings: Settings, *, demonstration: bool) -> Flask:
    """Return the application. Raises: SetupError."""
    refuse_ballpark()
    app = Flask("webmap")
    app.config.update(
        SECRET_KEY=secrets.token_bytes(32),  # of forms alone; sessions are the database's
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        MAX_FORM_PARTS=200,
        DEBUG=False,
    )
    app.url_map.strict_slashes = False  # /sources/ is /sources to whoever types it
    # an address that is nearly one of ours is unknown, and not a redirect that tells of it
    app.url_map.merge_slashes = False
    app.extensions["nightjar_settings"] = settings
    _prepare_templates(app)
    cookies.register(app, settings)
    for part in (metrics, watching, request_log):  # first, so that what is refused is counted
        part.register(app)
    # in the order in which a request is asked: its host, its origin, its pace, who, its form
    headers.register(app)
    forgery.register_origin(app)
    limits.register(app, sent=(sign_in.bp, chooser.bp), asked=(provider.bp,))
    access = Access(app, pools, "chooser.people" if demonstration else "sign_in.begin")
    uploads.register(app)  # before the token is read, which a form of a file holds
    forgery.register_token(app)
    for part in (static_files, formats, connection, errors, status, home, waiting):
        part.register(app)
    drafts.register(app)
    faults.register(app)
    paging.register(app)
    sending.register(app)
    session_end.register(app)
    _open_doors(app, access, settings, demonstration=demonstration)
    access.guard(app, home.bp, *Audience)
    access.guard(app, session_end.bp, *Audience)
    access.guard(app, drafts.bp, Audience.ANALYST, Audience.OFFICER)
    base_tiles.register(app, settings)
    for page in (base_map, base_tiles):
        access.guard(app, page.bp, Audience.ANALYST, Audience.OFFICER, Audience.BOARD)
    for page in (
        *(flags, flag_files, evidence_files, premises, sources, uploads, upload_files),
        *(compare, ask, flag_yield, flag_yield_files),
    ):
        access.guard(app, page.bp, Audience.ANALYST)
    for page in (
        *(visits, visit_files, visit_premises, visit_planning, visit_pages, visit_recording),
        *(visit_feedback, saved_views, representations),
    ):
        access.guard(app, page.bp, Audience.OFFICER)
    for page in (map_page, tiles):
        access.guard(app, page.bp, Audience.ANALYST, Audience.OFFICER)
    access.answer_at_once("tiles.premises")
    access.guard(app, map_points.bp, Audience.ANALYST)
    for page in (reviews, case_opening, cases, case_changes, minutes):
        access.guard(app, page.bp, Audience.ANALYST, Audience.OFFICER)
    access.guard(app, board.bp, Audience.BOARD)
    access.guard(app, snapshots.bp, Audience.ANALYST, Audience.OFFICER, Audience.BOARD)
    access.guard(app, purpose.bp, Audience.ANALYST, Audience.OFFICER, Audience.ADMIN)
    access.guard(app, own_actions.bp, Audience.ANALYST, Audience.OFFICER)
    for page in (accounts, arrivals, record):
        access.guard(app, page.bp, Audience.ADMIN)
    access.refuse_unguarded(app)
    looking.enforce(app, LOOKS)
    return app


def _open_doors(app: Flask, access: Access, settings: Settings, *, demonstration: bool) -> None:
    """Add the parts that are reached before anybody is known."""
    access.open(app, sign_in.bp)
    app.add_template_global(provider.ways_in, "ways_in")
    if found := identity_providers(settings):
        provider.register(app, found)
        access.open(app, provider.bp)
    if demonstration:
        access.open(app, chooser.bp)


def _prepare_templates(app: Flask) -> None:
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_loader = ChoiceLoader(
        [
            PackageLoader("webmap"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.add_template_filter(band)
    app.add_template_filter(kind, "kind_words")
    app.add_template_filter(quarters.in_words, "months")
    app.add_template_filter(purpose.short, "purpose")
    app.jinja_env.globals["audience_names"] = NAMES
    app.add_template_global(lambda name: NAMES[Audience(name)], "audience_words")
    app.add_template_global(accounts.state, "account_state")
    app.add_template_global(day_fields.example, "day_example")
