-- released.export_rule_for_all: what whoever asks may take by a page, and how much of it.
--
-- Audience  the analyst and the officer, each their own rules: those of the login that asks.
CREATE OR REPLACE VIEW released.export_rule_for_all WITH (security_barrier) AS
SELECT
    rule.object,
    rule.format,
    rule.exact,
    rule.most_rows
FROM held.export_rule AS rule
WHERE 'nightjar_' || rule.audience = current_user;
