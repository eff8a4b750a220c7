-- released.flag_pair_for_analyst: each repeat location that a flagged premises is near, and why.
--
-- Audience  the police analyst.
CREATE OR REPLACE VIEW released.flag_pair_for_analyst WITH (security_barrier) AS
SELECT
    flag.run_id,
    flag.premises_id,
    flag.location_no,
    flag.distance_m,
    flag.band_m,
    flag.timed,
    flag.within_hours,
    location.episodes,
    location.children,
    location.first_on,
    location.last_on,
    location.by_month,
    location.daytime,
    location.evening,
    location.late_evening,
    location.night
FROM held.flag AS flag
INNER JOIN held.flag_location AS location USING (run_id, location_no);
