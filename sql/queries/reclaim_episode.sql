-- Free the room of removed rows for others, which then overwrite it.
VACUUM (ANALYZE) held.episode, held.episode_place, held.episode_correction, held.map_point,
held.point_ward;
