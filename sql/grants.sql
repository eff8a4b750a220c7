-- What each login may do; the last thing an upgrade runs. Nothing is granted to PUBLIC, and what
-- was granted to a login by hand is taken back.
REVOKE CREATE ON SCHEMA public FROM public;
DO $$
DECLARE
    login text;
BEGIN
    FOREACH login IN ARRAY ARRAY[
        'public', 'nightjar_loader', 'nightjar_publisher', 'nightjar_analyst', 'nightjar_officer',
        'nightjar_board', 'nightjar_admin'
    ] LOOP
        EXECUTE format('REVOKE ALL ON SCHEMA held, audit, derived, released FROM %s', login);
        EXECUTE format(
            'REVOKE ALL ON ALL TABLES IN SCHEMA held, audit, derived, released FROM %s', login
        );
        EXECUTE format(
            'REVOKE ALL ON ALL SEQUENCES IN SCHEMA held, audit, derived, released FROM %s', login
        );
        EXECUTE format(
            'REVOKE ALL ON ALL FUNCTIONS IN SCHEMA held, audit, derived, released FROM %s', login
        );
    END LOOP;
    -- a temporary table is a place to put what was read
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO nightjar_loader', current_database());
END
$$;

-- the loader writes what agencies send
GRANT USAGE ON SCHEMA held, derived, audit TO nightjar_loader;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA held TO nightjar_loader;
REVOKE UPDATE, DELETE ON held.authority FROM nightjar_loader;
REVOKE INSERT, UPDATE, DELETE ON held.rule, held.flag_run, held.flag_location,
held.flag, held.release_policy, held.cell, held.cell_publication, held.published_cell,
held.published_ward, held.officer_flag FROM nightjar_loader;
GRANT SELECT, USAGE, UPDATE ON ALL SEQUENCES IN SCHEMA held TO nightjar_loader;
GRANT EXECUTE ON FUNCTION derived.drop_episode_indexes(),
derived.make_episode_indexes(),
audit.add(text, text, text, jsonb) TO nightjar_loader;

-- the publisher asks the question and stores the answer
GRANT USAGE ON SCHEMA held, derived, audit TO nightjar_publisher;
GRANT SELECT ON ALL TABLES IN SCHEMA held TO nightjar_publisher;
GRANT INSERT ON held.flag_run, held.flag_location, held.flag TO nightjar_publisher;
-- what is published is only ever added to
GRANT INSERT ON held.cell, held.cell_publication, held.published_cell, held.published_ward,
held.officer_flag TO nightjar_publisher;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA derived TO nightjar_publisher;
REVOKE EXECUTE ON FUNCTION derived.drop_episode_indexes(),
derived.make_episode_indexes() FROM nightjar_publisher;
GRANT EXECUTE ON FUNCTION audit.add(text, text, text, jsonb) TO nightjar_publisher;

-- the analyst reads what is released to the analyst and to all, and nothing else
GRANT USAGE ON SCHEMA released TO nightjar_analyst;
GRANT SELECT ON released.flag_run_for_analyst, released.flag_for_analyst,
released.flag_pair_for_analyst, released.repeat_location_for_analyst,
released.premises_for_analyst, released.licence_for_analyst, released.operator_for_analyst,
released.load_for_analyst, released.reject_for_analyst, released.quarter_for_all,
released.boundary_for_all, released.road_for_all, released.rank_for_all TO nightjar_analyst;

-- an officer reads what is released to officers, of the authority that the transaction is set to
GRANT USAGE ON SCHEMA released TO nightjar_officer;
GRANT SELECT ON released.quarter_for_all, released.cell_for_officer, released.flag_for_officer,
released.premises_for_officer, released.licence_for_officer, released.boundary_for_all,
released.road_for_all, released.rank_for_all TO nightjar_officer;

-- the board reads counts
GRANT USAGE ON SCHEMA released TO nightjar_board;
GRANT SELECT ON released.quarter_for_all, released.ward_count_for_board,
released.flag_count_for_board, released.boundary_for_all, released.road_for_all
TO nightjar_board;
