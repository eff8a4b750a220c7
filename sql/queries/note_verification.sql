-- Keep when the record was proved, and what came of it.
INSERT INTO audit.verification (stands, entries, last, anchors, fault_seq)
VALUES (:stands, :entries, :last, :anchors, :fault_seq);
