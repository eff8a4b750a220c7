-- released.saved_view_for_officer: the saved views that an officer may open.
--
-- Audience  the licensing officer: own ones, and those that officers of the same authority share;
--           nothing without a session.
CREATE OR REPLACE VIEW released.saved_view_for_officer WITH (security_barrier) AS
SELECT
    view.view_id,
    view.name,
    view.shared,
    view.filters,
    view.made_at,
    view.last_used_at,
    account.display_name AS owner_name,
    view.owner = (SELECT released.own_account_for_officer()) AS is_own
FROM held.saved_view AS view
INNER JOIN held.account AS account ON view.owner = account.account_id
WHERE
    view.ended_at IS NULL
    AND view.authority = (SELECT released.own_authority_for_officer())
    AND (view.shared OR view.owner = (SELECT released.own_account_for_officer()));
