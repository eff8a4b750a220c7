-- released.operator_for_analyst: the taxi operators whose base a premises is.
--
-- Audience  the police analyst. An operator who works from home has no premises, so is not here.
CREATE OR REPLACE VIEW released.operator_for_analyst WITH (security_barrier) AS
SELECT
    operator.premises_id,
    operator.licence_number,
    operator.name,
    operator.trading_name,
    operator.vehicles_permitted,
    operator.starts_on,
    operator.ends_on,
    operator.status_stated,
    -- as derived.operators_in_force has it: of a number, the rows of its newest load count
    EXISTS(
        SELECT FROM held.taxi_operator AS newer
        WHERE
            newer.authority = operator.authority
            AND newer.licence_number = operator.licence_number
            AND newer.seen_load_id > operator.seen_load_id
    ) AS is_overtaken
FROM held.taxi_operator AS operator
WHERE operator.premises_id IS NOT NULL;
