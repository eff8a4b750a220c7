"""Every route that there is, with who may ask it: the table that the attacks walk.

A route that is not here fails a test, so that nobody adds one without saying who may see it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, text

ROLES = ("analyst", "officer", "board", "admin")
ANALYST, ADMIN = frozenset({"analyst"}), frozenset({"admin"})
OFFICER, BOARD = frozenset({"officer"}), frozenset({"board"})
JOINT = ANALYST | OFFICER
SHOWN = ANALYST | OFFICER | BOARD
EVERY = frozenset(ROLES)
NOWHERE = "00000000-0000-0000-0000-000000000000"
DAYS = "from=2026-07-03&to=2026-09-30"


@dataclass(frozen=True)
class Route:
    """A page and a method; ``open`` means that somebody unknown may ask it as well."""

    endpoint: str
    method: str
    path: str
    audiences: frozenset[str]
    open: bool = False
    unknown: str = ""  # the same address with a number that nothing has


def routes(county: Engine) -> list[Route]:
    """Return the table, with the numbers of things that are there."""
    with county.connect() as connection:
        run = connection.scalar(text("SELECT run_id FROM held.flag_run WHERE as_at='2026-09-30'"))
        older = connection.scalar(text("SELECT run_id FROM held.flag_run WHERE as_at='2026-06-30'"))
        premises = connection.scalar(text("SELECT premises_id FROM held.flag LIMIT 1"))
        load = connection.scalar(text("SELECT public_id FROM held.load WHERE rejected > 0 LIMIT 1"))
        account = connection.scalar(
            text("SELECT account_id FROM held.account WHERE sign_in_name = 'tobias.fenn'")
        )
        right = connection.scalar(
            text("SELECT right_id FROM held.account_right WHERE audience = 'board'")
        )
        asking = connection.scalar(text("SELECT asking_id FROM held.asking LIMIT 1"))
        saved = connection.scalar(text("SELECT question_id FROM held.saved_question LIMIT 1"))
        upload = connection.scalar(text("SELECT upload_id FROM held.upload LIMIT 1"))
        visit = connection.scalar(
            text(
                "SELECT premises_id FROM held.officer_flag INNER JOIN held.premises AS premises"
                " USING (premises_id) WHERE authority = 'E06999001' AND quarter = '2026Q3'"
                " ORDER BY premises_id LIMIT 1"
            )
        )
        case = connection.scalar(
            text(
                "SELECT case_id FROM held.review_case WHERE authority = 'E06999001'"
                " ORDER BY opened_at LIMIT 1"
            )
        )
        meeting = connection.scalar(
            text(
                "SELECT meeting_id FROM held.review_meeting_authority"
                " WHERE authority = 'E06999001' LIMIT 1"
            )
        )
        planned = connection.scalar(
            text(
                "SELECT visit_id FROM held.visit_plan WHERE status = 'planned'"
                " ORDER BY planned_for, visit_id LIMIT 1"
            )
        )
        reply = connection.scalar(
            text(
                "SELECT representation_id FROM held.representation"
                " WHERE authority = 'E06999001' LIMIT 1"
            )
        )
        view = connection.scalar(
            text("SELECT view_id FROM held.saved_view WHERE authority = 'E06999001' LIMIT 1")
        )
    of = {
        "case": case,
        "meeting": meeting,
        "planned": planned,
        "view": view,
        "reply": reply,
        "run": run,
        "older": older,
        "premises": premises,
        "load": load,
        "upload": upload,
        "asking": asking,
        "saved": saved,
        "kind": "premises",
        "account": account,
        "right": right,
        "visit": visit,
        "quarter": "2026Q3",
    }

    def route(
        endpoint: str, method: str, path: str, audiences: frozenset[str], *, opened: bool = False
    ) -> Route:
        unknown = path.format(**dict.fromkeys(of, NOWHERE)) if "{" in path else ""
        return Route(endpoint, method, path.format(**of), audiences, opened, unknown)

    return [
        route("static", "GET", "/static/nightjar.css", EVERY, opened=True),
        route("status.health", "GET", "/health", EVERY, opened=True),
        route("status.metrics", "GET", "/metrics", EVERY, opened=True),
        route("sign_in.begin", "GET", "/sign-in", EVERY, opened=True),
        route("sign_in.try_password", "POST", "/sign-in", EVERY, opened=True),
        route("sign_in.code", "GET", "/sign-in/code", EVERY, opened=True),
        route("sign_in.try_code", "POST", "/sign-in/code", EVERY, opened=True),
        route("sign_in.set_up", "GET", "/sign-in/set-up", EVERY, opened=True),
        route("sign_in.try_set_up", "POST", "/sign-in/set-up", EVERY, opened=True),
        route("sign_in.choose", "GET", "/sign-in/as", EVERY, opened=True),
        route("sign_in.try_choice", "POST", "/sign-in/as", EVERY, opened=True),
        route("sign_in.ask_sign_out", "GET", "/sign-out", EVERY, opened=True),
        route("sign_in.sign_out", "POST", "/sign-out", EVERY, opened=True),
        route("sign_in.signed_out", "GET", "/signed-out", EVERY, opened=True),
        route("home.landing", "GET", "/", EVERY),
        route("home.account", "GET", "/account", EVERY),
        route("purpose.ask", "GET", "/purpose", ANALYST | OFFICER | ADMIN),
        route("purpose.state", "POST", "/purpose", ANALYST | OFFICER | ADMIN),
        route("own_actions.actions", "GET", "/account/actions", ANALYST | OFFICER),
        route("session_end.stay", "GET", "/session", EVERY),
        route("drafts.own", "GET", "/drafts", JOINT),
        route("drafts.keep", "POST", "/drafts", JOINT),
        route("drafts.discard", "POST", "/drafts/discard", JOINT),
        route("record.entries", "GET", "/audit", ADMIN),
        route("record.reasons", "GET", "/audit/reasons", ADMIN),
        route("record.review", "POST", "/audit/reasons", ADMIN),
        route("flag_files.ask", "GET", "/flags/{run}/file", ANALYST),
        route("flag_files.take", "POST", "/flags/{run}/file", ANALYST),
        route("visit_files.ask", "GET", "/visits/{quarter}/file", OFFICER),
        route("visit_files.take", "POST", "/visits/{quarter}/file", OFFICER),
        route("flag_yield.newest", "GET", "/feedback", ANALYST),
        route("flag_yield.quarter", "GET", "/feedback/{quarter}", ANALYST),
        route("flag_yield_files.ask", "GET", "/feedback/{quarter}/file", ANALYST),
        route("flag_yield_files.take", "POST", "/feedback/{quarter}/file", ANALYST),
        route("flags.newest", "GET", "/flags", ANALYST),
        route("flags.runs", "GET", "/runs", ANALYST),
        route("flags.flagged", "GET", "/flags/{run}", ANALYST),
        route("flags.premises_layer", "GET", "/flags/{run}/premises.geojson", ANALYST),
        route("flags.locations_layer", "GET", "/flags/{run}/locations.geojson", ANALYST),
        *(
            route(
                f"evidence_files.{name}",
                method,
                "/flags/{run}/premises/{premises}/evidence",
                ANALYST,
            )
            for name, method in (("ask", "GET"), ("take", "POST"))
        ),
        route("premises.premises", "GET", "/premises/{premises}", ANALYST),
        route("premises.point_layer", "GET", "/premises/{premises}/point.geojson", ANALYST),
        route("sources.sources", "GET", "/sources", ANALYST),
        route("sources.source", "GET", "/sources/{load}", ANALYST),
        route("ask.form", "GET", "/ask", ANALYST),
        route("ask.ask", "POST", "/ask", ANALYST),
        route("ask.asked", "GET", "/ask/{asking}", ANALYST),
        route("ask.state", "GET", "/ask/{asking}/state.json", ANALYST),
        route("ask.cancel", "POST", "/ask/{asking}/cancel", ANALYST),
        route("ask.save", "POST", "/ask/{asking}/save", ANALYST),
        route("ask.questions", "GET", "/questions", ANALYST),
        route("ask.delete", "POST", "/questions/{saved}/delete", ANALYST),
        route("compare.ask", "GET", "/compare", ANALYST),
        route("compare.compared", "GET", "/compare/{older}/{run}", ANALYST),
        route("compare.ask_file", "GET", "/compare/{older}/{run}/file", ANALYST),
        route("compare.take", "POST", "/compare/{older}/{run}/file", ANALYST),
        route("uploads.uploads", "GET", "/uploads", ANALYST),
        route("uploads.kinds", "GET", "/uploads/new", ANALYST),
        route("uploads.ask", "GET", "/uploads/new/{kind}", ANALYST),
        route("uploads.send", "POST", "/uploads/new/{kind}", ANALYST),
        route("uploads.upload", "GET", "/uploads/{upload}", ANALYST),
        route("uploads.state", "GET", "/uploads/{upload}/state.json", ANALYST),
        route("uploads.commit", "POST", "/uploads/{upload}/commit", ANALYST),
        route("uploads.discard", "POST", "/uploads/{upload}/discard", ANALYST),
        route("uploads.undo", "POST", "/uploads/{upload}/undo", ANALYST),
        route("upload_files.ask", "GET", "/uploads/{upload}/file", ANALYST),
        route("upload_files.take", "POST", "/uploads/{upload}/file", ANALYST),
        route("base_map.base_layer", "GET", "/base/roads.geojson", ANALYST | OFFICER | BOARD),
        route("base_map.tile", "GET", "/base/roads/14/8031/5249.mvt", SHOWN),
        route("base_map.names", "GET", "/base/ward/names.geojson", SHOWN),
        route("base_tiles.square", "GET", "/base/tiles/8/125/82", ANALYST | OFFICER | BOARD),
        route("visits.newest", "GET", "/visits", OFFICER),
        route("visits.visits", "GET", "/visits/{quarter}", OFFICER),
        route("visits.premises_layer", "GET", "/visits/{quarter}/premises.geojson", OFFICER),
        route("visits.cells_layer", "GET", "/visits/{quarter}/cells.geojson", OFFICER),
        route("visit_premises.premises", "GET", "/visits/premises/{visit}", OFFICER),
        route(
            "visit_premises.point_layer", "GET", "/visits/premises/{visit}/point.geojson", OFFICER
        ),
        route("map_page.whole", "GET", "/map", ANALYST | OFFICER),
        route("map_page.search", "POST", "/map/search", ANALYST | OFFICER),
        # of the days that the map is about if none are asked for: others would be another look
        route("map_points.places_layer", "GET", f"/map/places.geojson?{DAYS}", ANALYST),
        route("map_points.hotspots_layer", "GET", "/map/hotspots.geojson", ANALYST),
        route("map_points.missing_layer", "GET", f"/map/missing.geojson?{DAYS}", ANALYST),
        route("map_points.drawn", "POST", "/map/drawn", ANALYST),
        route("tiles.premises", "GET", "/map/premises/14/8031/5249.mvt", ANALYST | OFFICER),
        route("reviews.reviews", "GET", "/reviews", JOINT),
        route("reviews.add_meeting", "POST", "/reviews/meetings", JOINT),
        route("reviews.agenda", "GET", "/reviews/meetings/{meeting}", JOINT),
        route("reviews.change_meeting", "POST", "/reviews/meetings/{meeting}", JOINT),
        route("reviews.actions", "GET", "/reviews/actions", JOINT),
        route("case_opening.ask", "GET", "/reviews/premises/{visit}", JOINT),
        route("case_opening.open_case", "POST", "/reviews/premises/{visit}", JOINT),
        route("minutes.minutes", "GET", "/reviews/meetings/{meeting}/minutes", JOINT),
        route("minutes.ask", "GET", "/reviews/meetings/{meeting}/file", JOINT),
        route("minutes.take", "POST", "/reviews/meetings/{meeting}/file", JOINT),
        route("cases.decision", "GET", "/cases/{case}", JOINT),
        route("cases.evidence", "GET", "/cases/{case}/evidence", JOINT),
        route("cases.licence", "GET", "/cases/{case}/licence", JOINT),
        *(
            route(f"case_changes.{act}", "POST", f"/cases/{{case}}/{path}", JOINT)
            for act, path in (
                *(("decide", "decision"), ("sign", "signature"), ("note", "notes")),
                *(("action", "actions"), ("clock", "clocks"), ("agenda", "agenda")),
                *(("settle", "edits"), ("end", "end")),
            )
        ),
        route("case_changes.go_on", "GET", "/cases/{case}/draft", JOINT),
        route("visit_planning.ask", "GET", "/visits/{quarter}/plan", OFFICER),
        route("visit_planning.plan", "POST", "/visits/{quarter}/plan", OFFICER),
        route("visit_planning.month", "GET", "/visits/planned", OFFICER),
        route("visit_pages.visit", "GET", "/visits/one/{planned}", OFFICER),
        route("visit_pages.change", "POST", "/visits/one/{planned}/plan", OFFICER),
        route("visit_pages.undo", "POST", "/visits/one/{planned}/undo", OFFICER),
        route("visit_recording.record", "GET", "/visits/one/{planned}/record", OFFICER),
        route("visit_recording.save", "POST", "/visits/one/{planned}/record", OFFICER),
        route(
            *("visit_recording.record_unplanned", "GET", "/visits/premises/{visit}/record"), OFFICER
        ),
        route(
            *("visit_recording.save_unplanned", "POST", "/visits/premises/{visit}/record"), OFFICER
        ),
        *(
            route(
                f"visit_feedback.{name}",
                method,
                "/visits/{quarter}/premises/{visit}/feedback",
                OFFICER,
            )
            for name, method in (("ask", "GET"), ("say", "POST"))
        ),
        *(
            route(f"representations.{name}", method, path, OFFICER)
            for name, method, path in (
                ("ask", "GET", "/visits/premises/{visit}/reply"),
                ("add", "POST", "/visits/premises/{visit}/reply"),
                ("one", "GET", "/visits/replies/{reply}"),
                ("answer", "POST", "/visits/replies/{reply}"),
            )
        ),
        route("saved_views.views", "GET", "/visits/views", OFFICER),
        route("saved_views.save", "POST", "/visits/views", OFFICER),
        route("saved_views.use", "GET", "/visits/views/{view}", OFFICER),
        route("saved_views.end", "POST", "/visits/views/{view}/end", OFFICER),
        route("board.newest", "GET", "/board", BOARD),
        route("board.quarter", "GET", "/board/{quarter}", BOARD),
        route("board.wards_layer", "GET", "/board/{quarter}/wards.geojson", BOARD),
        route("snapshots.snapshots", "GET", "/snapshots", SHOWN),
        route("snapshots.snapshot", "GET", "/snapshots/{quarter}", SHOWN),
        *(
            route("snapshots.download", "GET", f"/snapshots/{{quarter}}/{file}", SHOWN)
            for file in (
                *("page.pdf", "page.png", "wards.csv", "picture.csv", "premises.csv"),
                *("done.csv", "tables.json", "wards.geojson", "reviews.csv", "measures.csv"),
            )
        ),
        route("accounts.accounts", "GET", "/accounts", ADMIN),
        route("accounts.add", "GET", "/accounts/new", ADMIN),
        route("accounts.added", "POST", "/accounts/new", ADMIN),
        route("accounts.account", "GET", "/accounts/{account}", ADMIN),
        route("accounts.ask", "POST", "/accounts/{account}/rights", ADMIN),
        route("accounts.reset", "POST", "/accounts/{account}/reset", ADMIN),
        route("accounts.end", "POST", "/accounts/{account}/end", ADMIN),
        route("accounts.grant", "POST", "/rights/{right}/grant", ADMIN),
        route("accounts.end_right", "POST", "/rights/{right}/end", ADMIN),
        route("accounts.rights", "GET", "/rights", ADMIN),
        route("arrivals.arrivals", "GET", "/data", ADMIN),
    ]
