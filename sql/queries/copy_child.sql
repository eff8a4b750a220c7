COPY held.child (child_id, child_ref) FROM STDIN (FORMAT BINARY)
