-- released.measure_for_all: what a joint review can decide, with its law, in the order of the list.
--
-- Audience  the analyst and the officer, who choose from it.
CREATE OR REPLACE VIEW released.measure_for_all WITH (security_barrier) AS
SELECT
    measure.code,
    measure.family,
    measure.words,
    measure.law,
    measure.listed
FROM held.measure AS measure;
