"""A pseudonym in capitals was another child than the same one in small letters: now one child."""

from __future__ import annotations

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Write hexadecimal pseudonyms and UUIDs in small letters, and join the children who are one.

    Base64 tells by its capitals, and is left. What follows a hash, an authority's code, is as sent.
    """
    op.execute(
        r"""
        CREATE TEMPORARY TABLE child_in_one_case ON COMMIT DROP AS
        SELECT
            said.child_id,
            said.child_ref,
            min(said.child_id) OVER (PARTITION BY said.child_ref) AS kept_id
        FROM (
            SELECT
                child.child_id,
                lower(form.found[1]) || form.found[2] COLLATE "C" AS child_ref
            FROM held.child AS child
            CROSS JOIN LATERAL (
                SELECT regexp_match(
                    child.child_ref,
                    '^([0-9A-Fa-f]{16,128}'
                    '|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})'
                    '((?:[_:.-](?:[EWSNewsn][0-9]{8}|[0-9]{2}[A-Za-z]{2}|[0-9]{3}))?)$'
                ) AS found
            ) AS form
            WHERE form.found IS NOT NULL
        ) AS said;

        UPDATE held.episode AS episode
        SET child_id = same.kept_id
        FROM child_in_one_case AS same
        WHERE episode.child_id = same.child_id AND same.child_id <> same.kept_id;

        UPDATE held.episode_correction AS correction
        SET was = jsonb_set(correction.was, '{child_id}', to_jsonb(same.kept_id))
        FROM child_in_one_case AS same
        WHERE
            CAST(correction.was ->> 'child_id' AS integer) = same.child_id
            AND same.child_id <> same.kept_id;

        DELETE FROM held.child AS child
        USING child_in_one_case AS same
        WHERE child.child_id = same.child_id AND same.child_id <> same.kept_id;

        UPDATE held.child AS child
        SET child_ref = same.child_ref
        FROM child_in_one_case AS same
        WHERE
            child.child_id = same.kept_id AND same.child_id = same.kept_id
            AND child.child_ref <> same.child_ref;

        DROP TABLE child_in_one_case;
        """
    )
