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
    operator.status_stated
FROM held.taxi_operator AS operator
WHERE operator.premises_id IS NOT NULL;
