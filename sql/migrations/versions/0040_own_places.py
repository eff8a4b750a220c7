"""An episode's own place stands in its own row: most have one, which then need not be joined."""

from __future__ import annotations

from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give held.episode the place that its row told, and make held.placed_episode."""
    op.execute(
        """
        -- The place that the episode's own row of a file told; see the note above held.episode of
        -- why it refers without foreign keys. Places that were held before stay where they are:
        -- an episode has the places of both, and held.placed_episode is where to ask for them.
        ALTER TABLE held.episode
        ADD COLUMN own_point_id integer,
        ADD COLUMN own_place_coding_id integer,
        ADD CONSTRAINT episode_own_place_check
        CHECK ((own_point_id IS NULL) = (own_place_coding_id IS NULL));

        -- Every place of every episode, with what is asked of its episode. Whoever reads it must
        -- have the right to both tables.
        CREATE VIEW held.placed_episode WITH (security_invoker) AS
        SELECT
            episode_id,
            load_id,
            supplier_id,
            child_id,
            coding_id,
            started_at,
            1::smallint AS place_no,
            own_point_id AS point_id,
            own_place_coding_id AS place_coding_id
        FROM held.episode
        WHERE own_point_id IS NOT NULL
        UNION ALL
        SELECT
            episode.episode_id,
            episode.load_id,
            episode.supplier_id,
            episode.child_id,
            episode.coding_id,
            episode.started_at,
            place.place_no,
            place.point_id,
            place.place_coding_id
        FROM held.episode_place AS place
        INNER JOIN held.episode AS episode USING (episode_id);
        """
    )
