COPY held.child (child_id, child_ref) FROM STDIN WITH (FORMAT "binary")
