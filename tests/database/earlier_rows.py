"""What earlier releases held beside episodes and premises, as rows of the tables of their time.

Each is put in as soon as its tables are there; the names of columns are those of that release.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

PERSON, OTHER = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
RUN, VISIT = "00000000-0000-4000-8000-000000000003", "00000000-0000-4000-8000-000000000004"
CASE, UPLOAD = "00000000-0000-4000-8000-000000000005", "00000000-0000-4000-8000-000000000006"
RIGHT = "00000000-0000-4000-8000-000000000007"

# by the revision that made the last table that is needed
ROWS = (
    (
        "0010",
        """
        INSERT INTO held.flag_run (
            run_id, rule, as_at, window_days, minimum_episodes, minimum_children, merge_m,
            radius_m, data_to, load_ids, code_version, repeat_locations,
            repeat_locations_with_premises, episodes, premises, pairs, premises_tested,
            result_sha256
        ) VALUES (
            :run, 'standard', '2026-05-31', 90, 3, 2, 50, 400, '2026-05-31', '{1}', '0.1.0', 1,
            1, 12, 1, 1, 1, 'abc'
        );
        INSERT INTO held.flag_location VALUES (
            :run, 1, 12, 3, '2026-05-01', '2026-05-12', 0, 0, 12, 0,
            ST_GeomFromText('MULTIPOINT(300000 410000)', 27700)
        );
        INSERT INTO held.flag
        SELECT :run, premises_id, 1, 1, 100, 12, 12 FROM held.premises WHERE name = 'The Heron';
        INSERT INTO held.account (account_id, sign_in_name, display_name, made_by) VALUES
        (:person, 'ada.reid', 'Ada Reid', 'console:a test'),
        (:other, 'ben.cole', 'Ben Cole', 'console:a test');
        INSERT INTO held.account_right (right_id, account_id, audience, authority, asked_by)
        VALUES (:right, :person, 'officer', 'E06999001', 'console:a test');
        """,
    ),
    (
        "0014",
        """
        INSERT INTO held.visit (visit_id, premises_id, authority, quarter, made_by)
        SELECT :visit, premises_id, 'E06999001', '2026Q1', :person
        FROM held.premises WHERE name = 'The Heron';
        INSERT INTO held.visit_plan (visit_id, version, planned_for, status, changed_by)
        VALUES (:visit, 1, '2026-06-01', 'planned', :person);
        INSERT INTO held.visit_record
        (visit_id, version, visited_on, visited_by, outcome, measure, note, changed_by)
        VALUES (:visit, 1, '2026-06-01', :person, 'concern', 'none', 'a poster was up', :person);
        INSERT INTO held.flag_feedback
        (quarter, premises_id, version, authority, verdict, why, changed_by)
        SELECT '2026Q1', premises_id, 1, 'E06999001', 'wrong', 'it has closed', :person
        FROM held.premises WHERE name = 'The Heron';
        """,
    ),
    (
        "0016",
        """
        INSERT INTO held.review_case
        (case_id, premises_id, authority, matter, side, run_id, reason, opened_by)
        SELECT :case, premises_id, 'E06999001', 'near', 'police', :run,
        'near places where episodes recur', :person FROM held.premises WHERE name = 'The Heron';
        INSERT INTO held.case_decision (case_id, version, measure, reason, decided_by)
        VALUES (:case, 1, 'awareness', 'a briefing of its staff', :person);
        INSERT INTO held.case_signature (case_id, version, side, account_id)
        VALUES (:case, 1, 'police', :person), (:case, 1, 'council', :other);
        INSERT INTO held.case_note (case_id, words, made_by, changed_by)
        VALUES (:case, 'the licence holder was told', :person, :other);
        """,
    ),
    (
        "0017",
        """
        INSERT INTO held.upload
        (upload_id, account_id, kind, options, file_names, file_bytes, file_hashes, state)
        VALUES (:upload, :person, 'premises', '{}', '{register.csv}', '{10}', '{abc}', 'discarded');
        """,
    ),
    (
        "0023",
        """
        INSERT INTO held.asking (asking_id, account_id, terms, state, run_id)
        VALUES (:upload, :person, '{}', 'answered', :run);
        """,
    ),
    (
        "0029",
        """
        INSERT INTO held.draft (right_id, form, fields)
        VALUES (:right, 'visit:1', '{"note": "begun"}');
        """,
    ),
    (
        "0031",
        """
        INSERT INTO held.hotspot_run (
            run_id, as_at, window_days, cell_m, terms, data_sha256, load_ids, removals,
            code_version, events, cells, cells_with_events, hotspots, result_sha256
        ) VALUES (:run, '2026-05-31', 90, 250, '{}', 'abc', '{1}', 0, '0.1.0', 12, 9, 2, 1, 'abc');
        INSERT INTO held.hotspot VALUES (:run, 300000, 410000, 12, 3.1, 0.01, 'hot');
        """,
    ),
)


def plant(connection: Connection, revision: str) -> None:
    """Put in every row that a database of a revision could hold, and entries of the record."""
    values = {
        "person": PERSON,
        "other": OTHER,
        "run": RUN,
        "visit": VISIT,
        "case": CASE,
        "upload": UPLOAD,
        "right": RIGHT,
    }
    for since, statements in ROWS:
        if since <= revision:
            for statement in filter(str.strip, statements.split(";")):
                used = {k: v for k, v in values.items() if f":{k}" in statement}
                connection.execute(text(statement), used)
    for number in range(3):
        connection.execute(
            text("SELECT audit.add('a test', 'try', :subject, '{}')"), {"subject": str(number)}
        )
