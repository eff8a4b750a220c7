-- Canaries of an authority far from the officer's: its premises and flags, and all that its
-- officers and others wrote, asked and sent.
INSERT INTO held.authority (code, name) VALUES (:far_authority, 'Elsewhere');

INSERT INTO held.boundary (kind, code, vintage, name, authority, geom, load_id)
SELECT
    'authority',
    :far_authority AS code,
    2026 AS vintage,
    'Elsewhere' AS name,
    :far_authority AS authority,
    ST_Multi(ST_MakeEnvelope(285000, 395000, 287000, 397000, 27700)),
    max(load_id)
FROM held.load;

INSERT INTO held.premises (
    premises_id, authority, name, name_key, address, postcode, kind, kind_basis, geom, placed_by,
    precision_m, load_id
)
SELECT
    cast(:far AS uuid),
    :far_authority,
    :far_name,
    premises.name_key,
    premises.address,
    premises.postcode,
    premises.kind,
    premises.kind_basis,
    premises.geom,
    premises.placed_by,
    premises.precision_m,
    premises.load_id
FROM held.premises AS premises
WHERE premises.premises_id = (
    SELECT flag.premises_id
    FROM held.officer_flag AS flag
    INNER JOIN held.premises AS flagged USING (premises_id)
    WHERE flagged.kind = 'pub'
    LIMIT 1
);

INSERT INTO held.published_cell (
    quarter, cell_id, is_rest, level_m, addresses, band_from, band_to, geom
)
SELECT
    max(quarter),
    '1000-285-395',
    FALSE,
    1000,
    99,
    21,
    NULL,
    ST_Multi(ST_MakeEnvelope(285000, 395000, 286000, 396000, 27700))
FROM held.cell_publication;

INSERT INTO held.officer_flag
SELECT
    max(quarter),
    '1000-285-395',
    FALSE,
    cast(:far AS uuid),
    250
FROM held.cell_publication;

-- what somebody else is typing
INSERT INTO held.draft (right_id, form, fields)
SELECT
    given.right_id,
    'reply:' || cast(:far AS text),
    jsonb_build_object('asked', jsonb_build_array(cast(:ref AS text)))
FROM held.account_right AS given
WHERE given.audience = 'admin'
LIMIT 1;

-- what that authority's officers wrote: of a visit, of a case, of a meeting, a view of their own
INSERT INTO held.account (
    account_id, sign_in_name, display_name, email, oidc_issuer, oidc_subject, password_setting,
    password_proof, sample, made_by
)
VALUES (
    cast(:far_person AS uuid), 'far.person', :far_person_name, :email, 'https://elsewhere.example',
    :email, :kept, decode(repeat('00', 32), 'hex'), TRUE, 'canary'
);

-- what that person asked, took and sent
INSERT INTO held.asking (asking_id, account_id, terms, state, refusal)
VALUES (
    gen_random_uuid(), cast(:far_person AS uuid),
    jsonb_build_object('canary', cast(:kept AS text)), 'refused', :kept
);

INSERT INTO held.saved_question (question_id, account_id, name, shared, terms)
VALUES (
    gen_random_uuid(), cast(:far_person AS uuid), :kept, FALSE,
    jsonb_build_object('canary', cast(:kept AS text))
);

INSERT INTO held.export (
    export_id, account, audience, object, file_name, sha256, rows, masked, expires_on, audit_seq
)
VALUES (
    gen_random_uuid(), :far_person, 'officer', :kept, :kept, repeat('a', 64), 1, TRUE,
    '2100-01-01', 1
);

INSERT INTO held.sent_form (account_id, form_sha256, led_to)
VALUES (
    cast(:far_person AS uuid), decode(repeat('00', 32), 'hex'), '/' || cast(:kept AS text)
);

INSERT INTO held.load
OVERRIDING SYSTEM VALUE
SELECT
    (
        jsonb_populate_record(
            load,
            jsonb_build_object(
                'load_id', 2000000000,
                'public_id', gen_random_uuid(),
                'authority', cast(:far_authority AS text),
                'file_name', cast(:file AS text),
                'file_sha256', repeat('c', 64),
                'supplier', cast(:file AS text),
                'profile', cast(:file AS text),
                'encoding', cast(:file AS text),
                'notices', jsonb_build_array(cast(:file AS text)),
                'options', jsonb_build_object('authority', cast(:file AS text)),
                'mapping', jsonb_build_object('name', jsonb_build_array(cast(:file AS text))),
                'reasons', jsonb_build_object(cast(:file AS text), 1),
                'report', load.report || jsonb_build_object('file', cast(:file AS text)),
                'loaded_at', '2020-01-01'
            )
        )
    ).*
FROM held.load AS load
WHERE load.kind = 'premises'
ORDER BY load.load_id
LIMIT 1;

INSERT INTO held.load_reject (load_id, row_number, column_name, reason, found)
VALUES (2000000000, 1, :file, :file, :file);

INSERT INTO held.undone_load (public_id, account, undone_by, reason)
SELECT
    gen_random_uuid() AS public_id,
    to_jsonb(load) AS account,
    :file AS undone_by,
    :file AS reason
FROM held.load AS load
WHERE load.load_id = 2000000000;

INSERT INTO held.upload (
    upload_id, account_id, kind, options, file_names, file_bytes, file_hashes, state, report,
    refusal, undo_reason
)
SELECT
    gen_random_uuid() AS upload_id,
    cast(:far_person AS uuid) AS account_id,
    upload.kind,
    jsonb_build_object('authority', cast(:file AS text)) AS options,
    ARRAY[cast(:file AS text)] AS file_names,
    ARRAY[1] AS file_bytes,
    ARRAY[repeat('c', 64)] AS file_hashes,
    upload.state,
    upload.report || jsonb_build_object('file', cast(:file AS text)) AS report,
    :file AS refusal,
    :file AS undo_reason
FROM held.upload AS upload
ORDER BY upload.upload_id
LIMIT 1;

INSERT INTO held.upload_reject (
    upload_id, reject_no, part, row_number, column_name, reason, found
)
SELECT
    upload.upload_id,
    1 AS reject_no,
    :file AS part,
    1 AS row_number,
    :file AS column_name,
    :file AS reason,
    :file AS found
FROM held.upload AS upload
WHERE upload.account_id = cast(:far_person AS uuid);

INSERT INTO held.visit (visit_id, premises_id, authority, made_by)
VALUES (
    cast(:far_visit AS uuid), cast(:far AS uuid), :far_authority, cast(:far_person AS uuid)
);

INSERT INTO held.visit_plan (visit_id, version, planned_for, status, reason, changed_by)
VALUES
(cast(:far_visit AS uuid), 1, '2026-09-01', 'cancelled', :note, cast(:far_person AS uuid)),
(cast(:far_visit AS uuid), 2, '2026-09-01', 'done', NULL, cast(:far_person AS uuid));

INSERT INTO held.flag_feedback (
    quarter, premises_id, version, authority, verdict, why, changed_by
)
SELECT
    max(quarter) AS quarter,
    cast(:far AS uuid) AS premises_id,
    1 AS version,
    :far_authority AS authority,
    'useful' AS verdict,
    :note AS why,
    cast(:far_person AS uuid) AS changed_by
FROM held.cell_publication;

INSERT INTO held.visit_record (
    visit_id, version, visited_on, visited_by, outcome, measure, measure_text, note, reply,
    changed_by
)
VALUES (
    cast(:far_visit AS uuid), 1, '2026-09-01', cast(:far_person AS uuid), 'concern', 'advice',
    :note, :note, :note, cast(:far_person AS uuid)
);

INSERT INTO held.saved_view (view_id, owner, authority, name, shared, filters)
VALUES (
    cast(:far_view AS uuid), cast(:far_person AS uuid), :far_authority, :note, TRUE,
    jsonb_build_object('kind', cast(:note AS text))
);

INSERT INTO held.review_case (
    case_id, premises_id, authority, matter, side, reason, opened_by
)
VALUES (
    cast(:far_case AS uuid), cast(:far AS uuid), :far_authority, 'compliance', 'council',
    :case_note, cast(:far_person AS uuid)
);

INSERT INTO held.case_note (case_id, words, made_by, changed_by)
VALUES (
    cast(:far_case AS uuid), :case_note, cast(:far_person AS uuid), cast(:far_person AS uuid)
);

INSERT INTO held.case_decision (case_id, version, measure, reason, decided_by)
VALUES (cast(:far_case AS uuid), 1, 'watch', :case_note, cast(:far_person AS uuid));

INSERT INTO held.case_action (
    case_id, what, owner_id, due_on, state, done_on, outcome, made_by, changed_by
)
VALUES (
    cast(:far_case AS uuid), :case_note, cast(:far_person AS uuid), '2026-12-01', 'done',
    '2026-11-30', :case_note, cast(:far_person AS uuid), cast(:far_person AS uuid)
);

INSERT INTO held.case_edit (case_id, kind, object_id, based_on, content, account_id)
VALUES (
    cast(:far_case AS uuid), 'note', cast(:far_case AS uuid), 1,
    jsonb_build_object('words', cast(:case_note AS text)), cast(:far_person AS uuid)
);

INSERT INTO held.review_meeting (meeting_id, held_on, chair, made_by, changed_by)
VALUES (
    cast(:far_meeting AS uuid), '2026-12-15', :case_note, cast(:far_person AS uuid),
    cast(:far_person AS uuid)
);

INSERT INTO held.review_meeting_authority (meeting_id, authority)
VALUES (cast(:far_meeting AS uuid), :far_authority);

INSERT INTO held.representation (
    representation_id, premises_id, authority, kind, received_on, made_for, asked, made_by
)
VALUES (
    cast(:far_reply AS uuid), cast(:far AS uuid), :far_authority, 'complaint', '2026-09-02',
    'business', :note, cast(:far_person AS uuid)
);

INSERT INTO held.representation_answer (
    representation_id, version, outcome, answered_on, answer, changed_by
)
SELECT
    cast(:far_reply AS uuid) AS representation_id,
    1 AS version,
    sample.outcome,
    date '2026-09-03' AS answered_on,
    :note AS answer,
    cast(:far_person AS uuid) AS changed_by
FROM held.representation_answer AS sample
LIMIT 1;
