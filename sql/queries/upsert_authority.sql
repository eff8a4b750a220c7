-- Take an authority from the shipped list; names change, codes do not.
INSERT INTO held.authority (code, name, also, ended_on, successor)
VALUES (:code, :name, :also, CAST(:ended_on AS date), :successor)
ON CONFLICT (code) DO UPDATE
    SET
        name = excluded.name,
        also = excluded.also,
        ended_on = excluded.ended_on,
        successor = excluded.successor;
