-- derived.sets_of_pseudonyms: whose pseudonyms can be told to be of different children.
--
-- Suppliers hash with keys of their own, so that one child may have a pseudonym of each of them,
-- and nobody can say that the two are one. Two pseudonyms of one key are two children. Suppliers
-- who ever sent the same pseudonym hash with the same key, and so does whoever shares with either.
--
-- Returns  a row for each child, as derived.one_child has them; set_no is the lowest number of the
--          suppliers of its set.
CREATE OR REPLACE FUNCTION derived.sets_of_pseudonyms()
RETURNS TABLE (child_id integer, set_no integer)
LANGUAGE plpgsql STABLE
AS $$
#variable_conflict use_column
BEGIN
    IF (SELECT count(*) FROM held.supplier) < 2 THEN
        RETURN QUERY SELECT DISTINCT one.one_id, 1 FROM derived.one_child() AS one;
        RETURN;
    END IF;
    RETURN QUERY
    WITH RECURSIVE used AS MATERIALIZED (
        SELECT DISTINCT episode.supplier_id, one.one_id AS child_id
        FROM held.episode AS episode
        INNER JOIN derived.one_child() AS one ON episode.child_id = one.child_id
    ),
    shared AS MATERIALIZED (
        SELECT DISTINCT used.supplier_id, other.supplier_id AS with_supplier
        FROM used
        INNER JOIN used AS other USING (child_id)
    ),
    reached AS (
        SELECT shared.supplier_id, shared.with_supplier FROM shared
        UNION
        SELECT reached.supplier_id, shared.with_supplier
        FROM reached
        INNER JOIN shared ON reached.with_supplier = shared.supplier_id
    ),
    numbered AS (
        SELECT reached.supplier_id, min(reached.with_supplier) AS set_no
        FROM reached
        GROUP BY reached.supplier_id
    )
    SELECT DISTINCT used.child_id, numbered.set_no
    FROM used
    INNER JOIN numbered USING (supplier_id);
END
$$;
