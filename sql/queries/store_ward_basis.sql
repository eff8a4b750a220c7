-- Keep how many children a published quarter counted in a ward, for a restatement.
INSERT INTO held.published_ward_basis (quarter, ward, children)
VALUES (:quarter, :ward, :children);
