"""Whether looking at each page is recorded, and as what: the one table of it.

A page that is not here stops the start. The numbers of objects are those of addresses.
"""

from __future__ import annotations

from collections.abc import Mapping

from webmap.looking import Layer, LayerAtOnce, Leaves, Look, Open, Rule, Writes

CASE, MEETING = "case_id", "meeting_id"
RUN, QUARTER, PREMISES, VISIT = "run_id", "quarter", "premises_id", "visit_id"
DOOR = Open("a part of signing in or out: each step is an entry of its own")
LEADS_ON = Open("leads to another page, or says what to do first")
ACCOUNTS = Open("accounts and rights, and nothing of the data; every change is an entry of its own")
BOARD = Open(
    "what the board is shown is published, whole quarters and adjusted counts, safe to circulate: "
    "there is nothing in it that a purpose would have to open"
)
SNAPSHOT = Open(
    "published to be passed round; each file is recorded by the function of the database that "
    "hands it over"
)
UPLOAD = Open("an act on one's own upload, which is an entry of its own")
WRITES = Open(
    "takes what is typed, each an entry of its own; a form that is refused is shown again with "
    "what was typed and nothing else"
)
TYPED = Open(
    "what one typed oneself and nobody else is ever shown; saving it is an entry of its own"
)
OWN = Open("what somebody may be or did, shown to themselves alone")

LOOKS: Mapping[str, Rule] = {
    "static": Open("files of the program, the same for everybody"),
    "status.health": Open("whether the program is well, and nothing else"),
    "status.metrics": Open("counts and times of the program, for whoever watches over it"),
    "sign_in.begin": DOOR,
    "sign_in.try_password": DOOR,
    "sign_in.code": DOOR,
    "sign_in.try_code": DOOR,
    "sign_in.set_up": DOOR,
    "sign_in.try_set_up": DOOR,
    "sign_in.choose": DOOR,
    "sign_in.try_choice": DOOR,
    "sign_in.ask_sign_out": DOOR,
    "sign_in.sign_out": DOOR,
    "sign_in.signed_out": DOOR,
    "provider.leave": DOOR,
    "provider.back": DOOR,
    "chooser.people": DOOR,
    "chooser.become": DOOR,
    "purpose.ask": DOOR,
    "purpose.state": DOOR,
    "home.landing": LEADS_ON,
    "home.account": OWN,
    "own_actions.actions": OWN,
    "session_end.stay": OWN,
    "drafts.own": Open(
        "what one typed oneself; the names of premises beside it are read under a purpose alone, "
        "and that look is recorded by the page"
    ),
    "drafts.keep": TYPED,
    "drafts.discard": TYPED,
    "base_map.base_layer": Open("boundaries, roads and taxi ranks, which are public"),
    "base_map.tile": Open("boundaries and roads, which are public"),
    "base_map.names": Open("names of areas, which are public"),
    "base_tiles.square": Open("pictures of a base map, the same for everybody"),
    "flags.newest": LEADS_ON,
    "flags.runs": Look("flag_runs"),
    "flags.flagged": Look("flag_run", RUN),
    "flags.premises_layer": Layer("flag_run", RUN, narrowed=True),
    "flags.locations_layer": Layer("flag_run", RUN),
    "flag_yield.newest": LEADS_ON,
    "flag_yield.quarter": Look("flag_feedback", QUARTER),
    "flag_yield_files.ask": Open("asks what to take, and shows nothing of it"),
    "flag_yield_files.take": Leaves(),
    "flag_files.ask": Open("asks what to take, and shows nothing of it"),
    "flag_files.take": Leaves(),
    "evidence_files.ask": Look("premises", PREMISES),
    "evidence_files.take": Leaves(),
    "premises.premises": Look("premises", PREMISES),
    "premises.point_layer": Layer("premises", PREMISES),
    "sources.sources": Look("loads"),
    "sources.source": Look("load", "public_id"),
    "ask.form": Open("asks for the terms of a question, and shows nothing of an answer"),
    "ask.ask": Open("an act of one's own, which is an entry of its own"),
    "ask.asked": Look("question", "asking_id"),
    "ask.state": Open("how far one's own question is, and nothing of its answer"),
    "ask.cancel": Open("an act on one's own question, which is an entry of its own"),
    "ask.save": Open("an act on one's own question, which is an entry of its own"),
    "ask.questions": Look("questions"),
    "ask.delete": Open("an act on one's own question, which is an entry of its own"),
    "compare.ask": Look("flag_runs"),
    "compare.compared": Look("comparison", "after_id"),
    "compare.ask_file": Open("asks what to take, and shows nothing of it"),
    "compare.take": Leaves(),
    "uploads.uploads": Look("uploads"),
    "uploads.upload": Look("upload", "upload_id"),
    "uploads.state": Open("how far one's own upload is, and nothing of what is in it"),
    "uploads.kinds": Open("asks for a file, and shows nothing"),
    "uploads.ask": Open("asks for a file, and shows nothing"),
    "uploads.send": UPLOAD,
    "uploads.commit": UPLOAD,
    "uploads.discard": UPLOAD,
    "uploads.undo": UPLOAD,
    "upload_files.ask": Open("asks what to take, and shows nothing of it"),
    "upload_files.take": Leaves(),
    "visits.newest": LEADS_ON,
    "visits.visits": Look("visits", QUARTER),
    "visits.premises_layer": Layer("visits", QUARTER, narrowed=True),
    "visits.cells_layer": Layer("visits", QUARTER),
    "visit_files.ask": Open("asks what to take, and shows nothing of it"),
    "visit_files.take": Leaves(),
    "visit_premises.premises": Look("premises", PREMISES),
    "visit_premises.point_layer": Layer("premises", PREMISES),
    "map_page.whole": Look("map"),
    "map_page.search": Look("map_search"),
    "map_points.places_layer": Layer("map", narrowed=True),
    "map_points.hotspots_layer": Layer("map"),
    "map_points.missing_layer": Layer("map", narrowed=True),
    "map_points.drawn": Look("map_drawn"),
    "tiles.premises": LayerAtOnce("map"),
    "reviews.reviews": Look("reviews"),
    "reviews.add_meeting": WRITES,
    "reviews.agenda": Look("meeting", MEETING),
    "reviews.change_meeting": WRITES,
    "reviews.actions": Look("case_actions"),
    "case_opening.ask": Look("premises", PREMISES),
    "case_opening.open_case": WRITES,
    "cases.decision": Look("case", CASE),
    "cases.evidence": Look("case", CASE),
    "cases.licence": Look("case", CASE),
    "case_changes.decide": WRITES,
    "case_changes.sign": WRITES,
    "case_changes.note": WRITES,
    "case_changes.action": WRITES,
    "case_changes.clock": WRITES,
    "case_changes.agenda": WRITES,
    "case_changes.settle": WRITES,
    "case_changes.end": WRITES,
    "case_changes.go_on": Look("case", CASE),
    "minutes.minutes": Look("minutes", MEETING),
    "minutes.ask": Open("asks why the minutes are taken, and shows nothing of them"),
    "minutes.take": Leaves(),
    "visit_planning.ask": Look("visits", QUARTER),
    "visit_planning.plan": Writes("visits", QUARTER),
    "visit_planning.month": Look("planned_visits"),
    "visit_pages.visit": Look("visit", VISIT),
    "visit_pages.change": Writes("visit", VISIT),
    "visit_pages.undo": Writes("visit", VISIT),
    "visit_recording.record": Look("visit", VISIT),
    "visit_recording.save": Writes("visit", VISIT),
    "visit_recording.record_unplanned": Look("premises", PREMISES),
    "visit_recording.save_unplanned": Writes("premises", PREMISES),
    "visit_feedback.ask": Look("premises", PREMISES),
    "visit_feedback.say": Writes("premises", PREMISES),
    "representations.ask": Look("premises", PREMISES),
    "representations.add": Writes("premises", PREMISES),
    "representations.one": Look("representation", "representation_id"),
    "representations.answer": Writes("representation", "representation_id"),
    "saved_views.views": Look("saved_views"),
    "saved_views.save": Writes("saved_views"),
    "saved_views.use": LEADS_ON,
    "saved_views.end": Writes("saved_view", "view_id"),
    "board.newest": LEADS_ON,
    "board.quarter": BOARD,
    "board.wards_layer": BOARD,
    "snapshots.snapshots": Open("which snapshots there are, and their hashes"),
    "snapshots.snapshot": SNAPSHOT,
    "snapshots.download": SNAPSHOT,
    "accounts.accounts": ACCOUNTS,
    "accounts.add": ACCOUNTS,
    "accounts.added": ACCOUNTS,
    "accounts.account": ACCOUNTS,
    "accounts.ask": ACCOUNTS,
    "accounts.reset": ACCOUNTS,
    "accounts.end": ACCOUNTS,
    "accounts.grant": ACCOUNTS,
    "accounts.end_right": ACCOUNTS,
    "accounts.rights": ACCOUNTS,
    "arrivals.arrivals": Open("that data arrived and how many rows stood, and nothing of them"),
    "record.entries": Look("audit_entries"),
    "record.reasons": Look("reasons"),
    "record.review": Open("adds an entry of its own to the record, and shows nothing"),
}
