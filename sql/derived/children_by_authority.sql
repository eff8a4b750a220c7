-- derived.children_by_authority: what was reported of each child in a window, by authority.
--
-- Window      the days from first_day to last_day, both counted, by Europe/London's calendar.
-- Authority   the one that looks after the child, wherever the episode was. Episodes without one,
--             and those without a pseudonym, are left out.
-- Children    as derived.one_child has them. Those of an authority are of one set of pseudonyms,
--             that of the most: of two sets, two may be one child (derived.sets_of_pseudonyms).
-- In time     an interview within 72 hours of the return; where of either only the day is known, by
--             the third day after it. Midnight stands for a day without a time: most interviews are
--             recorded so, and one on the day of the return would lie before it. Where not even the
--             day is known nobody can say, and it does not count.
-- Returns     a row for each child and authority: how many episodes it had, how many of them are
--             of each kind, and of how many the question was answered at all.
CREATE OR REPLACE FUNCTION derived.children_by_authority(first_day date, last_day date)
RETURNS TABLE (
    authority text,
    child_ref text,
    reported integer,
    missing integer,
    missing_answered integer,
    exploitation integer,
    exploitation_answered integer,
    offered integer,
    offered_answered integer,
    in_time integer,
    in_time_answered integer
)
LANGUAGE sql STABLE
AS $$
    WITH told AS (
        SELECT
            coding.authority,
            one.one_id AS child_id,
            coding.category = 'missing' AS missing,
            coding.category <> 'unknown' AS missing_answered,
            coding.cse_concern = 'yes' OR coding.trafficking_indicator = 'yes' AS exploitation,
            coding.cse_concern <> 'not_recorded'
            OR coding.trafficking_indicator <> 'not_recorded' AS exploitation_answered,
            coding.return_interview_offered = 'yes'
            OR episode.return_interview_at IS NOT NULL AS offered,
            coding.return_interview_offered <> 'not_recorded'
            OR episode.return_interview_at IS NOT NULL AS offered_answered,
            coalesce(
                CASE
                    WHEN coding.time_quality = 'exact' AND local.returned::time > '00:00'
                        AND local.interviewed::time > '00:00'
                        THEN
                            episode.return_interview_at >= episode.ended_at
                            AND episode.return_interview_at
                            <= episode.ended_at + interval '72 hours'
                    WHEN coding.time_quality IN ('exact', 'day')
                        THEN local.interviewed::date - local.returned::date BETWEEN 0 AND 3
                END,
                false
            ) AS in_time,
            episode.return_interview_at IS NOT NULL AS in_time_answered
        FROM held.episode AS episode
        INNER JOIN held.episode_coding AS coding USING (coding_id)
        INNER JOIN derived.one_child() AS one USING (child_id)
        CROSS JOIN LATERAL (
            SELECT
                episode.ended_at AT TIME ZONE 'Europe/London' AS returned,
                episode.return_interview_at AT TIME ZONE 'Europe/London' AS interviewed
        ) AS local
        WHERE
            coding.authority IS NOT NULL
            AND episode.started_at >= first_day::timestamp AT TIME ZONE 'Europe/London'
            AND episode.started_at < (last_day + 1)::timestamp AT TIME ZONE 'Europe/London'
    ),
    named AS MATERIALIZED (
        SELECT sets.child_id, sets.set_no FROM derived.sets_of_pseudonyms() AS sets
    ),
    chosen AS (
        SELECT DISTINCT ON (told.authority) told.authority, named.set_no
        FROM told
        INNER JOIN named USING (child_id)
        GROUP BY told.authority, named.set_no
        ORDER BY told.authority, count(DISTINCT child_id) DESC, count(*) DESC, named.set_no
    )
    SELECT
        told.authority,
        child.child_ref,
        count(*)::integer AS reported,
        count(*) FILTER (WHERE told.missing)::integer AS missing,
        count(*) FILTER (WHERE told.missing_answered)::integer AS missing_answered,
        count(*) FILTER (WHERE told.exploitation)::integer AS exploitation,
        count(*) FILTER (WHERE told.exploitation_answered)::integer AS exploitation_answered,
        count(*) FILTER (WHERE told.offered)::integer AS offered,
        count(*) FILTER (WHERE told.offered_answered)::integer AS offered_answered,
        count(*) FILTER (WHERE told.in_time)::integer AS in_time,
        count(*) FILTER (WHERE told.in_time_answered)::integer AS in_time_answered
    FROM told
    INNER JOIN named USING (child_id)
    INNER JOIN chosen ON told.authority = chosen.authority AND named.set_no = chosen.set_no
    INNER JOIN held.child AS child USING (child_id)
    GROUP BY told.authority, child.child_ref
$$;
